"""The link to an electronic result: kept in the sealed log of its dossier, offered when the result is ready."""

from datetime import datetime

from bot.ports import Button
from bot.services.voice import Voice
from flows.dossier import READY, Role, State
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

_KIND = "result_link"
_SHOWN = (*READY, State.DA_TRA_KET_QUA)


def note_link(u: UnitOfWork, record: DossierRecord, link: str, at: datetime) -> bool:
    """Keeps a link that was not told before; returns whether it is new."""
    if not link or link in _links(u, record):
        return False
    u.dossiers.append(record.id, _KIND, None, Role.CLOCK, at, {"link": link})
    return True


def link_button(u: UnitOfWork, voice: Voice, record: DossierRecord) -> tuple[Button, ...]:
    """The button that opens the result; nothing before it is ready, or without a link."""
    links = _links(u, record) if record.dossier.state in _SHOWN else []
    return (Button(voice.say("status.button_result"), link=links[-1], tone="main"),) if links else ()


def offered(u: UnitOfWork, person: int) -> frozenset[str]:
    """The links to results that this person was or can be offered."""
    records = (one for one in u.dossiers.of_person(person) if one.person_id == person and one.dossier.state in _SHOWN)
    return frozenset(link for record in records for link in _links(u, record))


def _links(u: UnitOfWork, record: DossierRecord) -> list[str]:
    return [str(event.data.get("link")) for event in u.dossiers.events(record.id) if event.kind == _KIND]
