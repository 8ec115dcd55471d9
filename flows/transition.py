"""A move made on a dossier: what it becomes, what happened and who is owed a word, or why it may not be."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from flows.answers import Data
from flows.calendar import local_day
from flows.deadlines import due
from flows.dossier import ENDED, Dossier, Role, State, Supplement
from flows.lifecycle import ALERTS, MOVES, Rule
from flows.moves import (
    Accept,
    AskPayment,
    AskSupplement,
    CarryOn,
    CloseUnanswered,
    Complete,
    Consult,
    Consulted,
    Correct,
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
    Withdraw,
)
from flows.rules import Law, ask_until, complain_until


@dataclass(frozen=True, slots=True)
class Moved:
    """The dossier after the move; `event` and `data` are for its log, `notice` and `alert` are owed ('' for none)."""

    dossier: Dossier
    event: str
    data: Mapping[str, Data]
    notice: str
    alert: str


@dataclass(frozen=True, slots=True)
class Illegal:
    """Why the move was not made, as a code with what fills its sentence, and which moves this role may make instead."""

    code: str
    instead: tuple[str, ...]
    params: Mapping[str, str | int] = field(default_factory=dict)


def move(dossier: Dossier, wanted: Move, role: Role, at: datetime, law: Law) -> Moved | Illegal:
    """Makes a move if the table allows it; nothing is saved or sent."""
    rule = _rule(dossier, type(wanted), role)
    if isinstance(rule, Rule):
        objection = _limited(dossier, rule, at, law) or _unsaid(dossier, wanted, at, law)
        if not objection:
            return _moved(dossier, wanted, rule, at, law)
    else:
        objection = rule
    return Illegal(objection, legal_moves(dossier, role, at, law), {"state": dossier.state.value})


def legal_moves(dossier: Dossier, role: Role, at: datetime, law: Law) -> tuple[str, ...]:
    """The names of the moves this role may make now."""
    rules = (rule for rule in MOVES if dossier.state in rule.start and role in rule.who)
    return tuple(dict.fromkeys(rule.name for rule in rules if not _limited(dossier, rule, at, law)))


def _moved(dossier: Dossier, wanted: Move, rule: Rule, at: datetime, law: Law) -> Moved:
    after = _changed(dossier, wanted, rule, at, law)
    return Moved(after, rule.name, _told(dossier, after, wanted, at, law), rule.notice, ALERTS.get(rule.name, ""))


def _rule(dossier: Dossier, kind: type[Move], role: Role) -> Rule | str:
    """The row of the table that fits, or the code of why none does."""
    if dossier.state in ENDED:
        return "ended"
    here = [rule for rule in MOVES if rule.kind is kind and dossier.state in rule.start]
    mine = [rule for rule in here if role in rule.who]
    if mine:
        return mine[0]
    return "not_your_move" if here else "too_late_to_correct" if kind is Correct else "not_in_this_state"


def _limited(dossier: Dossier, rule: Rule, at: datetime, law: Law) -> str:
    """The code of why the row's limit forbids the move now, '' if it does not."""
    match rule.limit:
        case "":
            return ""
        case "once" if rule.kind is PromiseNewDate:
            return "promised_already" if dossier.promised_at else ""
        case "once":
            return "asked_already" if dossier.asked_before else ""
        case "once_3wd" if dossier.asked_after:
            return "asked_already"
        case "once_3wd":
            late = dossier.accepted_at is None or local_day(at) > ask_until(dossier.accepted_at, law)
            return "too_late_to_ask" if late else ""
        case "adjustable":
            return "" if law.of(dossier).may_adjust else "not_adjustable"
        case "after_15d" if not law.of(dossier).closes:
            return "never_closed"
        case "after_15d":
            asked = dossier.supplement
            over = asked is not None and local_day(at) > local_day(asked.answer_by)
            return "" if over else "too_early_to_close"
    assert_never(rule.limit)


def _unsaid(dossier: Dossier, wanted: Move, at: datetime, law: Law) -> str:
    """The code of what the move fails to say, '' if it says all."""
    match wanted:
        case AskSupplement(paper=paper, also=also) if not all(one.strip() for one in (paper, *also)):
            return "paper_missing"
        case Refuse(reason=reason) | Decline(reason=reason) | AskSupplement(reason=reason) if not reason.strip():
            return "reason_missing"
        case PromiseNewDate(reason=reason) if not reason.strip():
            return "reason_missing"
        case PromiseNewDate(until=until) if until <= max(at, dossier.due_at or at):
            return "date_not_later"
        case PromiseNewDate(until=until) if local_day(until) > law.calendar.ends:
            return "date_too_far"
        case PromiseNewDate(until=until) if not law.calendar.is_working_day(local_day(until)):
            return "date_off"
        case AskPayment(amount=amount) if amount <= 0:
            return "amount_missing"
        case HandOver(proof=proof) if not proof.strip():
            return "proof_missing"
        case _:
            return ""


def _changed(dossier: Dossier, wanted: Move, rule: Rule, at: datetime, law: Law) -> Dossier:
    """The dossier in its new state, with the fact that the move adds."""
    there = _clocked(replace(dossier, state=rule.to or dossier.returns_to or dossier.state), rule, at, law)
    match wanted:
        case AskSupplement(paper, reason, note, also):
            after, last = rule.to is State.BO_SUNG_SAU, due(at, law.of(dossier).answer_within, law.calendar)
            asked = Supplement(paper, reason, note, at, last, after, also)
            before_count, after_count = dossier.asked_before + (not after), dossier.asked_after + after
            return replace(there, supplement=asked, asked_before=before_count, asked_after=after_count)
        case Correct(term):
            return replace(there, term=term)
        case Complete():
            return replace(there, supplement=None)
        case PromiseNewDate(until):
            return replace(there, promised_at=until)
        case HandOver():
            return replace(there, handed_at=at)
        case Withdraw() if rule.to is State.YEU_CAU_RUT:
            return replace(there, returns_to=dossier.state)
        case CarryOn():
            return replace(there, returns_to=None)
        case RecordResult() | Decline():
            return replace(there, finished_at=at)
        case Refuse() | CloseUnanswered() | Stop() | Withdraw():
            return replace(there, closed_at=at, returns_to=None, supplement=None)
        case Accept() | Start() | Consult() | Consulted() | AskPayment() | Paid() | Forward() | SendBack():
            return there
    assert_never(wanted)


def _clocked(dossier: Dossier, rule: Rule, at: datetime, law: Law) -> Dossier:
    """The legal clock started, or started anew: from zero, once the dossier is full."""
    if rule.clock not in ("starts", "restarts"):
        return dossier
    accepted = at if rule.clock == "starts" else dossier.accepted_at
    return replace(dossier, accepted_at=accepted, clock_from=at, due_at=due(at, dossier.term, law.calendar))


def _told(before: Dossier, after: Dossier, wanted: Move, at: datetime, law: Law) -> dict[str, Data]:
    """What the log keeps of a move: both states, what was said, and a date that changed beside the one it replaces."""
    told: dict[str, Data] = {"from": before.state.value, "to": after.state.value, **_words(wanted)}
    if after.due_at != before.due_at:
        told |= {"due_at": _iso(after.due_at), "was_due_at": _iso(before.due_at)}
    if after.promised_at != before.promised_at:
        told["promised_at"] = _iso(after.promised_at)
    if isinstance(wanted, Refuse | Decline):
        told["complain_by"] = _iso(complain_until(at, law.of(after), law.calendar))
    if isinstance(wanted, CloseUnanswered) and before.supplement is not None:
        told |= _papers(before.supplement.paper, before.supplement.also)
    if after.supplement is not None and after.supplement != before.supplement:
        told["answer_by"] = _iso(after.supplement.answer_by)
    return told


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _words(wanted: Move) -> dict[str, Data]:
    match wanted:
        case Refuse(reason, note) | Decline(reason, note):
            return {"reason": reason, "note": note}
        case AskSupplement(paper, reason, note, also, marks):
            said: dict[str, Data] = {**_papers(paper, also), "reason": reason, "note": note}
            return said | ({"marks": list(marks)} if marks else {})
        case Correct(term, was):
            return {"term": term, "was": dict(was)}
        case AskPayment(amount):
            return {"amount": amount}
        case HandOver(proof):
            return {"proof": proof}
        case PromiseNewDate(_, reason):
            return {"reason": reason}
        case _:
            return {}


def _papers(paper: str, also: tuple[str, ...]) -> dict[str, Data]:
    return {"paper": paper, "also": list(also)} if also else {"paper": paper}
