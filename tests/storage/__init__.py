"""Tests of storage/, on SQLite and on a real PostgreSQL."""
