"""A damaged setting ends the start with one line that names it and shows how to write it, and never repeats it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings, described, read_settings

DAMAGED = {
    "CLAMAV": ("127.0.0.1-3310", "unix:/run/clamav/clamd.ctl"),
    "WEB_PORT": ("eighty", "valid integer"),
    "PUBLIC_URL": ("motcua.vn", "https://"),
    "TELEGRAM_API": ("ftp://api", "https://"),
    "TELEGRAM_TOKEN": ("hidden token", "@BotFather"),
    "WEBHOOK_SECRET": ("hidden secret!", "openssl rand"),
    "DATABASE_URL": ("mysql://root:hidden@host/motcua", "postgresql://"),
    "PUSH_RATE": ("-7", "greater than 0"),
    "LOG_LEVEL": ("LOUD", "WARNING"),
}
SOUND = {
    "CLAMAV": "tcp:127.0.0.1:3310",
    "WEB_PORT": "80",
    "PUBLIC_URL": "https://motcua.example.vn/",
    "TELEGRAM_API": "http://127.0.0.1:8081",
    "TELEGRAM_TOKEN": "42:AAE-x_y",
    "WEBHOOK_SECRET": "a1b2",
    "DATABASE_URL": "postgresql+psycopg://user@/motcua?host=/run/postgresql",
    "PUSH_RATE": "5",
    "LOG_LEVEL": "debug",
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_setting_is_named_with_an_example_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    value, remedy = DAMAGED[name]
    monkeypatch.setenv(f"MOTCUA_{name}", value)
    with pytest.raises(SystemExit) as ended:
        read_settings()
    (line,) = str(ended.value.code).splitlines()
    assert line.startswith(f"MOTCUA_{name}: ")
    assert remedy in line
    assert value not in line


def test_every_damaged_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, (value, _) in DAMAGED.items():
        monkeypatch.setenv(f"MOTCUA_{name}", value)
    with pytest.raises(SystemExit) as ended:
        read_settings()
    assert len(str(ended.value.code).splitlines()) == len(DAMAGED)


def test_sound_settings_are_taken_and_empty_ones_are_their_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SOUND.items():
        monkeypatch.setenv(f"MOTCUA_{name}", value)
    assert read_settings().clamav == "tcp:127.0.0.1:3310"
    for name in SOUND:
        monkeypatch.setenv(f"MOTCUA_{name}", "")
    assert read_settings().clamav == Settings.model_fields["clamav"].default == ""
    assert {f"MOTCUA_{name}" for name in SOUND} <= {row[0] for row in described()}


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    done = _started(tmp_path, "run", DATABASE_URL="postgresql://motcua:hidden@127.0.0.1:1/motcua")
    assert done.returncode == 1
    assert "Cannot start: the database at postgresql+psycopg://motcua:***@127.0.0.1:1/motcua" in done.stderr
    assert "Traceback" not in done.stderr
    assert "hidden" not in done.stderr


@pytest.mark.parametrize("command", ["run", "health", "demo"])
def test_the_program_does_not_start_and_shows_no_traceback(tmp_path: Path, command: str) -> None:
    done = _started(tmp_path, command, CLAMAV="/run/clamd")
    assert done.returncode == 1
    assert done.stderr.strip() == "MOTCUA_CLAMAV: write it like unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310"
    assert not (tmp_path / "data").exists()


def _started(folder: Path, command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    given = {f"MOTCUA_{name}": value for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "bot", command],
        env={**kept, "MOTCUA_DATA_DIR": str(folder / "data"), **given},
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
