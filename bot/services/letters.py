"""Apologies that lie ready (N20): which wait in an official's fields, and who may approve them."""

from datetime import UTC, datetime

from bot.callbacks import Desk
from bot.ports import Button
from bot.services.authority import fields_for, may
from bot.services.posts import holders
from bot.services.visit import Visit
from flows.apologies import Letter, drafted_before, letter
from flows.authority import Act
from flows.dossier import RUNNING, Role, State
from storage.records import DossierRecord

# The usual reasons; an official may write others.
LATE = ("late_agency", "late_check", "late_system", "late_load", "late_signer")
_EVER = datetime(2000, 1, 1, tzinfo=UTC)


def letter_of(visit: Visit, record: DossierRecord) -> Letter | None:
    """The apology that lies ready for a file."""
    return letter(record.dossier, visit.u.dossiers.events(record.id), visit.now, visit.library.law)


def waiting(visit: Visit) -> list[DossierRecord]:
    """The files of this official's fields whose apology lies ready, the most pressing first."""
    fields = fields_for(visit.u, visit.person, Act.OWN_FILE)
    if fields is not None and not fields:
        return []
    records = visit.u.dossiers.due_between(
        _EVER, drafted_before(visit.now, visit.library.law), (*RUNNING, State.YEU_CAU_RUT)
    )
    mine = (one for one in records if fields is None or one.field in fields)
    return [record for record in mine if letter_of(visit, record) is not None]


def letters_button(visit: Visit) -> tuple[Button, ...]:
    """The way to the apologies that lie ready, where there are any."""
    count = len(waiting(visit))
    return (visit.voice.button("ladder.button_letters", Desk("letters"), {"count": count}),) if count else ()


def may_approve(visit: Visit, record: DossierRecord) -> bool:
    """Whether this person may send an apology: a head of the field, or anybody who works on it where it has none."""
    if may(visit, Act.APPROVE_APOLOGY, record) is not None:
        return True
    return may(visit, Act.MOVE_FILE, record) is not None and not holders(visit.u, (Role.HEAD,), record.field)


def reason_in_words(visit: Visit, reason: str) -> str:
    """A reason code in words, an official's own words as they are."""
    known = visit.library.wording.has(f"words.reason_{reason}")
    return visit.voice.say(f"words.reason_{reason}") if known else reason
