"""Whom a question to another unit concerns: those who may answer it now, what is open for one of them, its name."""

from bot.services.authority import posts
from bot.services.posts import OWNERS, holders
from bot.services.voice import Voice
from content.bureaus import Bureau
from content.catalog import Library
from flows.authority import Act, Subject, permitted
from storage.consultations import Consultation
from storage.unit_of_work import UnitOfWork


def bureau(library: Library, id: str) -> Bureau | None:
    """The unit of the office's file with this id; None when it is no longer there."""
    return next((one for one in library.office.bureaus if one.id == id), None)


def answerers(u: UnitOfWork, library: Library, one: Consultation) -> tuple[int, ...]:
    """Those who may answer a question: the person asked while they hold a post, or who works on the unit's field."""
    if one.person_id is not None:
        return (one.person_id,) if _is_official(u, one.person_id) else ()
    unit = bureau(library, one.unit)
    found = holders(u, OWNERS, unit.field) if unit is not None and unit.field else ()
    return tuple(person for person in found if person != one.asker_id)


def notes_down(library: Library, one: Consultation, person: int) -> bool:
    """Whether a person writes down what a unit said to them over the phone: the asker, of a unit that is not here."""
    unit = bureau(library, one.unit)
    return one.person_id is None and (unit is None or not unit.field) and person == one.asker_id


def asked_of(u: UnitOfWork, library: Library, person: int) -> tuple[Consultation, ...]:
    """The open questions that somebody may answer, the first due first."""
    return tuple(one for one in u.consultations.all_open() if person in answerers(u, library, one))


def asked_name(u: UnitOfWork, voice: Voice, unit: str, person: int | None) -> str:
    """The unit or person asked, as the commune calls them; the unit's id when it is no longer in the office's file."""
    if person is not None:
        name, role = u.staff.known_as(person)
        return name or (voice.say(f"words.role_{role}") if role else "")
    found = bureau(voice.library, unit)
    return voice.text(found.name) if found is not None else unit


def _is_official(u: UnitOfWork, person: int) -> bool:
    return permitted(posts(u, person), Act.OWN_FILE, Subject()) is not None
