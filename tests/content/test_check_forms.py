"""Forms that papers name exist, ask for answers that there are, can be printed, and need nothing from the network."""

import shutil
from pathlib import Path

import pytest

from content.manuscript import ROOT
from tests.content.trees import Tree, grow

FORM = '#import "paper.typ": *\n#let answer(key) = get("answers", key)\n#field("Tên", answer("%s"))\n'


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A tree with one form of its own, named by a paper of its procedure."""
    grown = grow(tmp_path)
    (grown.root / "forms").mkdir()
    shutil.copy(ROOT / "forms" / "paper.typ", grown.root / "forms" / "paper.typ")
    step = next(key for key in grown.load().procedures["tree_felling"].steps if "." not in key)
    grown.write("forms/request.typ", FORM % step)
    grown.plant("[[papers]]\nid", '[[papers]]\nblank = "request"\nid')
    return grown


def test_a_form_of_the_contents_own_is_taken(tree: Tree) -> None:
    assert tree.problems() == ()
    library = tree.load()
    assert library.forms == tree.root / "forms"
    assert "request" in {paper.blank for paper in library.procedures["tree_felling"].papers}


@pytest.mark.parametrize(
    ("old", "new", "file", "said"),
    [
        ('blank = "request"', 'blank = "other"', "procedures/tree_felling.toml", "there is no form 'other'"),
        ("#field(", '#field("x", answer("shoe_size"))\n#field(', "forms/request.typ", "no question 'shoe_size'"),
        ("#field(", "#felid(", "forms/request.typ", "felid"),
        ("#field(", '#import "@preview/cetz:0.3.0"\n#field(', "forms/request.typ", "network"),
        ("#field(", '#read("/etc/hostname")\n#field(', "forms/request.typ", "request.typ"),
    ],
)
def test_a_planted_fault_is_named(tree: Tree, old: str, new: str, file: str, said: str) -> None:
    tree.plant(old, new, file)
    (problem,) = tree.problems()
    assert problem.file == file
    assert said in problem.what


def test_a_form_that_cannot_be_printed_does_not_keep_the_program_from_starting(tree: Tree) -> None:
    tree.plant("#field(", "#felid(", "forms/request.typ")
    assert tree.load().procedures
