"""`motcua report figures`: what was received, online, early, on time and late in a period."""

import asyncio
import csv
import sys
from datetime import date
from typing import Annotated

import typer

from bot.commands.stores import offered, stored
from bot.opening import wall_clock
from bot.services.figures import HEADINGS, Report, gather, rows
from bot.settings import Settings
from flows.calendar import local_day

report_app = typer.Typer(help="Reports.", no_args_is_help=True)


@report_app.callback()
def _report() -> None:
    """Reports."""


@report_app.command("figures")
def figures_command(
    first: Annotated[str, typer.Option("--from", help="First day, 2026-01-01; else that of the last day's year.")] = "",
    last: Annotated[str, typer.Option("--to", help="Last day, 2026-12-31; else today.")] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="Rows of measure, field, count, share.")] = False,
    language: Annotated[str, typer.Option(help="Language of what is printed: vi or en.")] = "vi",
) -> None:
    """Prints the figures of a period with how they are reckoned; both days belong to it."""
    since, until = _period(first, last)
    settings = Settings()
    library = offered(settings.office, settings.content_dir)
    with stored() as database:
        found = asyncio.run(gather(database, library, since, until))
    if as_csv:
        csv.writer(sys.stdout, lineterminator="\n").writerows((HEADINGS, *rows(found)))
        return
    for line in Report(found, library.wording, language).lines(since, until):
        typer.echo(line)


def _period(first: str, last: str) -> tuple[date, date]:
    try:
        until = date.fromisoformat(last) if last else local_day(wall_clock())
        since = date.fromisoformat(first) if first else until.replace(month=1, day=1)
    except ValueError as fault:
        typer.echo(f"A day is written 2026-01-31: {fault}", err=True)
        raise typer.Exit(2) from None
    if since > until:
        typer.echo(f"The period ends before it begins: {since} to {until}", err=True)
        raise typer.Exit(2)
    return since, until
