"""`motcua health` and `motcua notices`: what a caretaker sees of a running program, and by which exit status."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.opening import open_storage
from bot.services.health import ALLOWED, examine
from bot.settings import Settings
from storage.database import Database
from storage.unit_of_work import UnitOfWork

SECRET = "Nguyễn Văn An"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "data"))
    opened, _ = open_storage(Settings())
    yield opened
    opened.close()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def wall() -> datetime:
    """The clock that the commands read."""
    return datetime.now(UTC)


def beat(database: Database, **ages: float) -> datetime:
    """Beats so many seconds ago; every other tick beats now, which is returned."""
    now = wall()

    def mark(u: UnitOfWork) -> None:
        for name in ALLOWED:
            u.beats.mark(name, now - timedelta(seconds=ages.get(name, 0)))

    database.run(mark)
    return now


def dead(u: UnitOfWork, now: datetime) -> int:
    """A notice that was given up."""
    person = u.people.meet("web", "an", now).person.id
    u.outbox.owe(f"k{person}", person, "accepted", {"name": SECRET}, now=now)
    notice = u.outbox.of_person_since(person, now)[0].id
    u.outbox.give_up(notice, "failed", "timeout")
    return notice


def test_a_program_that_ticks_is_healthy(database: Database) -> None:
    beat(database)
    done = run("health")
    assert done.exit_code == 0
    assert [line.split()[:2] for line in done.stdout.splitlines()[: len(ALLOWED)]] == [[name, "ok"] for name in ALLOWED]
    assert done.stdout.splitlines()[len(ALLOWED) :] == ["notices: none", "oldest due: 0 s", "blocked channels: none"]


@pytest.mark.parametrize("name", list(ALLOWED))
def test_any_tick_later_than_its_own_allowance_makes_it_ill(database: Database, name: str) -> None:
    allowed = ALLOWED[name]
    now = beat(database, **{name: allowed.total_seconds()})
    assert database.run(lambda u: examine(u, now)).ok
    found = database.run(lambda u: examine(u, now + timedelta(microseconds=1)))
    assert (found.ok, found.late, found.data()["late"]) == (False, (name,), [name])
    beat(database, **{name: allowed.total_seconds() + 60})
    done = run("health")
    assert (done.exit_code, f"{name:10} LATE" in done.stdout) == (1, True)


def test_a_tick_that_never_ran_is_late(database: Database) -> None:
    now = wall()
    database.run(lambda u: u.beats.mark("heartbeat", now))
    done = run("health")
    assert (done.exit_code, "never" in done.stdout) == (1, True)
    data = database.run(lambda u: examine(u, now)).data()
    assert (data["ok"], data["ticks"]) == (False, {**dict.fromkeys(ALLOWED), "heartbeat": 0})


def test_what_is_owed_is_counted_with_the_age_of_the_oldest(database: Database) -> None:
    now = beat(database)
    person = database.run(lambda u: u.people.meet("web", "an", now)).person.id
    database.run(lambda u: u.outbox.owe("a", person, "accepted", {}, now=now - timedelta(minutes=7)))
    found = database.run(lambda u: examine(u, now))
    assert (found.notices, found.overdue) == ({"pending": 1}, timedelta(minutes=7))
    assert database.run(lambda u: examine(u, now - timedelta(hours=1))).overdue == timedelta()
    shown = re.search(r"notices: pending 1\noldest due: (\d+)", run("health").stdout)
    assert shown is not None
    assert int(shown[1]) >= 420


def test_dead_letters_are_listed_without_anything_personal_and_tried_again(database: Database) -> None:
    now = wall()
    notice = database.run(lambda u: dead(u, now))
    listed = run("notices", "failed")
    assert listed.stdout == f"{notice}\taccepted\tfailed\t0\ttimeout\t{now:%Y-%m-%dT%H:%M}\n"
    assert (run("notices", "retry", "77").exit_code, run("notices", "retry").exit_code) == (1, 2)
    assert run("notices", "retry", str(notice)).stdout == "1 owed again\n"
    assert run("notices", "failed").stdout == ""
    assert database.run(lambda u: u.outbox.counts()) == {"pending": 1}


def test_all_dead_letters_are_tried_again_at_once(database: Database) -> None:
    database.run(lambda u: dead(u, wall()))
    assert run("notices", "retry", "5", "--all").exit_code == 2
    done = run("notices", "retry", "--all")
    assert (done.exit_code, done.stdout) == (0, "1 owed again\n")
    assert run("notices", "retry", "--all").exit_code == 1


@pytest.mark.parametrize("arguments", [("health",), ("notices", "failed"), ("notices", "retry", "--all")])
def test_looking_never_makes_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "none"))
    done = run(*arguments)
    assert (done.exit_code, "no database" in done.stderr) == (1, True)
    assert not (tmp_path / "none").exists()


def test_a_wrong_key_is_told_in_a_sentence(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
    done = run("health")
    assert (done.exit_code, "cannot be opened" in done.stderr) == (1, True)
