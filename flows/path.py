"""The path: which questions this person is asked, and which one comes next. Recomputed at every turn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from flows.answers import Answers, Gathered, Value
from flows.facts import holds
from flows.kinds import Context
from flows.procedure import End, Group, Procedure, Slot, block_slots, more_slot
from flows.session import Reading, Session


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session stands: `asked` slots with `seen` answers, then an open question, a card just read, an end, or
    the review.

    `ahead` counts the questions still to come as far as can be known; `today` is the local day it was reckoned for.
    """

    asked: tuple[Slot, ...]
    seen: Answers
    current: Slot | None
    end: End | None
    ahead: int
    today: date
    reading: Reading | None = None

    @property
    def complete(self) -> bool:
        """Whether everything is answered and may be reviewed and sent."""
        return self.current is None and self.end is None and self.reading is None

    def slot(self, key: str) -> Slot | None:
        """The slot of an answered or current question, None for what is not on the path."""
        if self.current is not None and self.current.key == key:
            return self.current
        return next((slot for slot in self.asked if slot.key == key), None)


def locate(procedure: Procedure, session: Session, today: date) -> Place:
    """The place of a session, its reopened question (if still on the path) being the current one."""
    asked: list[Slot] = []
    seen: dict[str, Value] = {}
    current: Slot | None = None
    ahead = 0
    context = Context(today, seen)
    for slot in reachable(procedure, seen, today):
        if isinstance(slot, End):
            if current is None:
                return _settled(Place(tuple(asked), seen, None, slot, 0, today), procedure, session)
            break
        if current is not None:
            ahead += not slot.question.by_card
        elif is_answered(slot, session.answers, context):
            asked.append(slot)
            seen[slot.key] = session.answers[slot.key]
        elif not slot.question.by_card:
            current = slot
    return _settled(Place(tuple(asked), seen, current, None, ahead, today), procedure, session)


def reachable(procedure: Procedure, seen: Answers, today: date) -> Iterator[Slot | End]:
    """The slots whose conditions hold of the answers `seen` so far; the caller fills `seen` as it walks."""
    for step, slot in zip(procedure.steps, procedure.slots, strict=True):
        if step.only_if is not None and not holds(step.only_if, seen, today):
            continue
        if isinstance(slot, Group):
            yield from _blocks(slot, seen, today)
        else:
            yield slot


def _blocks(group: Group, seen: Answers, today: date) -> Iterator[Slot]:
    for block in range(group.most):
        for slot in block_slots(group, block):
            if holds(slot.question.only_if, seen, today):
                yield slot
        if group.least <= block + 1 < group.most:
            more = more_slot(group, block)
            yield more
            if seen.get(more.key) != "yes":
                return


def is_answered(slot: Slot, answers: Answers, context: Context) -> bool:
    """Whether the slot has a complete answer that still holds; a skip counts where skipping is allowed."""
    value = answers.get(slot.key)
    if value is None:
        return slot.key in answers and slot.question.may_skip
    return slot.question.kind.holds(value, context) and not (isinstance(value, Gathered) and not value.done)


def _settled(place: Place, procedure: Procedure, session: Session) -> Place:
    """A reopened question comes before a card that was read, and that before everything else."""
    reopened = _with_reopened(place, session)
    reading = session.reading
    if reopened is not None or reading is None or all(one.id != reading.holder for one in procedure.holders):
        return reopened or place
    ahead = place.ahead + (place.current is not None)
    return replace(place, current=None, end=None, ahead=ahead, reading=reading)


def _with_reopened(place: Place, session: Session) -> Place | None:
    for index, slot in enumerate(place.asked):
        if slot.key == session.reopened:
            seen = {earlier.key: place.seen[earlier.key] for earlier in place.asked[:index]}
            later = len(place.asked) - index - 1 + place.ahead + (place.current is not None)
            return Place(place.asked[:index], seen, slot, None, later, place.today)
    return None
