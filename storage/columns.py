"""The kinds of columns that all tables share."""

from sqlalchemy import BigInteger, Integer, text

# SQLite counts only INTEGER keys up by itself.
Id = BigInteger().with_variant(Integer, "sqlite")
# Microseconds of UTC, see times.py.
Time = BigInteger()
# What columns of words have in rows older than they are.
EMPTY = text("''")
