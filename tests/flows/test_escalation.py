"""The ladder: which officials are told what about a file, and when; a promise stops it until it is broken."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.calendar import local
from flows.dossier import Dossier, State
from flows.escalation import LADDER, NEW_FILE_RUNGS, RUNGS, Post, first_rung, rungs
from flows.moves import Accept, AskSupplement, Complete, Consult, PromiseNewDate, RecordResult, Start, Withdraw
from flows.quiet import Audience, is_quiet
from flows.watched import Watched, still_since
from tests.flows.calendars import at
from tests.flows.watching import LAW, after, kinds, noted, sent

NEW = sent("02/03/2026 09:00")
ACCEPTED = after(NEW, (Accept(), "02/03/2026 09:00"))  # Monday; due Monday 09/03/2026 09:00
STARTED = after(ACCEPTED, (Start(), "04/03/2026 10:00"))


def to(file: Watched, kind: str, moment: str) -> tuple[Post, ...]:
    return next(alert.to for alert in rungs(file, at(moment), LAW) if alert.kind == kind)


def test_the_table_names_every_kind_once() -> None:
    assert len(LADDER) == len(RUNGS) + len(NEW_FILE_RUNGS)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("02/03/2026 10:59", []),
        ("02/03/2026 11:00", ["file_unopened"]),
        ("02/03/2026 14:59", ["file_unopened"]),
        ("02/03/2026 15:00", ["file_unopened", "answer_half"]),
        ("03/03/2026 08:59", ["file_unopened", "answer_half"]),
        ("03/03/2026 09:00", ["answer_late"]),
        ("04/03/2026 07:29", ["answer_late"]),
        ("04/03/2026 07:30", ["overdue"]),
    ],
)
def test_a_new_file_is_to_be_opened_in_2_hours_and_answered_in_8_working_hours(
    moment: str, expected: list[str]
) -> None:
    assert kinds(NEW, moment) == expected


def test_a_file_that_was_opened_or_answered_asks_for_nothing_more() -> None:
    opened = replace(NEW, opened_at=at("02/03/2026 10:00"))
    assert kinds(opened, "02/03/2026 11:00") == []
    assert kinds(opened, "02/03/2026 15:00") == ["answer_half"]
    assert kinds(ACCEPTED, "03/03/2026 09:00") == []


def test_what_came_at_night_is_counted_from_when_officials_could_be_told() -> None:
    night = sent("02/03/2026 21:00")
    assert kinds(night, "03/03/2026 09:29") == []
    assert kinds(night, "03/03/2026 09:30") == ["file_unopened"]


def test_a_file_completed_before_acceptance_is_new_again() -> None:
    asked = after(NEW, (AskSupplement("proof", "blurred"), "02/03/2026 10:00"))
    assert kinds(asked, "05/03/2026 10:00") == []
    again = after(replace(asked, opened_at=at("02/03/2026 09:50")), (Complete(), "05/03/2026 08:00"))
    assert again.came_at == at("05/03/2026 08:00")
    assert kinds(again, "05/03/2026 09:59") == []
    assert kinds(again, "05/03/2026 10:00") == ["file_unopened"]


def test_under_the_old_decree_nothing_is_said_about_two_hours() -> None:
    old = sent("08/05/2023 09:00")
    assert kinds(old, "08/05/2023 14:00") == []
    assert kinds(old, "08/05/2023 15:00") == ["answer_half"]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("05/03/2026 07:59", []),
        ("05/03/2026 08:00", ["due_in_two"]),
        ("06/03/2026 08:00", ["due_tomorrow"]),
        ("06/03/2026 15:00", ["due_tomorrow", "apology_missing"]),
        ("06/03/2026 17:30", ["due_tomorrow"]),
        ("09/03/2026 08:00", ["due_today"]),
        ("09/03/2026 09:00", ["first_overdue"]),
        ("10/03/2026 07:29", ["first_overdue"]),
        ("10/03/2026 07:30", ["overdue"]),
        ("10/03/2026 17:00", []),
        ("11/03/2026 07:30", ["overdue"]),
        ("14/03/2026 09:00", []),
    ],
)
def test_the_ladder_rises_as_the_date_comes_near(moment: str, expected: list[str]) -> None:
    assert kinds(STARTED, moment) == expected


def test_each_rung_is_told_to_its_posts() -> None:
    assert to(STARTED, "due_in_two", "05/03/2026 08:00") == (Post.OWNER,)
    assert to(STARTED, "due_tomorrow", "06/03/2026 08:00") == (Post.OWNER, Post.HEAD)
    assert to(STARTED, "apology_missing", "06/03/2026 15:00") == (Post.HEAD,)
    assert to(STARTED, "first_overdue", "09/03/2026 09:00") == (Post.CHAIRMAN,)
    assert to(STARTED, "overdue", "10/03/2026 07:30") == (Post.OWNER, Post.HEAD, Post.CHAIRMAN)


def test_a_digest_has_one_key_a_day_for_all_files_and_the_rest_one_for_each() -> None:
    other = replace(STARTED, id=8)
    day = [alert.dedupe for file in (STARTED, other) for alert in rungs(file, at("11/03/2026 08:00"), LAW)]
    assert day == ["overdue:2026-03-11"] * 2
    assert rungs(STARTED, at("06/03/2026 09:00"), LAW)[0].dedupe == "due_tomorrow:file:7:2026-03-06T08:00"
    assert rungs(STARTED, at("09/03/2026 09:30"), LAW)[0].dedupe == "first_overdue:file:7:2026-03"


def test_through_holidays_and_a_make_up_saturday_only_working_days_count() -> None:
    friday = after(sent("21/08/2026 09:00", "1wd"), (Accept(), "21/08/2026 09:00"))
    assert friday.dossier.due_at == at("22/08/2026 09:00")
    assert kinds(friday, "22/08/2026 08:30") == ["due_today"]
    assert kinds(friday, "24/08/2026 07:30") == ["overdue"]
    # 31/08 to 02/09 are off: due on Thursday 03/09, the working days before it are Friday 28/08 and Thursday 27/08.
    long = after(sent("24/08/2026 09:00"), (Accept(), "24/08/2026 09:00"))
    assert long.dossier.due_at == at("03/09/2026 09:00")
    days = ("27/08/2026 08:00", "28/08/2026 08:00", "03/09/2026 08:00", "04/09/2026 07:30")
    told = [kinds(long, day)[-1] for day in days]
    assert told == ["due_in_two", "due_tomorrow", "due_today", "overdue"]
    assert kinds(long, "31/08/2026 15:00") == ["due_tomorrow"]
    assert kinds(long, "28/08/2026 15:00") == ["due_tomorrow", "apology_missing"]


@given(st.integers(0, 24 * 40))
def test_nothing_is_ever_sent_to_officials_at_night_or_on_days_off(hours: int) -> None:
    now = at("24/08/2026 09:00") + timedelta(hours=hours)
    long = after(sent("24/08/2026 09:00"), (Accept(), "24/08/2026 09:00"))
    for alert in rungs(long, now, LAW):
        assert not is_quiet(Audience.OFFICIAL, alert.not_before, LAW.calendar), (alert.kind, local(alert.not_before))


def test_what_was_accepted_after_the_morning_of_a_rung_does_not_hear_of_it() -> None:
    short = after(sent("02/03/2026 08:30", "1wd"), (Accept(), "02/03/2026 08:30"))
    assert kinds(short, "02/03/2026 16:00") == []
    assert kinds(short, "03/03/2026 08:00") == ["due_today"]


def test_what_is_due_the_same_day_after_the_cutoff_needs_a_slip_with_day_and_hour() -> None:
    noon = after(sent("02/03/2026 11:00", "0d"), (Accept(), "02/03/2026 11:05"))
    assert kinds(noon, "02/03/2026 11:10") == []
    late = after(sent("02/03/2026 15:30", "0d"), (Accept(), "02/03/2026 15:35"))
    assert kinds(late, "02/03/2026 15:36") == ["appointment_letter"]
    assert to(late, "appointment_letter", "02/03/2026 15:36") == (Post.OWNER,)
    assert kinds(late, "03/03/2026 08:00") == ["appointment_letter", "due_today"]
    assert kinds(after(late, (RecordResult(), "02/03/2026 16:00")), "02/03/2026 16:00") == []


def test_a_new_date_moves_the_ladder_and_needs_no_second_apology() -> None:
    promised = after(STARTED, (PromiseNewDate(at("12/03/2026 09:00"), "late_load"), "06/03/2026 09:00"))
    assert kinds(promised, "10/03/2026 09:00") == ["due_in_two"]
    assert kinds(promised, "11/03/2026 16:00") == ["due_tomorrow"]
    assert kinds(promised, "12/03/2026 10:00") == ["first_overdue"]
    assert kinds(promised, "13/03/2026 09:00") == ["overdue"]


def test_a_file_that_waits_for_its_resident_or_is_done_rests() -> None:
    asked = after(ACCEPTED, (AskSupplement("proof", "blurred"), "04/03/2026 09:00"))
    ready = after(ACCEPTED, (RecordResult(), "05/03/2026 15:00"))
    for moment in ("05/03/2026 08:00", "09/03/2026 09:30", "12/03/2026 08:00"):
        assert kinds(asked, moment) == []
    for moment in ("06/03/2026 08:00", "12/03/2026 08:00"):
        assert kinds(ready, moment) == []
    assert first_rung(asked.dossier, LAW) is first_rung(ready.dossier, LAW) is None


def test_a_withdrawal_that_nobody_confirms_is_not_forgotten() -> None:
    leaving = after(ACCEPTED, (Withdraw(), "03/03/2026 09:00"))
    assert kinds(leaving, "11/03/2026 08:00") == ["overdue"]


def test_a_file_that_stands_still_for_days_is_called_stuck_once() -> None:
    long = after(sent("02/03/2026 09:00", "20wd"), (Accept(), "02/03/2026 09:00"), (Start(), "03/03/2026 09:00"))
    assert kinds(long, "10/03/2026 07:59") == []
    assert kinds(long, "10/03/2026 08:00") == ["stuck"]
    keys = {rungs(long, at(day), LAW)[0].dedupe for day in ("10/03/2026 09:00", "13/03/2026 09:00")}
    assert len(keys) == 1
    assert still_since(long) == at("03/03/2026 09:00")
    drafted = noted(long, "calendar", "09/03/2026 09:00")
    assert kinds(drafted, "10/03/2026 08:00") == ["stuck"]
    moved = after(long, (Consult(), "09/03/2026 09:00"))
    assert kinds(moved, "13/03/2026 09:00") == []
    assert kinds(moved, "16/03/2026 08:00") == ["stuck"]
    assert kinds(replace(long, happenings=()), "09/03/2026 08:00") == ["stuck"]


def test_a_promise_stops_the_ladder_and_breaking_it_starts_it_again() -> None:
    seen = noted(STARTED, "acknowledge", "05/03/2026 09:00", until="06/03/2026 17:30")
    for moment in ("05/03/2026 10:00", "06/03/2026 08:00", "06/03/2026 15:00", "06/03/2026 17:30"):
        assert kinds(seen, moment) == []
    assert kinds(seen, "09/03/2026 08:00") == ["due_today", "promise_broken"]
    assert to(seen, "promise_broken", "09/03/2026 08:00") == (Post.OWNER, Post.HEAD)
    done = after(seen, (RecordResult(), "06/03/2026 16:00"))
    assert kinds(done, "09/03/2026 08:00") == []


def test_an_overdue_file_with_a_promise_leaves_the_digest_until_it_is_broken() -> None:
    seen = noted(STARTED, "acknowledge", "10/03/2026 09:00", until="11/03/2026 17:30")
    assert kinds(seen, "11/03/2026 08:00") == []
    assert kinds(seen, "12/03/2026 08:00") == ["overdue", "promise_broken"]
    again = noted(
        noted(seen, "promise_broken", "12/03/2026 08:00"), "acknowledge", "12/03/2026 09:00", until="13/03/2026 17:30"
    )
    assert kinds(again, "13/03/2026 08:00") == []


def test_a_term_of_a_single_hour_has_no_half() -> None:
    decrees = tuple(replace(rules, answer_term="1wh") for rules in LAW.decrees)
    told = [alert.kind for alert in rungs(NEW, at("02/03/2026 09:40"), replace(LAW, decrees=decrees))]
    assert told == []


def _life(choice: list[tuple[int, int]]) -> tuple[Watched, datetime]:
    """A file after some legal moves, hours apart, and the moment after them."""
    moves = (Accept(), Start(), AskSupplement("proof", "blurred"), Complete(), Consult(), Withdraw())
    file, now = sent("20/08/2026 10:00", ("5wd", "0d", "20wd", "8wh")[choice[0][0] % 4]), at("20/08/2026 10:00")
    for which, hours in choice:
        now += timedelta(hours=hours)
        try:
            file = after(file, (moves[which % len(moves)], f"{local(now):%d/%m/%Y %H:%M}"))
        except StopIteration:
            continue
    return file, now


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 90)), min_size=1, max_size=6), st.integers(0, 800))
def test_no_rung_is_reached_before_the_first_one(choice: list[tuple[int, int]], hours: int) -> None:
    file, now = _life(choice)
    now += timedelta(hours=hours)
    first = first_rung(file.dossier, LAW)
    if rungs(file, now, LAW):
        assert first is not None
        assert first <= now


def test_before_acceptance_the_first_rung_is_that_of_the_answer_and_after_the_end_there_is_none() -> None:
    assert first_rung(NEW.dossier, LAW) == at("02/03/2026 11:00")
    assert first_rung(sent("08/05/2023 09:00").dossier, LAW) == at("08/05/2023 09:00")
    assert first_rung(Dossier(State.DONG_HO_SO, at("02/03/2026 09:00"), "5wd"), LAW) is None
    assert first_rung(ACCEPTED.dossier, LAW) == at("05/03/2026 08:00")


def test_what_is_accepted_and_due_on_one_day_is_recalled_in_its_afternoon() -> None:
    copy = after(sent("02/03/2026 09:00", "0d"), (Accept(), "02/03/2026 09:30"))
    assert kinds(copy, "02/03/2026 14:59") == []
    assert kinds(copy, "02/03/2026 15:00") == ["due_today"]
    late = after(sent("02/03/2026 09:00", "0d"), (Accept(), "02/03/2026 15:30"))
    assert "due_today" not in kinds(late, "02/03/2026 16:00")
    assert "due_today" in kinds(late, "03/03/2026 08:00")


def test_a_withdrawal_that_nobody_answers_while_a_paper_is_awaited_is_called_stuck() -> None:
    asked = after(ACCEPTED, (AskSupplement("proof", "blurred"), "03/03/2026 09:00"), (Withdraw(), "04/03/2026 09:00"))
    assert kinds(asked, "11/03/2026 07:59") == []
    assert kinds(asked, "11/03/2026 08:00") == ["stuck"]
    assert to(asked, "stuck", "11/03/2026 08:00") == (Post.OWNER, Post.HEAD)
    first = first_rung(asked.dossier, LAW)
    assert first is not None
    assert first <= at("11/03/2026 08:00")


def test_a_supplement_that_no_decree_closes_is_called_stuck_days_after_its_last_day() -> None:
    old = after(sent("01/03/2023 09:00"), (AskSupplement("proof", "blurred"), "01/03/2023 10:00"))
    assert old.dossier.supplement is not None
    assert not LAW.of(old.dossier).closes
    assert kinds(old, "16/03/2023 17:00") == []
    assert kinds(old, "23/03/2023 08:00") == ["stuck"]
    waiting = after(NEW, (AskSupplement("proof", "blurred"), "02/03/2026 10:00"))
    assert kinds(waiting, "23/03/2026 08:00") == []
