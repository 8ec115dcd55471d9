"""How long pages are kept: worked cases, and over random files that nothing needed is ever erased."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.manuscript import ROOT
from content.retention import read_schedule
from flows.dossier import Dossier, Role, State
from flows.moves import (
    Accept,
    AskPayment,
    AskSupplement,
    CloseUnanswered,
    Complete,
    Decline,
    HandOver,
    Move,
    RecordResult,
    Refuse,
    Start,
    Stop,
    Withdraw,
)
from flows.procedure import Validity
from flows.retention import After, Hold, Kept, Pages, Plan, Retention, Term, last_day, plan
from flows.transition import Moved, move
from tests.flows.calendars import at, vietnamese_law

LAW = vietnamese_law()
RULES = read_schedule(ROOT, []).rules
SENT = Dossier(State.CHO_TIEP_NHAN, at("02/03/2026 08:00"), "5wd")
ASK = AskSupplement("identity", "blurred", "")
DAY = timedelta(days=1)


def made(*steps: tuple[Move, str] | tuple[Move, str, Role]) -> Dossier:
    """A file after moves that must all be legal, by a specialist unless said."""
    dossier = SENT
    for step in steps:
        result = move(dossier, step[0], step[2] if len(step) == 3 else Role.SPECIALIST, at(step[1]), LAW)
        assert isinstance(result, Moved), result
        dossier = result.dossier
    return dossier


ACCEPTED = made((Accept(), "02/03/2026 09:00"))
DECIDED = made((Accept(), "02/03/2026 09:00"), (RecordResult(), "04/03/2026 16:00"))
HANDED = made((Accept(), "02/03/2026 09:00"), (RecordResult(), "04/03/2026 16:00"), (HandOver("x"), "05/03/2026 09:00"))
REFUSED = made((Refuse("wrong_office", ""), "02/03/2026 10:00"))
WITHDRAWN = made((Withdraw(), "02/03/2026 10:00", Role.RESIDENT))
ASKED = made((Accept(), "02/03/2026 09:00"), (ASK, "03/03/2026 09:00"))
AGAIN = made((Accept(), "02/03/2026 09:00"), (ASK, "03/03/2026 09:00"), (Complete(), "10/03/2026 09:00"))
LEAVING = made(
    (Accept(), "02/03/2026 09:00"), (ASK, "03/03/2026 09:00"), (Withdraw(), "04/03/2026 9:00", Role.RESIDENT)
)
CLOSED = made((ASK, "02/03/2026 09:00"), (CloseUnanswered(), "24/03/2026 09:00"))


def planned(dossier: Dossier, pages: Pages, *, unread: bool = False, complain_by: datetime | None = None) -> Plan:
    found = plan(Kept(dossier, complain_by, unread), pages, RULES)
    assert found is not None
    return found


@pytest.mark.parametrize("dossier", [SENT, ACCEPTED, DECIDED, ASKED, AGAIN, LEAVING], ids=lambda one: one.state)
def test_papers_of_a_file_under_way_have_no_day_yet(dossier: Dossier) -> None:
    found = planned(dossier, Pages.PAPER)
    assert (found.at, found.warn_at) == (None, None)
    assert found.hold is (Hold.SUPPLEMENT if dossier in (ASKED, LEAVING) else Hold.RUNNING)


@pytest.mark.parametrize(
    ("dossier", "rule", "last"),
    [
        (HANDED, "handed_over", date(2026, 6, 3)),
        (REFUSED, "refused", date(2026, 5, 31)),
        (WITHDRAWN, "stopped", date(2026, 4, 1)),
        (CLOSED, "unanswered", date(2026, 6, 22)),
    ],
    ids=["handed over", "refused", "withdrawn", "unanswered"],
)
def test_papers_of_an_ended_file_are_there_to_the_end_of_the_last_day(dossier: Dossier, rule: str, last: date) -> None:
    found = planned(dossier, Pages.PAPER)
    assert found.at is not None
    assert (found.term, last_day(found.at), found.hold, found.strict) == (rule, last, None, False)
    assert found.at == at(f"{last + DAY:%d/%m/%Y} 00:00")
    assert found.warn_at == found.at - 7 * DAY


def test_a_complaint_that_may_be_made_for_longer_keeps_the_papers_as_long() -> None:
    found = planned(HANDED, Pages.PAPER, complain_by=at("30/06/2026 17:00"))
    assert found.at == at("01/07/2026 00:00")


def test_an_unread_legal_notice_holds_the_papers_of_an_ended_file() -> None:
    assert planned(HANDED, Pages.PAPER, unread=True).hold is Hold.UNREAD


def test_a_card_picture_goes_seven_days_after_acceptance_and_is_warned_of_at_once() -> None:
    found = planned(ACCEPTED, Pages.IDENTITY)
    assert (found.at, found.warn_at) == (at("09/03/2026 00:00"), at("02/03/2026 09:00"))
    assert (found.term, found.strict, found.hold) == ("identity", True, None)


@pytest.mark.parametrize(
    ("dossier", "moment"),
    [(DECIDED, "04/03/2026 16:00"), (HANDED, "04/03/2026 16:00"), (REFUSED, "02/03/2026 10:00")],
    ids=["decided", "handed over", "refused"],
)
def test_a_card_picture_goes_with_the_decision_if_that_is_sooner(dossier: Dossier, moment: str) -> None:
    assert planned(dossier, Pages.IDENTITY, unread=True).at == at(moment)


@pytest.mark.parametrize(
    ("dossier", "hold"), [(SENT, Hold.RUNNING), (ASKED, Hold.SUPPLEMENT), (LEAVING, Hold.SUPPLEMENT)], ids=str
)
def test_a_card_picture_that_was_not_used_yet_is_kept(dossier: Dossier, hold: Hold) -> None:
    assert planned(dossier, Pages.IDENTITY).hold is hold


def test_a_supplement_that_came_is_a_new_use_of_the_card_picture() -> None:
    assert planned(AGAIN, Pages.IDENTITY).at == at("17/03/2026 00:00")


def test_a_rule_counts_on_the_days_on_which_it_holds() -> None:
    def term(id: str, keep: int, valid: Validity) -> Term:
        return Term(id, Pages.PAPER, After.HANDED_OVER, keep * DAY, 7 * DAY, valid)

    old, new = Validity(date(2020, 1, 1), date(2026, 3, 4)), Validity(date(2026, 3, 5))
    rules = Retention((term("old", 10, old), term("new", 20, new)))
    found = [
        plan(Kept(replace(HANDED, handed_at=at(f"{day}/03/2026 09:00"))), Pages.PAPER, rules) for day in ("04", "05")
    ]
    assert [one.term for one in found if one is not None] == ["old", "new"]


@pytest.mark.parametrize("pages", Pages)
def test_without_a_rule_nothing_is_erased(pages: Pages) -> None:
    assert plan(Kept(HANDED), pages, Retention(())) is None


EVERY: tuple[Callable[[], Move], ...] = (
    Accept,
    Start,
    Complete,
    RecordResult,
    Stop,
    Withdraw,
    CloseUnanswered,
    lambda: ASK,
    lambda: AskPayment(8000),
    lambda: Refuse("wrong_office", ""),
    lambda: Decline("other", "x"),
    lambda: HandOver("x"),
)
STEPS = st.tuples(st.sampled_from(EVERY), st.sampled_from(Role), st.integers(0, 400))


@given(st.lists(STEPS, max_size=40), st.booleans(), st.integers(0, 24 * 400))
def test_at_no_time_is_anything_erased_that_a_file_still_needs(
    steps: list[tuple[Callable[[], Move], Role, int]], unread: bool, hours: int
) -> None:
    now = datetime(2026, 1, 5, 2, tzinfo=UTC)
    dossier, complain_by = Dossier(State.CHO_TIEP_NHAN, now, "5wd"), None
    for make, role, wait in steps:
        now += timedelta(hours=wait)
        result = move(dossier, make(), role, now, LAW)
        if isinstance(result, Moved):
            dossier = result.dossier
            until = result.data.get("complain_by")
            complain_by = datetime.fromisoformat(until) if isinstance(until, str) else complain_by
    _nothing_needed_goes(Kept(dossier, complain_by, unread), now + timedelta(hours=hours))


def _nothing_needed_goes(file: Kept, now: datetime) -> None:
    """Says in other words than the program what is needed, and what may not stay."""
    dossier = file.dossier
    papers, card = plan(file, Pages.PAPER, RULES), plan(file, Pages.IDENTITY, RULES)
    assert papers is not None
    assert card is not None
    gone = {"paper": _goes(papers, now), "card": _goes(card, now)}
    complaint = file.complain_by is not None and now <= file.complain_by
    over = dossier.handed_at is not None or dossier.closed_at is not None
    if not over or file.unread or complaint:
        assert not gone["paper"]
    if dossier.supplement is not None or (dossier.accepted_at is None and not over):
        assert not gone["card"]
    if over or dossier.finished_at is not None:
        assert gone["card"]
    if dossier.clock_from is not None and dossier.supplement is None and now >= dossier.clock_from + 7 * DAY:
        assert gone["card"]
    if over and not file.unread and not complaint:
        ended = dossier.closed_at or dossier.handed_at
        assert ended is not None
        assert gone["paper"] or now < max(ended, file.complain_by or ended) + 92 * DAY


def _goes(found: Plan, now: datetime) -> bool:
    return found.at is not None and found.hold is None and now >= found.at
