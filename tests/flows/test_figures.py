"""The figures of a period: which file counts where, and shares that are honest and add to 100,0."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.figures import File, Tally, figures, shares
from flows.moves import Accept, CloseUnanswered, Complete, HandOver, PromiseNewDate, RecordResult, Refuse, Withdraw
from tests.flows.calendars import at
from tests.flows.test_clocks import ASK, VIETNAM, Event, log

SINCE, UNTIL = at("01/03/2026 00:00"), at("01/04/2026 00:00")
SENT = Event("sent", at("02/03/2026 08:00"))
TAKEN = (Accept(), "02/03/2026 09:00")  # five working days: due on Monday, 09/03/2026, at 09:00
APOLOGY = (PromiseNewDate(at("12/03/2026 17:00"), "late_load"), "09/03/2026 08:00")
EARLY, ON_TIME, LATE = "06/03/2026 17:00", "09/03/2026 09:00", "09/03/2026 09:01"


def file(*events: Event, online: bool = False, field: str = "civil_status") -> File:
    return File(field, online, "5wd", (SENT, *events))


def tally(*files: File) -> Tally:
    return figures(files, SINCE, UNTIL, VIETNAM).total


def done(moment: str, *, online: bool = False) -> File:
    return file(*log(TAKEN, (RecordResult(), moment)), online=online)


@pytest.mark.parametrize(
    ("on_time", "online", "expected", "share"),
    [(1, 1101, ("99.9", "0.1", "0.0"), "91.8"), (2, 1101, ("99.8", "0.2", "0.0"), "91.8"), (0, 1200, ("100",), "100")],
)
def test_the_figures_of_the_article(on_time: int, online: int, expected: Sequence[str], share: str) -> None:
    files = [done(ON_TIME if place < on_time else EARLY, online=place < online) for place in range(1200)]
    found = tally(*files)
    assert (found.received, found.decided, found.early, found.on_time) == (1200, 1200, 1200 - on_time, on_time)
    assert found.shares[: len(expected)] == tuple(Decimal(one) for one in expected)
    assert found.online_share == Decimal(share)


@pytest.mark.parametrize(("moment", "count"), [(EARLY, "early"), (ON_TIME, "on_time"), (LATE, "late")])
def test_a_day_before_is_early_the_moment_is_in_time_and_a_minute_after_is_late(moment: str, count: str) -> None:
    assert getattr(tally(done(moment)), count) == 1
    assert tally(done(moment)).decided == 1


def test_an_apology_does_not_undo_late_but_is_counted() -> None:
    sorry = file(*log(TAKEN, APOLOGY, (RecordResult(), "11/03/2026 09:00")))
    found = tally(sorry, done(LATE))
    assert (found.late, found.late_apologised, found.decided) == (2, 1, 2)


def test_who_collects_late_does_not_make_the_file_late() -> None:
    found = tally(file(*log(TAKEN, (RecordResult(), EARLY), (HandOver("signed"), "20/03/2026 09:00"))))
    assert (found.early, found.late) == (1, 0)


def test_what_is_not_done_stands_as_at_the_end_of_the_period() -> None:
    fresh = file(*log((Accept(), "31/03/2026 16:00")))
    waits = file(*log(TAKEN, (ASK, "03/03/2026 09:00")))
    found = tally(file(*log(TAKEN)), file(*log(TAKEN, APOLOGY)), fresh, waits)
    assert (found.running, found.running_late, found.running_late_apologised, found.decided) == (4, 2, 1, 0)
    assert found.shares == ()


def test_what_happens_after_the_period_is_not_known_to_it() -> None:
    found = tally(file(*log(TAKEN, (RecordResult(), "01/04/2026 00:00"))))
    assert (found.received, found.running, found.running_late, found.decided) == (1, 1, 1, 0)
    assert figures([File("land", True, "5wd", (Event("sent", UNTIL),))], SINCE, UNTIL, VIETNAM).fields == {}


def test_what_was_received_before_and_done_in_the_period_is_decided_but_not_received() -> None:
    before = figures([done(EARLY)], at("05/03/2026 00:00"), UNTIL, VIETNAM).total
    assert (before.received, before.early) == (0, 1)
    after = figures([done(EARLY)], at("07/03/2026 00:00"), UNTIL, VIETNAM).total
    assert (after, after.online_share) == (Tally(), None)


def test_what_never_got_a_receipt_is_counted_apart() -> None:
    refused = file(*log((Refuse("not_here", ""), "03/03/2026 09:00")))
    left = file(*log((Withdraw(), "03/03/2026 09:00")))
    asked = file(*log((ASK, "02/03/2026 09:00")))
    long_ago = file(*log((ASK, "02/03/2026 09:00"), (CloseUnanswered(), "25/03/2026 09:00")))
    found = tally(refused, left, asked, long_ago)
    assert (found.received, found.waiting, found.not_accepted, found.decided) == (0, 1, 3, 0)
    later = figures([refused], at("10/03/2026 00:00"), UNTIL, VIETNAM)
    assert later.total == Tally()


def test_a_supplement_is_not_the_offices_time() -> None:
    taken = (TAKEN, (ASK, "04/03/2026 09:00"), (Complete(), "10/03/2026 09:00"), (RecordResult(), "12/03/2026 10:00"))
    assert tally(file(*log(*taken))).early == 1


def test_each_field_has_its_own_figures_and_they_add_up() -> None:
    land = File("land", True, "5wd", (SENT, *log(TAKEN, (RecordResult(), LATE))))
    found = figures([done(EARLY), done(ON_TIME, online=True), land], SINCE, UNTIL, VIETNAM)
    assert list(found.fields) == ["civil_status", "land"]
    assert (found.fields["land"].late, found.fields["civil_status"].decided) == (1, 2)
    assert (found.total.received, found.total.online, found.total.decided) == (3, 2, 3)


COUNTS = st.lists(st.integers(0, 5000), min_size=2, max_size=4)


@given(COUNTS)
@example([2001, 1, 0])
@example([0, 100_000, 1])
@example([1, 1, 1])
@example([1999, 0, 1])
@example([333_000, 333_000, 333_999, 1])
def test_shares_add_to_a_hundred_and_nothing_that_is_there_is_hidden(counts: list[int]) -> None:
    found = shares(counts)
    assert sum(found) == (100 if sum(counts) else 0)
    for count, share in zip(counts, found, strict=False):
        assert (share == 0) == (count == 0)
        assert (share == 100) == (count == sum(counts))
        assert share == share.quantize(Decimal("0.1"))


@given(COUNTS)
def test_shares_are_rounded_half_up_wherever_that_adds_up_and_hides_nothing(counts: list[int]) -> None:
    total = sum(counts)
    if not total:
        return
    usual = tuple((Decimal(100 * one) / total).quantize(Decimal("0.1"), ROUND_HALF_UP) for one in counts)
    hidden = any(one and not share for one, share in zip(counts, usual, strict=True))
    if sum(usual) == 100 and not hidden:
        assert shares(counts) == usual


@given(COUNTS)
def test_no_share_is_more_than_a_tenth_for_each_other_class_away_from_the_truth(counts: list[int]) -> None:
    for count, share in zip(counts, shares(counts), strict=False):
        assert abs(share - Decimal(100 * count) / sum(counts)) <= Decimal("0.1") * (len(counts) - 1)


@pytest.mark.parametrize("total", [667, 1200, 1999, 2000, 50_000])
def test_one_late_file_is_always_seen(total: int) -> None:
    assert shares((total - 1, 0, 1)) == (Decimal("99.9"), Decimal(0), Decimal("0.1"))
