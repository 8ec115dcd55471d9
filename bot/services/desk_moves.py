"""What an official does with a file, each move made sure of or told in words before it is made."""

import re
from datetime import UTC, datetime

from bot.callbacks import Desk
from bot.ports import Card
from bot.services import desk_apology, desk_together
from bot.services.desk import desk_file, for_desk
from bot.services.desk_acts import cancel, impossible, made, missing
from bot.services.desk_supplement import choose_paper
from bot.services.desk_together import found_wrong
from bot.services.screens import DeskCode, DeskDecline, DeskPayment, DeskRefusal, DeskSure
from bot.services.visit import Visit, above
from flows.authority import Act
from flows.calendar import local_day
from flows.kinds import Context, Money
from flows.moves import (
    Accept,
    AskPayment,
    AskSupplement,
    CarryOn,
    CloseUnanswered,
    Complete,
    Consult,
    Consulted,
    Decline,
    Forward,
    HandOver,
    Move,
    Paid,
    PromiseNewDate,
    RecordResult,
    Refuse,
    SendBack,
    Start,
    Stop,
)
from flows.text import tidy
from flows.transition import Illegal, move
from storage.errors import DuplicateCode
from storage.records import DossierRecord

# Handbook rules §2: all shapes of the official file code seen in use.
_CODE = re.compile(r"(?:\d{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.)?[A-Z]\d{2}(?:\.[0-9A-Z]{1,3}){0,3}-(?:\d{6}|\d{8})-\d{4,7}")
_DASHES = re.compile(r"[‐‑‒–—−－]")
_LEAST_REASON = 15  # characters of a refusal that can be called a reason
# Moves that need no words, only to be made sure of.
_PLAIN: dict[str, Move] = {
    "start": Start(),
    "record_result": RecordResult(),
    "hand_over": HandOver("signature"),
    "complete": Complete(),
    "close_unanswered": CloseUnanswered(),
    "consult": Consult(),
    "consulted": Consulted(),
    "paid": Paid(),
    "forward": Forward(),
    "send_back": SendBack(),
    "stop": Stop(),
    "carry_on": CarryOn(),
}
# A move by name, as it would be made; what it says is asked for where something has to be said.
_MOVES: dict[str, Move] = {
    **_PLAIN,
    "accept": Accept(),
    "ask_supplement": AskSupplement("paper", "other"),
    "refuse": Refuse("other"),
    "decline": Decline("other"),
    "ask_payment": AskPayment(1),
    "promise_new_date": PromiseNewDate(datetime(2000, 1, 1, tzinfo=UTC), "late_load"),
}


def begin_move(visit: Visit, reference: str, name: str) -> Card:
    """The first step of a move: what still has to be said, or to be made sure of, before it is made."""
    found = for_desk(visit, reference, Act.MOVE_FILE)
    if found is None or name not in _MOVES:
        return missing(visit, reference)
    record, role = found
    tried = move(record.dossier, _MOVES[name], role, visit.now, visit.library.law)
    if isinstance(tried, Illegal) and name not in tried.instead:
        return impossible(visit, record, role, tried)
    match name:
        case "accept" if _changed_unseen(visit, record):
            return above(visit.voice.say("desk.corrected_since"), desk_file(visit, record, role))
        case "accept":
            visit.screen = DeskCode(reference)
            return visit.say("desk.code_ask", {"reference": reference}, cancel(visit, reference))
        case "ask_supplement":
            return desk_together.ask(visit, reference) if found_wrong(visit, record) else choose_paper(visit, record)
        case "promise_new_date":
            return desk_apology.choose_reason(visit, record)
        case "refuse":
            visit.screen = DeskRefusal(reference)
            return visit.say("desk.refuse_ask", {"reference": reference}, cancel(visit, reference))
        case "decline":
            visit.screen = DeskDecline(reference)
            return visit.say("desk.decline_ask", {"reference": reference}, cancel(visit, reference))
        case "ask_payment":
            visit.screen = DeskPayment(reference)
            return visit.say("desk.payment_ask", {"reference": reference}, cancel(visit, reference))
        case _:
            return _sure(visit, record, name)


def _changed_unseen(visit: Visit, record: DossierRecord) -> bool:
    """Whether the resident corrected the file after this official last looked at it: nobody accepts unseen answers."""
    changed = [event.at for event in visit.u.dossiers.events(record.id) if event.kind == "correct"]
    if not changed:
        return False
    looked = [view.at for view in visit.u.views.of(record.id) if view.person_id == visit.person and view.what == "file"]
    return not looked or max(looked) <= max(changed)


def accept(visit: Visit, reference: str, typed: str) -> Card:
    """Accepts with the official code that the one-stop software gave; it is never invented here."""
    found = for_desk(visit, reference, Act.MOVE_FILE)
    if found is None:
        return missing(visit, reference)
    code = normal_code(typed)
    if code is None:
        return visit.say("desk.code_bad", rows=cancel(visit, reference))
    if _changed_unseen(visit, found[0]):
        return above(visit.voice.say("desk.corrected_since"), desk_file(visit, *found))
    other = visit.u.dossiers.by_official(code)
    if other is not None and other.id != found[0].id:
        return visit.say("desk.code_taken", {"reference": other.reference}, cancel(visit, reference))
    card = made(visit, reference, Accept(), "desk.accepted")
    after = visit.u.dossiers.get(found[0].id)
    if after is None or after.official_code is not None or not _accepted_here(visit, after):
        return card  # not accepted (somebody was quicker): the code that stands is left alone
    try:
        visit.u.dossiers.set_official(after, code, visit.now)
    except DuplicateCode:
        return visit.say("desk.code_taken", {"reference": ""}, cancel(visit, reference))
    return card


def _accepted_here(visit: Visit, record: DossierRecord) -> bool:
    """Whether it was this official who accepted: what was read before the move may be older than what it met."""
    by = [event.actor_id for event in visit.u.dossiers.events(record.id) if event.kind == "accept"]
    return by[-1:] == [visit.person]


def normal_code(typed: str) -> str | None:
    """The code as it is written officially (spaces, lower case and long dashes forgiven); None for anything else."""
    code = _DASHES.sub("-", re.sub(r"\s", "", typed)).upper()
    return code if _CODE.fullmatch(code) else None


def refuse(visit: Visit, reference: str, note: str) -> Card:
    """Refuses with a reason that the resident will read word for word (never a technical code)."""
    if len(tidy(note)) < _LEAST_REASON:
        return visit.say("desk.refuse_short", rows=cancel(visit, reference))
    return made(visit, reference, Refuse("other", tidy(note)[:600]), "desk.done")


def decline(visit: Visit, reference: str, note: str) -> Card:
    """The result is a refusal, its reason read word for word; who is refused may complain."""
    if len(tidy(note)) < _LEAST_REASON:
        return visit.say("desk.refuse_short", rows=cancel(visit, reference))
    return made(visit, reference, Decline("other", tidy(note)[:600]), "desk.done")


def ask_payment(visit: Visit, reference: str, typed: str) -> Card:
    """Tells the resident what is to be paid at the desk."""
    amount = Money(least=1000).parse(typed, Context(local_day(visit.now), {}))
    if not isinstance(amount, int):
        return visit.say("desk.payment_unclear", rows=cancel(visit, reference))
    return made(visit, reference, AskPayment(amount), "desk.done")


def _sure(visit: Visit, record: DossierRecord, name: str) -> Card:
    visit.screen = DeskSure(record.reference, name)
    yes = visit.voice.button("desk.button_sure", Desk("sure", record.reference, name), main=True)
    rows = ((yes,), *cancel(visit, record.reference))
    return visit.say(f"desk.sure_{name}", {"reference": record.reference}, rows)


def make_sure(visit: Visit, reference: str, name: str) -> Card:
    """The move was made sure of."""
    return made(visit, reference, _PLAIN[name], "desk.done") if name in _PLAIN else missing(visit, reference)
