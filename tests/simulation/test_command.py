"""`motcua simulate` and `motcua report figures` on what it left, as somebody types them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app

PERIOD = ("--from", "2023-01-03", "--to", "2023-02-28")


def _run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("MOTCUA_OFFICE", "chi_lang_bac")
    return tmp_path


def test_the_figures_of_a_simulation_are_those_of_its_scenario(folder: Path) -> None:
    scenario = folder / "scenario.toml"
    scenario.write_text("files = 30\ndirect = 3\non_time = 1\nlate = 1\nsupplement_before = 1\nleft = 2\n")
    status, told = _run("simulate", *PERIOD, "--scenario", str(scenario), "--seed", "11")
    assert status == 0, told
    assert told.startswith("30 files sent in (3 at the desk)")
    status, told = _run("report", "figures", *PERIOD)
    assert status == 0
    assert "Tiếp nhận: 30 hồ sơ, trong đó nộp trực tuyến 27 (90,0 %)" in told
    assert "Trước hạn / đúng hạn / trễ hạn: 93,3 % / 3,3 % / 3,4 %" in told


def test_data_that_is_there_is_never_played_upon(folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "motcua.db").write_bytes(b"precious")
    status, told = _run("simulate", *PERIOD, "--files", "5")
    assert status == 1
    assert "--data-dir" in told
    assert (folder / "data" / "motcua.db").read_bytes() == b"precious"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--from", "2023-01-03", "--to", "2023-01-04", "--files", "5"), "working days"),
        (("--from", "2023-03-03", "--to", "2023-01-04", "--files", "5"), "2023-01-04 lies before 2023-03-03"),
        ((*PERIOD, "--files", "0"), "out of range"),
    ],
)
def test_what_cannot_be_played_leaves_no_data(folder: Path, words: tuple[str, ...], why: str) -> None:
    status, told = _run("simulate", *words)
    assert status == 1
    assert why in told
    assert not (folder / "data" / "motcua.db").exists()


def test_an_office_that_is_not_there_is_named(folder: Path) -> None:
    status, told = _run("simulate", *PERIOD, "--office", "nowhere")
    assert status == 1
    assert "nowhere" in told
