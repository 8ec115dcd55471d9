"""What storage refuses, each named so that the caller knows the remedy."""


class Conflict(Exception):
    """The row moved on since it was read: read it again and repeat the work."""


class DuplicateCode(Exception):
    """Another dossier carries this official code already."""


class WrongKey(Exception):
    """The key does not fit the data: start with the key the data was written with."""


class BadKey(Exception):
    """A key that is no key: the message says what to set instead."""


class Unreachable(OSError):
    """The database does not answer, or does not let the program in: the message says where it was looked for."""


class Tampered(Exception):
    """A sealed value does not open: it was changed, or moved to another row."""


class Uncertain(Exception):
    """The connection broke during the commit: it may have happened or not; look before repeating."""


class Closed(Exception):
    """The database was closed; no more work is taken."""
