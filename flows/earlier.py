"""What a person's earlier dossiers tell of people asked about again, to be used only when that person says so (F28)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flows.answers import Answers, Value
from flows.facts import holds
from flows.kinds import Address, Context, Kind
from flows.path import Place
from flows.procedure import Party, Procedure, Question
from flows.session import Session
from flows.text import fold

FIELDS = ("name", "number", "old_number", "born", "sex", "address", "phone")
MOVING = frozenset({"address", "phone"})  # what people change, so that it is not offered once it is old
MOVING_KEPT = timedelta(days=2 * 365)
_WHO = ("name", "number", "born")  # where one of these differs, it is somebody else


@dataclass(frozen=True, slots=True)
class Earlier:
    """A dossier of the same person: its reference, its definition, what was answered and on which local day."""

    reference: str
    procedure: Procedure
    answers: Answers
    sent: date


@dataclass(frozen=True, slots=True)
class Offer:
    """What one earlier dossier answers: the question being asked, and it with those of the same person that follow.

    `name` is whose answers they are, '' where it does not say.
    """

    source: Earlier
    key: str
    values: Answers
    name: str = ""

    @property
    def value(self) -> Value:
        """The answer to the question being asked."""
        return self.values[self.key]


def offer(
    procedure: Procedure, session: Session, place: Place, files: Iterable[Earlier], merged: date | None = None
) -> Offer | None:
    """The newest of `files` (newest first) that answers the question being asked about the same person.

    `merged`: the day on which the units of addresses changed; a written address from before it is not offered.
    """
    slot = place.current
    if slot is None or slot.block is not None:
        return None
    party = _party(procedure, slot.key, place.seen, place.today)
    if party is None:
        return None
    known = told(procedure, party.role, place.seen, place.today)
    for file in files:
        found = told(file.procedure, party.role, file.answers, file.sent)
        if any(_differ(known.get(field), found.get(field)) for field in _WHO):
            continue
        values = dict(_fitting(procedure, session, place, party.role, file, found, merged))
        if slot.key in values and values[slot.key] != session.answers.get(slot.key):
            return Offer(file, slot.key, {slot.key: values.pop(slot.key), **values}, str(found.get("name", "")))
    return None


def told(procedure: Procedure, role: str, answers: Answers, today: date) -> dict[str, Value]:
    """What the answers tell of the person in this role, by field."""
    given: dict[str, Value] = {}
    for party in procedure.parties:
        if party.role == role and holds(party.only_if, answers, today):
            given |= {field: answers[step] for field, step in party.fills if answers.get(step) is not None}
    return given


def given(session: Session, source: str, values: Answers) -> Session:
    """The session with answers taken from a dossier, each marked with it."""
    marks = {**session.reused, **dict.fromkeys(values, source)}
    return replace(session, answers={**session.answers, **values}, reopened=None, reused=marks)


def _party(procedure: Procedure, key: str, seen: Answers, today: date) -> Party | None:
    """Who a question is about, None for nobody or somebody who is new."""
    for party in procedure.parties:
        if any(step == key for _, step in party.fills) and holds(party.only_if, seen, today):
            return None if party.anew else party
    return None


def _fitting(
    procedure: Procedure,
    session: Session,
    place: Place,
    role: str,
    file: Earlier,
    found: Answers,
    merged: date | None,
) -> Iterator[tuple[str, Value]]:
    """The open questions about this person that the file answers, as far as they are known to be asked."""
    steps = {step.id: step for step in procedure.steps if isinstance(step, Question)}
    current = place.current.key if place.current is not None else ""
    context = Context(place.today, place.seen)
    for party in procedure.parties:
        if party.role != role or party.anew or not holds(party.only_if, place.seen, place.today):
            continue
        for field, step in party.fills:
            question = steps[step]
            open_ = step == current or (
                step not in session.answers and holds(question.only_if, place.seen, place.today)
            )
            if not open_ or (field in MOVING and place.today - file.sent > MOVING_KEPT):
                continue
            value = _today(question.kind, found.get(field), old=merged is not None and file.sent < merged)
            if value is not None and question.kind.holds(value, context):
                yield step, value


def _today(kind: Kind, value: Value, *, old: bool) -> Value:
    """The value in the units of today: of an address from before they changed only a hamlet that is still there."""
    if not isinstance(kind, Address) or not isinstance(value, tuple):
        return value
    hamlet, text = value
    here = any(hamlet == one.id for one in kind.hamlets)
    if old:
        return (hamlet, "") if here else None
    return (hamlet if here else "", text)


def _differ(one: Value, other: Value) -> bool:
    if one is None or other is None:
        return False
    return fold(str(one)) != fold(str(other))
