"""Several files decided at once: only moves without words, with what should be known of each file before."""

from dataclasses import replace
from datetime import timedelta

from flows.batches import TOGETHER, doubts, make_at, moves_together
from flows.dossier import Dossier, Role, State
from tests.flows.calendars import at
from tests.flows.watching import LAW

SENT = at("07/09/2026 08:00")
RUNS = Dossier(State.DANG_XU_LY, SENT, "5wd", SENT, SENT, at("14/09/2026 09:00"))


def test_a_reason_or_a_proof_is_never_given_for_several_at_once() -> None:
    for state in State:
        offered = moves_together(replace(RUNS, state=state), Role.HEAD, SENT, LAW)
        assert set(offered) <= set(TOGETHER)
        assert not {"refuse", "decline", "accept", "hand_over", "promise_new_date", "ask_supplement"} & set(offered)
    assert set(moves_together(RUNS, Role.SPECIALIST, SENT, LAW)) == {"forward", "record_result"}
    assert moves_together(RUNS, Role.RESIDENT, SENT, LAW) == ()


def test_what_should_be_known_of_a_file_is_said_before_it_is_decided() -> None:
    assert doubts(RUNS, ("right",), SENT, "record_result") == ()
    assert doubts(RUNS, ("right", "unseen"), at("15/09/2026 09:00"), "record_result") == ("late", "unseen")
    assert doubts(RUNS, ("wrong", "unseen"), SENT, "start") == ("wrong",)


def test_moves_are_held_for_two_minutes() -> None:
    assert make_at(SENT) - SENT == timedelta(minutes=2)
