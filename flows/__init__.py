"""The core: what procedures, sessions, dossiers and deadlines are. Pure, synchronous, no I/O."""
