"""Dates reckoned anew by another calendar: what moves, what never moves, and who is to be told."""

from dataclasses import replace
from datetime import date

from flows.deadlines import Calendar
from flows.dossier import Dossier, Role, State
from flows.moves import Accept, AskSupplement, Complete, PromiseNewDate, RecordResult
from flows.recalculation import recalculated
from flows.rules import Law
from flows.transition import Moved, move
from tests.flows.calendars import at, vietnamese_law
from tests.flows.test_dossier import ACCEPTED, SENT, WAITING, made

LAW = vietnamese_law()


def off(*days: date) -> Law:
    """The law with more days off."""
    more = {**LAW.calendar.days_off, **dict.fromkeys(days, "Nghỉ hoán đổi")}
    return replace(LAW, calendar=replace(LAW.calendar, days_off=more))


FRIDAY = off(date(2026, 3, 6))


def test_a_new_day_off_moves_the_date_and_the_resident_is_to_be_told() -> None:
    moved = recalculated(ACCEPTED, FRIDAY)
    assert moved is not None
    assert (moved.dossier.due_at, moved.later) == (at("10/03/2026 09:00"), True)
    assert moved.data == {"due_at": "2026-03-10T02:00:00+00:00", "was_due_at": "2026-03-09T02:00:00+00:00"}
    assert recalculated(moved.dossier, FRIDAY) is None


def test_an_earlier_date_is_kept_but_nobody_is_told() -> None:
    saturday = replace(LAW, calendar=replace(LAW.calendar, makeup=LAW.calendar.makeup | {date(2026, 3, 7)}))
    moved = recalculated(ACCEPTED, saturday)
    assert moved is not None
    assert (moved.dossier.due_at, moved.later) == (at("07/03/2026 09:00"), False)


def test_a_promised_date_that_is_later_anyway_does_not_move() -> None:
    promised = made(ACCEPTED, (PromiseNewDate(at("19/03/2026 09:00"), "late_agency"), "05/03/2026 09:00"))
    moved = recalculated(promised, FRIDAY)
    assert moved is not None
    assert (moved.dossier.due_at, moved.dossier.promised_at, moved.later) == (
        at("10/03/2026 09:00"),
        at("19/03/2026 09:00"),
        False,
    )


def test_the_last_day_of_a_supplement_moves_later_and_never_earlier() -> None:
    assert WAITING.supplement is not None
    longer = recalculated(WAITING, off(date(2026, 3, 19)))
    assert longer is not None
    assert longer.dossier.supplement is not None
    assert (longer.dossier.supplement.answer_by, longer.later) == (at("20/03/2026 17:30"), False)
    assert longer.data["was_answer_by"] == WAITING.supplement.answer_by.isoformat()
    assert recalculated(longer.dossier, LAW) is None


def test_nothing_moves_for_what_is_not_received_or_has_ended() -> None:
    finished = made(ACCEPTED, (RecordResult(), "03/03/2026 09:00"))
    asked = made(SENT, (AskSupplement("proof", "blurred"), "02/03/2026 09:00"))
    assert [recalculated(one, FRIDAY) for one in (SENT, finished, asked)] == [None, None, None]
    empty = replace(LAW, calendar=Calendar({}, frozenset()))
    sent = Dossier(State.CHO_TIEP_NHAN, at("13/02/2026 08:00"), "5wd")
    accepted = move(sent, Accept(), Role.CLERK, at("13/02/2026 09:00"), empty)
    assert isinstance(accepted, Moved)
    back = recalculated(accepted.dossier, LAW)
    assert back is not None
    assert (back.dossier.due_at, back.later) == (at("27/02/2026 09:00"), True)
    again = made(WAITING, (Complete(), "05/03/2026 09:00"))
    moved = recalculated(again, FRIDAY)
    assert moved is not None
    assert moved.dossier.due_at == at("13/03/2026 09:00")
