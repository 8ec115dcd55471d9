"""`motcua verify`: whether records and files agree."""

from typing import Annotated

import typer

from bot.commands.stores import stored
from bot.opening import wall_clock
from bot.services.verifying import verify
from bot.settings import read_settings
from storage.keys import load_key
from storage.vault import Vault


def verify_command(
    repair: Annotated[bool, typer.Option(help="Sweep orphans, take unreadable pages out of their papers.")] = False,
) -> None:
    """Reads every file on record; exit status 1 when one is gone or was changed."""
    settings = read_settings()
    with stored() as database:
        key = load_key(settings.key.get_secret_value(), settings.data_dir)
        found = verify(database, Vault(settings.data_dir / "vault", key), wall_clock(), repair=repair)
    typer.echo(f"readable: {found.sound}")
    typer.echo(f"gone: {len(found.gone)} {' '.join(found.gone)}".rstrip())
    typer.echo(f"changed: {len(found.changed)} {' '.join(found.changed)}".rstrip())
    typer.echo(f"files without a record: {found.orphans}{' (swept)' if repair else ''}")
    if not found.ok:
        raise typer.Exit(1)
