"""Buttons under alerts and on an official's file: taking it up, the promise that stops the ladder, the apology."""

from bot.callbacks import Desk
from bot.ports import Button
from bot.services.visit import Rows, Visit
from bot.services.voice import Voice
from flows.authority import Act, does
from flows.dossier import ENDED, READY, Role, is_running
from flows.escalation import first_rung
from flows.promises import is_held, promise
from storage.records import DossierRecord

# Alerts that a promise answers, and those beside which the apology lies ready.
_PROMISED = frozenset({"due_in_two", "due_tomorrow", "due_today", "stuck", "promise_broken"})
_LETTER = frozenset({"due_tomorrow", "apology_missing", "apology_waiting", "due_today"})


def alert_rows(voice: Voice, kind: str, record: DossierRecord) -> Rows:
    """What an official can press under an alert about a file."""
    buttons = [voice.button("desk.button_open", Desk("open", record.reference), main=True)]
    if kind in _LETTER and record.dossier.promised_at is None:
        buttons.append(voice.button("ladder.button_letter", Desk("promise_new_date", record.reference)))
    if kind in _PROMISED and is_running(record.dossier):
        buttons.append(voice.button("ladder.button_seen", Desk("seen", record.reference)))
    return tuple((button,) for button in buttons)


def file_buttons(visit: Visit, record: DossierRecord, role: Role) -> list[Button]:
    """What an official may do about a file beside its moves."""
    buttons = []
    if may_promise(visit, record, role):
        buttons.append(visit.voice.button("ladder.button_seen", Desk("seen", record.reference)))
    if does(role, Act.OWN_FILE) and record.owner_id != visit.person and record.dossier.state not in (*ENDED, *READY):
        owner = str(record.owner_id or "")
        buttons.append(visit.voice.button("ladder.button_claim", Desk("claim", record.reference, owner)))
    return buttons


def may_promise(visit: Visit, record: DossierRecord, role: Role) -> bool:
    """Whether this official may promise now: about what runs and has reached the ladder, one promise at a time."""
    first = first_rung(record.dossier, visit.library.law)
    if not does(role, Act.OWN_FILE) or not is_running(record.dossier) or first is None or visit.now < first:
        return False
    return not is_held(promise(visit.u.dossiers.events(record.id)), visit.now)
