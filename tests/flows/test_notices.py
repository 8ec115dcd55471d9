"""The policy of notices: every kind has its row, and the row says what the law and good manners ask for."""

import pytest

from flows.dossier import State
from flows.lifecycle import ALERTS, MOVES
from flows.notices import (
    LEGAL,
    PACES,
    POLICY,
    REMINDERS,
    TO_OFFICIALS,
    Rank,
    Topic,
    Weight,
    audience,
    is_capped,
    is_mutable,
    is_sensible,
    is_urgent,
    policy,
    rank,
)
from flows.quiet import WINDOWS, Audience, Pace

KINDS = [row.kind for row in POLICY]


def test_every_kind_stands_in_the_table_once() -> None:
    assert len(KINDS) == len(set(KINDS))
    owed = {rule.notice for rule in MOVES if rule.notice} | {"due_moved"} | set(ALERTS.values()) | REMINDERS
    assert owed <= set(KINDS)


def test_what_a_move_owes_is_told_by_law_and_to_the_resident() -> None:
    assert {rule.notice for rule in MOVES if rule.notice} | {"due_moved"} == LEGAL
    assert {audience(kind) for kind in LEGAL} == {Audience.RESIDENT}


def test_a_notice_makes_sense_right_after_its_own_move() -> None:
    for rule in MOVES:
        if rule.notice and rule.to is not None:
            assert is_sensible(rule.notice, rule.to), rule.name


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("supplement_asked", State.DANG_XU_LY),
        ("result_ready", State.DA_TRA_KET_QUA),
        ("new_file", State.DA_TIEP_NHAN),
        ("accepted", State.DA_TRA_KET_QUA),
    ],
)
def test_a_notice_that_the_dossier_has_overtaken_makes_no_sense(kind: str, state: State) -> None:
    assert not is_sensible(kind, state)


def test_the_end_of_a_dossier_is_always_worth_telling() -> None:
    assert all(is_sensible(kind, State.DONG_HO_SO) for kind in ("closed", "handed_over", "stopped", "not_accepted"))


@pytest.mark.parametrize(
    ("weight", "mutable", "capped"),
    [
        (Weight.LEGAL, False, False),
        (Weight.GUARD, False, True),
        (Weight.NEWS, True, True),
        (Weight.WORK, False, False),
    ],
)
def test_only_news_can_be_muted_and_neither_the_law_nor_work_is_held_back(
    weight: Weight, mutable: bool, capped: bool
) -> None:
    kinds = [row.kind for row in POLICY if row.weight is weight]
    assert kinds
    assert {is_mutable(kind) for kind in kinds} == {mutable}
    assert {is_capped(kind) for kind in kinds} == {capped}


def test_a_reminder_without_which_a_date_is_lost_cannot_be_muted() -> None:
    assert not any(is_mutable(kind) for kind in ("supplement_last", "draft_expiring", "complaint_ends"))
    assert is_mutable("draft_idle")


def test_a_kind_that_nobody_described_is_told_with_care_and_never_lost() -> None:
    assert audience("greeting") is Audience.RESIDENT
    assert is_capped("greeting")
    assert not is_mutable("greeting")
    assert is_sensible("greeting", State.DONG_HO_SO)


def test_each_notice_keeps_the_hours_of_its_reader() -> None:
    assert audience("overdue") is Audience.OFFICIAL
    assert audience("help_wanted_near") is Audience.HELPER
    assert audience("result_waiting") is Audience.RESIDENT
    assert not LEGAL & TO_OFFICIALS


def test_work_alone_has_a_topic_and_every_topic_may_be_told_at_once() -> None:
    assert all(row.weight is Weight.WORK for row in POLICY if row.topic is not None)
    assert {row.topic for row in POLICY if row.topic is not None} == set(Topic) == set(PACES)
    assert all(paces[0] is Pace.NOW for paces in PACES.values())


def test_what_must_be_answered_within_hours_cannot_wait_for_monday() -> None:
    topic = policy("new_file").topic
    assert topic is not None
    assert Pace.WEEKLY not in PACES[topic]


def test_overdue_dates_and_answers_owed_wait_for_no_digest() -> None:
    at_once = ("overdue", "first_overdue", "file_unopened", "answer_half", "answer_late", "due_today", "promise_broken")
    assert all(policy(kind).topic is None for kind in at_once)


ROSTER = ("roster_", "turn_", "swap_")


def test_the_chairman_alone_is_disturbed_and_only_by_what_the_handbook_names() -> None:
    """Handbook §5: the first overdue file of a month, a third reminder, a grave result of an inspection."""
    urgent = [kind for kind in KINDS if is_urgent(kind) and not kind.startswith(ROSTER)]
    assert urgent == ["first_overdue", "review_proposed", "inspection_grave"]
    assert {policy(kind).to for kind in urgent} == {Audience.CHAIRMAN}
    assert not is_urgent("greeting")


def test_of_the_duty_roster_what_concerns_somebodys_turn_passes_them_and_thanks_and_drafts_do_not() -> None:
    calm = [kind for kind in KINDS if kind.startswith(ROSTER) and not is_urgent(kind)]
    assert calm == ["roster_thanks", "roster_draft", "swap_made"]


def test_everyone_who_is_told_has_hours() -> None:
    assert {row.to for row in POLICY} <= set(WINDOWS)


def test_answers_go_before_pushes_and_the_law_before_news() -> None:
    queue = [
        rank("draft_idle", reply=True, urgent=False),
        rank("draft_idle", reply=False, urgent=True),
        rank("accepted", reply=False, urgent=False),
        rank("new_file", reply=False, urgent=False),
        rank("supplement_half", reply=False, urgent=False),
        rank("draft_idle", reply=False, urgent=False),
    ]
    assert queue == sorted(queue) == list(Rank)
