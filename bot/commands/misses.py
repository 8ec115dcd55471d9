"""`motcua content misses`: what people asked for and did not find, most often first, with the nearest procedures."""

import csv
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.stores import offered, stored
from bot.services.misses import KEPT, week_of
from bot.settings import read_settings
from content.catalog import Library
from flows.calendar import local_day
from storage.misses import Miss

_HEADINGS = ("count", "words", "kind", "first_week", "last_week", "nearest")


def misses_command(
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From the week of this day on; else all that is kept.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="As a table for a spreadsheet.")] = False,
    root: Annotated[Path | None, typer.Option(help="The content directory; else the program's.")] = None,
) -> None:
    """Lists the words that found no procedure (unknown), clearly meant one that has no file (elsewhere), or whose
    offers were all declined (declined), with the procedures nearest to them. Names and numbers are masked as _.
    """
    settings = read_settings()
    library = offered(settings.office, root or settings.content_dir)
    first = week_of(local_day(datetime.now(UTC) - KEPT) if since is None else since.date())
    with stored() as database:
        found = database.run(lambda u: u.misses.since(first))
    rows = [_row(library, miss) for miss in found]
    if as_csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows((_HEADINGS, *rows))
        return
    for count, words, kind, begun, ended, nearest in rows:
        typer.echo(f"{count:>5}  {words}  ({kind}, {begun} to {ended}; nearest: {nearest or 'none'})")
    typer.echo(f"{sum(miss.count for miss in found)} misses, {len(found)} different, since {first}")


def _row(library: Library, miss: Miss) -> tuple[str, ...]:
    nearest = " ".join(hit.key for hit in library.finder.nearest(miss.words))
    return (str(miss.count), miss.words, miss.kind, miss.first.isoformat(), miss.last.isoformat(), nearest)
