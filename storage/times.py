"""Instants as they are stored: whole microseconds of UTC since 1970, so that both databases compare them alike."""

from datetime import UTC, datetime, timedelta

_START = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(microseconds=1)


def stamp(moment: datetime) -> int:
    """The instant in microseconds since 1970; raises ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError("time without a zone")
    return (moment - _START) // _STEP


def moment(stamped: int) -> datetime:
    """The instant, in UTC, that `stamp` wrote."""
    return _START + timedelta(microseconds=stamped)


def stamp_or_none(when: datetime | None) -> int | None:
    """`stamp` of a time that may be missing."""
    return None if when is None else stamp(when)


def moment_or_none(stamped: int | None) -> datetime | None:
    """`moment` of a time that may be missing."""
    return None if stamped is None else moment(stamped)
