"""What a photographed identity card answers: whose it is by the question asked, and how it fills their steps."""

from dataclasses import dataclass, replace

from flows.answers import Answers, Value
from flows.checks import cautions
from flows.identity import IdentityCard, card_doubts
from flows.kinds import Address, Context, Kind, Refusal
from flows.path import Place
from flows.procedure import Group, Holder, Procedure, Question, Slot, block_slots
from flows.session import Reading, Session
from flows.turn import Entry, Read


@dataclass(frozen=True, slots=True)
class Wanted:
    """A holder whose card could answer now, in their block of a group if they have one."""

    holder: Holder
    block: int | None = None


def wanted(procedure: Procedure, place: Place) -> Wanted | None:
    """Whose card could answer what is on the table: a question of theirs, or the card just read (sent once more)."""
    if place.current is not None:
        holder = holder_of(procedure, place.current)
        return None if holder is None else Wanted(holder, place.current.block)
    if place.reading is None:
        return None
    known = next(holder for holder in procedure.holders if holder.id == place.reading.holder)
    return Wanted(known, place.reading.block)


def holder_of(procedure: Procedure, slot: Slot) -> Holder | None:
    """Whose card answers a question."""
    for holder in procedure.holders:
        if any(_key(holder, slot.block, step) == slot.key for _, step in holder.fills):
            return holder
    return None


def begins(holder: Holder, place: Place, slot: Slot) -> bool:
    """Whether none of a holder's questions was answered yet, so that it is time to ask for the card."""
    if not holder.invited:
        return False
    theirs = {_key(holder, slot.block, step) for _, step in holder.fills}
    return not theirs.intersection(place.seen) and ("name", slot.question.id) in holder.fills


def read(procedure: Procedure, session: Session, place: Place, whose: Wanted, card: IdentityCard) -> Session:
    """The session with everything that the card answers, to be looked at before it goes on.

    A field that its step does not take (a birth year where a day is needed) is asked for as ever.
    """
    if session.reading is not None and session.reading.holder == whose.holder.id:
        session = drop(session, session.reading)  # the same card once more, or the right one at last
    given = _filled(procedure, place, whose, card)
    reading = Reading(
        whose.holder.id,
        whose.block,
        tuple(given),
        {key: session.answers[key] for key in given if key in session.answers},
        (*card_doubts(card, place.today, whose.holder.sex), *_shared(session.answers, whose, card)),
    )
    return replace(session, answers={**session.answers, **given}, reopened=None, reading=reading)


def take(session: Session, reading: Reading) -> Session:
    """The session with the card's answers for its own, wherever those before came from."""
    reused = {key: source for key, source in session.reused.items() if key not in reading.keys}
    return replace(session, reading=None, reused=reused)


def drop(session: Session, reading: Reading) -> Session:
    """The session as it was before the card."""
    kept = {key: value for key, value in session.answers.items() if key not in reading.keys}
    return replace(session, answers={**kept, **reading.before}, reopened=None, reading=None)


def shown(procedure: Procedure, session: Session, place: Place, reading: Reading) -> Read:
    """What was read as it stands now, with what looks odd about it, said once."""
    whose = next(holder for holder in procedure.holders if holder.id == reading.holder)
    questions = _questions(procedure, whose, reading.block)
    entries = tuple(
        Entry(key, question, session.answers[key], reading.block)
        for key, question in questions.items()
        if key in reading.keys and key in session.answers
    )
    # A sex that differs is said once, of the card as a whole.
    said = "id_sex_differs" if "card_sex_differs" in reading.doubts else ""
    found = cautions(procedure.checks, place.seen)
    odd = (one.code for one in found if one.key in reading.keys and one.code != said)
    fixable = frozenset(slot.key for slot in place.asked).intersection(reading.keys)
    return Read(reading.holder, entries, fixable, tuple(dict.fromkeys((*reading.doubts, *odd))))


def _filled(procedure: Procedure, place: Place, whose: Wanted, card: IdentityCard) -> dict[str, Value]:
    questions = _questions(procedure, whose.holder, whose.block)
    context = Context(place.today, place.seen)
    given: dict[str, Value] = {}
    for field, step in whose.holder.fills:
        key, said = _key(whose.holder, whose.block, step), card.value(field)
        value = _value(questions[key].kind, said, context) if said and key in questions else None
        if value is not None and not isinstance(value, Refusal):
            given[key] = value
    return given


def _value(kind: Kind, said: str, context: Context) -> Value | Refusal:
    return kind.read(said, context) if isinstance(kind, Address) else kind.parse(said, context)


def _questions(procedure: Procedure, holder: Holder, block: int | None) -> dict[str, Question]:
    """The steps of a holder by their keys."""
    found: dict[str, Question] = {}
    for step in procedure.steps:
        if isinstance(step, Question) and holder.group is None:
            found[step.id] = step
        elif isinstance(step, Group) and step.id == holder.group and block is not None:
            found |= {slot.key: slot.question for slot in block_slots(step, block)}
    return found


def _key(holder: Holder, block: int | None, step: str) -> str:
    return step if holder.group is None else f"{holder.group}[{block}].{step}"


def _shared(answers: Answers, whose: Wanted, card: IdentityCard) -> tuple[str, ...]:
    """The same card for two people is most likely the wrong one."""
    own = {_key(whose.holder, whose.block, step) for _, step in whose.holder.fills}
    return ("card_twice",) if card.number in (value for key, value in answers.items() if key not in own) else ()
