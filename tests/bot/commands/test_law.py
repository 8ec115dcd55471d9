"""`motcua content law` beside real files, and the weekly word to who keeps the content."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.opening import open_storage
from bot.services.law_clock import KIND, leaning, remind_authors
from bot.services.notices import compose
from bot.services.people import hashed, invite
from bot.services.rounds import ROUNDS, go_rounds
from bot.settings import Settings
from content.catalog import load
from content.law_clock import law_facts
from flows.dossier import Dossier, Role, State
from flows.session import Session
from storage.database import Database
from storage.records import NewDossier, Notice
from storage.unit_of_work import UnitOfWork
from tests.flows.calendars import at

LIBRARY = load("nam_thanh_mien")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "data"))
    opened, _ = open_storage(Settings())
    yield opened
    opened.close()


def _ran(*arguments: str) -> str:
    result = CliRunner().invoke(app, ("content", "law", *arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def _begin(u: UnitOfWork, key: str, now: datetime) -> tuple[str, str]:
    """An open file and a draft of a procedure; their code and tag."""
    person, sheet = u.people.meet("web", key, now).person.id, LIBRARY.procedures[key]
    u.contents.keep(sheet.version, key, "{}")
    dossier = Dossier(State.CHO_TIEP_NHAN, now, "7wd")
    new = NewDossier("", key, sheet.version, sheet.field, "", person, person, "web", dossier, {})
    record = u.dossiers.open(new, now)
    return record.reference, u.drafts.create(person, Session(key, sheet.version), now).tag


def test_only_files_and_drafts_that_lean_on_a_fact_are_named(database: Database) -> None:
    now = at("24/11/2026 09:00")
    copy = database.run(lambda u: _begin(u, "certify_copy", now))
    database.run(lambda u: _begin(u, "death_registration", now))
    facts = {fact.place: fact for fact in law_facts(LIBRARY.procedures["certify_copy"])}
    wanted = (facts["certify_copy limits.same_day"], facts["certify_copy fees.ecopy"])
    found = asyncio.run(leaning(database, LIBRARY, wanted, now + timedelta(minutes=1)))
    assert dict(found) == {"certify_copy limits.same_day": list(copy)}


def test_the_command_looks_through_the_files_and_says_when_nothing_leans(database: Database) -> None:
    file, draft = database.run(lambda u: _begin(u, "death_registration", at("24/11/2026 09:00")))
    database.close()
    told = _ran("--on", "2026-12-15")
    assert "id_card fees.exchange: no open file or draft" in told
    assert file not in told
    assert draft not in told


def test_without_a_database_the_list_of_laws_is_told_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_DATA_DIR", str(tmp_path / "none"))
    told = _ran("--on", "2026-12-15")
    assert "ends within 30 days: 2" in told
    assert "not looked through" in told
    assert "begins later" in told
    assert not (tmp_path / "none").exists()


def _invited(u: UnitOfWork, role: Role, now: datetime) -> int:
    person = u.people.meet("web", role.value, now).person.id
    assert u.staff.redeem(hashed(invite(u, role, (), now)), person, now) is not None
    return person


def _said(u: UnitOfWork, person: int, notice: Notice) -> str:
    card = compose(u, LIBRARY, notice, u.people.seats_of(person)[0], at("07/12/2026 09:00"))
    assert card is not None
    return card.text


def _owed(database: Database, person: int) -> int:
    return [one.kind for one in database.run(lambda u: u.outbox.pending_of(person))].count(KIND)


def test_who_keeps_the_content_is_told_once_a_week_in_working_hours(database: Database) -> None:
    told = {}
    now = at("30/11/2026 09:00")
    author = database.run(lambda u: _invited(u, Role.ADMINISTRATOR, now))
    head = database.run(lambda u: _invited(u, Role.HEAD, now))
    moments = ("30/11/2026 09:00", "07/12/2026 06:00", "07/12/2026 09:00", "08/12/2026 09:00", "14/12/2026 09:00")
    for moment in moments:
        asyncio.run(go_rounds(database, LIBRARY, at(moment)))
        told[moment] = _owed(database, author)
    assert list(told.values()) == [0, 0, 1, 1, 2]
    assert _owed(database, head) == 0
    said = database.run(lambda u: [_said(u, author, one) for one in u.outbox.pending_of(author) if one.kind == KIND])
    assert "id_card fees.again (31/12/2026)" in said[0]
    assert ROUNDS["law_clock"] is remind_authors
