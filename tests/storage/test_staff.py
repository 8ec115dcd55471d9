"""Staff, views, one-time codes."""

from storage.database import Database
from storage.records_staff import Appointment
from storage.unit_of_work import UnitOfWork
from tests.storage.raw import raw
from tests.storage.samples import DAY, HOUR, MINUTE, NOW, SECRET, opened, person


def test_an_invitation_is_redeemed_once(database: Database) -> None:
    someone, other = database.run(lambda u: (person(u, "a"), person(u, "b")))
    database.run(
        lambda u: u.staff.invite(Appointment("specialist", ("civil_status", "land")), "hash", NOW + DAY, NOW, None)
    )
    staff = database.run(lambda u: u.staff.redeem("hash", someone, NOW + HOUR))
    assert staff is not None
    assert (staff.person_id, staff.role, staff.fields) == (someone, "specialist", ("civil_status", "land"))
    assert staff.since == NOW + HOUR
    assert database.run(lambda u: u.staff.redeem("hash", other, NOW + HOUR)) is None
    assert database.run(lambda u: u.staff.of(someone)) == (staff,)
    assert database.run(lambda u: u.staff.of(other)) == ()


def test_an_invitation_expires_and_a_wrong_code_opens_nothing(database: Database) -> None:
    someone = database.run(person)
    database.run(lambda u: u.staff.invite(Appointment("clerk"), "hash", NOW + DAY, NOW, someone))
    assert database.run(lambda u: u.staff.redeem("hash", someone, NOW + DAY)) is None
    assert database.run(lambda u: u.staff.redeem("other", someone, NOW)) is None


def _hire(u: UnitOfWork, address: str, role: str, fields: tuple[str, ...]) -> int:
    u.staff.invite(Appointment(role, fields), f"hash-{address}", NOW + DAY, NOW, None)
    staff = u.staff.redeem(f"hash-{address}", person(u, address), NOW)
    assert staff is not None
    return staff.id


def test_staff_are_found_by_role_and_field_and_no_field_means_all(database: Database) -> None:
    clerk = database.run(lambda u: _hire(u, "clerk", "clerk", ()))
    land = database.run(lambda u: _hire(u, "land", "specialist", ("land",)))
    civil = database.run(lambda u: _hire(u, "civil", "specialist", ("civil_status",)))

    def ids(u: UnitOfWork, roles: tuple[str, ...], field: str | None) -> list[int]:
        return [staff.id for staff in u.staff.with_roles(roles, field)]

    assert database.run(lambda u: ids(u, ("clerk", "specialist"), "land")) == [clerk, land]
    assert database.run(lambda u: ids(u, ("specialist",), None)) == [land, civil]
    assert database.run(lambda u: ids(u, (), None)) == []
    database.run(lambda u: u.staff.revoke(land, NOW))
    assert database.run(lambda u: ids(u, ("specialist",), None)) == [civil]


def test_every_look_into_a_dossier_is_logged(database: Database) -> None:
    record = database.run(opened)
    official = database.run(lambda u: person(u, "official"))
    database.run(lambda u: u.views.log(official, record.id, "answers", SECRET, NOW))
    database.run(lambda u: u.views.log(official, record.id, "p1", "", NOW + MINUTE))
    views = database.run(lambda u: u.views.of(record.id))
    assert [(view.person_id, view.what, view.reason, view.at) for view in views] == [
        (official, "answers", SECRET, NOW),
        (official, "p1", "", NOW + MINUTE),
    ]


def test_a_code_works_once_for_its_purpose_until_it_expires(database: Database) -> None:
    someone = database.run(person)
    database.run(lambda u: u.codes.issue("hash", "resume", someone, NOW + HOUR, NOW))
    assert database.run(lambda u: u.codes.redeem("hash", "other", NOW)) is None
    assert database.run(lambda u: u.codes.redeem("hash", "resume", NOW + HOUR)) is None
    assert database.run(lambda u: u.codes.redeem("hash", "resume", NOW)) == someone
    assert database.run(lambda u: u.codes.redeem("hash", "resume", NOW)) is None


def test_a_newer_code_replaces_the_older(database: Database) -> None:
    someone = database.run(person)
    database.run(lambda u: u.codes.issue("old", "resume", someone, NOW + HOUR, NOW))
    database.run(lambda u: u.codes.issue("new", "resume", someone, NOW + HOUR, NOW))
    assert database.run(lambda u: u.codes.redeem("old", "resume", NOW)) is None
    assert database.run(lambda u: u.codes.redeem("new", "resume", NOW)) == someone


def test_wrong_codes_are_counted_for_an_hour(database: Database) -> None:
    seat = database.run(lambda u: u.people.meet("web", "a1", NOW))
    assert database.run(lambda u: u.codes.tries(seat.chat_id, NOW)) == 0

    def type_three(u: UnitOfWork) -> None:
        for minutes in (0, 10, 20):
            u.codes.wrong(seat.chat_id, NOW + minutes * MINUTE)

    database.run(type_three)
    assert database.run(lambda u: u.codes.tries(seat.chat_id, NOW + 59 * MINUTE)) == 3
    assert database.run(lambda u: u.codes.tries(seat.chat_id, NOW + 60 * MINUTE)) == 0
    database.run(lambda u: u.codes.wrong(seat.chat_id, NOW + 61 * MINUTE))
    assert database.run(lambda u: u.codes.tries(seat.chat_id, NOW + 62 * MINUTE)) == 1


def test_an_appointment_keeps_its_name_body_and_hamlets(database: Database, url: str) -> None:
    someone = database.run(person)
    offers = Appointment("helper", ("land",), ("t1", "t2"), "Vũ Thị Mẫu", "women")
    database.run(lambda u: u.staff.invite(offers, "hash", NOW + DAY, NOW, someone))
    (waiting,) = database.run(lambda u: u.staff.pending(NOW))
    assert (waiting.offers, waiting.by, waiting.expires_at) == (offers, someone, NOW + DAY)
    staff = database.run(lambda u: u.staff.redeem("hash", someone, NOW))
    assert staff is not None
    assert (staff.name, staff.organisation, staff.hamlets) == ("Vũ Thị Mẫu", "women", ("t1", "t2"))
    assert database.run(lambda u: u.staff.of(someone)) == (staff,)
    assert database.run(lambda u: u.staff.pending(NOW)) == ()
    with raw(url) as it:
        kept = it.execute("SELECT name FROM staff", {}).fetchall()[0][0]
    assert "Mẫu".encode() not in bytes(kept)
    database.run(lambda u: u.staff.revoke(staff.id, NOW))
    assert database.run(lambda u: u.staff.known_as(someone)) == ("Vũ Thị Mẫu", "helper")
    assert database.run(lambda u: u.staff.known_as(person(u, "nobody"))) == ("", "")


def test_an_invitation_taken_back_opens_nothing(database: Database) -> None:
    someone = database.run(person)
    made = database.run(lambda u: u.staff.invite(Appointment("clerk"), "hash", NOW + DAY, NOW, None))
    assert database.run(lambda u: u.staff.withdraw(made, NOW))
    assert not database.run(lambda u: u.staff.withdraw(made, NOW))
    assert database.run(lambda u: u.staff.redeem("hash", someone, NOW)) is None
    assert database.run(lambda u: u.staff.pending(NOW)) == ()


def test_helpers_are_found_by_hamlet_and_no_hamlet_means_all(database: Database) -> None:
    def hire(u: UnitOfWork, address: str, *hamlets: str) -> int:
        u.staff.invite(Appointment("helper", hamlets=hamlets), address, NOW + DAY, NOW, None)
        staff = u.staff.redeem(address, person(u, address), NOW)
        assert staff is not None
        return staff.id

    near, far, every = database.run(lambda u: (hire(u, "near", "t1"), hire(u, "far", "t2"), hire(u, "every")))
    found = database.run(lambda u: [one.id for one in u.staff.with_roles(("helper",), hamlet="t1")])
    assert found == [near, every]
    assert far not in found


def test_acts_are_logged_and_read_the_latest_first(database: Database) -> None:
    someone, other = database.run(lambda u: (person(u, "a"), person(u, "b")))
    database.run(lambda u: u.acts.log("invited", None, NOW, {"name": SECRET}))
    database.run(lambda u: u.acts.log("appointed", someone, NOW + MINUTE, about=other))
    acts = database.run(lambda u: u.acts.latest(10))
    assert [(act.kind, act.by, act.about, act.at, act.data) for act in acts] == [
        ("appointed", someone, other, NOW + MINUTE, {}),
        ("invited", None, None, NOW, {"name": SECRET}),
    ]
    assert [act.kind for act in database.run(lambda u: u.acts.latest(1, skip=1))] == ["invited"]
    assert [act.kind for act in database.run(lambda u: u.acts.latest(9, about=other))] == ["appointed"]
