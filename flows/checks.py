"""Checks over several answers that warn and never block: a wrong-looking number may still be the right one."""

from dataclasses import dataclass
from typing import assert_never

from flows.answers import Answers
from flows.facts import age_on
from flows.kinds.citizen_id import is_number
from flows.kinds.date import as_date, as_year

# Codes of birth registration in personal numbers (TT 59/2021/TT-BCA; handbook rules §7.1). They outlive mergers.
PROVINCES = frozenset(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 "
    "042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 "
    "086 087 089 091 092 093 094 095 096".split()
)


@dataclass(frozen=True, slots=True)
class NumberFits:
    """The personal number at `number` agrees with the birth day at `born` and the sex (a step or 'male'/'female')."""

    number: str
    born: str | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class YearsBetween:
    """The person born at `older` is at least `least` years older than the one born at `younger`."""

    older: str
    younger: str
    least: int


@dataclass(frozen=True, slots=True)
class HasAccents:
    """The name at `name` has at least one Vietnamese diacritic."""

    name: str


Check = NumberFits | YearsBetween | HasAccents


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to look at again: a code for the content, and the key of the answer to look at."""

    code: str
    key: str


def steps_of(check: Check) -> frozenset[str]:
    """The steps a check looks at."""
    match check:
        case NumberFits(number, born, sex):
            literal = {None, "male", "female"}
            return frozenset(step for step in (number, born, sex) if step is not None and step not in literal)
        case YearsBetween(older, younger):
            return frozenset({older, younger})
        case HasAccents(name):
            return frozenset({name})
    assert_never(check)


def cautions(checks: tuple[Check, ...], seen: Answers) -> tuple[Caution, ...]:
    """What the answers on the path give reason to look at again."""
    return tuple(caution for check in checks for caution in _look(check, seen))


def _look(check: Check, seen: Answers) -> tuple[Caution, ...]:
    match check:
        case NumberFits():
            return _number(check, seen)
        case YearsBetween(older, younger, least):
            born = as_date(seen.get(younger))
            age = age_on(seen.get(older), born) if born else None
            return (Caution("parent_too_young", older),) if age is not None and age < least else ()
        case HasAccents(name):
            said = seen.get(name)
            return (Caution("name_without_accents", name),) if isinstance(said, str) and said.isascii() else ()
    assert_never(check)


def _number(check: NumberFits, seen: Answers) -> tuple[Caution, ...]:
    number = seen.get(check.number)
    if not isinstance(number, str) or not is_number(number):
        return ()
    sex = check.sex if check.sex in ("male", "female") else seen.get(check.sex or "")
    year = as_year(seen.get(check.born)) if check.born else None
    return tuple(Caution(code, check.number) for code in doubts(number, year, sex if isinstance(sex, str) else None))


def doubts(number: str, year: int | None, sex: str | None) -> tuple[str, ...]:
    """What looks odd about a personal number beside a birth year and a sex, where these are known."""
    found: list[str] = []
    if int(number[:3]) < 100 and number[:3] not in PROVINCES:
        found.append("id_province_unknown")
    if not year_fits(number, year):
        found.append("id_year_differs")
    if sex in ("male", "female") and (int(number[3]) % 2 == 1) != (sex == "female"):
        found.append("id_sex_differs")
    return tuple(found)


def year_fits(number: str, year: int | None) -> bool:
    """Whether the century digit and the two year digits agree with a birth year (unknown years agree)."""
    return year is None or 1900 + 100 * (int(number[3]) // 2) + int(number[4:6]) == year
