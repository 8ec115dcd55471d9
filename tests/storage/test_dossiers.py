"""Dossiers and their events."""

from dataclasses import replace

import pytest

from flows.dossier import Dossier, State
from storage.database import Database
from storage.errors import Conflict, DuplicateCode
from storage.references import ALPHABET
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import ANSWERS, ASKED, DAY, NOW, RECEIVED, SECRET, new_dossier, opened, person


@pytest.mark.parametrize("dossier", [RECEIVED, ASKED], ids=["received", "every field set"])
def test_a_dossier_comes_back_as_it_was(database: Database, dossier: Dossier) -> None:
    record = database.run(lambda u: opened(u, dossier))
    assert (record.dossier, record.answers, record.revision) == (dossier, ANSWERS, 1)
    assert database.run(lambda u: u.dossiers.get(record.id)) == record
    assert database.run(lambda u: u.dossiers.by_reference(f" {record.reference.lower()} ")) == record
    assert database.run(lambda u: u.dossiers.get(record.id + 1)) is None


def test_a_reference_has_no_letters_that_look_alike(database: Database) -> None:
    references = {database.run(opened).reference for _ in range(20)}
    assert len(references) == 20
    assert all(reference.startswith("KS") and len(reference) == 8 for reference in references)
    assert set("".join(reference[2:] for reference in references)) <= set(ALPHABET)
    assert not set("0O1IL2Z5S8BUV") & set(ALPHABET)


def test_a_move_is_kept_and_a_dossier_that_moved_is_not_overwritten(database: Database) -> None:
    record = database.run(opened)
    saved = database.run(lambda u: u.dossiers.save(record, ASKED, NOW + DAY))
    assert database.run(lambda u: u.dossiers.get(record.id)) == saved == replace(record, dossier=ASKED, revision=2)
    with pytest.raises(Conflict):
        database.run(lambda u: u.dossiers.save(record, RECEIVED, NOW + DAY))
    with pytest.raises(Conflict):
        database.run(lambda u: u.dossiers.assign(record, record.person_id, NOW))
    assert database.run(lambda u: u.dossiers.get(record.id)) == saved


def test_an_official_code_belongs_to_one_dossier(database: Database) -> None:
    first, second = database.run(lambda u: (opened(u), opened(u)))
    coded = database.run(lambda u: u.dossiers.set_official(first, "H31.1-260302-0001", NOW))
    assert database.run(lambda u: u.dossiers.by_official("H31.1-260302-0001")) == coded
    with pytest.raises(DuplicateCode):
        database.run(lambda u: u.dossiers.set_official(second, "H31.1-260302-0001", NOW))
    again = database.run(lambda u: u.dossiers.set_official(coded, "H31.1-260302-0001", NOW))
    assert again.revision == 3
    assert database.run(lambda u: u.dossiers.by_official("other")) is None


def test_an_official_takes_a_dossier(database: Database) -> None:
    record = database.run(opened)
    official = database.run(lambda u: person(u, "official"))
    taken = database.run(lambda u: u.dossiers.assign(record, official, NOW))
    assert database.run(lambda u: u.dossiers.get(record.id)) == taken
    assert taken.owner_id == official


def test_a_person_sees_what_they_own_and_what_they_filed(database: Database) -> None:
    own = database.run(opened)
    neighbour = database.run(lambda u: person(u, "neighbour"))
    filed = database.run(lambda u: u.dossiers.open(replace(new_dossier(neighbour), filer_id=own.person_id), NOW))
    database.run(lambda u: opened(u, address="stranger"))
    assert database.run(lambda u: u.dossiers.of_person(own.person_id)) == (filed, own)
    assert database.run(lambda u: u.dossiers.of_person(neighbour)) == (filed,)


def test_dossiers_are_listed_by_state_and_field_page_by_page(database: Database) -> None:
    waiting = [database.run(opened) for _ in range(3)]
    land = database.run(lambda u: opened(u, field="land"))
    asked = database.run(lambda u: opened(u, ASKED))
    both = (State.CHO_TIEP_NHAN, State.BO_SUNG_SAU)

    def listed(u: UnitOfWork) -> list[tuple[object, ...]]:
        return [
            u.dossiers.in_states(both, None, 9),
            u.dossiers.in_states((State.CHO_TIEP_NHAN,), ("civil_status",), 2),
            u.dossiers.in_states((State.CHO_TIEP_NHAN,), ("civil_status", "land"), 9, waiting[1].id),
            u.dossiers.in_states((), None, 9),
            u.dossiers.in_states(both, (), 9),
        ]

    assert database.run(listed) == [(*waiting, land, asked), tuple(waiting[:2]), (waiting[2], land), (), ()]


def test_dossiers_due_between_two_instants_are_found(database: Database) -> None:
    later, sooner = database.run(lambda u: [opened(u, replace(ASKED, due_at=NOW + n * DAY)) for n in (7, 3)])
    database.run(opened)
    states = (State.BO_SUNG_SAU,)
    assert database.run(lambda u: u.dossiers.due_between(NOW, NOW + 8 * DAY, states)) == (sooner, later)
    assert database.run(lambda u: u.dossiers.due_between(NOW, NOW + 7 * DAY, states)) == (sooner,)
    assert database.run(lambda u: u.dossiers.due_between(NOW, NOW + 8 * DAY, (State.TRINH_KY,))) == ()
    assert database.run(lambda u: u.dossiers.due_between(NOW, NOW + 8 * DAY, ())) == ()


def test_events_are_numbered_in_each_dossier(database: Database) -> None:
    first, second = database.run(lambda u: (opened(u), opened(u)))

    def append(u: UnitOfWork) -> tuple[int, ...]:
        return (
            u.dossiers.append(first.id, "submitted", first.person_id, "resident", NOW, {}),
            u.dossiers.append(first.id, "asked", None, "clerk", NOW + DAY, {"note": SECRET}),
            u.dossiers.append(second.id, "submitted", None, "clock", NOW, {}),
        )

    assert database.run(append) == (1, 2, 1)
    events = database.run(lambda u: u.dossiers.events(first.id))
    assert [(event.seq, event.kind, event.actor_id, event.role) for event in events] == [
        (1, "submitted", first.person_id, "resident"),
        (2, "asked", None, "clerk"),
    ]
    assert (events[1].at, events[1].data) == (NOW + DAY, {"note": SECRET})
    with pytest.raises(KeyError):
        database.run(lambda u: u.dossiers.append(99, "x", None, "clerk", NOW, {}))
