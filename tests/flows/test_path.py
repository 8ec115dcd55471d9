"""Which questions a person is asked, and which comes next."""

from datetime import date

import pytest

from flows.answers import Answers, Gathered
from flows.facts import Condition, Fact, TodayFrom
from flows.kinds import PersonName
from flows.path import Place, locate
from flows.procedure import End, Group, Procedure, Question
from flows.session import Session
from tests.flows.talk import BIRTH, YES_NO, when

TODAY = date(2026, 5, 5)
COMPLETE: Answers = {
    "here": "yes",
    "name": "Nguyễn Văn An",
    "born_on": "2026-05-01",
    "notice": Gathered(("p1",), done=True),
    "parent[0].role": "mother",
    "parent[0].number": "030185001234",
    "parent[0].more": "no",
    "phone": None,
}


def place(answers: Answers, reopened: str | None = None, procedure: Procedure = BIRTH) -> Place:
    return locate(procedure, Session(procedure.id, procedure.version, answers, reopened), TODAY)


def current(answers: Answers, reopened: str | None = None) -> str | None:
    slot = place(answers, reopened).current
    return slot.key if slot else None


def test_the_first_question_without_an_answer_is_asked() -> None:
    assert current({}) == "here"
    assert current({"here": "yes"}) == "name"


def test_an_answer_that_no_longer_holds_is_asked_again() -> None:
    assert current({**COMPLETE, "name": "An"}) == "name"
    assert current({**COMPLETE, "parent[0].role": "uncle"}) == "parent[0].role"


def test_a_question_whose_condition_fails_is_not_asked() -> None:
    assert current({"here": "yes", "name": "Nguyễn Văn An", "born_on": "2026-05-01"}) == "notice"
    assert current({"here": "yes", "name": "Nguyễn Văn An", "born_on": "2026-01-01"}) == "reason"


def test_everything_answered_is_complete() -> None:
    found = place(COMPLETE)
    assert found.complete
    assert [slot.key for slot in found.asked] == list(COMPLETE)
    assert found.ahead == 0


def test_a_half_given_answer_is_still_the_question() -> None:
    assert current({**COMPLETE, "notice": Gathered(("p1",))}) == "notice"


def test_a_skip_counts_only_where_skipping_is_allowed() -> None:
    assert current({**COMPLETE, "notice": None}) is None
    assert current({**COMPLETE, "name": None}) == "name"
    assert current({key: value for key, value in COMPLETE.items() if key != "phone"}) == "phone"


def test_answers_off_the_path_are_kept_but_not_seen() -> None:
    answers = {**COMPLETE, "reason": Gathered(("far",), done=True), "parent[1].role": "father"}
    assert place(answers).seen == COMPLETE


def test_an_end_on_the_path_stops_it_and_nothing_is_ahead() -> None:
    found = place({**COMPLETE, "here": "no"})
    assert found.end is not None and found.end.outcome == "wrong_office"
    assert (found.complete, found.ahead, [slot.key for slot in found.asked]) == (False, 0, ["here"])


def test_an_end_further_on_bounds_what_is_ahead() -> None:
    closed = Condition(facts=((Fact("closed", TodayFrom(TODAY)), True),))
    steps = (Question("a", YES_NO), Question("b", YES_NO), End("closed", "closed", closed), Question("c", YES_NO))
    assert place({}, procedure=Procedure("p", "1", steps)).ahead == 1


def test_what_is_ahead_is_counted_as_far_as_it_can_be_known() -> None:
    assert place({}).ahead == 6
    assert place({"here": "yes", "name": "Nguyễn Văn An", "born_on": "2026-01-01"}).ahead == 4


def test_the_reopened_question_is_the_current_one() -> None:
    found = place(COMPLETE, "born_on")
    assert found.current is not None and found.current.key == "born_on"
    assert dict(found.seen) == {"here": "yes", "name": "Nguyễn Văn An"}
    assert (found.complete, found.ahead) == (False, 5)


def test_a_reopened_question_counts_the_open_one_as_ahead() -> None:
    assert place({"here": "yes", "name": "Nguyễn Văn An"}, "here").ahead == 1 + place({"here": "yes"}).ahead


def test_a_reopened_question_off_the_path_is_forgotten() -> None:
    assert current(COMPLETE, "reason") is None
    assert current({"here": "yes"}, "here") == "here"


def test_an_outcome_can_be_gone_back_from() -> None:
    assert current({**COMPLETE, "here": "no"}, "here") == "here"


def test_a_slot_is_found_only_on_the_path() -> None:
    found = place({"here": "yes"})
    assert [slot.key for slot in (found.slot("here"), found.slot("name")) if slot] == ["here", "name"]
    assert found.slot("phone") is None
    assert place(COMPLETE).slot("reason") is None


CHILD = Group("child", (Question("name", PersonName()), Question("twin", YES_NO, when("name", "x"))), least=2, most=3)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "child[0].name"),
        ({"child[0].name": "A B"}, "child[1].name"),
        ({"child[0].name": "A B", "child[1].name": "C D"}, "child[1].more"),
        ({"child[0].name": "A B", "child[1].name": "C D", "child[1].more": "no"}, "last"),
        ({"child[0].name": "A B", "child[1].name": "C D", "child[1].more": "yes"}, "child[2].name"),
        ({"child[0].name": "A B", "child[1].name": "C D", "child[1].more": "yes", "child[2].name": "E G"}, "last"),
    ],
)
def test_a_group_asks_for_one_more_between_its_bounds(answers: Answers, expected: str) -> None:
    found = place(answers, procedure=Procedure("p", "1", (CHILD, Question("last", YES_NO))))
    assert found.current is not None and found.current.key == expected


def test_a_condition_inside_a_group_looks_at_its_own_block_first() -> None:
    outside = Question("number", YES_NO, when("here", "yes"))
    inside = Question("known", YES_NO, when("role", "yes"))
    group = Group("parent", (Question("role", YES_NO), outside, inside), most=2)
    procedure = Procedure("p", "1", (Question("here", YES_NO), group))
    answers = {"here": "yes", "parent[0].role": "no", "parent[0].number": "yes", "parent[0].more": "yes"}
    found = place({**answers, "parent[1].role": "yes", "parent[1].number": "no"}, procedure=procedure)
    assert found.current is not None and found.current.key == "parent[1].known"
    assert found.current.block == 1
    elsewhere = place({**answers, "here": "no"}, procedure=procedure)
    assert [slot.key for slot in elsewhere.asked] == ["here", "parent[0].role", "parent[0].more"]


def test_a_whole_group_can_be_conditional() -> None:
    group = Group("child", (Question("name", PersonName()),), only_if=when("here", "yes"))
    procedure = Procedure("p", "1", (Question("here", YES_NO), group))
    assert place({"here": "no"}, procedure=procedure).complete
    assert not place({"here": "yes"}, procedure=procedure).complete
