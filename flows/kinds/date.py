"""A day, typed the way people write days; lunar days are refused with an explanation."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from flows.answers import Value
from flows.kinds.base import Context, Refusal
from flows.text import fold

_NUMERIC = re.compile(r"(\d{1,2}) (\d{1,2}) (\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_YEAR = re.compile(r"(?:nam )?(\d{4})")
_FILLING = re.compile(r"\b(ngay|thang|nam|sinh)\b")
_LUNAR = re.compile(r"\b(mung|mong|ram|am lich|tet|chap|gieng)\b")
_RELATIVE = {"hom nay": 0, "today": 0, "hom qua": 1, "yesterday": 1, "hom kia": 2, "hom kia kia": 3}


@dataclass(frozen=True, slots=True)
class Date:
    """A question for a day (ISO text), or a bare year where `year_only` allows it.

    `future` allows days after today; `not_before` names an earlier step whose day bounds this one.
    """

    future: bool = False
    year_only: bool = False
    not_before: str | None = None

    def parse(self, text: str, context: Context) -> Value | Refusal:
        """5/3/2024, 05-03-2024, 5.3.24, 'hôm qua'; refuses with `date_*`."""
        folded = fold(text)
        if _LUNAR.search(folded):
            return Refusal("date_lunar")
        year = _YEAR.fullmatch(folded)
        if year:
            return self._year(int(year[1]), context)
        found = _read(folded, context.today, self.future)
        return self._bounded(found, context) if isinstance(found, date) else found

    def tap(self, value: str, before: Value, context: Context) -> Value | Refusal:
        """A suggested day, read as if typed."""
        return self.parse(value, context)

    def holds(self, value: Value, context: Context) -> bool:
        """Whether a stored value is still an answer to this question."""
        if not isinstance(value, str):
            return False
        day, year = as_date(value), as_year(value)
        if day is not None:
            return self._bounded(day, context) == value
        return year is not None and self._year(year, context) == value

    def _year(self, year: int, context: Context) -> Value | Refusal:
        if not self.year_only:
            return Refusal("date_needs_day")
        return str(year) if 1900 <= year <= context.today.year else Refusal("date_out_of_range")

    def _bounded(self, found: date, context: Context) -> Value | Refusal:
        if found.year < 1900 or found.year > context.today.year + 50:
            return Refusal("date_out_of_range")
        if found > context.today and not self.future:
            return Refusal("date_in_future")
        bound = self._bound(context)
        if bound and found < bound:
            return Refusal("date_too_early", {"bound": bound.isoformat()})
        return found.isoformat()

    def _bound(self, context: Context) -> date | None:
        return as_date(context.seen.get(self.not_before)) if self.not_before else None


def as_date(value: Value) -> date | None:
    """The day that an answer holds; None for a bare year and everything else."""
    if not isinstance(value, str) or len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def as_year(value: Value) -> int | None:
    """The year of a day or of a bare-year answer."""
    if not isinstance(value, str) or len(value) not in (4, 10):
        return None
    year = value[:4]
    return int(year) if year.isascii() and year.isdigit() else None


def _read(folded: str, today: date, future: bool) -> date | Refusal:
    if folded in _RELATIVE:
        return today - timedelta(days=_RELATIVE[folded])
    numbers = " ".join(_FILLING.sub(" ", folded).split())
    iso = _ISO.fullmatch(numbers)
    if iso:
        return _day(int(iso[3]), int(iso[2]), int(iso[1]))
    found = _NUMERIC.fullmatch(numbers) or _RUN.fullmatch(numbers)
    if found is None:
        return Refusal("date_unclear")
    return _day(int(found[1]), int(found[2]), _full_year(found[3], today.year + 50 if future else today.year))


def _full_year(written: str, latest: int) -> int:
    """A two-digit year is the last such year up to `latest`: a birth lies behind us, an expiry may lie ahead."""
    if len(written) == 4:
        return int(written)
    year = 2000 + int(written)
    return year if year <= latest else year - 100


def _day(day: int, month: int, year: int) -> date | Refusal:
    try:
        return date(year, month, day)
    except ValueError:
        return Refusal("date_impossible", {"day": day, "month": month, "year": year})
