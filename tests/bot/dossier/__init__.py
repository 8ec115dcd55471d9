"""The life of a dossier through the real services."""
