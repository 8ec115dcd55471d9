"""`motcua invite` and `motcua staff`: who works with the program, and letting people in and out."""

from typing import Annotated

import typer

from bot.commands.stores import offered, stored
from bot.opening import open_storage, wall_clock
from bot.services.people import INVITATION_LIFE, appoint
from bot.settings import read_settings
from content.office import Office
from flows.authority import APPOINTABLE
from flows.dossier import Role
from storage.records_staff import Appointment

staff_app = typer.Typer(help="Officials and helpers.", no_args_is_help=True)


def invite_command(
    role: Annotated[Role, typer.Argument(help="The role.")],
    name: Annotated[str, typer.Option(help="As the commune calls the person; colleagues see it.")] = "",
    fields: Annotated[str, typer.Option(help="Fields of procedures, with commas; left out: all.")] = "",
    hamlets: Annotated[str, typer.Option(help="Hamlets by their ids, with commas; left out: all.")] = "",
    organisation: Annotated[str, typer.Option(help="The body that sends them, by its id.")] = "",
) -> None:
    """Prints a link and a code with which one person takes on a role, once."""
    given = Appointment(role, _words(fields), _words(hamlets), " ".join(name.split()), organisation)
    chosen = read_settings()
    for fault in faults(given, offered(chosen.office, chosen.content_dir).office):
        typer.echo(fault, err=True)
        raise typer.Exit(1)
    database, _ = open_storage(chosen)
    code = database.run(lambda u: appoint(u, given, wall_clock()))
    database.close()
    typer.echo(f"{chosen.address}/?c={code}")
    typer.echo(f"{code[:4]} {code[4:]}   ({INVITATION_LIFE.days} days, once)")


def faults(given: Appointment, office: Office) -> list[str]:
    """What an invitation names that this office does not have."""
    found = [f"{given.role} is not a role to invite to"] if Role(given.role) not in APPOINTABLE else []
    bodies, hamlets = [body.id for body in office.bodies], [hamlet.id for hamlet in office.hamlets]
    for what, named, known in (
        ("field", given.fields, office.fields()),
        ("hamlet", given.hamlets, hamlets),
        ("organisation", (given.organisation,) if given.organisation else (), bodies),
    ):
        found += [f"there is no {what} {one!r}; use some of: {', '.join(known)}" for one in named if one not in known]
    return found


@staff_app.command("list")
def staff_list() -> None:
    """Lists who holds what: id, role, fields, hamlets, organisation, since (UTC), parted by tabs; no names."""
    with stored() as database:
        for one in database.run(lambda u: u.staff.everybody()):
            places = (" ".join(one.fields) or "-", " ".join(one.hamlets) or "-", one.organisation or "-")
            typer.echo("\t".join((str(one.id), one.role, *places, f"{one.since:%Y-%m-%dT%H:%M}")))


@staff_app.command("invitations")
def staff_invitations() -> None:
    """Lists invitations that nobody has used: id, role, until when (UTC), parted by tabs."""
    with stored() as database:
        for one in database.run(lambda u: u.staff.pending(wall_clock())):
            typer.echo("\t".join((str(one.id), one.offers.role, f"{one.expires_at:%Y-%m-%dT%H:%M}")))


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.replace(",", " ").split()))
