"""Texts and phrases with a variable that nobody supplies, a missing language or too many characters are refused."""

import ast
import tomllib
from pathlib import Path

import pytest

import flows
from content.manuscript import ROOT
from tests.content.test_check_steps import Fault
from tests.content.trees import SAMPLE, Tree

FAULTS = (
    Fault("an unknown variable", "Xin phép {{ commune }}", "Xin phép {{ mayor }}", "summary.vi", "'mayor'"),
    Fault("an unknown variable behind logic", "The owner.", "{% if rich %}The owner.{% endif %}", "who.en", "'rich'"),
    Fault("an unknown filter", '{{ centre }}, {{ hours }}.", en', '{{ centre | shout }}.", en', "where.vi", "shout"),
    Fault("an open brace", "Vì sao?", "Vì sao {{ you?", "steps.reasons.ask.vi", "cannot be read"),
    Fault("an open mark", "Cây mọc **ở đâu**?", "Cây mọc **ở đâu?", "steps.place.ask.vi", "not closed"),
    Fault("a text over 4,096", "Chụp cả cây.", "Chụp cả cây. " * 400, "papers.photo.when.vi", "5199 characters"),
    Fault("in an alternative paper", "Bản vẽ", "Bản vẽ {{ x }}", "papers.photo.instead[0].vi", "'x'"),
    Fault("in an exemption", "Hộ nghèo", "Hộ {{ x }}", "fees.basic.exempt.vi", "'x'"),
    Fault("in an extra term", "khi cần xem tại chỗ", "khi {{ x }}", "limits.usual.extra_when.vi", "'x'"),
    Fault("in an outcome", "Please go to the rangers.", "Go {{ x }}", "outcomes.rangers.text.en", "'x'"),
    Fault("in a mistake", "Felling before the permit.", "{{ x }}", "mistakes[0].en", "'x'"),
    Fault("in one more", "One more?", "One more {{ x }}?", "steps.witness.more.ask.en", "'x'"),
    Fault("in a source", "Decree on trees", "Decree {{ x }}", "sources.decree.title.en", "'x'"),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_refused_with_file_place_and_remedy(tree: Tree, fault: Fault) -> None:
    tree.plant(fault.old, fault.new)
    found = [problem for problem in tree.problems() if problem.where == fault.where and fault.what in problem.what]
    assert found, "\n".join(map(str, tree.problems()))
    assert found[0].file == SAMPLE
    assert found[0].remedy


def test_a_refusal_without_phrase_is_refused_in_the_language_that_lacks_it(tree: Tree) -> None:
    tree.plant('date_lunar = "date_lunar "\n', "", "phrases/en/refusals.toml")
    (problem,) = tree.problems()
    assert (problem.file, problem.where) == ("phrases/en/refusals.toml", "date_lunar")


def test_a_phrase_of_one_language_only_is_refused(tree: Tree) -> None:
    tree.write("phrases/en/extra.toml", 'only = "Only here"\n[table]\nheld = "x"\n')
    assert [(problem.file, problem.where) for problem in tree.problems()] == [
        ("phrases/vi/extra.toml", "only"),
        ("phrases/vi/extra.toml", "table.held"),
    ]


def test_a_refusal_that_names_what_the_core_does_not_give_is_refused(tree: Tree) -> None:
    tree.plant("text_too_short {{ least }}", "{{ minimum }}", "phrases/vi/refusals.toml")
    (problem,) = tree.problems()
    assert "'minimum'" in problem.what
    assert "least" in problem.remedy


def test_another_language_may_not_name_more_than_the_first(tree: Tree) -> None:
    tree.write("phrases/vi/extra.toml", 'hello = "Chào {{ name }}"')
    tree.write("phrases/en/extra.toml", 'hello = "Hello {{ nmae }}"')
    (problem,) = tree.problems()
    assert problem.file == "phrases/en/extra.toml"
    assert "'nmae'" in problem.what


def test_a_phrase_that_is_no_sentence_or_no_template_is_refused(tree: Tree) -> None:
    for language in ("vi", "en"):
        tree.write(f"phrases/{language}/extra.toml", 'empty = " "\nnumber = 3\nopen = "{% if you %}"\nmark = "**x"')
    places = {(problem.where, problem.what.split(":")[0]) for problem in tree.problems()}
    assert {("empty", "it is no sentence"), ("number", "it is no sentence")} <= places
    assert ("open", "the template cannot be read") in places
    assert ("mark", "a mark ** is not closed") in places


def test_a_missing_format_is_refused_before_anything_is_worded(tree: Tree) -> None:
    tree.plant('weekday_1 = "thứ Hai"\n', "", "phrases/vi/formats.toml")
    assert [problem.where for problem in tree.problems()] == ["weekday_1"]


def test_the_list_of_supplied_values_is_what_the_core_supplies() -> None:
    listed: dict[str, dict[str, list[str]]] = tomllib.loads((ROOT / "supplied.toml").read_text(encoding="utf-8"))
    calls = _calls()
    given = {name: keys for kind, name, keys in calls if kind == "Refusal"}
    assert set(given) == set(listed["refusals"])
    for code, names in listed["refusals"].items():
        assert set(names) == {key for _, name, keys in calls if name == code for key in keys}, code
    assert {name for kind, name, _ in calls if kind in ("Say", "Caution")} <= set(listed["remarks"])


def _calls() -> list[tuple[str, str, tuple[str, ...]]]:
    """Every `Refusal("code", {…})`, `Say("code")` and `Caution("code", …)` written in the core."""
    package = flows.__file__
    assert package is not None
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in Path(package).parent.rglob("*.py"))
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for node in (node for tree in trees for node in ast.walk(tree)):
        match node:
            case ast.Call(
                func=ast.Name(id=("Refusal" | "Say" | "Caution") as kind), args=[ast.Constant(str(code)), *rest]
            ):
                keys = rest[0].keys if rest and isinstance(rest[0], ast.Dict) else []
                found.append((kind, code, tuple(str(key.value) for key in keys if isinstance(key, ast.Constant))))
    return found
