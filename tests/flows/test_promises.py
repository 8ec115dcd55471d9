"""«Đã xem, sẽ xong trước …»: until when one may promise, when it holds, and when it is broken."""

from datetime import date

import pytest

from flows.moves import Accept, AskSupplement, Complete, PromiseNewDate, RecordResult, Start
from flows.promises import broken_times, is_broken, is_held, last_day, promise, until_of
from tests.flows.calendars import at
from tests.flows.watching import LAW, after, noted, sent

ACCEPTED = after(sent("02/03/2026 09:00"), (Accept(), "02/03/2026 09:00"), (Start(), "02/03/2026 10:00"))
SEEN = noted(ACCEPTED, "acknowledge", "05/03/2026 09:00", until="06/03/2026 17:30")


def test_a_promise_holds_until_its_moment_and_is_broken_after_it() -> None:
    made = promise(SEEN.happenings)
    assert is_held(made, at("06/03/2026 17:30"))
    assert not is_held(made, at("06/03/2026 17:31"))
    assert not is_broken(made, SEEN.dossier, at("06/03/2026 17:30"))
    assert is_broken(made, SEEN.dossier, at("06/03/2026 17:31"))
    assert not is_held(promise(ACCEPTED.happenings), at("06/03/2026 17:30"))
    assert not is_broken(None, SEEN.dossier, at("06/03/2026 17:31"))


def test_what_is_done_was_not_broken() -> None:
    done = after(SEEN, (RecordResult(), "06/03/2026 16:00"))
    assert not is_broken(promise(done.happenings), done.dossier, at("09/03/2026 08:00"))


def test_a_broken_promise_is_noted_once_and_counted() -> None:
    broken = noted(SEEN, "promise_broken", "09/03/2026 08:00")
    made = promise(broken.happenings)
    assert made is not None
    assert made.noted
    assert broken_times(broken.happenings) == 1
    again = noted(broken, "acknowledge", "09/03/2026 08:30", until="09/03/2026 09:00")
    made = promise(again.happenings)
    assert made is not None
    assert not made.noted
    assert made.at == at("09/03/2026 08:30")


def test_a_new_date_or_a_supplement_makes_a_promise_void() -> None:
    promised = after(SEEN, (PromiseNewDate(at("12/03/2026 09:00"), "late_load"), "06/03/2026 09:00"))
    assert promise(promised.happenings) is None
    asked = after(SEEN, (AskSupplement("proof", "blurred"), "05/03/2026 10:00"))
    assert promise(asked.happenings) is None
    assert promise(after(asked, (Complete(), "05/03/2026 11:00")).happenings) is None


@pytest.mark.parametrize("line", ["promise_broken", "calendar"])
def test_a_line_without_a_promise_before_it_makes_none(line: str) -> None:
    assert promise(noted(ACCEPTED, line, "05/03/2026 09:00").happenings) is None


def test_a_promise_without_a_moment_is_none() -> None:
    assert promise(noted(ACCEPTED, "acknowledge", "05/03/2026 09:00").happenings) is None


def test_within_the_term_nobody_promises_a_later_day_than_the_date_that_stands() -> None:
    dossier, now = ACCEPTED.dossier, at("05/03/2026 09:00")
    assert last_day(dossier, now, LAW) == date(2026, 3, 9)
    assert until_of(date(2026, 3, 6), dossier, now, LAW) == at("06/03/2026 17:30")
    assert until_of(date(2026, 3, 9), dossier, now, LAW) == at("09/03/2026 09:00")
    assert until_of(date(2026, 3, 10), dossier, now, LAW) is None
    assert until_of(date(2026, 3, 7), dossier, now, LAW) is None
    assert until_of(date(2026, 3, 4), dossier, now, LAW) is None


def test_once_it_is_overdue_a_few_working_days_may_be_promised() -> None:
    dossier, now = ACCEPTED.dossier, at("10/03/2026 09:00")
    assert last_day(dossier, now, LAW) == date(2026, 3, 17)
    assert until_of(date(2026, 3, 10), dossier, now, LAW) == at("10/03/2026 17:30")
    assert until_of(date(2026, 3, 17), dossier, now, LAW) == at("17/03/2026 17:30")
    assert until_of(date(2026, 3, 18), dossier, now, LAW) is None
    assert until_of(date(2026, 3, 10), dossier, at("10/03/2026 17:30"), LAW) is None
