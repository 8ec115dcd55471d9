"""Procedure files become what the core runs, and are rebuilt from their snapshot."""

import json
from datetime import date

import pytest

from content.problems import ContentError
from content.procedures import restore
from content.sheet import Sheet
from flows.answers import Answers
from flows.checklist import checklist
from flows.facts import AnyOf, Condition, TodayFrom
from flows.kinds import Address, Choice, Date, Document, Number, Option, Several, Text
from flows.procedure import End, Group, PerPage, PerPiece, Question
from tests.content.trees import SAMPLE, Tree


@pytest.fixture
def sheet(tree: Tree) -> Sheet:
    return tree.load().procedures["tree_felling"]


def question(sheet: Sheet, id: str) -> Question:
    return next(step for step in sheet.procedure.steps if isinstance(step, Question) and step.id == id)


def test_the_steps_are_those_of_the_file_in_its_order(sheet: Sheet) -> None:
    steps = sheet.procedure.steps
    assert [step.id for step in steps][:4] == ["place", "forest_end", "reasons", "planted"]
    assert steps[1] == End("forest_end", "rangers", Condition((("place", frozenset({"forest"})),)))
    assert question(sheet, "reasons").kind == Several(
        (Option("ill", ("cay benh", "ill")), Option("danger", ("nguy hiem", "dangerous")))
    )
    assert question(sheet, "wanted").kind == Date(future=True, not_before="planted")
    assert question(sheet, "wanted").optional
    assert question(sheet, "street_name").kind == Text(2, 80)
    assert question(sheet, "trees").kind == Number(1, 50)
    assert question(sheet, "tree_photo").kind == Document(4)
    assert question(sheet, "tree_photo").at_desk


def test_labels_and_synonyms_of_every_language_can_be_typed(sheet: Sheet) -> None:
    kind = question(sheet, "place").kind
    assert isinstance(kind, Choice)
    assert kind.options[0] == Option("street", ("ven duong", "roadside", "duong"))
    assert question(sheet, "place").usual == "street"


def test_hamlets_come_from_the_office(sheet: Sheet) -> None:
    kind = question(sheet, "home").kind
    assert kind == Address((Option("t1", ("thon 1", "thon dong")), Option("t2", ("thon 2",))), places=("hai phong",))
    assert sheet.label("home", "t1", "vi") == "Thôn 1"


def test_a_group_has_its_members_and_one_more(sheet: Sheet) -> None:
    group = next(step for step in sheet.procedure.steps if isinstance(step, Group))
    assert (group.least, group.most) == (1, 3)
    assert [member.id for member in group.questions] == ["relation", "called"]
    assert sheet.ask("witness[2].called", "vi") == "Tên?"
    assert sheet.label("witness[0].relation", "kin", "en") == "Relative"
    assert sheet.ask("witness[0].more", "en") == "One more?"
    assert sheet.short("witness", "vi") == "Người làm chứng"


def test_facts_build_on_each_other(sheet: Sheet) -> None:
    facts = {fact.id: fact for fact in sheet.procedure.facts}
    assert facts["new_law"].rule == TodayFrom(date(2027, 3, 1))
    rule = facts["special"].rule
    assert isinstance(rule, AnyOf)
    assert rule.conditions[1].facts == ((facts["many"], True),)


def test_amounts_and_versions_are_read(sheet: Sheet) -> None:
    amounts = [fee.rule.amount for fee in sheet.fees]
    assert amounts[2] == PerPiece(1000, "trees")
    assert amounts[3] == PerPage(2000, 1000, 200000, "trees", "trees")
    answers: Answers = {"trees": 2, "place": "street"}
    assert [line.dong for line in checklist(sheet.procedure, answers, date(2025, 12, 31)).fees] == [8000]
    assert [line.dong for line in checklist(sheet.procedure, answers, date(2026, 1, 1)).fees] == [9000]


def test_a_paper_knows_the_question_that_collects_it(sheet: Sheet) -> None:
    (paper,) = sheet.procedure.papers
    assert paper.step == "tree_photo"
    assert sheet.paper(paper).form == "photo"
    assert sheet.paper(paper).instead[0]["en"] == "A drawing"
    assert sheet.fee(sheet.procedure.fees[1]).local
    assert sheet.limit(sheet.procedure.limits[1]).title["en"] == "The same day"


def test_texts_fall_back_to_the_first_language_and_to_nothing(sheet: Sheet) -> None:
    assert sheet.ask("trees", "fr") == "Mấy cây?"
    assert sheet.why("tree_photo", "vi") == ""
    assert sheet.why("place", "en") == "To find the office."
    assert sheet.example("trees", "en") == "2"
    assert sheet.label("place", "gone", "vi") == "gone"


def test_a_sheet_is_rebuilt_from_its_snapshot(sheet: Sheet) -> None:
    again = restore(sheet.snapshot)
    assert again == sheet
    assert again.procedure == sheet.procedure
    assert again.version == sheet.version


def test_a_broken_snapshot_is_refused(sheet: Sheet) -> None:
    with pytest.raises(ContentError):
        restore("[]")
    data = json.loads(sheet.snapshot)
    del data["title"]
    with pytest.raises(ContentError, match="title is missing"):
        restore(json.dumps(data))


def test_the_version_changes_with_every_word_and_with_nothing_else(tree: Tree) -> None:
    before = tree.load().procedures["tree_felling"].version
    tree.write(SAMPLE, "# a remark for authors\n" + tree.read(SAMPLE))
    assert tree.load().procedures["tree_felling"].version == before
    tree.plant("One more?", "Another one?")
    assert tree.load().procedures["tree_felling"].version != before


def test_the_library_knows_the_definition_of_a_version(tree: Tree) -> None:
    library = tree.load()
    sheet = library.procedures["tree_felling"]
    assert library.definition(sheet.version) == sheet.snapshot
    assert library.definition("older") is None


def test_every_problem_is_reported_at_once_and_nothing_is_loaded(tree: Tree) -> None:
    tree.plant("Số cây", "{{ x }}")
    tree.plant("since = 2026-01-01", "since = 2026-02-01")
    with pytest.raises(ContentError) as refused:
        tree.load()
    assert [problem.where for problem in refused.value.problems] == ["fees.basic", "steps.trees.short.vi"]
    assert "Remedy: close the gap" in str(refused.value)


def test_loading_refuses_a_calendar_that_ends_soon_when_told_the_day(tree: Tree) -> None:
    assert tree.load(today=date(2026, 11, 24)).calendar.ends == date(2027, 12, 31)
    with pytest.raises(ContentError, match=r"calendar\.tsv"):
        tree.load(today=date(2027, 11, 24))
