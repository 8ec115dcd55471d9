"""Nothing at night or at Tết; what waited goes out in the morning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.quiet import Audience, Pace, digest_at, is_quiet, next_morning, sendable_at
from tests.flows.calendars import at, vietnam

VIETNAM = vietnam()
RESIDENT, OFFICIAL = Audience.RESIDENT, Audience.OFFICIAL


@pytest.mark.parametrize(
    ("audience", "moment", "sendable"),
    [
        (RESIDENT, "02/03/2026 07:00", "02/03/2026 07:00"),
        (RESIDENT, "02/03/2026 20:29", "02/03/2026 20:29"),
        (RESIDENT, "02/03/2026 20:30", "03/03/2026 07:30"),
        (RESIDENT, "02/03/2026 03:00", "02/03/2026 07:30"),
        (RESIDENT, "28/02/2026 10:00", "28/02/2026 10:00"),
        (RESIDENT, "15/02/2026 21:00", "21/02/2026 07:30"),
        (RESIDENT, "18/02/2026 10:00", "21/02/2026 07:30"),
        (RESIDENT, "18/02/2026 03:00", "21/02/2026 07:30"),
        (OFFICIAL, "02/03/2026 16:59", "02/03/2026 16:59"),
        (OFFICIAL, "02/03/2026 17:00", "03/03/2026 07:30"),
        (OFFICIAL, "27/02/2026 18:00", "02/03/2026 07:30"),
        (OFFICIAL, "10/01/2026 09:00", "10/01/2026 09:00"),
        (OFFICIAL, "24/11/2026 09:00", "25/11/2026 07:30"),
    ],
)
def test_a_push_waits_for_a_decent_hour(audience: Audience, moment: str, sendable: str) -> None:
    assert sendable_at(audience, at(moment), VIETNAM) == at(sendable)
    assert is_quiet(audience, at(moment), VIETNAM) == (moment != sendable)


def test_what_is_held_back_today_goes_out_tomorrow_morning() -> None:
    assert next_morning(RESIDENT, at("02/03/2026 09:00"), VIETNAM) == at("03/03/2026 07:30")
    assert next_morning(OFFICIAL, at("27/02/2026 09:00"), VIETNAM) == at("02/03/2026 07:30")


@pytest.mark.parametrize(
    ("audience", "moment", "sendable"),
    [
        (RESIDENT, "02/03/2026 23:00", "02/03/2026 23:00"),
        (RESIDENT, "18/02/2026 03:00", "18/02/2026 03:00"),
        (OFFICIAL, "01/03/2026 19:00", "01/03/2026 19:00"),
        (OFFICIAL, "02/03/2026 20:30", "03/03/2026 07:00"),
        (Audience.CHAIRMAN, "02/03/2026 03:00", "02/03/2026 07:00"),
        (Audience.HELPER, "02/03/2026 23:00", "03/03/2026 07:00"),
    ],
)
def test_what_is_urgent_reaches_a_resident_at_any_hour_and_those_who_work_by_day(
    audience: Audience, moment: str, sendable: str
) -> None:
    assert sendable_at(audience, at(moment), VIETNAM, urgent=True) == at(sendable)


@pytest.mark.parametrize(
    ("pace", "moment", "digest"),
    [
        (Pace.NOW, "02/03/2026 09:00", "02/03/2026 09:00"),
        (Pace.DAILY, "02/03/2026 09:00", "03/03/2026 07:30"),
        (Pace.DAILY, "02/03/2026 07:30", "02/03/2026 07:30"),
        (Pace.DAILY, "06/03/2026 09:00", "09/03/2026 07:30"),
        (Pace.WEEKLY, "02/03/2026 09:00", "09/03/2026 07:30"),
        (Pace.WEEKLY, "02/03/2026 07:00", "02/03/2026 07:30"),
        # Monday 16/02 to Friday 20/02 is Tết; 27/04 (Hùng Kings) is a Monday off.
        (Pace.WEEKLY, "11/02/2026 09:00", "23/02/2026 07:30"),
        (Pace.WEEKLY, "22/04/2026 09:00", "28/04/2026 07:30"),
    ],
)
def test_a_digest_comes_on_the_next_working_morning_or_on_the_first_of_the_week(
    pace: Pace, moment: str, digest: str
) -> None:
    assert digest_at(pace, at(moment), VIETNAM) == at(digest)


@given(st.integers(0, 60 * 24 * 1400), st.sampled_from(Audience))
def test_whenever_it_waits_it_waits_for_a_moment_that_is_not_quiet(minutes: int, audience: Audience) -> None:
    from_here = at("01/01/2023 00:00").timestamp() + minutes * 60
    moment = at("01/01/2023 00:00").fromtimestamp(from_here, at("01/01/2023 00:00").tzinfo)
    later = sendable_at(audience, moment, VIETNAM)
    assert later >= moment
    assert not is_quiet(audience, later, VIETNAM)
