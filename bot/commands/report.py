"""`motcua report NAME`: reports of a period in words, as CSV or as a workbook, with the files behind every figure."""

import asyncio
import csv
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.stores import offered, stored
from bot.opening import wall_clock
from bot.services.figures import HEADINGS, Report, gather, rows
from bot.services.reports.export import Written, csv_text, xlsx_bytes
from bot.services.reports.making import BrokenReport, faults_in_words, make
from bot.services.reports.naming import Naming, people_in
from bot.services.reports.registry import REPORTS, Asked
from bot.services.reports.telling import told
from bot.settings import read_settings
from content.catalog import Library
from flows.calendar import local_day
from flows.reports.periods import Period, named
from flows.reports.table import Table
from storage.database import Database

Name = Annotated[str, typer.Argument(help=f"One of: {', '.join(REPORTS)}.", callback=lambda name: _known(name))]
First = Annotated[str, typer.Option("--from", help="First day, 2026-01-01; else that of the last day's year.")]
Last = Annotated[str, typer.Option("--to", help="Last day, 2026-12-31; else today.")]
Named = Annotated[str, typer.Option("--period", help="A period of the law instead: 2026-11, 2026-Q3, 2026-H1, 2026.")]


def report_command(
    name: Name,
    first: First = "",
    last: Last = "",
    period: Named = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="Rows for a spreadsheet instead of words.")] = False,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Write a workbook, with its files, to this path.")] = None,
    files: Annotated[bool, typer.Option("--files", help="The files behind every figure, as CSV.")] = False,
    language: Annotated[str, typer.Option(help="Language of what is written: vi or en.")] = "vi",
) -> None:
    """Prints a report with how it is reckoned; both days belong to it."""
    days = _days(first, last, period)
    settings = read_settings()
    library = offered(settings.office, settings.content_dir)
    with stored() as database:
        if name == "figures" and not files and xlsx is None:
            _figures(database, library, days, language, as_csv=as_csv)
            return
        table, people = _made(database, library, name, days, language)
    written = Written(table, days, Naming(library, language, people))
    if xlsx is not None:
        xlsx.write_bytes(xlsx_bytes(written))
    elif as_csv or files:
        typer.echo(csv_text(written, files=files), nl=False)
    else:
        typer.echo("\n".join(told(written)))


def _made(database: Database, library: Library, name: str, days: Period, language: str) -> tuple[Table, dict[int, str]]:
    """The report and the names in it; one that contradicts itself ends the command with status 1."""
    try:
        table = asyncio.run(make(database, name, Asked(library, days)))
    except BrokenReport as fault:
        typer.echo("\n".join(faults_in_words(Naming(library, language), fault.faults)), err=True)
        raise typer.Exit(1) from None
    return table, database.run(lambda u: people_in(u, table))


def _figures(database: Database, library: Library, days: Period, language: str, *, as_csv: bool) -> None:
    """The short figures, in their own words and rows."""
    found = asyncio.run(gather(database, library, days.first, days.last))
    if as_csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows((HEADINGS, *rows(found)))
        return
    for line in Report(found, library.wording, language).lines(days.first, days.last):
        typer.echo(line)


def _known(name: str) -> str:
    if name not in REPORTS:
        raise typer.BadParameter(f"there is no report {name!r}; use one of: {', '.join(REPORTS)}")
    return name


def _days(first: str, last: str, period: str) -> Period:
    if period:
        return _named(period)
    try:
        until = date.fromisoformat(last) if last else local_day(wall_clock())
        since = date.fromisoformat(first) if first else until.replace(month=1, day=1)
    except ValueError as fault:
        typer.echo(f"A day is written 2026-01-31: {fault}", err=True)
        raise typer.Exit(2) from None
    if since > until:
        typer.echo(f"The period ends before it begins: {since} to {until}", err=True)
        raise typer.Exit(2)
    return Period(since, until)


def _named(period: str) -> Period:
    found = named(period)
    if found is None:
        typer.echo(f"A period is written 2026-11, 2026-Q3, 2026-H1 or 2026, not {period}", err=True)
        raise typer.Exit(2)
    return found
