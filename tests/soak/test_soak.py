"""A few rough months in bad weather; the whole three years are `python -m tests.soak`."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from flows.calendar import ZONE
from storage.database import open_database
from storage.keys import load_key
from tests.replay import library
from tests.soak.audit import Told, audit
from tests.soak.machine import Seen
from tests.soak.soak import Outcome, Soak, soak
from tests.soak.weather import Climate
from tests.storage.raw import raw

# Over the day on which the decree changed.
ROUGH = Soak(20, date(2025, 6, 9), date(2025, 8, 1), Climate(kills=12, twice=30, failures=400, jumps=40))


NOW = datetime(2025, 8, 2, tzinfo=ZONE)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """One soak for all tests of this module."""

    folder = tmp_path_factory.mktemp("soak")
    return folder, asyncio.run(soak(ROUGH, folder))


def test_nothing_is_lost_or_repeated_in_bad_weather(played: tuple[Path, Outcome]) -> None:
    _, outcome = played
    assert outcome.faults == []
    assert outcome.files >= 18
    assert outcome.kills >= 8, "the weather was too fine to prove anything"
    assert outcome.twice >= 15
    assert outcome.jumps >= 5
    assert outcome.doubtful >= 3
    assert outcome.states["legal sent"] >= 40
    assert "turn failed" not in outcome.log
    assert "tick" not in outcome.log


def _faults(played: tuple[Path, Outcome], told: Told) -> list[str]:
    folder, _ = played
    database = open_database(f"sqlite:///{folder / 'motcua.db'}", load_key("", folder))
    try:
        return database.run(lambda u: audit(u, library(ROUGH.office), told, NOW))
    finally:
        database.close()


def _without(told: Told) -> Told:
    gone = next(one for one in told.seen if one.card.notices and not told.doubtful & set(one.card.notices))
    return replace(told, seen=[one for one in told.seen if one is not gone])


def _again(told: Told) -> Told:
    once = next(one for one in told.seen if one.card.notices and not told.doubtful & set(one.card.notices))
    return replace(told, seen=[*told.seen, once])


def _at_night(told: Told) -> Told:
    first = told.seen[0]
    return replace(told, seen=[Seen(first.at.replace(hour=16), first.address, first.card), *told.seen[1:]])


@pytest.mark.parametrize(
    ("change", "fault"),
    [(_without, "never arrived"), (_again, "arrived 2 times"), (_at_night, "was woken")],
)
def test_the_audit_sees_what_phones_should_not_have_shown(
    played: tuple[Path, Outcome], change: Callable[[Told], Told], fault: str
) -> None:
    faults = _faults(played, change(played[1].told))
    assert len(faults) >= 1
    assert all(fault in one for one in faults)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM outbox WHERE kind = 'accepted'", "nothing is owed for accept"),
        ("UPDATE outbox SET state = 'pending' WHERE kind = 'accepted'", "is not marked"),
        ("UPDATE outbox SET state = 'failed' WHERE kind = 'accepted'", "is not marked"),
        (
            "UPDATE outbox SET state = 'dropped', error = 'muted' WHERE kind = 'accepted'",
            "nothing later tells how it is",
        ),
        ("UPDATE outbox SET state = 'dropped', error = 'pointless' WHERE kind = 'handed_over'", "nothing later tells"),
        ("UPDATE outbox SET sent_at = sent_at + 86400000000 * 60 WHERE kind = 'due_in_two'", "due_in_two was sent at"),
        ("UPDATE dossiers SET owner_id = NULL", "without an owner"),
        ("UPDATE dossiers SET official_code = NULL", "without an owner or an official code"),
        ("DELETE FROM contents", "the definition it was made with is gone"),
        ("DELETE FROM events WHERE kind = 'accept'", "its log has gaps"),
        ("DELETE FROM events WHERE kind = 'record_result'", "hand_over began in DA_CO_KET_QUA and not in"),
        ("UPDATE events SET kind = 'accept' WHERE kind = 'record_result'", "what happens once happened twice"),
        ("UPDATE events SET kind = 'forward' WHERE kind = 'record_result'", "forward is not allowed from"),
        ("UPDATE events SET data = NULL WHERE kind = 'hand_over'", "handed over without proof"),
    ],
)
def test_the_audit_sees_what_should_not_be_in_the_database(
    played: tuple[Path, Outcome], tmp_path: Path, statement: str, fault: str
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(played[0], folder)
    with raw(f"sqlite:///{folder / 'motcua.db'}") as connection:
        for name in ("events_no_update", "events_no_delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS {name}", {})
        assert connection.execute(statement, {}).rowcount > 0
    assert any(fault in one for one in _faults((folder, played[1]), played[1].told))
