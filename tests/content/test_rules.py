"""Rules of a decree with a gap, without source or with an unknown key are refused; both shipped decrees are whole."""

import pytest

from content.manuscript import ROOT
from content.rules import LIMITS, read_decrees
from tests.content.trees import Tree

OLD, NEW = "rules/2018.toml", "rules/2025.toml"
FAULTS = (
    (NEW, "since = 2025-07-01", "since = 2025-08-01", "write until = 2025-07-31"),
    (OLD, "until = 2025-06-30\n", "", "the next begins on 2025-07-01"),
    (NEW, "closes = true", "closes = true\nuntil = 2026-12-31", "nothing is said after 2026-12-31"),
    (NEW, 'id = "2025"', 'id = "2024"', "is not the file's name"),
    (NEW, "closes = true", "closes = true\npauses = true", "unknown setting 'pauses'"),
    (NEW, 'id = "T2"\nvalue = "2h"\nsource = "nd-118-2025"\n', 'id = "T2"\nvalue = "2h"\n', "source is missing"),
    (
        NEW,
        'id = "T2"\nvalue = "2h"\nsource = "nd-118-2025"',
        'id = "T2"\nvalue = "2h"\nsource = "rumour"',
        "unknown source",
    ),
    (NEW, 'id = "T2"\n', 'id = "T22"\n', "the limit T2 is missing"),
    (NEW, 'id = "T2"\n', 'id = "T3"\n', "the limit 'T3' is there twice"),
    (NEW, 'id = "T3"\nvalue = "8wh"', 'id = "T3"\nvalue = "soon"', "'soon' is no value of T3"),
    (NEW, 'id = "T3"\nvalue = "8wh"', 'id = "T3"\nvalue = "0wh"', "'0wh' is no value of T3"),
    (NEW, 'value = "2h"', "value = 2", "cannot be read"),
)


@pytest.mark.parametrize(("file", "old", "new", "what"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_a_planted_fault_is_named(tree: Tree, file: str, old: str, new: str, what: str) -> None:
    assert tree.problems() == ()
    tree.plant(old, new, file)
    assert any(what in f"{problem.what} {problem.remedy}" for problem in tree.problems())


def test_no_decree_at_all_is_refused(tree: Tree) -> None:
    for file in (OLD, NEW):
        (tree.root / file).unlink()
    assert [problem.file for problem in tree.problems()] == ["rules"]


def test_each_shipped_decree_speaks_of_every_limit_with_a_source() -> None:
    decrees = read_decrees(ROOT, [])
    assert [decree.rules.id for decree in decrees] == ["2018", "2025"]
    for decree in decrees:
        assert set(decree.limits) == set(LIMITS)
        assert {f"T{number}" for number in range(1, 19)} <= set(decree.limits)
        assert all(row.source in decree.sources for row in decree.limits.values())
        assert all(row.article for row in decree.limits.values() if row.value == "once")
