"""Fees, papers and limits without source or date, and date ranges with a gap, are refused."""

from datetime import date

import pytest

from tests.content.test_check_steps import Fault
from tests.content.trees import SAMPLE, Tree

PAPER = (
    'source = "decree"\nsince = 2016-01-01\n\n[[fees]]\nid = "basic"\n'
    'title = { vi = "Lệ phí", en = "Fee" }\ndong = 8000'
)

FAULTS = (
    Fault(
        "a paper without source", PAPER, PAPER.replace('source = "decree"\n', "", 1), "papers.photo.source", "missing"
    ),
    Fault("a paper without date", PAPER, PAPER.replace("since = 2016-01-01\n", "", 1), "papers.photo.since", "missing"),
    Fault(
        "an unknown source of a paper", PAPER, PAPER.replace("decree", "rumour", 1), "papers.photo", "unknown source"
    ),
    Fault(
        "an unknown source of what is done in person",
        '[[facts]]\nid = "long_ago"',
        '[in_person]\nsource = "rumour"\n\n[[facts]]\nid = "long_ago"',
        "in_person",
        "unknown source",
    ),
    Fault(
        "a fee without date",
        "since = 2016-01-01\nuntil = 2025-12-31",
        "until = 2025-12-31",
        "fees.basic.since",
        "missing",
    ),
    Fault(
        "a fee without source",
        'source = "decree"\nsince = 2026-01-01',
        "since = 2026-01-01",
        "fees.basic.source",
        "missing",
    ),
    Fault(
        "a limit without source",
        'title = { vi = "Trong ngày", en = "The same day" }\nsource = "decree"',
        'title = { vi = "Trong ngày", en = "The same day" }',
        "limits.new.source",
        "missing",
    ),
    Fault(
        "a limit without date",
        'The same day" }\nsource = "decree"\nsince = 2016-01-01',
        'The same day" }\nsource = "decree"',
        "limits.new.since",
        "missing",
    ),
    Fault("a date that is text", "since = 2026-01-01", 'since = "soon"', "fees.basic.since", "cannot be read"),
    Fault(
        "a date range with a gap",
        "since = 2026-01-01",
        "since = 2026-02-01",
        "fees.basic",
        "nothing is said from 2026-01-01 to 2026-01-31",
    ),
    Fault(
        "two versions at once",
        "until = 2025-12-31",
        "until = 2026-06-30",
        "fees.basic",
        "two versions apply on 2026-01-01",
    ),
    Fault("a version without end before another", "until = 2025-12-31", "", "fees.basic", "two versions apply"),
    Fault("an end before the beginning", "until = 2025-12-31", "until = 2015-12-31", "fees.basic", "before it begins"),
    Fault("an unknown legal basis", 'basis = ["decree"]', 'basis = ["law"]', "basis", "unknown source 'law'"),
    Fault("no legal basis", 'basis = ["decree"]', "basis = []", "basis", "no legal basis"),
    Fault(
        "a source twice",
        '[[facts]]\nid = "long_ago"',
        '[[sources]]\nid = "decree"\ntitle = { vi = "a", en = "b" }\n'
        'checked = 2026-01-01\nconfidence = "low"\n\n[[facts]]\nid = "long_ago"',
        "sources.decree",
        "twice",
    ),
    Fault("a source nobody looked at", "checked = 2026-11-20\n", "", "sources.decree.checked", "missing"),
    Fault(
        "an unknown confidence", 'confidence = "low"', 'confidence = "sure"', "sources.decree.confidence", "not known"
    ),
    Fault("no term", 'term = "3wd"', 'term = "3 days"', "limits.usual", "no term"),
    Fault("no extra term", 'extra = "3wd"', 'extra = "soon"', "limits.usual", "no term"),
    Fault("no amount", "dong = 9000\n", "", "fees.basic", "no amount"),
    Fault(
        "two amounts",
        "dong = 9000",
        'dong = 9000\nper_piece = { dong = 1, count = "trees" }',
        "fees.basic",
        "more than one",
    ),
    Fault(
        "an unknown setting of an amount",
        "cap = 200000,",
        "cap = 200000, top = 1,",
        "fees.pages.per_page.top",
        "unknown",
    ),
    Fault("an unknown form of paper", 'form = "photo"', 'form = "fax"', "papers.photo.form", "'fax' is not known"),
    Fault(
        "no phrases",
        'phrases = ["chặt cây", "xin chặt cây ven đường", "fell a tree"]',
        "phrases = []",
        "phrases",
        "nobody can find it",
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_refused_with_file_place_and_remedy(tree: Tree, fault: Fault) -> None:
    tree.plant(fault.old, fault.new)
    found = [problem for problem in tree.problems() if problem.where == fault.where and fault.what in problem.what]
    assert found, "\n".join(map(str, tree.problems()))
    assert found[0].file == SAMPLE
    assert found[0].remedy


def test_a_procedure_without_time_limit_is_refused(tree: Tree) -> None:
    text = tree.read(SAMPLE)
    tree.write(SAMPLE, text[: text.index("[[limits]]")])
    assert [problem.where for problem in tree.problems()] == ["limits"]


def test_a_calendar_that_ends_within_three_months_is_refused(tree: Tree) -> None:
    assert tree.problems(date(2027, 9, 30)) == ()
    late = tree.problems(date(2027, 10, 2))
    assert [problem.file for problem in late] == ["calendar.tsv"]
    assert "ends on 2027-12-31" in late[0].what


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("2027-13-01\tx\tofficial", "no day"),
        ("2026-01-01\tx\tofficial", "there twice"),
        ("2027-11-29\tx\tparty", "the kind is none of"),
        ("2027-11-29\t\tofficial", "no name"),
        ("2027-11-29\tx", "three cells"),
        ("2027-11-29\tx\tmakeup-workday", "Saturday or Sunday"),
    ],
)
def test_a_broken_line_of_the_calendar_is_named(tree: Tree, line: str, what: str) -> None:
    text = tree.read("calendar.tsv")
    tree.write("calendar.tsv", f"{text}{line}\n")
    problem = next(problem for problem in tree.problems() if problem.file == "calendar.tsv")
    assert what in problem.what
    assert problem.where == f"line {len(text.splitlines()) + 1}"


def test_a_missing_calendar_is_refused(tree: Tree) -> None:
    (tree.root / "calendar.tsv").unlink()
    assert any(problem.file == "calendar.tsv" for problem in tree.problems())


def test_a_procedure_without_transcripts_is_refused_in_a_source_tree_only(tree: Tree) -> None:
    transcripts = tree.root.parent / "tests" / "transcripts"
    (transcripts / "tree_felling" / "street.txt").unlink()
    assert any("no transcript" in problem.what for problem in tree.problems())
    (transcripts / "tree_felling").rmdir()
    transcripts.rmdir()
    assert tree.problems() == ()
