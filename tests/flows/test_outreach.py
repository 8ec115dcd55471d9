"""Outreach: who may let a message to many go, and what holds it back."""

import pytest

from flows.dossier import Role
from flows.outreach import (
    LONGEST,
    Group,
    Letter,
    Stage,
    Unsent,
    approve,
    check,
    counted,
    drop,
    finish,
    propose,
    stop,
)
from tests.flows.calendars import at

NOW = at("02/03/2026 09:00")
DRAFTER, HEAD = 1, 2
DRAFT = Letter(DRAFTER, Group.HAMLET, "t1")


def went(made: Letter | Unsent) -> Letter:
    assert isinstance(made, Letter)
    return made


def running() -> Letter:
    return went(approve(went(propose(DRAFT)), HEAD, Role.HEAD, 5, NOW))


@pytest.mark.parametrize(
    ("text", "why"), [("  Họp  ", "too_short"), ("a" * (LONGEST + 1), "too_long"), ("Mời bà con đi họp.", None)]
)
def test_words_are_neither_too_short_nor_too_long(text: str, why: str | None) -> None:
    found = check(text)
    assert (found.code if found else None) == why


def test_the_head_lets_go_what_somebody_drafted_once_it_was_proposed() -> None:
    assert approve(DRAFT, HEAD, Role.HEAD, 5, NOW) == Unsent("waits")
    proposed = went(propose(DRAFT))
    assert proposed.stage is Stage.PROPOSED
    assert propose(proposed) == Unsent("waits")
    letter = went(approve(proposed, HEAD, Role.HEAD, 5, NOW))
    assert (letter.stage, letter.approved_by, letter.approved_at) == (Stage.RUNNING, HEAD, NOW)
    assert approve(letter, HEAD, Role.HEAD, 5, NOW) == Unsent("running")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HEAD])
def test_nobody_but_the_head_lets_it_go(role: Role) -> None:
    assert approve(went(propose(DRAFT)), DRAFTER, role, 5, NOW) == Unsent("not_head")


def test_the_head_lets_go_what_the_head_drafted() -> None:
    assert went(approve(Letter(HEAD, Group.ALL, ""), HEAD, Role.HEAD, 1, NOW)).stage is Stage.RUNNING


def test_a_message_to_nobody_is_not_sent() -> None:
    assert approve(went(propose(DRAFT)), HEAD, Role.HEAD, 0, NOW) == Unsent("nobody")


def test_what_runs_can_be_stopped_and_what_is_over_stays_over() -> None:
    stopped = went(stop(running()))
    assert stopped.stage is Stage.STOPPED
    assert stop(stopped) == Unsent("over")
    assert stop(DRAFT) == Unsent("over")
    assert approve(stopped, HEAD, Role.HEAD, 5, NOW) == Unsent("over")
    assert propose(stopped) == Unsent("over")
    assert drop(stopped) == Unsent("over")
    assert finish(stopped) == stopped
    assert finish(running()).stage is Stage.FINISHED


def test_what_was_not_let_go_can_be_dropped() -> None:
    assert went(drop(DRAFT)).stage is Stage.DROPPED
    assert went(drop(went(propose(DRAFT)))).stage is Stage.DROPPED
    assert drop(running()) == Unsent("running")


def test_who_does_not_lead_is_not_told_of_very_few() -> None:
    assert [counted(count, leads=False) for count in (0, 1, 4, 5)] == [0, None, None, 5]
    assert [counted(count, leads=True) for count in (0, 1, 4, 5)] == [0, 1, 4, 5]
