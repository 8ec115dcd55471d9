"""Whose notice it is, said on a phone that several people share; of a box with a PIN nothing but the file's code."""

from dataclasses import dataclass, replace

from bot.callbacks import Work
from bot.ports import Card
from bot.services.voice import Voice
from content.catalog import Library
from storage.records import Notice, Seat
from storage.records_staff import Companion
from storage.unit_of_work import UnitOfWork

AREA = "who"


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as it may be shown; `closed` when its reading proves nothing, for nothing of it is seen."""

    card: Card
    closed: bool = False


def told(u: UnitOfWork, library: Library, notice: Notice, route: tuple[Seat, ...], card: Card) -> Told:
    """The card of a notice for the seats it is tried at; unchanged where a chat is one person's alone."""
    boxes = [(seat, box) for seat in route if (box := box_of(u, seat.chat_id, notice.person_id)) is not None]
    if not boxes:
        return Told(card)
    seat, box = next(((at, one) for at, one in boxes if one.pin), boxes[0])
    voice = Voice(library, seat.person.language, seat.person.form)
    record = u.dossiers.get(notice.dossier_id) if notice.dossier_id is not None else None
    opening = (voice.button("who.button_open", Work(AREA, "open", str(box.id)), {"name": box.name}, main=True),)
    if box.pin:
        params = {"name": box.name, "reference": record.reference if record else ""}
        return Told(replace(card, text=voice.say("who.closed", params), rows=(opening,), files=()), closed=True)
    acting = u.people.at(seat.channel, seat.address)
    rows = card.rows if acting is not None and acting.person.id == notice.person_id else (opening,)
    return Told(replace(card, text=f"{voice.say('who.head', {'name': box.name})}\n{card.text}", rows=rows))


def box_of(u: UnitOfWork, chat_id: int, person_id: int) -> Companion | None:
    """A person's box on a phone that is shared; None where nobody shares it."""
    sharing = u.companions.of_chat(chat_id)
    return next((one for one in sharing if one.person_id == person_id), None) if len(sharing) > 1 else None
