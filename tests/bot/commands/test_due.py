"""`motcua due`, run as it is run: the worked cases F1 to F11, and lines that cannot be read."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app

RUN = CliRunner()
CASES = (
    ("2019-11-20T08:37", "25wd", "2019-12-25T08:37"),  # F1
    ("2023-04-28T09:00", "3wd", "2023-05-08T09:00"),  # F2
    ("2025-04-25T09:00", "1wd", "2025-04-26T09:00"),  # F3
    ("2026-01-08T09:00", "2wd", "2026-01-10T09:00"),  # F4
    ("2026-02-13T09:00", "5wd", "2026-02-27T09:00"),  # F5
    ("2026-11-23T15:01", "0d", "2026-11-25"),  # F6
    ("2026-11-23T14:59", "0d", "2026-11-23"),
    ("2026-11-23T10:30", "8wh", "2026-11-25T10:30"),  # F7
    ("2026-11-20T17:45", "8wh", "2026-11-23T17:30"),
    ("2026-08-21T16:30", "8wh", "2026-08-22T16:30"),
    ("2026-03-02T09:00", "5wd", "2026-03-09T09:00"),  # F8, before and after the supplement
    ("2026-03-10T09:00", "5wd", "2026-03-17T09:00"),
    ("2026-02-05T09:00", "15d", "2026-02-23"),  # F10
    ("2024-04-26T09:00", "3wd", "2024-05-04T09:00"),  # F11
    ("2026-08-20T09:00", "3wd", "2026-08-24T09:00"),
)


def test_a_list_is_answered_line_by_line() -> None:
    lines = "".join(f"{accepted}\t{term}\n" for accepted, term, _ in CASES)
    result = RUN.invoke(app, ["due", "--batch"], input=lines)
    assert result.stdout.splitlines() == [expected for _, _, expected in CASES]
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("office", ["nam_thanh_mien", "chi_lang_bac"])
def test_one_moment_is_answered_for_either_office(office: str) -> None:
    result = RUN.invoke(app, ["due", "2026-11-23T10:30", "8wh"], env={"MOTCUA_OFFICE": office})
    assert (result.exit_code, result.stdout) == (0, "2026-11-25T10:30\n")


BAD = (
    ("2026-11-23 10:30\t5wd", "no moment"),
    ("2026-11-23T10:30\t5", "no term"),
    ("2026-11-23T10:30\t0wd", "no term"),
    ("2026-02-30T10:30\t5wd", "cannot be reckoned with"),
    ("9999-12-31T10:30\t999wd", "cannot be reckoned with"),
    ("2026-11-23T10:30", "one tab between"),
    ("2026-11-23T10:30\t5wd\t", "one tab between"),
    ("", "one tab between"),
    ("2026-11-23T10:30+07:00\t5wd", "no moment"),
)


def test_a_line_that_cannot_be_read_is_named_and_the_others_are_answered() -> None:
    good = "2026-11-23T10:30\t8wh"
    lines = "\r\n".join([f"\ufeff{good}", *(bad for bad, _ in BAD), good])
    result = RUN.invoke(app, ["due", "--batch"], input=lines)
    assert (result.exit_code, result.stdout) == (1, "2026-11-25T10:30\n" * 2)
    told = result.stderr.splitlines()
    assert len(told) == len(BAD)
    for number, (line, (_, why)) in enumerate(zip(told, BAD, strict=True), 2):
        assert line.startswith(f"line {number}: ")
        assert why in line


def test_the_program_itself_answers_all_of_them_through_a_pipe(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "due", "--batch"]
    lines = "".join(f"{accepted}\t{term}\n" for accepted, term, _ in CASES)
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [expected for _, _, expected in CASES]
    empty = RUN.invoke(app, ["due", "2026-11-23T10:30", "8wh"], env={"MOTCUA_CONTENT_DIR": str(tmp_path)})
    assert (empty.exit_code, "there is no such office" in empty.stderr) == (1, True)
