"""Every phrase that the services name exists, and every value it needs is supplied where it is said."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.check_texts import COMMON
from content.manuscript import ROOT
from content.phrases import read_phrases
from content.wording import variables

SERVICES = ROOT.parent / "bot"
PHRASES = read_phrases(ROOT, [])
FILES = "|".join(sorted({code.split(".")[0] for code in PHRASES["vi"]}))
CODE = re.compile(rf"(?:{FILES})\.[a-z][a-z0-9_.]*")


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SERVICES.rglob("*.py")):
        yield path.relative_to(ROOT.parent), ast.parse(path.read_text(encoding="utf-8"))


def literal_codes(tree: ast.Module) -> Iterator[tuple[int, str]]:
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in inside)
    return (
        (node.lineno, node.value) for node in constants if isinstance(node.value, str) and CODE.fullmatch(node.value)
    )


def said(tree: ast.Module) -> Iterator[tuple[int, str, frozenset[str]]]:
    """Calls `….say("code", {…})` whose values can be read off: line, code, names of values."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="say"), args=[ast.Constant(value=str(code)), *rest], keywords=keywords
            ):
                given = [*rest[:1], *(k.value for k in keywords if k.arg == "params")]
                if not given:
                    yield node.lineno, code, frozenset()
                elif isinstance(given[0], ast.Dict) and all(isinstance(key, ast.Constant) for key in given[0].keys):
                    keys = (key.value for key in given[0].keys if isinstance(key, ast.Constant))
                    yield node.lineno, code, frozenset(map(str, keys))


def known(code: str) -> bool:
    return any(phrase == code or phrase.startswith(f"{code}.") for phrase in PHRASES["vi"])


def test_a_code_and_its_values_are_read_off_a_call() -> None:
    tree = ast.parse('voice.say("words.yes", {"name": 1})\nvoice.say("words.no")\nvoice.say("words.no", params)')
    assert list(said(tree)) == [(1, "words.yes", frozenset({"name"})), (2, "words.no", frozenset())]
    assert [code for _, code in literal_codes(tree)] == ["words.yes", "words.no", "words.no"]
    assert sum(len(list(said(tree))) for _, tree in sources()) > 0


def test_every_code_that_the_services_name_has_a_phrase() -> None:
    named = ((path, line, code) for path, tree in sources() for line, code in literal_codes(tree))
    assert [f"{path}:{line} {code}" for path, line, code in named if not known(code)] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_value_that_a_phrase_needs_is_supplied(language: str) -> None:
    missing = [
        f"{path}:{line} {code} needs {sorted(needed)}"
        for path, tree in sources()
        for line, code, given in said(tree)
        if (needed := variables(PHRASES[language].get(code, "")) - given - COMMON)
    ]
    assert missing == []
