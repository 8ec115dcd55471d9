"""Rankings of the commune, year by year, as the office's file tells them (S14)."""

from dataclasses import dataclass

from content.reading import Table
from content.sheet import Text


@dataclass(frozen=True, slots=True)
class Ranking:
    """The place of the commune in a year's ranking: of what, among whom, and who says so."""

    year: int
    place: int
    what: Text
    among: Text
    source: Text


def read_rankings(tables: tuple[Table, ...]) -> tuple[Ranking, ...]:
    """The rankings, the latest year first; each year once."""
    found: dict[int, Ranking] = {}
    for table in tables:
        year, place = table.number("year"), table.number("place")
        if year in found:
            table.fault(f"the year {year} is there twice", "keep one ranking a year", "year")
        if place < 1:
            table.fault(f"{place} is no place", "write place = 1 or more", "place")
        found[year] = Ranking(year, place, table.said("what"), table.said("among"), table.said("source"))
        table.close()
    return tuple(found[year] for year in sorted(found, reverse=True))
