"""`motcua simulate`: months of a commune played through the real services, on a data directory of its own."""

import asyncio
import time
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.imaging.workshop import Workers
from bot.opening import open_storage
from bot.settings import Settings, read_settings
from bot.simulation.play import Play, Played, play, prepare
from bot.simulation.scenario import BadScenario, Scenario, read_scenario, usual
from content.catalog import Library, load
from content.problems import ContentError
from storage.errors import BadKey, WrongKey

_FILES = 1200


def simulate_command(
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.")],
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day.")],
    office: Annotated[str, typer.Option(help="The office: a name in content/offices; else that of the settings.")] = "",
    files: Annotated[int | None, typer.Option(help=f"How many files are sent in; else {_FILES}.")] = None,
    seed: Annotated[int, typer.Option(help="Chance: the same seed plays the same months.")] = 7,
    scenario: Annotated[Path | None, typer.Option(help="A TOML file that says how many end how.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Where the data goes; else that of the settings.")] = None,
) -> None:
    """Plays residents, helpers, officials and the clock over a period; refuses a directory that has data."""
    settings = _settings(office, data_dir)
    if (settings.data_dir / "motcua.db").exists():
        raise _failed(f"There is data in {settings.data_dir}. Name an empty directory with --data-dir.")
    try:
        chosen = read_scenario(scenario, files) if scenario is not None else usual(_FILES if files is None else files)
        library = load(settings.office, settings.content_dir)
        began = time.monotonic()
        played = _play(settings, library, prepare(chosen, first.date(), last.date(), seed, library.calendar))
    except (BadScenario, ContentError, WrongKey, BadKey, OSError) as fault:
        raise _failed(str(fault)) from None
    typer.echo(_told(played, chosen, time.monotonic() - began))
    typer.echo(_next(settings, first.date(), last.date()))


def _settings(office: str, data_dir: Path | None) -> Settings:
    """The settings in force, always with SQLite in the directory."""
    settings = read_settings()
    given = {"office": office or settings.office, "data_dir": data_dir or settings.data_dir, "database_url": ""}
    return settings.model_copy(update=given)


def _play(settings: Settings, library: Library, what: Play) -> Played:
    database, vault = open_storage(settings, durable=False)  # it can be played again
    workshop = Workers()
    try:
        return asyncio.run(play(what, database, vault, workshop, library))
    finally:
        workshop.close()


def _told(played: Played, scenario: Scenario, seconds: float) -> str:
    return (
        f"{played.files} files sent in ({scenario.direct} at the desk), {played.turns} turns, {played.pushes} pushes,"
        f" in {seconds:.0f} s"
    )


def _next(settings: Settings, first: date, last: date) -> str:
    return (
        f"MOTCUA_DATA_DIR={settings.data_dir} MOTCUA_DATABASE_URL= MOTCUA_OFFICE={settings.office}"
        f" motcua report figures --from {first} --to {last}"
    )


def _failed(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(1)
