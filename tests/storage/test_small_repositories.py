"""Updates seen, contents, web history, beats and settings."""

import pytest

from storage.database import Database
from storage.errors import Conflict
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import DAY, HOUR, NOW, SECRET


def test_an_update_is_new_once_in_its_channel(database: Database) -> None:
    assert database.run(lambda u: [u.seen.first("web", "1", NOW), u.seen.first("web", "1", NOW)]) == [True, False]
    assert database.run(lambda u: u.seen.first("telegram", "1", NOW + DAY))
    assert database.run(lambda u: u.seen.purge(NOW + HOUR)) == 1
    assert database.run(lambda u: u.seen.first("web", "1", NOW))
    assert not database.run(lambda u: u.seen.first("telegram", "1", NOW))


def test_a_definition_is_kept_once_and_never_replaced(database: Database) -> None:
    database.run(lambda u: u.contents.keep("v1", "birth", "one"))
    database.run(lambda u: u.contents.keep("v1", "birth", "one"))
    with pytest.raises(Conflict):
        database.run(lambda u: u.contents.keep("v1", "birth", "two"))
    with pytest.raises(Conflict):
        database.run(lambda u: u.contents.keep("v1", "death", "one"))
    assert database.run(lambda u: u.contents.get("v1")) == "one"
    assert database.run(lambda u: u.contents.get("v2")) is None


def test_the_history_of_a_chat_is_read_forwards_and_from_its_end(database: Database) -> None:
    chat, other = database.run(lambda u: [u.people.meet("web", a, NOW).chat_id for a in ("a", "b")])

    def talk(u: UnitOfWork) -> list[int]:
        return [
            u.history.add(chat, NOW + n * HOUR, "me" if n % 2 else "bot", {"text": SECRET, "n": n}) for n in range(5)
        ]

    ids = database.run(talk)
    database.run(lambda u: u.history.add(other, NOW, "me", {}))
    assert [m.id for m in database.run(lambda u: u.history.after(chat, ids[1], 2))] == ids[2:4]
    last = database.run(lambda u: u.history.last(chat, 2))
    assert [(m.id, m.who, m.at) for m in last] == [(ids[3], "me", NOW + 3 * HOUR), (ids[4], "bot", NOW + 4 * HOUR)]
    assert last[0].payload == {"text": SECRET, "n": 3}
    assert database.run(lambda u: u.history.purge(NOW + 3 * HOUR)) == 3
    assert [m.id for m in database.run(lambda u: u.history.after(chat, 0, 9))] == ids[3:]


def test_messages_are_never_numbered_anew_however_long_nobody_spoke(database: Database) -> None:
    chat = database.run(lambda u: u.people.meet("web", "a", NOW).chat_id)
    first = database.run(lambda u: u.history.add(chat, NOW, "me", {}))
    assert database.run(lambda u: u.history.purge(NOW + HOUR)) == 0
    second = database.run(lambda u: u.history.add(chat, NOW + HOUR, "bot", {}))
    assert second > first
    assert database.run(lambda u: u.history.purge(NOW + HOUR)) == 1


def test_the_last_beat_of_each_tick_is_known(database: Database) -> None:
    database.run(lambda u: u.beats.mark("deliver", NOW))
    database.run(lambda u: u.beats.mark("plan", NOW))
    database.run(lambda u: u.beats.mark("deliver", NOW + HOUR))
    assert database.run(lambda u: u.beats.all()) == {"deliver": NOW + HOUR, "plan": NOW}


def test_a_setting_is_replaced(database: Database) -> None:
    assert database.run(lambda u: u.settings.get("demo")) is None
    database.run(lambda u: u.settings.put("demo", "1"))
    database.run(lambda u: u.settings.put("demo", "2"))
    assert database.run(lambda u: u.settings.get("demo")) == "2"


def test_a_chat_is_forgotten_and_the_next_message_still_has_a_greater_id(database: Database) -> None:
    chat = database.run(lambda u: u.people.meet("web", "a1", NOW)).chat_id
    other = database.run(lambda u: u.people.meet("web", "b1", NOW)).chat_id
    database.run(lambda u: u.history.add(other, NOW, "bot", {"text": "theirs"}))
    before = [database.run(lambda u: u.history.add(chat, NOW, "me", {"text": SECRET})) for _ in range(3)]
    database.run(lambda u: u.history.forget(chat))
    left = database.run(lambda u: u.history.last(chat, 9))
    assert [(one.id, one.payload) for one in left] == [(before[-1], {"cards": []})]
    assert database.run(lambda u: u.history.add(chat, NOW, "bot", {})) > before[-1]
    assert [one.payload for one in database.run(lambda u: u.history.last(other, 9))] == [{"text": "theirs"}]
