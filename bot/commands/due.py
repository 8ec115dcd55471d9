"""`motcua due`: when a term ends, by the office's calendar and hours, for one moment or a whole list."""

import re
import sys
from datetime import datetime
from typing import Annotated

import typer

from bot.commands.stores import offered
from bot.settings import read_settings
from flows.calendar import ZONE, local
from flows.deadlines import Calendar, due, parse_term

_ACCEPTED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)


class BadLine(ValueError):
    """A line that is no moment and term; says what is wrong with it."""


def moment_due(accepted: str, term: str, calendar: Calendar) -> str:
    """The end of a term that starts at a local moment: with its time, or the day alone for terms of whole days.

    Raises BadLine for what is no moment or no term.
    """
    if not _ACCEPTED.fullmatch(accepted):
        raise BadLine(f"{accepted!r} is no moment like 2026-11-23T10:30")
    parsed = parse_term(term)
    if parsed is None:
        raise BadLine(f"{term!r} is no term like 0d, 5wd or 8wh")
    try:
        end = local(due(datetime.fromisoformat(accepted).replace(tzinfo=ZONE), term, calendar))
    except (ValueError, OverflowError) as fault:
        raise BadLine(f"{accepted!r} cannot be reckoned with: {fault}") from None
    return f"{end:%Y-%m-%d}" if parsed.unit == "d" else f"{end:%Y-%m-%dT%H:%M}"


def _answer(line: bytes, calendar: Calendar) -> str:
    match line.decode("utf-8", "replace").rstrip("\r\n").removeprefix("\ufeff").split("\t"):
        case accepted, term:
            return moment_due(accepted, term, calendar)
    raise BadLine("not a moment and a term with one tab between")


def due_command(
    accepted: Annotated[str, typer.Argument(help="When it was accepted, local: 2026-11-23T10:30.")] = "",
    term: Annotated[str, typer.Argument(help="The term: 0d (same day), 15d, 5wd, 8wh.")] = "",
    batch: Annotated[bool, typer.Option("--batch", help="ACCEPTED<TAB>TERM a line from standard input.")] = False,
) -> None:
    """Prints when a term ends; a line that cannot be read is named on standard error, and the exit status is 1."""
    settings = read_settings()
    calendar = offered(settings.office, settings.content_dir).calendar
    typed = f"{accepted}\t{term}".encode()
    wrong = 0
    for number, line in enumerate(sys.stdin.buffer if batch else (typed,), 1):
        try:
            typer.echo(_answer(line, calendar))
        except BadLine as fault:
            wrong += 1
            typer.echo(f"line {number}: {fault}", err=True)
    if wrong:
        raise typer.Exit(1)
