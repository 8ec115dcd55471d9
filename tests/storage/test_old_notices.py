"""Old notices are forgotten, on both databases: none that is owed, none of a file that is open or was until lately."""

from dataclasses import replace
from datetime import datetime

import pytest

from flows.dossier import ENDED, State
from storage.backlog import FORGET_CLOSED, FORGET_FREE
from storage.database import Database
from storage.records import DossierRecord
from storage.statements import Statement
from storage.unit_of_work import UnitOfWork
from tests.storage.raw import raw
from tests.storage.samples import DAY, NOW, RECEIVED, opened, person

CLOSED = NOW + 10 * DAY


def _sent(u: UnitOfWork, dedupe: str, record: DossierRecord | None = None, now: datetime = NOW) -> int:
    about = None if record is None else record.id
    u.outbox.owe(dedupe, person(u), "accepted", {}, now=now, dossier_id=about)
    notice = next(one for one in u.outbox.of_person_since(person(u), now) if one.dedupe == dedupe)
    u.outbox.sent(notice.id, now, "web")
    return notice.id


def _file(u: UnitOfWork, state: State, dedupe: str) -> tuple[int, int]:
    """A file that came into a state on the tenth day, with a notice that was followed; their ids."""
    record = opened(u)
    notice = _sent(u, dedupe, record)
    u.reach.watch(notice, record.person_id, record.id, "web", NOW, NOW + DAY)
    u.dossiers.save(record, replace(RECEIVED, state=state), CLOSED)
    return record.id, notice


def _left(database: Database, *ids: int) -> list[bool]:
    return database.run(lambda u: [u.outbox.get(one) is not None for one in ids])


def test_what_is_about_no_file_goes_by_its_age(database: Database) -> None:
    old, fresh = database.run(lambda u: (_sent(u, "a"), _sent(u, "b", now=NOW + DAY)))
    assert database.run(lambda u: u.backlog.forget_free(NOW)) == 0
    assert database.run(lambda u: u.backlog.forget_free(NOW + DAY)) == 1
    assert _left(database, old, fresh) == [False, True]


def test_what_is_still_owed_never_goes(database: Database) -> None:
    database.run(lambda u: u.outbox.owe("a", person(u), "accepted", {}, now=NOW))
    assert database.run(lambda u: u.backlog.forget_free(NOW + 900 * DAY)) == 0


@pytest.mark.parametrize("state", list(State))
def test_notices_of_files_go_only_when_the_file_ended_long_ago(database: Database, state: State) -> None:
    dossier, notice = database.run(lambda u: _file(u, state, "a"))
    assert database.run(lambda u: u.backlog.forget_closed(CLOSED)) == 0
    assert database.run(lambda u: u.backlog.forget_free(CLOSED + 900 * DAY)) == 0
    gone = state in ENDED
    assert database.run(lambda u: u.backlog.forget_closed(CLOSED + DAY)) == gone
    assert _left(database, notice) == [not gone]
    assert len(database.run(lambda u: u.reach.of_dossier(dossier))) == (not gone)


def test_many_go_some_at_a_time_until_none_is_left(database: Database) -> None:
    database.run(lambda u: [_sent(u, f"k{number}") for number in range(250)])
    counts = [database.run(lambda u: u.backlog.forget_free(NOW + DAY)) for _ in range(3)]
    assert counts == [200, 50, 0]


@pytest.mark.parametrize("statement", [FORGET_FREE[1], FORGET_CLOSED[1]], ids=["free", "closed"])
def test_old_ones_are_found_by_their_age_and_not_by_a_look_at_all(
    database: Database, url: str, statement: Statement
) -> None:
    database.run(lambda u: _sent(u, "a"))
    lite = url.startswith("sqlite")
    text, constant = statement.on("sqlite" if lite else "postgresql")
    with raw(url) as connection:
        if not lite:  # with one row a scan is cheapest: what matters is that it is not needed
            connection.execute("SET enable_seqscan = off", {})
        plan = connection.execute(
            f"EXPLAIN {'QUERY PLAN' if lite else ''} {text}", {**constant, "before": 9, "limit": 200}
        ).fetchall()
    lines = [str(row) for row in plan]
    assert any("ix_outbox" in line and "created_at" in line for line in lines), lines
    assert not any("Seq Scan" in line or "SCAN outbox" in line or "ix_outbox_next_at" in line for line in lines), lines
