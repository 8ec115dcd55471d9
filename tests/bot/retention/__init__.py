"""How long papers are kept, played on the real services with a clock that is moved."""
