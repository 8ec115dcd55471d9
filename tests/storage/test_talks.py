"""What is written inside dossiers, opinions and held moves, on both databases."""

from datetime import timedelta

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import HOUR, MINUTE, NOW, SECRET, opened, person


def test_messages_come_back_in_order(database: Database) -> None:
    def write(u: UnitOfWork) -> int:
        file, official = opened(u), person(u, "official")
        u.talks.add(file.id, file.person_id, "resident", SECRET, NOW)
        u.talks.add(file.id, official, "clerk", "Xin gửi ảnh", NOW + MINUTE, wants_photo=True)
        return file.id

    file = database.run(write)
    first, second = database.run(lambda u: u.talks.of(file))
    assert (first.words, first.role, first.wants_photo) == (SECRET, "resident", False)
    assert (second.words, second.wants_photo, second.at) == ("Xin gửi ảnh", True, NOW + MINUTE)


def test_reading_goes_forward_only(database: Database) -> None:
    def read(u: UnitOfWork) -> int:
        file = opened(u)
        u.talks.read(file.id, file.person_id, 5, NOW)
        u.talks.read(file.id, file.person_id, 3, NOW + HOUR)
        return file.id

    file = database.run(read)
    assert [(one.talk_id, one.at) for one in database.run(lambda u: u.talks.readers(file))] == [(5, NOW)]
    database.run(lambda u: u.talks.read(file, 1, 9, NOW + HOUR))
    assert [(one.talk_id, one.at) for one in database.run(lambda u: u.talks.readers(file))] == [(9, NOW + HOUR)]


def test_a_resident_waits_from_their_first_message_until_it_is_answered(database: Database) -> None:
    def work(u: UnitOfWork) -> None:
        file, other = opened(u, field="land"), opened(u, field="residence")
        owner = person(u, "owner")
        assert u.talks.wait(file.id, 1, NOW, NOW + HOUR)
        assert not u.talks.wait(file.id, 2, NOW + HOUR, NOW + 2 * HOUR)
        assert u.talks.wait(other.id, 3, NOW, NOW + 3 * HOUR)
        u.dossiers.assign(file, owner, NOW)
        assert [(wait.dossier_id, who) for wait, who in u.talks.waiting(None)] == [(file.id, owner), (other.id, None)]
        assert [wait.talk_id for wait, _ in u.talks.waiting(("land",))] == [1]
        assert u.talks.waiting(()) == ()
        assert [wait.dossier_id for wait in u.talks.overdue(NOW + 2 * HOUR)] == [file.id]
        u.talks.told(file.id)
        assert u.talks.overdue(NOW + 2 * HOUR) == ()
        assert u.talks.wait_of(file.id) is not None
        assert u.talks.settle(file.id)
        assert not u.talks.settle(file.id)
        assert u.talks.wait_of(file.id) is None

    database.run(work)


def test_a_question_is_open_until_it_is_answered_or_withdrawn_once(database: Database) -> None:
    def work(u: UnitOfWork) -> None:
        file, asker, other = opened(u), person(u, "asker"), person(u, "other")
        due = NOW + timedelta(days=2)
        tag = u.consultations.ask(file.id, asker, "land", None, (SECRET, ("deed",)), NOW, due, NOW + HOUR)
        u.consultations.ask(file.id, asker, "", other, ("Có đúng không?", ()), NOW, due + HOUR, None)
        first, second = u.consultations.of_dossier(file.id)
        assert (first.question, first.papers, first.unit, first.person_id) == (SECRET, ("deed",), "land", None)
        assert u.consultations.by_tag(tag) == first
        assert u.consultations.by_tag("none") is None
        assert u.consultations.all_open() == u.consultations.open_of_asker(asker) == (first, second)
        assert [one.id for one in u.consultations.due(NOW + HOUR)] == [first.id]
        u.consultations.sleep(first.id, None)
        assert u.consultations.due(NOW + 9 * HOUR) == ()
        assert u.consultations.answer(first, "Đúng", other, NOW + HOUR)
        assert not u.consultations.withdraw(first, NOW + HOUR)
        assert u.consultations.withdraw(second, NOW + HOUR)
        assert not u.consultations.answer(second, "Đúng", other, NOW + HOUR)
        answered, withdrawn = u.consultations.of_dossier(file.id)
        assert (answered.answer, answered.answered_by, answered.is_open) == ("Đúng", other, False)
        assert (withdrawn.answer, withdrawn.is_open) == ("", False)
        assert u.consultations.all_open() == ()

    database.run(work)


def test_a_held_move_is_made_or_undone_once(database: Database) -> None:
    def work(u: UnitOfWork) -> None:
        first, second, official = opened(u), opened(u), person(u, "official")
        files = [(first.id, first.revision), (second.id, second.revision)]
        batch = u.held.hold(official, "start", files, NOW, NOW + 2 * MINUTE)
        one, two = u.held.of_batch(batch)
        assert (one.move, one.dossier_id, one.state, one.make_at) == ("start", first.id, "held", NOW + 2 * MINUTE)
        assert u.held.due(NOW + MINUTE) == ()
        assert u.held.due(NOW + 2 * MINUTE) == (one, two)
        assert u.held.of_dossier(first.id) == (one,)
        assert u.held.settle(one.id, "undone")
        assert not u.held.settle(one.id, "made")
        assert u.held.settle(two.id, "refused", "not_in_this_state")
        assert u.held.due(NOW + HOUR) == u.held.of_dossier(first.id) == ()
        assert [(held.state, held.why) for held in u.held.of_batch(batch)] == [
            ("undone", ""),
            ("refused", "not_in_this_state"),
        ]

    database.run(work)
