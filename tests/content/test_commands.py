"""The commands for authors, run as an author runs them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from content.__main__ import content_app
from content.manuscript import ROOT, offices
from tests.content.trees import SAMPLE, Tree

run = CliRunner()


def test_check_says_that_all_is_well(tree: Tree) -> None:
    result = run.invoke(content_app, ["check", "--root", str(tree.root), "--today", "2026-11-24"])
    assert (result.exit_code, result.output) == (0, "1 procedures, 1 offices: no problem\n")


def test_check_lists_what_the_commune_still_has_to_fill_in_and_passes(tree: Tree) -> None:
    tree.plant('confidence = "low"\n', 'confidence = "low"\nawaited = ["phone", "hours"]\n', "offices/office.toml")
    result = run.invoke(content_app, ["check", "--root", str(tree.root), "--today", "2026-11-24"])
    note, end = result.output.splitlines()
    assert (result.exit_code, end) == (0, "1 procedures, 1 offices: no problem")
    assert note == "offices/office.toml: chờ xã điền: phone, hours"


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ('confidence = "low"\nawaited = ["fax"]\n', "awaited: 'fax' is awaited and nowhere written"),
        ('confidence = "high"\nawaited = ["phone"]\n', "confidence: placeholders are not certain"),
    ],
)
def test_what_is_awaited_is_written_and_not_certain(tree: Tree, written: str, where: str) -> None:
    tree.plant('confidence = "low"\n', written, "offices/office.toml")
    assert any(f"offices/office.toml: {where}" in str(problem) for problem in tree.problems())


def test_the_shipped_offices_say_what_is_awaited() -> None:
    result = run.invoke(content_app, ["check"])
    assert result.output.count("chờ xã điền") == len(offices())
    assert result.output.count("pdf_megabytes") == len(offices())


def test_check_names_file_step_and_remedy_and_fails(tree: Tree) -> None:
    tree.plant('outcome = "rangers"', 'outcome = "police"')
    result = run.invoke(content_app, ["check", "--root", str(tree.root), "--today", "2026-11-24"])
    assert result.exit_code == 1
    assert f"{SAMPLE}: steps.forest_end: unknown outcome 'police'. Remedy: add it to [[outcomes]]." in result.output
    assert "2 problems" in result.output


def test_check_without_an_office_fails(tree: Tree) -> None:
    (tree.root / "offices" / "office.toml").unlink()
    result = run.invoke(content_app, ["check", "--root", str(tree.root)])
    assert (result.exit_code, "there is no office" in result.output) == (1, True)


def test_new_writes_a_skeleton_that_passes_the_check(tree: Tree) -> None:
    result = run.invoke(content_app, ["new", "dog_licence", "--root", str(tree.root)])
    assert result.exit_code == 0
    assert str(tree.root / "procedures" / "dog_licence.toml") in result.output
    assert tree.problems() == ()
    assert "dog_licence" in tree.load().procedures


def test_new_leaves_out_the_transcript_where_there_are_no_tests(tree: Tree, tmp_path: Path) -> None:
    moved = tmp_path / "installed" / "content"
    moved.parent.mkdir()
    tree.root.rename(moved)
    result = run.invoke(content_app, ["new", "dog_licence", "--root", str(moved)])
    assert result.output.splitlines() == [str(moved / "procedures" / "dog_licence.toml")]


@pytest.mark.parametrize("name", ["tree_felling", "Dog", "a", "../x"])
def test_new_overwrites_nothing_and_takes_no_odd_name(tree: Tree, name: str) -> None:
    before = tree.read(SAMPLE)
    assert run.invoke(content_app, ["new", name, "--root", str(tree.root)]).exit_code == 1
    assert tree.read(SAMPLE) == before


def test_graph_draws_every_step_and_end(tree: Tree) -> None:
    result = run.invoke(content_app, ["graph", "tree_felling", "--root", str(tree.root), "--office", "office"])
    assert result.output.startswith("flowchart TD\n")
    for text in (
        'place["Nơi có cây"]',
        'place -- "Nơi có cây: Trong rừng" --> forest_end',
        "Người làm chứng<br/>Quan hệ",
    ):
        assert text in result.output
    refused = run.invoke(content_app, ["graph", "nothing", "--root", str(tree.root), "--office", "office"])
    assert (refused.exit_code, "tree_felling" in refused.output) == (1, True)


def test_find_prints_the_procedures_best_first_or_none(tree: Tree) -> None:
    there = ["--root", str(tree.root), "--office", "office"]
    assert run.invoke(content_app, ["find", "xin chat cay", *there]).output.startswith("tree_felling\t0.")
    assert run.invoke(content_app, ["find", "hát bài đi", *there]).output == "NONE\n"
    broken = run.invoke(content_app, ["find", "x", "--root", str(tree.root), "--office", "elsewhere"])
    assert (broken.exit_code, "there is no such office" in broken.output) == (1, True)


def test_find_in_a_batch_prints_one_line_for_each_line() -> None:
    said = "làm giấy khai sinh cho con\n\nhát bài đi\nsao y giấy tờ và xin giấy xác nhận độc thân\n"
    command = [sys.executable, "-m", "content", "find", "--batch"]
    done = subprocess.run(command, input=said, capture_output=True, text=True, cwd=ROOT.parent, check=True)
    assert done.stdout.splitlines() == [
        "birth_registration",
        "NONE",
        "NONE",
        "marital_status_certificate\tcertify_copy",
    ]


def test_reload_tells_the_running_program(tree: Tree, tmp_path: Path) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-c", "import signal; print('up', flush=True); signal.pause()"], stdout=-1
    )
    try:
        assert waiting.stdout is not None
        waiting.stdout.readline()
        (tmp_path / "motcua.pid").write_text(str(waiting.pid))
        result = run.invoke(content_app, ["reload", "--root", str(tree.root), "--data-dir", str(tmp_path)])
        assert (result.exit_code, f"process {waiting.pid} was told" in result.output) == (0, True)
        assert waiting.wait(10) == -signal.SIGHUP
        result = run.invoke(content_app, ["reload", "--root", str(tree.root), "--data-dir", str(tmp_path)])
        assert (result.exit_code, "out of date" in result.output) == (1, True)
    finally:
        waiting.kill()
        waiting.communicate()


def test_reload_keeps_what_runs_when_the_content_is_broken(tree: Tree, tmp_path: Path) -> None:
    (tmp_path / "motcua.pid").write_text(str(os.getpid()))  # would be told, and end the tests
    tree.plant('outcome = "rangers"', 'outcome = "police"')
    result = run.invoke(content_app, ["reload", "--root", str(tree.root), "--data-dir", str(tmp_path)])
    assert (result.exit_code, "keeps what it has" in result.output) == (1, True)


def test_reload_says_when_nothing_runs(tree: Tree, tmp_path: Path) -> None:
    result = run.invoke(content_app, ["reload", "--root", str(tree.root), "--data-dir", str(tmp_path / "data")])
    assert (result.exit_code, "is missing" in result.output) == (1, True)
