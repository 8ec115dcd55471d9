"""The plan of a year, as a file and through the real services."""
