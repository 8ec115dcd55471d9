"""The policy stands in one place: every kind that is owed anywhere has a row, and nobody decides beside the table."""

import ast
from collections.abc import Iterator
from pathlib import Path

from flows.escalation import LADDER
from flows.lifecycle import ALERTS, MOVES
from flows.notices import POLICY, REMINDERS, TO_OFFICIALS, Weight, policy
from flows.quiet import WINDOWS, Audience
from tests.replay import library

ROOT = Path(__file__).parents[3]
KINDS = {row.kind for row in POLICY}
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "bot").rglob("*.py"))}
STORAGE = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "storage").glob("*.py"))]


def owing_functions() -> dict[str, int]:
    """Functions that owe a kind of notice, and where among their arguments it stands."""
    found = {}
    for tree in (*TREES.values(), *STORAGE):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.lstrip("_").startswith(("owe", "tell")):
                names = [one.arg for one in node.args.args if one.arg != "self"]
                found.update({node.name: names.index("kind")} if "kind" in names else {})
    return found


def constants(tree: ast.Module) -> dict[str, str]:
    """Names of a module that stand for a text."""
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def written_kinds() -> Iterator[tuple[str, str]]:
    """Every kind that is written down where something is owed: the place and the kind."""
    places = owing_functions()
    for path, tree in TREES.items():
        known = constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                match node.args[places[name] :] if name in places else []:
                    case [ast.Constant(value=str(kind)), *_]:
                        yield f"{path.name}:{node.lineno}", kind
                    case [ast.Name(id=constant), *_] if constant in known:
                        yield f"{path.name}:{node.lineno}", known[constant]


def test_every_kind_that_the_program_owes_has_a_row() -> None:
    assert [f"{place} {kind}" for place, kind in written_kinds() if kind not in KINDS] == []
    moved = {rule.notice for rule in MOVES if rule.notice} | set(ALERTS.values())
    assert moved | LADDER | REMINDERS <= KINDS


def test_every_row_is_owed_somewhere() -> None:
    """A row that nobody owes would promise what the program does not do."""
    named = {
        node.value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    moved = {rule.notice for rule in MOVES if rule.notice} | set(ALERTS.values())
    assert sorted(KINDS - named - moved - LADDER - REMINDERS) == []


def test_the_reading_of_the_sources_finds_kinds_that_are_known_to_be_owed() -> None:
    found = {kind for _, kind in written_kinds()}
    assert {"bad_rating", "call_listed", "rating", "unreachable_resident", "help_wanted"} <= found


def test_every_row_says_whom_it_is_for_and_each_of_them_has_hours_and_a_cap_or_work_to_do() -> None:
    for row in POLICY:
        window = WINDOWS[row.to]
        assert (row.weight is Weight.WORK) == (row.to in (Audience.OFFICIAL, Audience.CHAIRMAN)), row.kind
        assert window.cap is not None or row.weight is Weight.WORK, row.kind
        assert not row.urgent or window.urgent is not None, row.kind


def test_what_may_be_told_in_a_digest_can_be_said_in_one() -> None:
    wording = library("nam_thanh_mien").wording
    for kind in TO_OFFICIALS:
        if policy(kind).topic is not None:
            assert wording.has(f"digest.{kind}"), kind


def test_every_kind_has_a_short_name_for_lists() -> None:
    wording = library("nam_thanh_mien").wording
    assert [row.kind for row in POLICY if not wording.has(f"sent.kind_{row.kind}")] == []


def test_whoever_is_told_is_addressed_in_words_of_their_own() -> None:
    wording = library("nam_thanh_mien").wording
    words = {wording.say(f"words.you_{audience}", "vi") for audience in Audience if audience is not Audience.RESIDENT}
    assert words == {"anh/chị", "đồng chí", "đồng chí Chủ tịch"}
