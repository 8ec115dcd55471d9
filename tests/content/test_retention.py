"""How long papers are kept: planted faults are named; the shipped rules speak of every end and say why."""

import pytest

from content.manuscript import ROOT
from content.retention import FILE, NEEDED, read_schedule
from tests.content.trees import Tree

FAULTS = (
    ('id = "stopped"\npages', 'id = "refused"\npages', "the rule 'refused' is there twice"),
    ('after = "stopped"', 'after = "refused"', "nothing is said of paper pages after stopped"),
    ('after = "use"', 'after = "stopped"', "identity goes after use"),
    ('after = "stopped"\nkeep = "30d"', 'after = "stopped"\nkeep = "a month"', "'a month' is no number of days"),
    ('after = "stopped"\nkeep = "30d"\nwarn = "7d"', 'after = "stopped"\nkeep = "30d"\nwarn = "2d"', "warned too late"),
    ('keep = "30d"\n', 'keep = "30d"\nhold = "1d"\n', "unknown setting 'hold'"),
    (
        'keep = "30d"\nwarn = "7d"\nsince = 2018-06-21\nsource = "practice"',
        'keep = "30d"\nwarn = "7d"\nsince = 2018-06-21\nsource = "rumour"',
        "unknown source 'rumour'",
    ),
    ('keep = "30d"\nwarn = "7d"\n', 'keep = "30d"\nwarn = "7d"\nuntil = 2027-01-01\n', "nothing is said after 2027"),
    ('phòng khi {{you}} muốn nộp lại"', 'phòng khi {{they}} muốn nộp lại"', "nobody supplies the variable 'they'"),
    ('gone.vi = "hồ sơ đã rút quá 30 ngày"', 'gone.vi = "đã **rút"', "a mark ** is not closed"),
)


@pytest.mark.parametrize(("old", "new", "what"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_planted_fault_is_named(tree: Tree, old: str, new: str, what: str) -> None:
    assert tree.problems() == ()
    tree.plant(old, new, FILE)
    found = [problem for problem in tree.problems() if problem.file == FILE]
    assert any(what in f"{problem.what} {problem.remedy}" for problem in found), found


def test_two_rules_for_one_event_must_meet(tree: Tree) -> None:
    written = tree.read(FILE)
    begin = written.index('[[rules]]\nid = "stopped"')
    rule = written[begin : written.index("[[rules]]", begin + 1)]
    later = rule.replace('id = "stopped"', 'id = "later"').replace("since = 2018-06-21", "since = 2027-01-01")
    tree.write(FILE, f"{written}\n{later}")
    assert [problem.remedy for problem in tree.problems()] == ["write until = 2026-12-31"]
    tree.write(FILE, tree.read(FILE).replace(rule, rule.replace("warn =", "until = 2026-12-31\nwarn =")))
    assert tree.problems() == ()


def test_no_rules_at_all_are_refused(tree: Tree) -> None:
    (tree.root / FILE).unlink()
    assert FILE in {problem.file for problem in tree.problems()}


def test_the_shipped_rules_speak_of_every_end_and_have_a_source() -> None:
    schedule = read_schedule(ROOT, [])
    assert {(term.pages, term.after) for term in schedule.rules.terms} == set(NEEDED)
    assert all(sheet.source in schedule.sources for sheet in schedule.sheets.values())
