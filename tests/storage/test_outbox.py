"""The outbox."""

import sqlite3
from datetime import datetime

from storage import outbox
from storage.database import Database, open_database
from storage.keys import Key
from storage.records import Notice
from storage.statements import Bound
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import DAY, HOUR, MINUTE, NOW, SECRET, opened, person


def _owe(u: UnitOfWork, dedupe: str, not_before: datetime = NOW, urgent: bool = False) -> bool:
    return u.outbox.owe(dedupe, person(u), "accepted", {"name": SECRET}, now=NOW, not_before=not_before, urgent=urgent)


def _claim(database: Database, at: datetime, limit: int = 9) -> tuple[Notice, ...]:
    return database.run(lambda u: u.outbox.claim(at, limit, 5 * MINUTE))


def _keys(notices: tuple[Notice, ...]) -> list[str]:
    return [notice.dedupe for notice in notices]


def test_a_notice_comes_back_as_it_was_owed(database: Database) -> None:
    record = database.run(opened)
    owed = database.run(
        lambda u: u.outbox.owe(
            "k", record.person_id, "late", {"name": SECRET, "n": 1}, now=NOW, not_before=NOW + HOUR,
            dossier_id=record.id, urgent=True, reply=True, expires_at=NOW + DAY,
        )
    )  # fmt: skip
    assert owed
    (notice,) = database.run(lambda u: u.outbox.of_dossier(record.id))
    assert (notice.dedupe, notice.person_id, notice.kind, notice.params) == (
        "k",
        record.person_id,
        "late",
        {"name": SECRET, "n": 1},
    )
    assert (notice.urgent, notice.reply, notice.not_before, notice.expires_at) == (True, True, NOW + HOUR, NOW + DAY)
    assert (notice.state, notice.attempts, notice.next_at, notice.sent_at) == ("pending", 0, NOW + HOUR, None)
    assert database.run(lambda u: u.outbox.get(notice.id)) == notice
    assert database.run(lambda u: u.outbox.get(notice.id + 1)) is None


def test_the_same_notice_is_owed_once(database: Database) -> None:
    assert database.run(lambda u: [_owe(u, "k"), _owe(u, "k")]) == [True, False]
    assert not database.run(lambda u: _owe(u, "k"))
    (notice,) = _claim(database, NOW)
    database.run(lambda u: u.outbox.sent(notice.id, NOW, "web"))
    assert not database.run(lambda u: _owe(u, "k"))
    assert database.run(lambda u: u.outbox.counts()) == {"sent": 1}


def test_only_what_is_due_is_claimed_the_urgent_first(database: Database) -> None:
    database.run(lambda u: [_owe(u, "a"), _owe(u, "b", urgent=True), _owe(u, "later", NOW + HOUR)])
    claimed = _claim(database, NOW)
    assert _keys(claimed) == ["b", "a"]
    assert {(notice.state, notice.attempts, notice.claimed_until) for notice in claimed} == {
        ("claimed", 1, NOW + 5 * MINUTE)
    }
    assert _keys(_claim(database, NOW + HOUR, 0)) == []


def test_a_claim_is_a_lease(database: Database) -> None:
    database.run(lambda u: _owe(u, "k"))
    assert len(_claim(database, NOW)) == 1
    assert _claim(database, NOW + 4 * MINUTE) == ()
    (again,) = _claim(database, NOW + 5 * MINUTE)
    assert again.attempts == 2


def test_two_claimers_get_different_rows(database: Database) -> None:
    database.run(lambda u: [_owe(u, f"k{n}") for n in range(10)])
    first, second = _claim(database, NOW, 6), _claim(database, NOW, 6)
    assert (len(first), len(second)) == (6, 4)
    assert not set(_keys(first)) & set(_keys(second))


def test_a_retry_waits_and_keeps_the_reason(database: Database) -> None:
    database.run(lambda u: _owe(u, "k"))
    (notice,) = _claim(database, NOW)
    database.run(lambda u: u.outbox.retry(notice.id, NOW + HOUR, "try_later"))
    assert _claim(database, NOW + 59 * MINUTE) == ()
    (again,) = _claim(database, NOW + HOUR)
    assert (again.attempts, again.error) == (2, "try_later")


def test_a_postponed_notice_waits_and_the_claim_does_not_count(database: Database) -> None:
    database.run(lambda u: _owe(u, "k"))
    (notice,) = _claim(database, NOW)
    database.run(lambda u: u.outbox.postpone(notice, NOW + DAY))
    (waiting,) = database.run(lambda u: u.outbox.pending_of(notice.person_id))
    assert (waiting.not_before, waiting.attempts, waiting.claimed_until) == (NOW + DAY, 0, None)
    database.run(lambda u: u.outbox.postpone(waiting, NOW + 2 * DAY))
    assert _claim(database, NOW + DAY) == ()
    assert len(_claim(database, NOW + 2 * DAY)) == 1


def test_a_settled_notice_is_never_claimed_again(database: Database) -> None:
    database.run(lambda u: [_owe(u, key) for key in ("sent", "failed", "unreachable", "dropped")])
    ids = {notice.dedupe: notice.id for notice in _claim(database, NOW)}

    def settle(u: UnitOfWork) -> None:
        u.outbox.sent(ids["sent"], NOW + MINUTE, "web")
        u.outbox.give_up(ids["failed"], "failed", "rejected")
        u.outbox.give_up(ids["unreachable"], "unreachable", "blocked")
        u.outbox.drop(ids["dropped"], "pointless")

    database.run(settle)
    assert _claim(database, NOW + DAY) == ()
    assert database.run(lambda u: u.outbox.counts()) == dict.fromkeys(ids, 1)
    database.run(lambda u: u.outbox.drop(ids["sent"], "too late"))
    database.run(lambda u: u.outbox.retry(ids["failed"], NOW, "too late"))
    assert database.run(lambda u: u.outbox.counts()) == dict.fromkeys(ids, 1)
    sent = database.run(lambda u: u.outbox.get(ids["sent"]))
    assert sent is not None
    assert (sent.channel, sent.sent_at, sent.next_at) == ("web", NOW + MINUTE, None)


def test_what_a_person_was_owed_and_sent_is_counted_from_an_instant(database: Database) -> None:
    database.run(lambda u: [_owe(u, "a"), _owe(u, "b")])
    notices = _claim(database, NOW)
    someone = notices[0].person_id
    database.run(lambda u: u.outbox.sent(notices[0].id, NOW + DAY, "web"))
    assert _keys(database.run(lambda u: u.outbox.of_person_since(someone, NOW))) == ["a", "b"]
    assert database.run(lambda u: u.outbox.of_person_since(someone, NOW + MINUTE)) == ()
    assert database.run(lambda u: u.outbox.sent_since(someone, NOW + DAY)) == 1
    assert database.run(lambda u: u.outbox.sent_since(someone, NOW + DAY + MINUTE)) == 0


def test_claiming_looks_only_at_what_is_due(sqlite_url: str, key: Key) -> None:
    open_database(sqlite_url, key).close()
    text, constant = outbox._claim.on("sqlite")
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        params: dict[str, Bound] = {**constant, "now": 1, "limit": 1, "until": 2}
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", params)]
    connection.close()
    assert any("ix_outbox_next_at (next_at<?)" in step for step in plan)
    assert not any(step.startswith("SCAN") for step in plan)


def test_what_the_policy_calls_urgent_is_owed_so_without_being_told(database: Database) -> None:
    def owe(u: UnitOfWork) -> None:
        for kind in ("first_overdue", "overdue"):
            u.outbox.owe(kind, person(u), kind, {}, now=NOW)

    database.run(owe)
    assert {notice.kind: notice.urgent for notice in _claim(database, NOW)} == {"first_overdue": True, "overdue": False}
