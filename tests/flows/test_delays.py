"""Delays: what the office missed, and what it did not miss because residents kept it waiting or nobody works."""

from flows.deadlines import Calendar
from flows.delays import Missed, Step, counted_due, missed
from flows.moves import Accept, AskPayment, AskSupplement, Complete, Paid, PromiseNewDate, RecordResult, Start
from flows.watched import Watched
from tests.flows.calendars import at
from tests.flows.watching import LAW, after, noted, sent

# 02/03/2026 is a Monday; five working days from it end on Monday 09/03 at 09:00.
DUE = "09/03/2026 09:00"


def accepted() -> Watched:
    return after(sent("02/03/2026 08:00"), (Accept(), "02/03/2026 09:00"), (Start(), "02/03/2026 10:00"))


def test_a_receipt_whose_date_passes_is_missed_once_it_has_passed() -> None:
    file = accepted()
    assert missed(file, at(DUE), LAW) == ()
    assert missed(file, at("09/03/2026 09:01"), LAW) == (Missed(Step.RESULT, at(DUE)),)


def test_an_apology_undoes_nothing_and_its_new_date_can_be_missed_as_well() -> None:
    file = after(accepted(), (PromiseNewDate(at("11/03/2026 09:00"), "late_signer"), "06/03/2026 09:00"))
    assert [one.step for one in missed(file, at("10/03/2026 09:00"), LAW)] == [Step.RESULT]
    assert [one.step for one in missed(file, at("11/03/2026 09:01"), LAW)] == [Step.RESULT, Step.NEW_DATE]


def test_an_answer_to_what_was_sent_in_can_be_missed() -> None:
    file = sent("02/03/2026 08:00")
    assert missed(file, at("02/03/2026 16:00"), LAW) == ()
    assert [one.step for one in missed(file, at("03/03/2026 09:00"), LAW)] == [Step.ANSWER]


def test_a_result_that_came_too_late_stays_missed_and_one_in_time_never_is() -> None:
    late = after(accepted(), (RecordResult(), "10/03/2026 09:00"))
    assert [one.step for one in missed(late, at("18/03/2026 09:00"), LAW)] == [Step.RESULT]
    in_time = after(accepted(), (RecordResult(), "06/03/2026 09:00"))
    assert missed(in_time, at("18/03/2026 09:00"), LAW) == ()


def test_while_a_supplement_is_awaited_nothing_is_missed_and_afterwards_the_time_begins_anew() -> None:
    waiting = after(accepted(), (AskSupplement("birth_notice", "missing"), "03/03/2026 09:00"))
    assert missed(waiting, at("11/03/2026 09:00"), LAW) == ()
    complete = after(waiting, (Complete(), "11/03/2026 09:00"))
    assert missed(complete, at("18/03/2026 08:00"), LAW) == ()
    assert [one.due for one in missed(complete, at("19/03/2026 09:00"), LAW)] == [at("18/03/2026 09:00")]


def test_the_days_for_which_a_payment_was_awaited_are_the_residents() -> None:
    asked = after(accepted(), (AskPayment(20000), "05/03/2026 09:00"))
    assert missed(asked, at("19/03/2026 09:00"), LAW) == ()
    paid = after(asked, (Paid(), "10/03/2026 08:00"))
    assert missed(paid, at("12/03/2026 09:00"), LAW) == ()
    assert missed(paid, at("12/03/2026 09:01"), LAW) == (Missed(Step.RESULT, at("12/03/2026 09:00")),)


def test_a_payment_asked_for_only_when_it_was_late_excuses_nothing() -> None:
    asked = after(accepted(), (AskPayment(20000), "10/03/2026 09:00"))
    assert [one.due for one in missed(asked, at("11/03/2026 09:00"), LAW)] == [at(DUE)]


def test_payments_before_the_clock_started_anew_and_payments_that_were_given_up_count_for_nothing() -> None:
    file = noted(accepted(), "paid", "03/03/2026 09:00")  # without having been asked for
    file = noted(file, "ask_payment", "03/03/2026 10:00")  # and the state has moved on since
    early = Watched(
        file.id, file.dossier, (*noted(sent("27/02/2026 08:00"), "ask_payment", "27/02/2026 09:00").happenings,)
    )
    for one in (file, early):
        assert counted_due(one.dossier, at(DUE), one.happenings, LAW.calendar) == at(DUE)
    assert counted_due(sent("02/03/2026 08:00").dossier, at(DUE), (), LAW.calendar) == at(DUE)


def test_a_date_that_became_a_day_off_is_that_of_the_next_working_day() -> None:
    calendar = Calendar({at(DUE).date(): "nghỉ bù"}, frozenset())
    assert counted_due(accepted().dossier, at(DUE), (), calendar) == at("10/03/2026 09:00")
