"""Random conversations: events that mostly fit what is being asked, and some that do not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import assert_never

from hypothesis import strategies as st

from flows.answers import Gathered, Value
from flows.calendar import local_day
from flows.engine import advance
from flows.events import (
    Abandoned,
    Confirmed,
    Dropped,
    Emptied,
    Event,
    Finished,
    Kept,
    PageSent,
    Reopened,
    Resumed,
    Skipped,
    Tapped,
    Typed,
    WentBack,
)
from flows.kinds import Address, Choice, CitizenId, Date, Document, Money, Number, PersonName, Phone, Several, Text
from flows.path import Place, locate
from flows.procedure import Procedure, Slot
from flows.session import Session
from flows.turn import Turn
from tests.flows.procedures import procedures

START = datetime(2026, 5, 5, 3, 0, tzinfo=UTC)
PHRASES = (
    *("5/3/2024", "05-03-2024", "6.5.26", "hôm qua", "mùng 5", "2020", "1/1/2035", "31/2/2024", "2024-W01-1"),
    *("Nguyễn Văn An", "nguyen van an", "ß ßab", "An", "0912345678", "030185001234", "003386001234", "142345678"),
    *("1", "2", "1, 3", "option a", "lựa chọn b", "a", "ba bản", "150k", "1,5 triệu", "3000", "thôn Đông"),
    *("²²²²²²²²²²²²", "٠٩١٢٣٤٥٦٧٨", "²²²²", "9" * 5000, "\ud800", "\x00", "🙂", " ", "", "2024 thôn "),
)
WORDS = st.sampled_from(PHRASES) | st.text(max_size=12)


@dataclass(frozen=True, slots=True)
class Step:
    """One turn as it happened."""

    before: Session
    event: Event
    turn: Turn
    now: datetime


@dataclass(frozen=True, slots=True)
class History:
    """A conversation with a random procedure; `session` is the last open session."""

    procedure: Procedure
    steps: tuple[Step, ...]
    session: Session
    now: datetime


def fitting(slot: Slot, place: Place, pick: int) -> tuple[Event, ...]:
    """Events that answer the question, `pick` choosing between equally good answers."""
    key = slot.key
    match slot.question.kind:
        case Choice(options):
            return (Tapped(key, options[pick % len(options)].id),)
        case Several(options, least):
            wanted = max(least, 1 + pick % len(options))
            return (Typed(", ".join(str(n + 1) for n in range(wanted))),)
        case Date(not_before=bound):
            earliest = place.seen.get(bound) if bound else None
            exact = isinstance(earliest, str) and len(earliest) == 10
            return (Typed(str(earliest) if exact else ("1/1/2020", "5/3/2026", "hôm nay")[pick % 3]),)
        case Document(most):
            first = (Emptied(key),) if pick % 2 else ()
            return (*first, *(PageSent(f"{key}.{pick}.{n}") for n in range(1 + pick % most)), Finished(key))
        case Number(least, most) | Money(least, most):
            return (Typed(str(least + pick % (most - least + 1))),)
        case Text(least, most):
            return (Typed("chữ"[: max(1, min(most, 3))] + "x" * max(0, least - 3)),)
        case Address() as kind:
            return (Typed("xóm Tây"),) if pick % 2 else (Tapped(key, kind.hamlets[0].id),)
        case PersonName():
            return (Typed("Trần Thị Mẫu"),)
        case Phone():
            return (Typed("0912 345 678"),)
        case CitizenId():
            return (Typed("030185001234"),)
    assert_never(slot.question.kind)


def same_again(slot: Slot, value: Value) -> Event:
    """The event that gives the same answer once more."""
    if value is None:
        return Skipped(slot.key)
    if isinstance(value, Gathered):
        return Finished(slot.key)
    if isinstance(slot.question.kind, Choice):
        return Tapped(slot.key, str(value))
    if isinstance(value, tuple):
        return Typed(value[1]) if value[1] else Tapped(slot.key, value[0])
    return Typed(str(value))


def gathering(key: str, serial: int) -> tuple[Event, ...]:
    """What happens while pages or ticks are gathered at a question."""
    page = PageSent(f"page{serial}", f"page{serial - 1}")
    return (
        page,
        page,
        Tapped(key, "a"),
        Tapped(key, "b"),
        Finished(key),
        Emptied(key),
        Dropped(key, f"page{serial - 1}"),
        Skipped(key),
    )


@st.composite
def events(draw: st.DrawFn, place: Place, answers: Mapping[str, Value], serial: int) -> tuple[Event, ...]:
    """A few events: mostly an answer to what is asked, sometimes anything at all."""
    if place.current is not None and draw(st.integers(0, 9)) < 5:
        if place.current.question.may_skip and draw(st.booleans()):
            return (Skipped(place.current.key),)
        return fitting(place.current, place, serial)
    if (
        place.current is not None
        and draw(st.booleans())
        and isinstance(place.current.question.kind, Document | Several)
    ):
        return (draw(st.sampled_from(gathering(place.current.key, serial))),)
    keys = [slot.key for slot in place.asked] + [place.current.key] * 3 if place.current else list(answers)
    key = draw(st.sampled_from([*keys, "no_such", "s1[0].s1q0"]))
    value = draw(st.sampled_from(("a", "b", "yes", "no", "gone")) | WORDS)
    page = PageSent(f"page{serial}", draw(st.none() | st.just(f"page{serial - 1}")))
    every: tuple[Event, ...] = (
        *(Typed(draw(WORDS)), Tapped(key, value), page, Finished(key), Emptied(key), Skipped(key), Kept(key)),
        Dropped(key, draw(st.sampled_from(("a", f"page{serial - 1}")))),
        *(WentBack(), WentBack(), Reopened(key), Reopened(key), Resumed()),
    )
    return (draw(st.sampled_from(every)),)


@st.composite
def histories(draw: st.DrawFn) -> History:
    procedure, now = draw(procedures()), START
    session, steps = Session(procedure.id, procedure.version), list[Step]()
    for serial in range(draw(st.integers(0, 12))):
        now += timedelta(days=draw(st.sampled_from((0, 0, 0, 1, 90))))
        place = locate(procedure, session, local_day(now))
        for event in draw(events(place, session.answers, serial)):
            turn = advance(procedure, session, event, now=now)
            steps.append(Step(session, event, turn, now))
            assert turn.session is not None
            session = turn.session
    return History(procedure, tuple(steps), session, now)


def finished(procedure: Procedure, session: Session, now: datetime, pick: int) -> tuple[Session, list[str]]:
    """The session led to its review or outcome by fitting answers, and the keys that had to be asked."""
    asked: list[str] = []
    place = locate(procedure, session, local_day(now))
    while place.current is not None:
        asked.append(place.current.key)
        for event in fitting(place.current, place, pick + len(asked)):
            turn = advance(procedure, session, event, now=now)
            assert turn.session is not None
            session = turn.session
        place = locate(procedure, session, local_day(now))
        assert len(asked) < 200, "this path does not end"
    return session, asked


FINAL: tuple[Event, ...] = (Confirmed(), Abandoned())
