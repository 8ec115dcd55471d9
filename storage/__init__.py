"""Where everything lasts: tables, the unit of work, the outbox and the vault of files."""
