"""`motcua notices`: what could not be sent, and trying it again."""

from typing import Annotated

import typer

from bot.commands.stores import stored
from bot.opening import wall_clock

notices_app = typer.Typer(help="Notices that could not be sent.", no_args_is_help=True)


@notices_app.command("failed")
def failed() -> None:
    """Lists dead letters: id, kind, state, attempts, code of the error and when it was owed (UTC), parted by tabs."""
    with stored() as database:
        letters = database.run(lambda u: u.backlog.dead())
    for one in letters:
        owed = f"{one.owed_at:%Y-%m-%dT%H:%M}"
        typer.echo("\t".join((str(one.id), one.kind, one.state, str(one.attempts), one.error or "-", owed)))


@notices_app.command("retry")
def retry(
    notice: Annotated[int, typer.Argument(help="The id of a dead letter.")] = 0,
    all_of_them: Annotated[bool, typer.Option("--all", help="Every dead letter.")] = False,
) -> None:
    """Owes dead letters again, from now on; the exit status is 1 when there was none."""
    if bool(notice) == all_of_them:
        typer.echo("Either an id or --all.", err=True)
        raise typer.Exit(2)
    now = wall_clock()
    with stored() as database:
        wanted = [one.id for one in database.run(lambda u: u.backlog.dead())] if all_of_them else [notice]
        revived = database.run(lambda u: sum(u.backlog.revive(one, now) for one in wanted))
    typer.echo(f"{revived} owed again")
    if not revived:
        raise typer.Exit(1)
