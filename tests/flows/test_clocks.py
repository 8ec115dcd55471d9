"""The two clocks over the same events, case F8 in full, and the reasons of a date."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import Data
from flows.chronicle import moment_of
from flows.clocks import KpiClock, Punctuality, Wait, kpi_clock, legal_clock, punctual
from flows.dossier import Dossier, Role, State
from flows.explain import days_off_between, explain, working_days_left
from flows.moves import (
    Accept,
    AskSupplement,
    Complete,
    Forward,
    HandOver,
    Move,
    PromiseNewDate,
    RecordResult,
    Stop,
    Withdraw,
)
from flows.transition import Moved, move
from tests.flows.calendars import at, vietnam, vietnamese_law
from tests.flows.test_dossier import STEPS

VIETNAM, LAW = vietnam(), vietnamese_law()


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a log."""

    kind: str
    at: datetime
    data: dict[str, Data] = field(default_factory=dict)


def log(*steps: tuple[Move, str], term: str = "5wd") -> tuple[Event, ...]:
    """The log of moves that must all be legal; the resident makes those that only they can make."""
    dossier, events = Dossier(State.CHO_TIEP_NHAN, at("02/03/2026 08:00"), term), []
    for wanted, moment in steps:
        role = Role.RESIDENT if isinstance(wanted, Withdraw) else Role.HEAD
        made = move(dossier, wanted, role, at(moment), LAW)
        assert isinstance(made, Moved), made
        dossier = made.dossier
        events.append(Event(made.event, at(moment), dict(made.data)))
    return tuple(events)


ASK = AskSupplement("proof", "blurred")
F8 = ((Accept(), "02/03/2026 09:00"), (ASK, "04/03/2026 09:00"), (Complete(), "10/03/2026 09:00"))


def kpi(*steps: tuple[Move, str], term: str = "5wd") -> KpiClock:
    clock = kpi_clock(log(*steps, term=term), term, VIETNAM)
    assert clock is not None
    return clock


def test_f8_the_legal_clock_starts_anew_and_the_kpi_clock_leaves_the_waiting_out() -> None:
    legal = legal_clock(log(*F8), "5wd", VIETNAM)
    assert legal is not None
    assert (legal.began_at, legal.due_at) == (at("10/03/2026 09:00"), at("17/03/2026 09:00"))
    counted = kpi(*F8)
    assert (counted.due_at, counted.began_at) == (at("09/03/2026 09:00"), at("02/03/2026 09:00"))
    assert counted.waits == (Wait(at("04/03/2026 09:00"), at("10/03/2026 09:00")),)
    assert counted.elapsed(at("11/03/2026 09:00")) == timedelta(days=3)


@pytest.mark.parametrize(
    ("finished", "expected"),
    [("12/03/2026 10:00", "early"), ("15/03/2026 08:00", "on_time"), ("15/03/2026 09:01", "late")],
)
def test_f8_is_judged_by_the_receipt_minus_the_waiting(finished: str, expected: Punctuality) -> None:
    clock = kpi(*F8, (RecordResult(), finished))
    assert clock.punctuality(at("01/06/2026 09:00")) == expected


def test_the_end_is_the_result_and_not_the_day_it_was_collected() -> None:
    steps = (
        (Accept(), "02/03/2026 09:00"),
        (RecordResult(), "06/03/2026 09:00"),
        (HandOver("signed"), "20/03/2026 09:00"),
    )
    assert (kpi(*steps).ended_at, kpi(*steps).punctuality(at("20/03/2026 10:00"))) == (at("06/03/2026 09:00"), "early")
    only_handed = (log(*steps)[0], log(*steps)[2])
    clock = kpi_clock(only_handed, "5wd", VIETNAM)
    assert clock is not None
    assert clock.ended_at == at("20/03/2026 09:00")
    stopped = ((Accept(), "02/03/2026 09:00"), (Withdraw(), "03/03/2026 09:00"), (Stop(), "03/03/2026 10:00"))
    assert kpi(*stopped).ended_at == at("03/03/2026 10:00")


def test_the_legal_clock_waits_for_the_resident_and_stops_with_the_result() -> None:
    waiting = legal_clock(log(*F8[:2]), "5wd", VIETNAM)
    stopped = legal_clock(
        log(*F8, (Forward(), "11/03/2026 10:00"), (RecordResult(), "12/03/2026 10:00")), "5wd", VIETNAM
    )
    assert waiting is not None
    assert stopped is not None
    assert (waiting.waiting, waiting.stopped_at) == (True, None)
    assert (stopped.waiting, stopped.stopped_at) == (False, at("12/03/2026 10:00"))


def test_who_does_not_come_back_stops_the_kpi_clock_when_they_were_asked() -> None:
    clock = kpi(*F8[:2])
    assert (clock.ended_at, clock.punctuality(at("01/06/2026 09:00"))) == (at("04/03/2026 09:00"), "early")
    stopped = kpi(*F8[:2], (Withdraw(), "05/05/2026 09:00"), (Stop(), "05/05/2026 10:00"))
    assert stopped.ended_at == at("04/03/2026 09:00")


def test_more_than_one_supplement_counts_as_late() -> None:
    again = (*log(*F8), Event("ask_supplement", at("11/03/2026 09:00")), Event("complete", at("11/03/2026 10:00")))
    clock = kpi_clock((*again, Event("record_result", at("11/03/2026 11:00"))), "5wd", VIETNAM)
    assert clock is not None
    assert clock.punctuality(at("12/03/2026 09:00")) == "late"


def test_a_supplement_before_acceptance_starts_no_clock() -> None:
    before = log((ASK, "02/03/2026 09:00"), (Complete(), "03/03/2026 09:00"))
    assert (legal_clock(before, "5wd", VIETNAM), kpi_clock(before, "5wd", VIETNAM)) == (None, None)
    clock = kpi((ASK, "02/03/2026 09:00"), (Complete(), "03/03/2026 09:00"), (Accept(), "04/03/2026 09:00"))
    assert (clock.waits, clock.due_at, clock.ended_at) == ((), at("11/03/2026 09:00"), None)
    assert clock.punctuality(at("11/03/2026 09:01")) == "late"


@pytest.mark.parametrize(
    ("ended", "due_at", "by_day", "expected"),
    [
        ("08/03/2026 23:59", "09/03/2026 09:00", True, "early"),
        ("09/03/2026 00:00", "09/03/2026 09:00", True, "on_time"),
        ("09/03/2026 09:00", "09/03/2026 09:00", True, "on_time"),
        ("09/03/2026 09:01", "09/03/2026 09:00", True, "late"),
        ("09/03/2026 16:59", "09/03/2026 17:30", False, "early"),
        ("09/03/2026 17:00", "09/03/2026 17:30", False, "on_time"),
        ("09/03/2026 17:31", "09/03/2026 17:30", False, "late"),
    ],
)
def test_early_on_time_and_late(ended: str, due_at: str, by_day: bool, expected: str) -> None:
    assert punctual(at(ended), at(due_at), by_day=by_day) == expected


def test_hours_and_the_same_day_are_judged_by_the_hour() -> None:
    same_day = ((Accept(), "02/03/2026 09:00"), (RecordResult(), "02/03/2026 16:00"))
    assert kpi(*same_day, term="0d").punctuality(at("03/03/2026 09:00")) == "early"
    hours = ((Accept(), "02/03/2026 09:00"), (RecordResult(), "03/03/2026 08:00"))
    assert kpi(*hours, term="8wh").by_day is False


def test_the_reasons_tell_every_move_of_the_date() -> None:
    promise = PromiseNewDate(at("19/03/2026 09:00"), "late_agency")
    events = (
        *log(*F8, (promise, "13/03/2026 09:00")),
        Event("calendar", at("14/03/2026 09:00"), {"due_at": at("18/03/2026 09:00").isoformat()}),
    )
    told = [(one.code, one.due_at, one.was) for one in explain((Event("sent", at("02/03/2026 08:00")), *events))]
    assert told == [
        ("accepted", at("09/03/2026 09:00"), None),
        ("waits", None, at("09/03/2026 09:00")),
        ("restarted", at("17/03/2026 09:00"), at("09/03/2026 09:00")),
        ("promised", at("19/03/2026 09:00"), at("17/03/2026 09:00")),
        ("calendar", at("18/03/2026 09:00"), at("17/03/2026 09:00")),
    ]
    assert explain((Event("sent", at("02/03/2026 08:00")),)) == ()
    assert [one.code for one in explain((events[0], Event("calendar", at("14/03/2026 09:00"))))] == ["accepted"]


def test_a_completion_that_does_not_move_the_date_says_so() -> None:
    same = log((Accept(), "02/03/2026 09:00"), (ASK, "02/03/2026 10:00"), (Complete(), "02/03/2026 11:00"), term="0d")
    assert explain(same)[-1].due_at == explain(same)[-1].was == at("02/03/2026 17:30")


def test_a_promised_date_is_not_taken_for_that_of_the_law() -> None:
    promise = PromiseNewDate(at("04/03/2026 17:30"), "late_agency")
    steps = ((Accept(), "02/03/2026 09:00"), (promise, "02/03/2026 10:00"), (ASK, "02/03/2026 11:00"))
    last = explain(log(*steps, (Complete(), "02/03/2026 12:00"), term="0d"))[-1]
    assert (last.due_at, last.was) == (at("02/03/2026 17:30"), at("02/03/2026 17:30"))


def test_days_off_and_days_left_are_counted_by_the_calendar() -> None:
    off = days_off_between(at("13/02/2026 09:00"), at("27/02/2026 09:00"), VIETNAM)
    assert (len(off), off[0][0].isoformat()) == (5, "2026-02-16")
    assert working_days_left(at("13/02/2026 09:00"), at("27/02/2026 09:00"), VIETNAM) == 5
    assert working_days_left(at("27/02/2026 10:00"), at("27/02/2026 09:00"), VIETNAM) == 0
    assert working_days_left(at("28/02/2026 10:00"), at("27/02/2026 09:00"), VIETNAM) == 0


@given(st.lists(STEPS, max_size=40), st.sampled_from(["0d", "5wd", "8wh", "15d"]))
def test_the_legal_clock_over_the_events_says_what_the_dossier_says(
    steps: list[tuple[object, Role, int]], term: str
) -> None:
    now, events = datetime(2026, 1, 5, 2, tzinfo=UTC), []
    dossier = Dossier(State.CHO_TIEP_NHAN, now, term)
    for make, role, hours in steps:
        now += timedelta(hours=hours)
        assert callable(make)
        made = move(dossier, make(now), role, now, LAW)
        if isinstance(made, Moved):
            dossier = made.dossier
            events.append(Event(made.event, now, dict(made.data)))
    clock = legal_clock(events, term, VIETNAM)
    assert (clock is None) == (dossier.accepted_at is None)
    if clock is not None:
        assert (clock.began_at, clock.due_at) == (dossier.clock_from, dossier.due_at)
        assert (clock.stopped_at is not None) == (dossier.finished_at is not None or dossier.closed_at is not None)
        assert clock.waiting == (State.BO_SUNG_SAU in (dossier.state, dossier.returns_to))
        told = [one.due_at for one in explain(events) if one.due_at is not None and one.code != "promised"]
        assert told[-1] == dossier.due_at
    assert all(moment_of(one, "due_at") is None or one.kind in ("accept", "complete") for one in events)
