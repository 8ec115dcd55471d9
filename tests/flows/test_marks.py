"""Marks on papers are read from the log; what was sent anew is unseen again; spots are named by cells or drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import Data
from flows.dossier import ENDED, Dossier, State
from flows.looking import AFTERWARDS, reason_to_look, reasons_to_look
from flows.marks import EVENT, WHOLE, Mark, Spot, cell, drawn, marks_in, named_by, standing, to_data

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PAPERS = ("proof", "card")


@dataclass(frozen=True)
class Line:
    seq: int
    data: Mapping[str, Data]
    kind: str = EVENT
    at: datetime = field(default=NOW)


def _log(*marks: Mark) -> list[Line]:
    return [Line(number, to_data(mark), at=NOW + timedelta(minutes=number)) for number, mark in enumerate(marks, 1)]


WRONG = Mark("proof", right=False, reason="blurred", note="góc trái", documents=("a", "b"))
CIRCLED = Mark("proof", False, "cut", "", ("a", "b"), Spot("b", 0, (250, 0, 500, 250)))


def test_a_mark_comes_back_from_the_log_as_it_was_made() -> None:
    right = Mark("card", right=True, documents=("c",))
    assert marks_in([*_log(WRONG, CIRCLED, right), Line(9, {}, "accept")]) == (
        Mark("proof", False, "blurred", "góc trái", ("a", "b"), None, 1),
        Mark("proof", False, "cut", "", ("a", "b"), Spot("b", 0, (250, 0, 500, 250)), 2),
        Mark("card", True, "", "", ("c",), None, 3),
    )


def test_the_latest_mark_counts_and_what_was_sent_anew_is_unseen() -> None:
    marks = marks_in(_log(WRONG, Mark("proof", right=True, documents=("b", "a"))))
    assert standing(marks, "proof", ("a", "b")) == marks[1]
    assert standing(marks, "proof", ("c",)) is None
    assert standing(marks, "proof", ()) is None
    assert standing(marks, "card", ("a", "b")) is None


def test_an_old_mark_does_not_come_back_with_old_pages() -> None:
    marks = marks_in(_log(WRONG, Mark("proof", right=True, documents=("c",))))
    assert standing(marks, "proof", ("a", "b")) is None


def test_a_paper_that_never_came_can_be_marked_too() -> None:
    marks = marks_in(_log(Mark("card", right=False, reason="missing")))
    assert standing(marks, "card", ()) == marks[0]


def test_a_request_names_the_marks_it_rests_on() -> None:
    marks = marks_in(_log(WRONG, CIRCLED, Mark("card", right=False, reason="dark")))
    assert named_by(marks, {"marks": [2, 3]}) == marks[1:]
    assert named_by(marks, {}) == named_by(marks, {"marks": []}) == named_by(marks, {"marks": "2"}) == ()


@given(st.lists(st.tuples(st.sampled_from(PAPERS), st.booleans(), st.sets(st.sampled_from("abc")))))
def test_a_mark_that_counts_is_always_the_last_one_of_its_paper(made: list[tuple[str, bool, set[str]]]) -> None:
    marks = marks_in(_log(*(Mark(paper, right, documents=tuple(sorted(pages))) for paper, right, pages in made)))
    for paper in PAPERS:
        last = next((mark for mark in reversed(marks) if mark.paper == paper), None)
        for pages in ((), ("a",), ("a", "b"), ("c",)):
            found = standing(marks, paper, pages)
            assert found in (None, last)
            assert (found is not None) == (last is not None and set(last.documents) == set(pages))


@pytest.mark.parametrize(
    ("words", "page", "box"),
    [
        ("B3", 0, (250, 500, 500, 750)),
        ("ô b3", 0, (250, 500, 500, 750)),
        ("  Ô  A1 ", 0, (0, 0, 250, 250)),
        ("cell D4", 0, (750, 750, 1000, 1000)),
        ("trang 2 ô B3", 1, (250, 500, 500, 750)),
        ("2: c1", 1, (500, 0, 750, 250)),
        ("B2-C3", 0, (250, 250, 750, 750)),
        ("C3 đến B2", 0, (250, 250, 750, 750)),
    ],
)
def test_a_spot_is_named_by_its_cell(words: str, page: int, box: tuple[int, int, int, int]) -> None:
    assert cell(words) == (page, box)


@pytest.mark.parametrize("words", ["", "E1", "B5", "ảnh mờ", "B", "3", "B33", "hồ sơ B3 sai", "2", "ô", "100 B3"])
def test_other_words_name_no_spot(words: str) -> None:
    assert cell(words) is None


def test_a_drawn_spot_is_read_and_a_forged_one_is_not() -> None:
    assert drawn("0.10.500.1000") == (0, 10, 500, 1000)
    for forged in ("", "1.2.3", "1.2.3.4.5", "5.0.4.10", "0.5.10.4", "0.0.1001.5", "-1.0.5.5", "a.b.c.d", "٣.0.5.5"):
        assert drawn(forged) is None


@given(st.text(max_size=20))
def test_nothing_that_is_typed_breaks_the_reading(words: str) -> None:
    for box in ((cell(words) or (0, None))[1], drawn(words)):
        assert box is None or (0 <= box[0] <= box[2] <= WHOLE and 0 <= box[1] <= box[3] <= WHOLE)


@pytest.mark.parametrize("state", State)
def test_work_at_hand_is_the_reason_and_afterwards_one_is_named(state: State) -> None:
    dossier = Dossier(state, NOW, "5wd")
    if state in ENDED:
        assert reasons_to_look(dossier) == AFTERWARDS
        assert reason_to_look(dossier, "") == reason_to_look(dossier, "curiosity") == ""
        assert reason_to_look(dossier, "complaint") == "complaint"
    else:
        (reason,) = reasons_to_look(dossier)
        assert reason_to_look(dossier, "complaint") == reason
