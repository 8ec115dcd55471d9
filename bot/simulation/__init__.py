"""A commune played through the real services: robots of residents and officials, and a clock that jumps."""
