"""The rules by decree: which one a dossier keeps, and the days that follow from them."""

from dataclasses import replace
from datetime import date

import pytest

from flows.dossier import Dossier, Role, State
from flows.moves import AskSupplement, CloseUnanswered
from flows.rules import apology_day, ask_until, complain_until, complaint_reminder
from flows.transition import Illegal, Moved, legal_moves, move
from tests.flows.calendars import at, vietnamese_law

LAW = vietnamese_law()
OLD, NEW = LAW.decrees


@pytest.mark.parametrize(
    ("day", "decree"),
    [
        (date(2017, 1, 2), "2018"),
        (date(2023, 5, 15), "2018"),
        (date(2025, 6, 30), "2018"),
        (date(2025, 7, 1), "2025"),
        (date(2027, 1, 4), "2025"),
    ],
)
def test_the_day_of_reception_chooses_the_decree(day: date, decree: str) -> None:
    assert LAW.on(day).id == decree


def test_a_dossier_keeps_the_rules_of_the_day_it_was_received() -> None:
    sent = Dossier(State.CHO_TIEP_NHAN, at("30/06/2025 16:00"), "5wd")
    assert LAW.of(sent) == OLD
    assert LAW.of(replace(sent, accepted_at=at("30/06/2025 17:00"))) == OLD
    assert LAW.of(replace(sent, accepted_at=at("01/07/2025 08:00"))) == NEW


def test_only_the_newer_decree_closes_what_was_not_completed() -> None:
    for year, code in (("2023", "never_closed"), ("2026", "too_early_to_close")):
        sent = Dossier(State.CHO_TIEP_NHAN, at(f"02/03/{year} 08:00"), "5wd")
        asked = move(sent, AskSupplement("proof", "missing"), Role.CLERK, at(f"02/03/{year} 09:00"), LAW)
        assert isinstance(asked, Moved)
        refused = move(asked.dossier, CloseUnanswered(), Role.CLOCK, at(f"03/03/{year} 09:00"), LAW)
        assert isinstance(refused, Illegal)
        assert refused.code == code
        after = legal_moves(asked.dossier, Role.CLOCK, at(f"02/06/{year} 09:00"), LAW)
        assert after == (() if year == "2023" else ("close_unanswered",))


@pytest.mark.parametrize(
    ("due_at", "last"),
    [("08/07/2026 09:00", date(2026, 7, 7)), ("28/04/2026 09:00", date(2026, 4, 24))],
)
def test_an_apology_is_owed_on_the_last_working_day_before_the_due_date(due_at: str, last: date) -> None:
    assert apology_day(at(due_at), NEW, LAW.calendar) == last


def test_a_supplement_may_be_asked_for_until_the_third_working_day() -> None:
    assert ask_until(at("02/03/2026 16:59"), LAW) == date(2026, 3, 5)
    assert ask_until(at("24/04/2026 09:00"), LAW) == date(2026, 5, 4)


def test_a_complaint_may_be_made_for_ninety_days_and_to_the_end_of_a_working_day() -> None:
    assert complain_until(at("02/03/2026 09:00"), NEW, LAW.calendar) == at("01/06/2026 17:30")
    assert complain_until(at("23/11/2026 09:00"), NEW, LAW.calendar) == at("22/02/2027 17:30")


def test_the_last_word_about_a_complaint_comes_two_days_before_and_not_at_tet() -> None:
    assert complaint_reminder(at("01/06/2026 17:30"), NEW, LAW.calendar) == at("30/05/2026 08:00")
    assert complaint_reminder(at("23/02/2026 17:30"), NEW, LAW.calendar) == at("21/02/2026 08:00")
    assert complaint_reminder(at("19/02/2026 17:30"), NEW, LAW.calendar) == at("15/02/2026 08:00")


def test_both_decrees_say_what_the_core_reckons_with() -> None:
    assert (OLD.answer_term, OLD.ask_within, OLD.closes, OLD.may_adjust) == ("8wh", "3wd", False, False)
    assert (OLD.alert_within, OLD.correction_term, OLD.feedback) == (None, None, None)
    assert (NEW.answer_term, NEW.ask_within, NEW.answer_within, NEW.closes) == ("8wh", "3wd", "15d", True)
    assert (NEW.correction_term, NEW.may_adjust, NEW.complain_within) == ("3wd", True, "90d")
