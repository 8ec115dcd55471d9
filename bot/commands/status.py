"""`motcua status import`: brings statuses in from a file that the official one-stop software exported."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.stores import stored
from bot.opening import wall_clock
from bot.services.status_files import LARGEST_FILE, BadFile, Line, read_file
from bot.services.status_import import Outcome, import_status, reason
from bot.services.status_rows import headings
from bot.settings import read_settings
from content.catalog import Library, load
from content.problems import ContentError

status_app = typer.Typer(help="Statuses from the official one-stop software.", no_args_is_help=True)


@status_app.callback()
def _status() -> None:
    """Statuses from the official one-stop software."""


@status_app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="A .csv or .xlsx; its format stands in bot/README.md.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen and write nothing.")] = False,
    language: Annotated[str, typer.Option(help="Language of what is printed: vi or en.")] = "vi",
) -> None:
    """Applies the rows that can be; lists each refused one with its reason, and then the exit status is 1."""
    settings = read_settings()
    try:
        library = load(settings.office, settings.content_dir)
        lines = read_file(_bytes(file), headings(library))
        outcomes = _imported(library, lines, dry_run)
    except BadFile as fault:
        raise _failed(library.wording.say(f"status.{fault}", language)) from None
    except (ContentError, OSError) as fault:
        raise _failed(str(fault)) from None
    refused = [one for one in outcomes if one.result == "refused"]
    for one in refused:
        said = {"number": one.number, "name": one.name, "why": reason(library, one, language)}
        typer.echo(library.wording.say("status.line", language, said), err=True)
    counts = {name: sum(one.result == name for one in outcomes) for name in ("applied", "unchanged", "refused")}
    typer.echo(library.wording.say("status.tried" if dry_run else "status.done", language, counts))
    if refused:
        raise typer.Exit(1)


def _bytes(file: Path) -> bytes:
    """What is in the file, but never more than may be."""
    with file.open("rb") as opened:
        return opened.read(LARGEST_FILE + 1)


def _imported(library: Library, lines: tuple[Line, ...], dry_run: bool) -> tuple[Outcome, ...]:
    rows = [(line.number, line.cells) for line in lines]
    with stored() as database:
        return asyncio.run(import_status(database, library, rows, wall_clock(), dry_run=dry_run))


def _failed(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(1)
