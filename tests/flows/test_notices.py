"""Which notices still make sense, whose hours they keep, and which may wait."""

import pytest

from flows.dossier import State
from flows.lifecycle import MOVES
from flows.notices import SENSIBLE, STATUS, TO_OFFICIALS, audience, is_capped, is_sensible
from flows.quiet import Audience


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


def test_reminders_may_wait_for_tomorrow_but_changes_of_state_and_alerts_may_not() -> None:
    assert is_capped("draft_idle")
    assert not any(is_capped(kind) for kind in ("accepted", "overdue", "new_file"))


def test_each_notice_keeps_the_hours_of_its_reader() -> None:
    assert audience("overdue") is Audience.OFFICIAL
    assert audience("result_waiting") is Audience.RESIDENT
    assert not STATUS & TO_OFFICIALS
    assert set(SENSIBLE) <= STATUS | TO_OFFICIALS
