"""Random codes people read aloud: no letter or digit that looks like another one."""

import secrets

# Without 0 O 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
TAG_SIZE = 5
REFERENCE_SIZE = 6


def random_code(size: int) -> str:
    """A code of `size` characters; 6 of them are 148 million codes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(size))
