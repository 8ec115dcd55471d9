"""Opinions: the date of a question in working days, and its reminders, each once and never too late."""

from flows.consulting import Asked, Whom, due_by, owed, recalls, wake_at
from tests.flows.calendars import at
from tests.flows.watching import LAW

CALENDAR = LAW.calendar
FRIDAY = at("04/09/2026 10:00")
ASKED = Asked(FRIDAY, due_by(FRIDAY, 2, CALENDAR))


def kinds(when: str, asked: Asked = ASKED) -> list[tuple[str, Whom]]:
    return [(one.kind, one.to) for one in owed(asked, at(when), CALENDAR)]


def test_two_working_days_from_friday_end_with_the_office_on_tuesday() -> None:
    assert ASKED.due_at == CALENDAR.closing(at("08/09/2026 12:00").date())


def test_those_asked_are_reminded_the_day_before_and_on_the_day() -> None:
    assert kinds("04/09/2026 16:00") == []
    assert kinds("07/09/2026 07:59") == []
    assert kinds("07/09/2026 08:00") == [("opinion_tomorrow", Whom.ASKED)]
    assert kinds("08/09/2026 08:00") == [("opinion_today", Whom.ASKED)]


def test_once_it_is_overdue_both_sides_hear_of_it_on_the_next_morning_only() -> None:
    assert kinds("08/09/2026 23:00") == []
    assert kinds("09/09/2026 08:00") == [("opinion_late", Whom.ASKED), ("opinion_overdue", Whom.ASKER)]
    assert kinds("10/09/2026 08:00") == []


def test_what_is_due_tomorrow_from_the_start_is_not_recalled_the_day_before() -> None:
    one_day = Asked(FRIDAY, due_by(FRIDAY, 1, CALENDAR))
    assert [one.kind for one in recalls(one_day, CALENDAR)] == ["opinion_today", "opinion_late", "opinion_overdue"]


def test_the_clock_sleeps_until_the_next_reminder() -> None:
    assert wake_at(ASKED, FRIDAY, CALENDAR) == at("07/09/2026 08:00")
    assert wake_at(ASKED, at("07/09/2026 08:00"), CALENDAR) == at("08/09/2026 08:00")
    assert wake_at(ASKED, at("09/09/2026 08:00"), CALENDAR) is None
