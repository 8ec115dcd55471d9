"""The indicators of QĐ 766: planted faults are named; the shipped ones add up to what the law says."""

import pytest

from content.indicators import FILE, read_indicators
from content.manuscript import ROOT
from content.problems import Problem
from flows.reports.kpi766 import GROUPS, INDICATORS
from flows.reports.kpi_shares import MEASURES
from tests.content.trees import Tree

FAULTS = (
    ('id = "1.4"\nmost = 10', 'id = "1.4"\nmost = 9', "group 1 adds up to 17"),
    ('id = "1.4"\nmost = 10', 'id = "1.3"\nmost = 10', "the indicator '1.3' is there twice"),
    ('id = "1.4"\nmost = 10', 'id = "9.9"\nmost = 10', "9.9"),
    ('[[indicators]]\nid = "2.2"\n', '[[indicator]]\nid = "2.2"\n', "unknown setting"),
    ("threshold = 50\n", 'threshold = "half"\n', "threshold"),
)


@pytest.mark.parametrize(("old", "new", "what"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_planted_fault_is_named(tree: Tree, old: str, new: str, what: str) -> None:
    assert tree.problems() == ()
    tree.plant(old, new, FILE)
    found = [problem for problem in tree.problems() if problem.file == FILE]
    assert any(what in f"{problem.where} {problem.what} {problem.remedy}" for problem in found), found


def test_without_the_file_the_content_is_refused(tree: Tree) -> None:
    (tree.root / FILE).unlink()
    assert FILE in {problem.file for problem in tree.problems()}


def test_an_indicator_that_is_left_out_is_named(tree: Tree) -> None:
    written = tree.read(FILE)
    begin = written.index('[[indicators]]\nid = "2.2"')
    tree.write(FILE, written[:begin] + written[written.index("[[indicators]]", begin + 1) :])
    assert [problem.what for problem in tree.problems()] == ["nothing is said of 2.2"]


def test_the_shipped_indicators_are_worth_a_hundred_points_and_say_what_is_not_measured() -> None:
    problems: list[Problem] = []
    found = read_indicators(ROOT, problems)
    assert problems == []
    assert set(found.weights) == set(INDICATORS)
    assert sum(weight.most for weight in found.weights.values()) == sum(GROUPS.values()) == 100
    unmeasured = {id for id, sheet in found.sheets.items() if "Chưa đo được" in sheet.how["vi"]}
    assert unmeasured == set(INDICATORS) - set(MEASURES)
