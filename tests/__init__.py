"""The tests, named as sentences."""
