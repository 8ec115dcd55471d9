"""What sleeps is never owed anything before it is to wake, whatever its life and the calendar; and it does sleep."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers import Data
from flows.apologies import draft_at, drafted_before, letter
from flows.calendar import local_day
from flows.deadlines import Calendar
from flows.dossier import Dossier, Role, State, deadline
from flows.escalation import rungs
from flows.moves import (
    Accept,
    AskSupplement,
    CloseUnanswered,
    Complete,
    Consult,
    HandOver,
    Move,
    PromiseNewDate,
    RecordResult,
    Start,
    Withdraw,
)
from flows.promises import is_broken, promise, until_of
from flows.reminders import DRAFT_KEPT, IdleDraft, OpenFile, first_recall, owed
from flows.rules import Law
from flows.transition import Moved, move
from flows.waking import after, earliest, late_from, wake_draft, wake_file, wake_ladder
from flows.watched import Watched
from tests.flows.calendars import at
from tests.flows.watching import LAW, Line, noted, sent
from tests.flows.watching import after as moved

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TERMS = ("5wd", "1wd", "0d", "20wd", "8wh", "30d")
# A regime that closes what does not come, one that never does; Tết, the long days off of September, a make-up Saturday.
STARTS = (at("20/08/2026 10:00"), at("12/02/2026 16:00"), at("02/03/2026 08:00"), at("10/01/2023 09:00"))


@st.composite
def laws(draw: st.DrawFn) -> Law:
    """The law with a few more days off, and a weekend day to work."""
    begin = date(2026, 8, 20)
    extra = draw(st.lists(st.integers(0, 60), max_size=6))
    makeup = draw(st.frozensets(st.sampled_from([date(2026, 8, 29), date(2026, 9, 6)])))
    off = {**LAW.calendar.days_off, **{begin + n * DAY: "x" for n in extra if begin + n * DAY not in makeup}}
    return replace(LAW, calendar=Calendar(off, LAW.calendar.makeup | makeup))


@st.composite
def lives(draw: st.DrawFn) -> tuple[Watched, tuple[str, ...], Law, datetime]:
    """A file after some of what can happen to it, the papers promised with it, the law, and a moment after all that."""
    law, now = draw(laws()), draw(st.sampled_from(STARTS))
    file = Watched(7, Dossier(State.CHO_TIEP_NHAN, now, draw(st.sampled_from(TERMS))), (Line("sent", now),))
    begin = draw(st.sampled_from(((), ("accept",), ("accept",), ("accept", "ask"), ("ask",), ("accept", "promise"))))
    for what in (*begin, *draw(st.lists(st.sampled_from(HAPPENS), max_size=4))):
        now += draw(st.integers(0, 50)) * HOUR + draw(st.integers(0, 59)) * timedelta(minutes=1)
        file = _after(file, what, now, law)
    now += draw(st.integers(0, 200)) * HOUR
    return file, draw(st.sampled_from(((), ("proof",)))), law, now


HAPPENS = "open promise note accept start ask complete consult leave done new_date hand_over".split()


def _after(file: Watched, what: str, now: datetime, law: Law) -> Watched:
    """The file after one more thing: it is opened, an official promises, the clock notes, or a move that is legal."""
    made, dossier = promise(file.happenings), file.dossier
    match what:
        case "open":
            return replace(file, opened_at=now)
        case "promise":
            day = law.calendar.on_or_after(local_day(now))
            until = until_of(day, dossier, now, law) or until_of(law.calendar.next_working_day(day), dossier, now, law)
            return _and(file, "acknowledge", now, {"until": until.isoformat()}) if until is not None else file
        case "note":
            return _and(file, "promise_broken", now, {}) if made and is_broken(made, dossier, now) else file
        case _:
            return _moved(file, _move(what, dossier, now, law), now, law)


def _move(what: str, dossier: Dossier, now: datetime, law: Law) -> Move:
    later = law.calendar.next_working_day(local_day(max(now, deadline(dossier) or now)))
    moves: Mapping[str, Move] = {
        "accept": Accept(),
        "start": Start(),
        "ask": AskSupplement("proof", "blurred"),
        "complete": Complete(),
        "consult": Consult(),
        "leave": Withdraw(),
        "done": RecordResult(),
        "new_date": PromiseNewDate(law.calendar.closing(later), "late_load"),
        "hand_over": HandOver("signed"),
    }
    return moves[what]


def _moved(file: Watched, wanted: Move, now: datetime, law: Law) -> Watched:
    for role in (Role.HEAD, Role.RESIDENT):
        done = move(file.dossier, wanted, role, now, law)
        if isinstance(done, Moved):
            return replace(_and(file, done.event, now, done.data), dossier=done.dossier)
    return file


def _and(file: Watched, kind: str, now: datetime, data: Mapping[str, Data]) -> Watched:
    return replace(file, happenings=(*file.happenings, Line(kind, now, data)))


def _due(file: Watched, papers: tuple[str, ...], now: datetime, law: Law) -> set[str]:
    """All that the clock has to do about a file now: what is owed, what is noted, and whether it is closed."""
    dossier, made = file.dossier, promise(file.happenings)
    found = {one.dedupe for one in owed(OpenFile(file.id, dossier, papers), now, law.calendar)}
    found |= {one.dedupe for one in rungs(file, now, law)}
    drafted = draft_at(dossier, law)
    found |= {"drafted"} if drafted is not None and drafted <= now else set()
    found |= {"broken"} if made is not None and is_broken(made, dossier, now) else set()
    closed = move(dossier, CloseUnanswered(), Role.CLOCK, now, law)
    return found | ({"closed"} if isinstance(closed, Moved) else set())


def _wake(file: Watched, papers: tuple[str, ...], now: datetime, law: Law) -> datetime | None:
    return earliest((wake_file(OpenFile(file.id, file.dossier, papers), now, law), wake_ladder(file, now, law)))


@settings(max_examples=300, deadline=None)
@given(lives(), st.lists(st.integers(1, 60 * 24 * 60), min_size=1, max_size=8))
def test_nothing_new_falls_due_before_the_file_wakes(
    life: tuple[Watched, tuple[str, ...], Law, datetime], minutes: list[int]
) -> None:
    file, papers, law, now = life
    wake, known = _wake(file, papers, now, law), _due(file, papers, now, law)
    assert wake is None or wake > now
    later = [now + count * timedelta(minutes=1) for count in minutes]
    moments = later if wake is None else [*(one for one in later if one < wake), wake - timedelta.resolution]
    for moment in moments:
        assert _due(file, papers, moment, law) <= known, moment


@settings(max_examples=80, deadline=None)
@given(lives())
def test_looking_only_when_it_wakes_finds_all_that_looking_every_half_hour_finds(
    life: tuple[Watched, tuple[str, ...], Law, datetime],
) -> None:
    file, papers, law, now = life
    found, often, end = set[str](), set[str](), now + 10 * DAY
    for step in range(10 * 24 * 2):
        often |= _due(file, papers, now + step * HOUR / 2, law)
    looks, wake = 0, now
    while wake < end:
        found |= _due(file, papers, wake, law)
        looks += 1
        wake = _wake(file, papers, wake, law) or end
    assert often <= found
    assert looks <= 25, "it does not sleep"


@settings(deadline=None)
@given(lives())
def test_a_file_is_late_from_no_sooner_moment_than_without_its_log(
    life: tuple[Watched, tuple[str, ...], Law, datetime],
) -> None:
    file, _, law, now = life
    with_log, without = late_from(file, law), late_from(Watched(file.id, file.dossier), law)
    assert (with_log is None) == (without is None)
    if with_log is not None and without is not None:
        assert without <= with_log
    overdue = [alert for alert in rungs(file, now, law) if alert.kind == "overdue"]
    assert not overdue or (with_log is not None and with_log < now)


@settings(deadline=None)
@given(lives())
def test_no_letter_lies_ready_for_a_file_that_is_due_later_than_the_bound(
    life: tuple[Watched, tuple[str, ...], Law, datetime],
) -> None:
    file, _, law, now = life
    if letter(file.dossier, file.happenings, now, law) is not None:
        assert file.dossier.due_at is not None
        assert file.dossier.due_at < drafted_before(now, law)


@given(st.integers(0, 24 * 60), st.integers(1, 24 * 60))
def test_nothing_new_falls_due_before_a_draft_wakes(hours: int, more: int) -> None:
    draft, calendar = IdleDraft(3, STARTS[0]), LAW.calendar
    now = draft.touched_at + hours * HOUR
    wake, known = wake_draft(draft, now, calendar), {one.dedupe for one in owed(draft, now, calendar)}
    moment = now + more * HOUR
    if wake is None or moment < wake:
        assert {one.dedupe for one in owed(draft, moment, calendar)} <= known


def test_a_draft_wakes_for_each_recall_and_then_for_good() -> None:
    draft = IdleDraft(3, STARTS[0])
    assert wake_draft(draft, draft.touched_at, LAW.calendar) == first_recall(draft.touched_at)
    assert wake_draft(draft, draft.touched_at + 3 * DAY, LAW.calendar) == draft.touched_at + 20 * DAY
    assert wake_draft(draft, draft.touched_at + 20 * DAY, LAW.calendar) == draft.touched_at + 27 * DAY
    assert wake_draft(draft, draft.touched_at + DRAFT_KEPT, LAW.calendar) is None


NEW = sent("02/03/2026 09:00")
ACCEPTED = moved(NEW, (Accept(), "02/03/2026 09:00"))  # due Monday 09/03/2026 09:00
# Accepted after the morning of its letter, which is then drafted once the date is missed.
SHORT = moved(sent("02/03/2026 08:30", "1wd"), (Accept(), "02/03/2026 08:30"))
ASKED = moved(ACCEPTED, (AskSupplement("proof", "blurred"), "04/03/2026 09:00"))


@pytest.mark.parametrize(
    ("file", "moment", "wake"),
    [
        (NEW, "02/03/2026 09:00", "02/03/2026 11:00"),
        (ACCEPTED, "02/03/2026 09:01", "05/03/2026 08:00"),
        (ACCEPTED, "05/03/2026 08:00", "06/03/2026 08:00"),
        (ACCEPTED, "06/03/2026 08:00", "06/03/2026 15:00"),
        (ACCEPTED, "09/03/2026 08:00", "09/03/2026 09:00"),
        (ACCEPTED, "09/03/2026 09:00", "10/03/2026 07:30"),
        (ACCEPTED, "13/03/2026 07:30", "16/03/2026 07:30"),
        (ACCEPTED, "16/03/2026 07:00", "16/03/2026 07:30"),
        (SHORT, "04/03/2026 07:30", "04/03/2026 08:00"),
        (ASKED, "04/03/2026 09:00", "12/03/2026 08:00"),
        (ASKED, "18/03/2026 08:00", "20/03/2026 00:00"),
        (moved(ACCEPTED, (RecordResult(), "03/03/2026 09:00")), "03/03/2026 09:00", "06/03/2026 08:00"),
        (moved(ACCEPTED, (RecordResult(), "03/03/2026 09:00")), "02/04/2026 08:00", None),
    ],
)
def test_a_file_sleeps_until_its_next_rung(file: Watched, moment: str, wake: str | None) -> None:
    assert _wake(file, (), at(moment), LAW) == (at(wake) if wake else None)


def test_a_file_wakes_right_after_a_promise_that_held_everything_back() -> None:
    seen = noted(ACCEPTED, "acknowledge", "05/03/2026 09:00", until="06/03/2026 17:30")
    assert _wake(seen, (), at("06/03/2026 16:00"), LAW) == at("06/03/2026 17:30") + timedelta.resolution


def test_what_is_past_is_no_moment_to_come() -> None:
    now = at("06/03/2026 16:00")
    assert after(now, [now, now + DAY, now - DAY]) == [now + DAY]
    assert earliest([None, now, None]) == now
    assert earliest([]) is None
