"""Deadlines against the worked cases of the law and of real receipts."""

from datetime import UTC, date, datetime, time
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.deadlines import Calendar, Fault, OfficeHours, Term, due, parse_calendar, parse_term
from tests.flows.calendars import at, vietnam

VIETNAM = vietnam()
PLAIN = Calendar({}, frozenset())
HEADER = "date\tname\tkind"
MOMENTS = st.datetimes(datetime(2023, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - given UTC


@pytest.mark.parametrize(
    ("accepted", "term", "expected"),
    [
        ("28/04/2023 09:00", "3wd", "08/05/2023 09:00"),
        ("25/04/2025 09:00", "1wd", "26/04/2025 09:00"),
        ("08/01/2026 09:00", "2wd", "10/01/2026 09:00"),
        ("13/02/2026 09:00", "5wd", "27/02/2026 09:00"),
        ("23/11/2026 15:01", "0d", "25/11/2026 17:30"),
        ("23/11/2026 14:59", "0d", "23/11/2026 17:30"),
        ("23/11/2026 15:00", "0d", "23/11/2026 17:30"),
        ("22/11/2026 09:00", "0d", "23/11/2026 17:30"),
        ("23/11/2026 10:30", "8wh", "25/11/2026 10:30"),
        ("20/11/2026 17:45", "8wh", "23/11/2026 17:30"),
        ("21/08/2026 16:30", "8wh", "22/08/2026 16:30"),
        ("22/11/2026 09:00", "2wh", "23/11/2026 09:30"),
        ("23/11/2026 12:15", "1wh", "23/11/2026 14:30"),
        ("23/11/2026 07:30", "4wh", "23/11/2026 11:30"),
        ("02/03/2026 09:00", "5wd", "09/03/2026 09:00"),
        ("02/03/2026 09:00", "3wd", "05/03/2026 09:00"),
        ("10/03/2026 09:00", "5wd", "17/03/2026 09:00"),
        ("05/02/2026 09:00", "15d", "23/02/2026 17:30"),
        ("26/04/2024 09:00", "3wd", "04/05/2024 09:00"),
        ("20/08/2026 09:00", "3wd", "24/08/2026 09:00"),
        ("02/03/2026 09:00", "30d", "01/04/2026 17:30"),
    ],
)
def test_a_term_ends_as_the_law_reckons(accepted: str, term: str, expected: str) -> None:
    assert due(at(accepted), term, VIETNAM) == at(expected)


def test_a_real_receipt_of_2019_is_reproduced() -> None:
    assert due(at("20/11/2019 08:37"), "25wd", PLAIN) == at("25/12/2019 08:37")


@pytest.mark.parametrize(("due_on", "apology_by"), [((2026, 7, 8), (2026, 7, 7)), ((2026, 4, 28), (2026, 4, 24))])
def test_an_apology_is_due_on_the_last_working_day_before(
    due_on: tuple[int, int, int], apology_by: tuple[int, int, int]
) -> None:
    assert VIETNAM.last_working_day_before(date(*due_on)) == date(*apology_by)


@pytest.mark.parametrize(("year", "days"), [(2023, 249), (2024, 251), (2025, 250), (2026, 249), (2027, 249)])
def test_each_year_has_the_published_number_of_working_days(year: int, days: int) -> None:
    all_days = (date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()))
    assert sum(map(VIETNAM.is_working_day, all_days)) == days


def test_the_calendar_knows_where_it_ends() -> None:
    assert VIETNAM.ends == date(2027, 12, 31)
    assert PLAIN.ends.year == 1


@given(MOMENTS, st.integers(1, 40))
def test_working_days_keep_the_clock_time_and_count_only_working_days(accepted: datetime, count: int) -> None:
    start, end = at_zone(accepted), at_zone(due(accepted, f"{count}wd", VIETNAM))
    assert end.time() == start.time()
    passed = range(start.date().toordinal() + 1, end.date().toordinal() + 1)
    assert sum(VIETNAM.is_working_day(date.fromordinal(n)) for n in passed) == count
    assert VIETNAM.is_working_day(end.date())


@given(MOMENTS, st.integers(1, 60))
def test_working_hours_end_inside_office_hours_and_never_sooner_for_more(accepted: datetime, hours: int) -> None:
    end = due(accepted, f"{hours}wh", VIETNAM)
    clock, office = at_zone(end).time(), VIETNAM.hours
    assert VIETNAM.is_working_day(at_zone(end).date())
    assert office.morning[0] < clock <= office.morning[1] or office.afternoon[0] < clock <= office.afternoon[1]
    assert accepted < end < due(accepted, f"{hours + 1}wh", VIETNAM)


@given(MOMENTS, st.sampled_from(["0d", "1d", "15d", "1wd", "5wd", "8wh"]))
def test_who_accepts_later_in_a_day_is_never_due_sooner(accepted: datetime, term: str) -> None:
    later = at_zone(accepted).replace(hour=23, minute=59)
    assert due(accepted, term, VIETNAM) <= due(later, term, VIETNAM)


def at_zone(moment: datetime) -> datetime:
    return moment.astimezone(at("01/01/2026 00:00").tzinfo)


@pytest.mark.parametrize(
    ("text", "term"),
    [("0d", Term(0, "d")), ("30d", Term(30, "d")), ("5wd", Term(5, "wd")), ("8wh", Term(8, "wh"))],
)
def test_a_term_is_read(text: str, term: Term) -> None:
    assert parse_term(text) == term


@pytest.mark.parametrize("text", ["", "5", "wd", "0wd", "0wh", "-1d", "05d", "5 wd", "5WD", "1000d", "٣d", "5d\n"])
def test_what_is_no_term_is_none_and_due_says_so(text: str) -> None:
    assert parse_term(text) is None
    with pytest.raises(ValueError, match="not a term"):
        due(at("02/03/2026 09:00"), text, PLAIN)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        due(datetime(2026, 3, 2, 9), "5wd", PLAIN)  # noqa: DTZ001 - the naive time is the point


def test_office_hours_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        OfficeHours(morning=(time(11), time(7)))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2026-01-01\tTết", "columns"),
        ("1/1/2026\tTết\tofficial", "date"),
        ("2026-01-01\tTết\tholiday", "kind"),
        ("2026-01-01\t \tofficial", "name"),
        ("2026-01-09\tLàm bù\tmakeup-workday", "makeup_on_workday"),
        ("2026-02-17\tMùng 1\tofficial", "twice"),
        ("2026-01-10\tNghỉ\tofficial", "twice"),
    ],
)
def test_a_broken_calendar_line_is_named(row: str, code: str) -> None:
    good = (HEADER, "2026-02-17\tMùng 1\tofficial", "2026-01-10\tLàm bù\tmakeup-workday")
    read = parse_calendar((*good, row), OfficeHours())
    assert isinstance(read, tuple)
    assert [(fault.line, fault.code) for fault in read] == [(4, code)]


@pytest.mark.parametrize("lines", [(), ("2026-02-17\tMùng 1\tofficial",)])
def test_a_calendar_without_its_header_is_refused(lines: tuple[str, ...]) -> None:
    assert parse_calendar(lines, OfficeHours()) == (Fault(1, "header"),)


def test_a_due_date_of_25_working_days_takes_less_than_50_microseconds() -> None:
    accepted, best = at("02/01/2026 09:00"), 1.0
    for _ in range(20):
        began = process_time()
        for _ in range(100):
            due(accepted, "25wd", VIETNAM)
        best = min(best, (process_time() - began) / 100)
    assert best < 50e-6
