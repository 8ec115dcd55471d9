"""The backlog: what is next due, and dead letters that are tried again."""

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import DAY, HOUR, MINUTE, NOW, SECRET, person


def _owe(u: UnitOfWork, dedupe: str) -> int:
    u.outbox.owe(dedupe, person(u), "accepted", {"name": SECRET}, now=NOW, not_before=NOW + HOUR)
    return next(one.id for one in u.outbox.of_person_since(person(u), NOW) if one.dedupe == dedupe)


def test_the_oldest_is_what_is_next_due(database: Database) -> None:
    assert database.run(lambda u: u.backlog.oldest()) is None
    first, second = database.run(lambda u: [_owe(u, key) for key in ("a", "b")])
    assert database.run(lambda u: u.backlog.oldest()) == NOW + HOUR
    database.run(lambda u: u.outbox.sent(first, NOW + HOUR, "web"))
    database.run(lambda u: u.outbox.retry(second, NOW + DAY, "timeout"))
    assert database.run(lambda u: u.backlog.oldest()) == NOW + DAY


def test_a_dead_letter_tells_what_failed_but_not_what_it_said(database: Database) -> None:
    failed, gone, sent = database.run(lambda u: [_owe(u, key) for key in ("a", "b", "c")])
    database.run(lambda u: u.outbox.claim(NOW + HOUR, 9, 5 * MINUTE))
    database.run(lambda u: u.outbox.give_up(failed, "failed", "timeout"))
    database.run(lambda u: u.outbox.give_up(gone, "unreachable", "unreachable"))
    database.run(lambda u: u.outbox.sent(sent, NOW + HOUR, "web"))
    letters = database.run(lambda u: u.backlog.dead())
    assert [(one.id, one.kind, one.state, one.attempts, one.error, one.owed_at) for one in letters] == [
        (failed, "accepted", "failed", 1, "timeout", NOW),
        (gone, "accepted", "unreachable", 1, "unreachable", NOW),
    ]
    assert SECRET not in repr(letters)


def test_a_dead_letter_is_owed_again_with_its_ladder_before_it(database: Database) -> None:
    notice = database.run(lambda u: _owe(u, "a"))
    database.run(lambda u: u.outbox.claim(NOW + HOUR, 9, 5 * MINUTE))
    assert not database.run(lambda u: u.backlog.revive(notice, NOW + DAY))
    database.run(lambda u: u.outbox.give_up(notice, "failed", "timeout"))
    assert database.run(lambda u: u.backlog.revive(notice, NOW + DAY))
    assert not database.run(lambda u: u.backlog.revive(notice, NOW + DAY))
    assert not database.run(lambda u: u.backlog.revive(notice + 1, NOW + DAY))
    (again,) = database.run(lambda u: u.outbox.claim(NOW + DAY, 9, 5 * MINUTE))
    assert (again.id, again.attempts, again.error, again.params) == (notice, 1, None, {"name": SECRET})
    assert database.run(lambda u: u.backlog.dead()) == ()
