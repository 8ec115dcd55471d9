"""What commands start from: the office's content, and the database of a program run before, never a new one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import typer

from bot.opening import open_storage
from bot.settings import Settings, read_settings
from content.catalog import Library, load
from content.problems import ContentError
from storage.database import Database
from storage.errors import BadKey, WrongKey


def offered(office: str, root: Path | None, today: date | None = None) -> Library:
    """The content of an office; what is wrong with it ends the command with status 1."""
    try:
        return load(office, root, today)
    except ContentError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from None


def is_there(settings: Settings) -> bool:
    """Whether the program has a database to look into; one on a server is taken to be there."""
    url = settings.database
    return not url.startswith("sqlite:///") or Path(url.removeprefix("sqlite:///")).exists()


@contextmanager
def stored() -> Iterator[Database]:
    """The database in use, closed afterwards; what is wrong with it ends the command with status 1."""
    settings = read_settings()
    if not is_there(settings):
        typer.echo(f"There is no database in {settings.data_dir}: was the program ever run?", err=True)
        raise typer.Exit(1)
    try:
        database, _ = open_storage(settings)
    except (WrongKey, BadKey, OSError) as fault:
        typer.echo(f"The database cannot be opened: {fault}", err=True)
        raise typer.Exit(1) from None
    try:
        yield database
    finally:
        database.close()
