"""Which list an official looks at: a kind of file, whose files, one field; written small into buttons."""

from dataclasses import dataclass, replace

from storage.inbox import FIRST, KINDS, WHOSE, Counts, Spot, Whose

AREA = "inbox"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Choice:
    """`kind` '' means every open file, `field` '' all of the official's fields."""

    kind: str = ""
    whose: Whose = "all"
    field: str = ""

    def written(self) -> str:
        """As buttons carry it: 'red.mine.land', '' for everything."""
        whose = "" if self.whose == "all" else self.whose
        return ".".join((self.kind, whose, self.field)).rstrip(".")

    def of(self, *, kind: str | None = None, whose: Whose | None = None, field: str | None = None) -> "Choice":
        """The same with one thing chosen otherwise."""
        changed = replace(self, kind=self.kind if kind is None else kind, whose=whose or self.whose)
        return changed if field is None else replace(changed, field=field)


def read(written: str) -> Choice:
    """The choice of a button; what is unknown in it chooses nothing."""
    kind, whose, field = (*written.split("."), "", "", "")[:3]
    known: Whose = next((one for one in WHOSE if one == whose), "all")
    return Choice(kind if kind in KINDS else "", known, field)


def cursor(spot: Spot) -> str:
    """A place in the list as buttons carry it."""
    return f"{_small(spot.key)}-{_small(spot.id)}"


def spot_of(written: str) -> Spot:
    """The place that was written; the beginning for anything else."""
    try:
        key, id = (int(part, 36) for part in written.split("-"))
    except ValueError:
        return FIRST
    return Spot(key, id) if 0 <= key < 2**63 and 0 < id < 2**63 else FIRST


def narrowed(allowed: frozenset[str] | None, field: str) -> tuple[str, ...] | None:
    """The fields to look into: the one that was chosen, if it is allowed; None for all."""
    if field and (allowed is None or field in allowed):
        return (field,)
    return None if allowed is None else tuple(sorted(allowed))


def total(tally: tuple[Counts, ...], kind: str) -> int:
    """How many files there are of a kind, in all fields counted."""
    return sum(one.by_kind[kind] if kind else one.total for one in tally)


def _small(number: int) -> str:
    digits = ""
    while number:
        number, last = divmod(number, 36)
        digits = _DIGITS[last] + digits
    return digits or "0"
