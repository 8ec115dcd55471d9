"""`motcua health`: whether the running program ticks, by its exit status."""

import typer

from bot.commands.stores import stored
from bot.opening import wall_clock
from bot.services.health import ALLOWED, Health, examine


def health_command() -> None:
    """Prints each tick with its age, what is owed and what is blocked; the exit status is 1 when a tick is late."""
    with stored() as database:
        found = database.run(lambda u: examine(u, wall_clock()))
    for line in _lines(found):
        typer.echo(line)
    if not found.ok:
        raise typer.Exit(1)


def _lines(found: Health) -> list[str]:
    ticks = []
    for name, age in found.ages.items():
        told = "never" if age is None else f"{int(age.total_seconds())} s ago"
        mark = "LATE" if name in found.late else "ok"
        ticks.append(f"{name:10} {mark:5} {told}, at most {int(ALLOWED[name].total_seconds())} s")
    owed = ", ".join(f"{state} {count}" for state, count in sorted(found.notices.items())) or "none"
    shut = [f"{name} since {since:%Y-%m-%dT%H:%M} UTC" for name, since in found.blocked.items()]
    return [
        *ticks,
        f"notices: {owed}",
        f"oldest due: {int(found.overdue.total_seconds())} s",
        f"blocked channels: {', '.join(shut) or 'none'}",
    ]
