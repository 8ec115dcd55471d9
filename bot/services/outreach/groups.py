"""Whom a message is for: groups by facts that the office lawfully has, without those who want none."""

from collections.abc import Iterator

from bot.services.neighbours.places import hamlet_name
from bot.services.visit import Visit
from bot.services.voice import Voice
from flows.dossier import Role
from flows.outreach import Group, Letter
from storage.unit_of_work import UnitOfWork


def readers(u: UnitOfWork, letter: Letter) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who gets it, and who is of the group and wants no such messages; officials get none, they know."""
    staff = {one.person_id for one in u.staff.everybody()}
    helpers = {one.person_id for one in u.staff.with_roles((Role.HELPER,))}
    people, out = u.outreach.readers(letter.group, letter.which)
    keep = {*people} - (staff - helpers)
    return tuple(sorted(keep)), out


def choices(visit: Visit, group: Group) -> Iterator[tuple[str, str]]:
    """The hamlets; or the procedures that somebody had done here."""
    if group is Group.HAMLET:
        yield from ((one.id, one.name) for one in visit.library.office.hamlets)
    elif group is Group.PROCEDURE:
        for key, sheet in visit.library.procedures.items():
            if any(readers(visit.u, Letter(visit.person, group, key))):
                yield key, visit.voice.text(sheet.title)


def group_name(voice: Voice, group: Group, which: str) -> str:
    """A group in words."""
    sheet = voice.library.procedures.get(which)
    title = voice.text(sheet.title) if sheet is not None else which
    return voice.say(f"outreach.to_{group}", {"hamlet": hamlet_name(voice, which), "procedure": title})
