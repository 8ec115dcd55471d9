"""`motcua plan import`: brings the tasks of a year's plan in from a file."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.stores import offered, stored
from bot.opening import wall_clock
from bot.services.plan.importing import LARGEST, BadPlan, read_rows, write
from bot.settings import read_settings

plan_app = typer.Typer(help="The plan of a year.", no_args_is_help=True)


@plan_app.callback()
def _plan() -> None:
    """The plan of a year."""


@plan_app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="A .csv with headings, or a .toml with [[tasks]].")],
    year: Annotated[int, typer.Option(help="The year of the plan.", min=2000, max=2100)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen and write nothing.")] = False,
    language: Annotated[str, typer.Option(help="Language of what is printed: vi or en.")] = "vi",
) -> None:
    """Writes the tasks that are right; names each wrong row and cell, and then the exit status is 1."""
    settings = read_settings()
    library = offered(settings.office, settings.content_dir)
    say = library.wording.say
    try:
        with file.open("rb") as opened:
            rows = read_rows(opened.read(LARGEST + 1), library)
    except BadPlan as fault:
        typer.echo(say(f"plan.{fault}", language), err=True)
        raise typer.Exit(1) from None
    except OSError as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from None
    with stored() as database:
        outcomes = database.run(lambda u: write(u, library, year, rows, wall_clock(), dry_run=dry_run))
    wrong = [one for one in outcomes if one.wrong]
    for one in wrong:
        cell = say(f"plan.heading_{one.wrong}", language).split("|")[0].strip()
        said = {"number": one.row.number, "code": one.row.cells.get("code", ""), "cell": cell}
        typer.echo(say("plan.wrong_row", language, said), err=True)
    params = {"count": len(outcomes) - len(wrong), "wrong": len(wrong), "year": year, "tried": dry_run}
    typer.echo(say("plan.imported", language, params))
    if wrong:
        raise typer.Exit(1)
