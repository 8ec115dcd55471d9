"""`motcua content law`: facts of law that end soon, begin later or were not read for long, and what leans on them."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.stores import is_there, offered, stored
from bot.services.law_clock import leaning
from bot.settings import read_settings
from content.law_clock import CHECKED_WITHIN, ENDS_WITHIN, LawFact, law_report
from flows.calendar import local_day

_DAY = typer.Option(formats=["%Y-%m-%d"], help="As of this day; else today.")


def law_command(
    on: Annotated[datetime | None, _DAY] = None,
    days: Annotated[int, typer.Option(help="How many days before its end a fact is told.")] = ENDS_WITHIN.days,
    unchecked: Annotated[
        int, typer.Option(help="After how many days a source must be read again.")
    ] = CHECKED_WITHIN.days,
    root: Annotated[Path | None, typer.Option(help="The content directory; else the program's.")] = None,
    files: Annotated[bool, typer.Option(help="Look through the database for files and drafts.")] = True,
) -> None:
    """Lists facts of law that end within 30 days, begin later or were not checked for 180 days, with the open files and
    drafts (codes and tags only) that lean on those that end.
    """
    now = datetime.now(UTC)
    day = local_day(now) if on is None else on.date()
    settings = read_settings()
    library = offered(settings.office, root or settings.content_dir)
    report = law_report(library, day, timedelta(days=days), timedelta(days=unchecked))
    lean: Mapping[str, list[str]] | None = None
    if files and report.ending and is_there(settings):
        with stored() as database:
            lean = asyncio.run(leaning(database, library, report.ending, now))
    _print("ends within", [_line(fact) for fact in report.ending], days)
    _leaning(report.ending, lean)
    _print("has begun and is not worked into its file", [_line(fact) for fact in report.begun])
    _print("begins later", [_line(fact) for fact in report.coming])
    old = [f"{key} sources.{one.id}: {one.checked:%d/%m/%Y}, {_checker(one.checker)}" for key, one in report.unchecked]
    _print("not checked for", old, unchecked)


def _leaning(ending: Sequence[LawFact], lean: Mapping[str, list[str]] | None) -> None:
    if ending and lean is None:
        typer.echo("  (open files were not looked through: no database here, or not asked)")
    for fact in ending if lean is not None else ():
        typer.echo(f"  {fact.place}: {', '.join((lean or {}).get(fact.place, ())) or 'no open file or draft'}")


def _print(what: str, lines: list[str], days: int | None = None) -> None:
    span = "" if days is None else f" {days} days"
    typer.echo(f"{what}{span}: {len(lines) or 'nothing'}")
    for line in lines:
        typer.echo(f"  {line}")


def _line(fact: LawFact) -> str:
    until = "" if fact.until is None else f" to {fact.until:%d/%m/%Y}"
    then = "" if fact.until is None else f"; then: {f'another from {fact.then:%d/%m/%Y}' if fact.then else 'nothing'}"
    source = (
        ""
        if fact.source is None
        else f"; {fact.source.title['vi']}, {fact.source.checked:%d/%m/%Y}, {_checker(fact.source.checker)}"
    )
    return f"{fact.place}: from {fact.since:%d/%m/%Y}{until}{then}{source}"


def _checker(name: str) -> str:
    return f"checked by {name}" if name else "checked by whoever wrote the file"
