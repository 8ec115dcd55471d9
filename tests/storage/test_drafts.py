"""Drafts."""

from dataclasses import replace

import pytest

from flows.answers import Gathered
from storage.database import Database
from storage.errors import Conflict
from storage.references import ALPHABET
from tests.storage.samples import DAY, NOW, SESSION, person


def test_a_draft_comes_back_as_it_was(database: Database) -> None:
    person_id = database.run(person)
    draft = database.run(lambda u: u.drafts.create(person_id, SESSION, NOW))
    assert database.run(lambda u: u.drafts.of(person_id, SESSION.procedure)) == draft
    assert database.run(lambda u: u.drafts.by_tag(draft.tag)) == draft
    assert draft.session == SESSION
    assert len(draft.tag) == 5
    assert set(draft.tag) <= set(ALPHABET)
    assert database.run(lambda u: u.drafts.of(person_id, "certify_copy")) is None
    assert database.run(lambda u: u.drafts.by_tag("00000")) is None


def test_a_saved_session_replaces_the_former_and_counts_reminders_anew(database: Database) -> None:
    person_id = database.run(person)
    draft = database.run(lambda u: u.drafts.create(person_id, SESSION, NOW))
    database.run(lambda u: u.drafts.nudged(draft.id, 2))
    assert database.run(lambda u: u.drafts.by_tag(draft.tag)) == replace(draft, nudged=2)
    changed = replace(SESSION.with_answer("pages", Gathered(("p9",))), version="v2", reopened="name")
    saved = database.run(lambda u: u.drafts.save(draft, changed, NOW + DAY))
    assert database.run(lambda u: u.drafts.by_tag(draft.tag)) == saved
    assert (saved.session, saved.revision, saved.touched_at, saved.nudged) == (changed, 2, NOW + DAY, 0)


def test_a_draft_that_moved_is_not_overwritten(database: Database) -> None:
    draft = database.run(lambda u: u.drafts.create(person(u), SESSION, NOW))
    saved = database.run(lambda u: u.drafts.save(draft, SESSION.with_answer("name", "B"), NOW))
    with pytest.raises(Conflict):
        database.run(lambda u: u.drafts.save(draft, SESSION.with_answer("name", "C"), NOW))
    with pytest.raises(Conflict):
        database.run(lambda u: u.drafts.delete(draft))
    assert database.run(lambda u: u.drafts.by_tag(draft.tag)) == saved


def test_a_person_has_one_draft_of_a_procedure(database: Database) -> None:
    person_id = database.run(person)
    database.run(lambda u: u.drafts.create(person_id, SESSION, NOW))
    with pytest.raises(Conflict):
        database.run(lambda u: u.drafts.create(person_id, SESSION, NOW))
    other = database.run(lambda u: u.drafts.create(person_id, replace(SESSION, procedure="other"), NOW + DAY))
    assert database.run(lambda u: u.drafts.all_of(person_id))[0] == other


def test_a_deleted_draft_is_gone(database: Database) -> None:
    person_id = database.run(person)
    draft = database.run(lambda u: u.drafts.create(person_id, SESSION, NOW))
    database.run(lambda u: u.drafts.delete(draft))
    assert database.run(lambda u: u.drafts.all_of(person_id)) == ()


def test_idle_drafts_are_listed_page_by_page(database: Database) -> None:
    drafts = database.run(lambda u: [u.drafts.create(person(u, f"a{n}"), SESSION, NOW) for n in range(5)])
    fresh = database.run(lambda u: u.drafts.save(drafts[2], SESSION, NOW + DAY))
    first = database.run(lambda u: u.drafts.idle(NOW + DAY, None, 2))
    second = database.run(lambda u: u.drafts.idle(NOW + DAY, first[-1], 9))
    assert [*first, *second] == [draft for draft in drafts if draft.id != fresh.id]
