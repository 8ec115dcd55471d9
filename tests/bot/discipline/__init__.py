"""Discipline through the real services with a clock that is moved."""
