"""Choices, ticked lists and papers of many pages."""

import pytest

from flows.answers import Gathered, Value
from flows.kinds import Choice, Document, Kind, Refusal, Several
from tests.flows.reading import context, options, read, refusal

MARRIED = Choice(options("no=doc than,chua ket hon", "yes=da ket hon,co vo,co chong", "was=da ly hon"))
PAPERS = Several(options("id=can cuoc", "book=so ho khau", "house=giay to nha dat"))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1", "no"),
        ("3.", "was"),
        ("Độc thân", "no"),
        ("da ket hon", "yes"),
        ("ly hôn", "was"),
        ("no", "no"),
        ("đã", "choice_unknown"),
        ("hôn", "choice_unknown"),
        ("0", "choice_unknown"),
        ("4", "choice_unknown"),
        ("9" * 5000, "choice_unknown"),
        ("", "choice_unknown"),
        ("🙂", "choice_unknown"),
    ],
)
def test_a_choice_is_typed_by_number_or_by_words_that_mean_one_option(typed: str, value: str) -> None:
    assert read(MARRIED, typed) == value


def test_a_choice_not_understood_says_how_many_there_are() -> None:
    assert refusal(MARRIED, "?") == Refusal("choice_unknown", {"count": 3})


def test_an_option_that_is_no_longer_offered_is_not_taken() -> None:
    assert MARRIED.tap("was", None, context()) == "was"
    assert MARRIED.tap("widowed", None, context()) == Refusal("choice_gone")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3, 1", Gathered(("id", "house"), done=True)),
        ("căn cước", Gathered(("id",), done=True)),
        ("1,1,", Gathered(("id",), done=True)),
        ("1, 9", "choice_unknown"),
        (" , ", "choice_unknown"),
        ("", "choice_unknown"),
    ],
)
def test_several_options_are_typed_with_commas_between(typed: str, value: Value) -> None:
    assert read(PAPERS, typed) == value


def test_too_few_typed_options_are_not_taken() -> None:
    assert read(Several(PAPERS.options, least=2), "1") == "choice_unknown"


def test_a_tap_ticks_and_a_second_tap_unticks() -> None:
    once = PAPERS.tap("house", None, context())
    assert once == Gathered(("house",))
    assert PAPERS.tap("id", Gathered(("house",), done=True), context()) == Gathered(("id", "house"))
    assert PAPERS.tap("house", Gathered(("house",)), context()) == Gathered()
    assert PAPERS.tap("gun", None, context()) == Refusal("choice_gone")


def test_a_ticked_list_is_closed_when_enough_is_ticked() -> None:
    assert PAPERS.finish(Gathered(("id",))) == Gathered(("id",), done=True)
    assert PAPERS.finish(None) == Refusal("choice_too_few", {"least": 1})
    assert Several(PAPERS.options, least=0).finish(None) == Gathered((), done=True)


def test_pages_are_kept_in_the_order_of_their_album() -> None:
    paper = Document()
    assert paper.add("p1", None, None) == Gathered(("p1",))
    assert paper.add("p3", None, Gathered(("p1",))) == Gathered(("p1", "p3"))
    assert paper.add("p2", "p3", Gathered(("p1", "p3"))) == Gathered(("p1", "p2", "p3"))
    assert paper.add("p4", "gone", Gathered(("p1",), done=True)) == Gathered(("p1", "p4"))


def test_a_paper_has_at_least_one_page_and_not_too_many() -> None:
    paper = Document(most=2)
    assert paper.add("p3", None, Gathered(("p1", "p2"))) == Refusal("document_full", {"most": 2})
    assert paper.finish(Gathered(("p1",))) == Gathered(("p1",), done=True)
    assert paper.finish(None) == Refusal("document_empty")
    assert paper.finish(Gathered()) == Refusal("document_empty")


def test_words_and_taps_are_no_pages() -> None:
    assert read(Document(), "đây ạ") == "document_wants_photo"
    assert Document().tap("p1", None, context()) == Refusal("document_wants_photo")


@pytest.mark.parametrize(
    ("kind", "value", "still"),
    [
        (MARRIED, "yes", True),
        (MARRIED, "widowed", False),
        (MARRIED, None, False),
        (PAPERS, Gathered(("id",), done=True), True),
        (PAPERS, Gathered((), done=True), False),
        (PAPERS, Gathered(), True),
        (PAPERS, Gathered(("gun",), done=True), False),
        (PAPERS, "id", False),
        (Document(), Gathered(("p1",), done=True), True),
        (Document(), Gathered((), done=True), False),
        (Document(), Gathered(), True),
        (Document(most=1), Gathered(("p1", "p2"), done=True), False),
        (Document(), "p1", False),
    ],
)
def test_a_stored_choice_holds_only_while_it_is_offered(kind: Kind, value: Value, still: bool) -> None:
    assert kind.holds(value, context()) is still
