"""`motcua content publish`: the public list of procedures as plain files, for any web server or a printer."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.channels.web.listing.pages import publish
from bot.commands.stores import offered
from bot.settings import read_settings
from flows.calendar import local_day


def publish_command(
    folder: Annotated[Path, typer.Argument(help="The folder to write into; files of the same names are replaced.")],
    root: Annotated[Path | None, typer.Option(help="The content directory; else the program's.")] = None,
) -> None:
    """Writes the public list of procedures, in Vietnamese and English, as pages that need no script."""
    today = local_day(datetime.now(UTC))
    settings = read_settings()
    library = offered(settings.office, root or settings.content_dir, today)
    typer.echo(f"{publish(library, folder, today)} files in {folder}")
