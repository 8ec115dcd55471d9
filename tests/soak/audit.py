"""What must be true after any weather: asked of the database and of what people's phones showed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from content.catalog import Library
from flows.answers import Data
from flows.dossier import ENDED, READY, RUNNING, State
from flows.lifecycle import MOVES, Rule
from flows.notices import LEGAL
from flows.quiet import Audience, is_quiet
from storage.records import DossierRecord, EventRecord, Notice
from storage.unit_of_work import UnitOfWork
from tests.soak.machine import Seen

EVER = datetime(2000, 1, 1, tzinfo=UTC)
# The clock may jump so far; what happened within it has no order.
_JUMP = timedelta(hours=1)
# The notices of a file are kept for half a year after its end.
_KEPT = timedelta(days=170)
_KINDS = frozenset(rule.name for rule in MOVES)
_OPEN = (*RUNNING, State.YEU_CAU_RUT)
# Where a reminder has a purpose. Those of drafts are asked otherwise.
PURPOSE: dict[str, tuple[State, ...]] = {
    "missing_paper": (State.CHO_TIEP_NHAN,),
    "supplement_half": (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU),
    "supplement_last": (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU),
    "result_waiting": READY,
    "rating": (State.DA_TRA_KET_QUA,),
    "file_unopened": (State.CHO_TIEP_NHAN,),
    "answer_half": (State.CHO_TIEP_NHAN,),
    "answer_late": (State.CHO_TIEP_NHAN,),
    "due_in_two": _OPEN,
    "due_tomorrow": _OPEN,
    "due_today": _OPEN,
    "apology_missing": _OPEN,
    "apology_waiting": _OPEN,
    "stuck": (*_OPEN, State.BO_SUNG_TRUOC, State.BO_SUNG_SAU),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a soak saw: every push that arrived, and which notices arrived without the program knowing."""

    seen: list[Seen]
    doubtful: set[int]

    def times(self) -> Counter[int]:
        """How often each legal notice arrived."""
        return Counter(notice for one in self.seen for notice in one.card.notices)


def audit(u: UnitOfWork, library: Library, told: Told, now: datetime) -> list[str]:
    """Every fault found, each as a sentence; to be asked each quarter, for notices are not kept for ever."""
    records = u.dossiers.in_states(tuple(State), None, 100_000)
    faults = [*_nights(library, told)]
    codes = Counter(record.official_code for record in records if record.official_code)
    faults += [f"{code} is the official code of {count} files" for code, count in codes.items() if count > 1]
    times = told.times()
    for record in records:
        events, notices = u.dossiers.events(record.id), u.outbox.of_dossier(record.id)
        name = f"{record.reference} ({record.dossier.state})"
        faults += [f"{name}: {what}" for what in (*_file(u, record, events), *_log(record, events))]
        if not _is_long_ended(record, events, now):
            faults += [f"{name}: {what}" for what in _owed(record, events, notices)]
        faults += [f"{name}: {what}" for what in _sent(u, notices, told, times, record.reference)]
        faults += [f"{name}: {what}" for what in _late_reminders(events, notices)]
    return faults


def _file(u: UnitOfWork, record: DossierRecord, events: tuple[EventRecord, ...]) -> Iterator[str]:
    """The invariants of a dossier (handbook of the one-stop): who has it, what it was made with, how it ended."""
    dossier, kinds = record.dossier, Counter(event.kind for event in events)
    if max(kinds["accept"], kinds["promise_new_date"], kinds["hand_over"], kinds["sent"]) > 1 or not kinds["sent"]:
        yield "what happens once happened twice, or it was never sent in"
    if kinds["record_result"] + kinds["decline"] > 1:
        yield "a result that was there was made anew"
    if max(dossier.asked_before, dossier.asked_after) > 1:
        yield "a supplement was asked for a second time"
    if dossier.accepted_at is not None and (record.owner_id is None or record.official_code is None):
        yield "accepted, and without an owner or an official code"
    if (dossier.handed_at is not None) != (dossier.state is State.DA_TRA_KET_QUA):
        yield "handed over without its state, or the other way round"
    if any(not event.data.get("proof") for event in events if event.kind == "hand_over"):
        yield "handed over without proof"
    if u.contents.get(record.version) is None:
        yield "the definition it was made with is gone"


def _log(record: DossierRecord, events: tuple[EventRecord, ...]) -> Iterator[str]:
    """The log tells all of a dossier: each move begins where the last one ended, and no date is lost."""
    dossier, state, due = record.dossier, State.CHO_TIEP_NHAN.value, None
    if [event.seq for event in events] != list(range(1, len(events) + 1)):
        yield "its log has gaps"
    for event in events:
        if event.kind in _KINDS and event.data.get("from") != state:
            yield f"{event.kind} began in {event.data.get('from')} and not in {state}"
        if event.kind in _KINDS and not any(_fits(event, rule) for rule in MOVES):
            yield f"{event.kind} is not allowed from {event.data.get('from')} to {event.data.get('to')}"
        state = str(event.data.get("to", state))
        if "due_at" in event.data and event.data.get("was_due_at") != due:
            yield f"{event.kind} replaced another date than the one before"
        due = event.data.get("due_at", due)
    if state != dossier.state or due != (dossier.due_at.isoformat() if dossier.due_at else None):
        yield f"its log ends in {state}, due {due}"


def _is_long_ended(record: DossierRecord, events: tuple[EventRecord, ...], now: datetime) -> bool:
    """Whether its notices may soon be purged; they were asked about in the quarter in which it ended."""
    return record.dossier.state in ENDED and events[-1].at < now - _KEPT


def _fits(event: EventRecord, rule: Rule) -> bool:
    here = rule.name == event.kind and event.data.get("from") in rule.start
    return here and (rule.to is None or event.data.get("to") == rule.to)


def _owed(record: DossierRecord, events: tuple[EventRecord, ...], notices: tuple[Notice, ...]) -> Iterator[str]:
    """Every move that the law wants told is owed as a row."""
    keys = {notice.dedupe for notice in notices}
    for event in events:
        rules = [rule for rule in MOVES if _fits(event, rule)]
        kind = rules[0].notice if rules else ""
        if kind and f"{kind}:{record.id}:{event.seq}:{record.person_id}" not in keys:
            yield f"nothing is owed for {event.kind}"


def _sent(u: UnitOfWork, notices: tuple[Notice, ...], told: Told, times: Counter[int], reference: str) -> Iterator[str]:
    """A legal notice arrived once, or is visibly owed; more often only where the program could not know."""
    for notice in notices:
        if notice.kind not in LEGAL:
            continue
        count, sure = times[notice.id], notice.id not in told.doubtful
        what = f"{notice.kind} ({notice.id}, {notice.state}, {notice.error})"
        if notice.state == "sent" and not count:
            yield f"{what} is marked as sent and never arrived"
        if count > 1 and sure:
            yield f"{what} arrived {count} times"
        if notice.state != "sent" and count and sure:
            yield f"{what} arrived and is not marked"
        if notice.state in ("failed", "unreachable") and u.reach.get(notice.id) is None:
            yield f"{what} is dead and on no list"
        if notice.state in ("pending", "claimed") and notice.next_at is None:
            yield f"{what} waits for nothing"
        later = any(other.kind in LEGAL and other.id > notice.id for other in notices)
        if notice.state == "dropped" and (notice.error != "pointless" or not later):
            yield f"{what} was dropped, and nothing later tells how it is"
        if count > 1 and any(reference not in one.card.text for one in told.seen if notice.id in one.card.notices):
            yield f"{what} came twice and cannot be recognised"


def _nights(library: Library, told: Told) -> Iterator[str]:
    for one in told.seen:
        audience = _audience(one.address)
        if is_quiet(audience, one.at, library.calendar):
            yield f"{one.address} was woken at {one.at}: {one.card.text[:60]!r}"


def _audience(address: str) -> Audience:
    role = address.partition("-")[0]
    known = {"clerk": Audience.OFFICIAL, "head": Audience.OFFICIAL, "chairman": Audience.CHAIRMAN}
    return known.get(role, Audience.HELPER if role == "helper" else Audience.RESIDENT)


def _late_reminders(events: tuple[EventRecord, ...], notices: tuple[Notice, ...]) -> Iterator[str]:
    """Nobody is reminded of what is done."""
    for notice in notices:
        wanted = PURPOSE.get(notice.kind)
        if wanted is None or notice.sent_at is None:
            continue
        states = _states(events, notice.sent_at)
        if not states & set(wanted):
            yield f"{notice.kind} was sent at {notice.sent_at} in {sorted(states)}"


def _states(events: tuple[EventRecord, ...], at: datetime) -> set[str]:
    """The states in which a file can have been at a moment by a clock that may jump."""
    state: Data = State.CHO_TIEP_NHAN.value
    found: list[Data] = []
    for event in events:
        if event.at > at + _JUMP:
            break
        if event.at < at - _JUMP:
            found.clear()
        found.append(state)
        state = event.data.get("to", state)
        found.append(state)
    return {str(one) for one in found} if found else {str(state)}
