"""Proof of reach, choices and traffic, on both databases."""

from datetime import datetime
from functools import partial

from storage.database import Database
from storage.records import ReachRecord
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import DAY, HOUR, NOW, opened, person


def _owed(u: UnitOfWork, dedupe: str, kind: str = "accepted") -> tuple[int, int, int]:
    """A notice with its person and dossier."""
    record = next(iter(u.dossiers.of_person(person(u))), None) or opened(u)
    u.outbox.owe(dedupe, record.person_id, kind, {}, now=NOW, dossier_id=record.id)
    notice = u.outbox.of_dossier(record.id)[-1]
    return notice.id, record.person_id, record.id


def _note(u: UnitOfWork, moment: datetime, sent: int, missed: int) -> None:
    u.traffic.note("telegram", moment, sent, missed)


def _watched(database: Database, dedupe: str = "k", channel: str = "web") -> tuple[int, int, int]:
    about = database.run(lambda u: _owed(u, dedupe))
    database.run(lambda u: u.reach.watch(*about, channel, NOW, NOW + 2 * DAY))
    return about


def _all(database: Database, dossier: int) -> tuple[ReachRecord, ...]:
    return database.run(lambda u: u.reach.of_dossier(dossier))


def test_the_chain_from_sent_to_told_to_listed_to_read(database: Database) -> None:
    notice, someone, dossier = _watched(database)
    assert database.run(lambda u: u.reach.due(NOW + DAY)) == ()
    (due,) = database.run(lambda u: u.reach.due(NOW + 2 * DAY))
    assert (due.notice_id, due.kind, due.state, due.sent_at, due.channel) == (notice, "accepted", "waiting", NOW, "web")
    database.run(lambda u: u.reach.tell(notice, NOW + 2 * DAY, NOW + 4 * DAY))
    assert database.run(lambda u: u.reach.due(NOW + 3 * DAY)) == ()
    database.run(lambda u: u.reach.enlist(notice, NOW + 4 * DAY))
    assert [one.notice_id for one in database.run(lambda u: u.reach.listed())] == [notice]
    assert database.run(lambda u: u.reach.due(NOW + 9 * DAY)) == ()
    database.run(lambda u: u.reach.read(notice, someone, NOW + 5 * DAY, "tap"))
    (done,) = _all(database, dossier)
    assert (done.state, done.told_at, done.listed_at) == ("settled", NOW + 2 * DAY, NOW + 4 * DAY)
    assert (done.reached_at, done.how, done.by, done.next_at) == (NOW + 5 * DAY, "tap", None, None)
    assert database.run(lambda u: u.reach.listed()) == ()


def test_nobody_reads_for_somebody_else_and_the_first_proof_stands(database: Database) -> None:
    notice, someone, dossier = _watched(database)
    database.run(lambda u: u.reach.read(notice, someone + 1, NOW, "read"))
    assert _all(database, dossier)[0].state == "waiting"
    database.run(lambda u: u.reach.read(notice, someone, NOW, "read"))
    database.run(lambda u: u.reach.read(notice, someone, NOW + DAY, "tap"))
    assert (_all(database, dossier)[0].how, _all(database, dossier)[0].reached_at) == ("read", NOW)


def test_a_whole_file_or_a_whole_channel_is_read_at_once(database: Database) -> None:
    _, someone, dossier = _watched(database, "a", "telegram")
    _watched(database, "b", "web")
    assert database.run(lambda u: u.reach.read_channel(someone, "telegram", NOW, "message")) == 1
    assert [one.how for one in _all(database, dossier)] == ["message", None]
    official = database.run(lambda u: person(u, "desk"))
    assert database.run(lambda u: u.reach.read_file(dossier, NOW, "called", official)) == 1
    assert [(one.how, one.by) for one in _all(database, dossier)] == [("message", None), ("called", official)]


def test_what_could_not_be_delivered_is_listed_and_followed_when_it_goes_out_after_all(database: Database) -> None:
    about = database.run(lambda u: _owed(u, "k"))
    database.run(lambda u: u.reach.miss(*about, NOW))
    (listed,) = database.run(lambda u: u.reach.listed())
    assert (listed.sent_at, listed.listed_at, listed.channel) == (None, NOW, None)
    database.run(lambda u: u.reach.watch(*about, "web", NOW + HOUR, NOW + DAY))
    (sent,) = _all(database, about[2])
    assert (sent.state, sent.sent_at, sent.listed_at) == ("waiting", NOW + HOUR, NOW)
    database.run(lambda u: u.reach.watch(*about, "telegram", NOW + 2 * HOUR, NOW + DAY))
    assert _all(database, about[2])[0].channel == "web"


def test_how_many_of_a_hamlet_are_still_to_be_told(database: Database) -> None:
    notice, someone, _ = _watched(database)
    assert database.run(lambda u: u.reach.unread_in("thon-1")) == 0
    database.run(lambda u: u.reach.tell(notice, NOW, NOW + DAY))
    assert database.run(lambda u: (u.reach.unread_in("thon-1"), u.reach.unread_in("thon-2"))) == (1, 0)
    database.run(lambda u: u.reach.read(notice, someone, NOW, "tap"))
    assert database.run(lambda u: u.reach.unread_in("thon-1")) == 0
    assert database.run(lambda u: (u.reach.get(notice) is not None, u.reach.get(notice + 1))) == (True, None)


def test_what_is_moot_is_neither_read_nor_open(database: Database) -> None:
    notice, _, dossier = _watched(database)
    assert [one.notice_id for one in database.run(lambda u: u.reach.open_over("web"))] == [notice]
    database.run(lambda u: u.reach.moot(notice))
    assert database.run(lambda u: u.reach.open_over("web")) == ()
    (settled,) = _all(database, dossier)
    assert (settled.state, settled.how, settled.reached_at) == ("settled", "moot", None)


def test_what_a_channel_sent_is_counted_once_it_is_known_whether_it_was_read(database: Database) -> None:
    read, someone, _ = _watched(database, "a")
    late, _, _ = _watched(database, "b")
    _watched(database, "c")
    database.run(lambda u: u.reach.read(read, someone, NOW, "read"))
    database.run(lambda u: u.reach.tell(late, NOW + DAY, NOW + 2 * DAY))
    assert database.run(lambda u: u.reach.answered("web", NOW, NOW)) == (2, 1)
    assert database.run(lambda u: u.reach.answered("web", NOW + HOUR, NOW)) == (0, 0)
    assert database.run(lambda u: u.reach.answered("telegram", NOW, NOW)) == (0, 0)


def test_what_was_listed_unasked_counts_as_unread_once_there_was_time_to_read_it(database: Database) -> None:
    listed, _, dossier = _watched(database, "a")
    database.run(lambda u: u.reach.enlist(listed, NOW))
    assert database.run(lambda u: u.reach.answered("web", NOW, NOW - HOUR)) == (0, 0)
    assert database.run(lambda u: u.reach.answered("web", NOW, NOW)) == (1, 1)
    database.run(lambda u: u.reach.read_file(dossier, NOW, "called"))
    assert database.run(lambda u: u.reach.answered("web", NOW, NOW)) == (1, 1)
    moot, _, _ = _watched(database, "b")
    database.run(lambda u: u.reach.enlist(moot, NOW))
    database.run(lambda u: u.reach.moot(moot))
    assert database.run(lambda u: u.reach.answered("web", NOW, NOW)) == (1, 1)


def test_a_choice_takes_the_place_of_the_one_before(database: Database) -> None:
    someone = database.run(person)
    assert database.run(lambda u: u.preferences.of(someone)) == {}
    database.run(lambda u: u.preferences.put(someone, "news", "off"))
    database.run(lambda u: u.preferences.put(someone, "files", "daily"))
    database.run(lambda u: u.preferences.put(someone, "news", "on"))
    assert database.run(lambda u: u.preferences.of(someone)) == {"news": "on", "files": "daily"}


def test_traffic_is_added_up_by_the_hour_and_forgotten(database: Database) -> None:
    for moment, sent, missed in ((NOW, 3, 1), (NOW, 1, 0), (NOW + 5 * HOUR, 0, 2)):
        database.run(partial(_note, moment=moment, sent=sent, missed=missed))
    database.run(lambda u: u.traffic.note("web", NOW, 1, 0))
    assert database.run(lambda u: u.traffic.since(NOW)) == {"telegram": (4, 3), "web": (1, 0)}
    assert database.run(lambda u: u.traffic.since(NOW + 2 * HOUR)) == {"telegram": (0, 2)}
    database.run(lambda u: u.traffic.purge(NOW + HOUR))
    assert database.run(lambda u: u.traffic.since(NOW)) == {"telegram": (0, 2)}
