"""Documents."""

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import NOW, SECRET, SESSION, opened, person


def _draft_with(u: UnitOfWork, *ids: str, album: str | None = None) -> int:
    draft = u.drafts.create(person(u), SESSION, NOW)
    for place, document_id in enumerate(ids):
        _add(u, document_id, draft.id, album, 9 - place)
    return draft.id


def _add(u: UnitOfWork, document_id: str, draft_id: int | None, album: str | None = None, place: int = 0) -> None:
    u.documents.add(
        document_id,
        person(u),
        draft_id,
        "notice",
        media_type="image/jpeg",
        size=12,
        sha256="ab" * 32,
        name=f"{SECRET}.jpg",
        wrapped_key=b"wrapped",
        now=NOW,
        album=album,
        album_place=place,
    )


def test_a_document_comes_back_as_it_was(database: Database) -> None:
    draft_id = database.run(lambda u: _draft_with(u, "p1", "p2"))
    found = database.run(lambda u: u.documents.get("p2"))
    assert found is not None
    assert (found.draft_id, found.dossier_id, found.key, found.order) == (draft_id, None, "notice", 1)
    assert (found.media_type, found.size, found.sha256) == ("image/jpeg", 12, "ab" * 32)
    assert (found.name, found.wrapped_key, found.created_at) == (f"{SECRET}.jpg", b"wrapped", NOW)
    assert database.run(lambda u: u.documents.get("p3")) is None
    assert [document.id for document in database.run(lambda u: u.documents.of_draft(draft_id))] == ["p1", "p2"]


def test_pages_of_an_album_are_listed_in_the_albums_order(database: Database) -> None:
    draft_id = database.run(lambda u: _draft_with(u, "p1", "p2", "p3", album="g"))
    assert database.run(lambda u: u.documents.siblings(draft_id, "g")) == (("p3", 7), ("p2", 8), ("p1", 9))
    assert database.run(lambda u: u.documents.siblings(draft_id, "h")) == ()


def test_a_sent_in_dossier_takes_the_pages_named_and_the_others_are_forgotten(database: Database) -> None:
    draft_id = database.run(lambda u: _draft_with(u, "p1", "p2", "p3"))
    record = database.run(opened)
    forgotten = database.run(lambda u: u.documents.attach(draft_id, record.id, ("p3", "p1")))
    assert forgotten == ("p2",)
    taken = database.run(lambda u: u.documents.of_dossier(record.id))
    assert [(document.id, document.order, document.draft_id) for document in taken] == [
        ("p3", 0, None),
        ("p1", 1, None),
    ]
    assert database.run(lambda u: u.documents.of_draft(draft_id)) == ()
    assert database.run(lambda u: u.documents.all_ids()) == {"p1", "p3"}


def test_a_document_of_another_draft_is_not_taken(database: Database) -> None:
    draft_id = database.run(lambda u: _draft_with(u, "p1"))
    record = database.run(opened)
    database.run(lambda u: _add(u, "loose", None))
    assert database.run(lambda u: u.documents.attach(draft_id, record.id, ("loose",))) == ("p1",)
    assert database.run(lambda u: u.documents.of_dossier(record.id)) == ()


def test_a_document_can_be_put_under_another_question_and_removed(database: Database) -> None:
    draft_id = database.run(lambda u: _draft_with(u, *(f"p{n:03}" for n in range(120))))
    database.run(lambda u: u.documents.place("p000", "identity"))
    moved = database.run(lambda u: u.documents.get("p000"))
    assert moved is not None
    assert moved.key == "identity"
    database.run(lambda u: u.documents.remove([f"p{n:03}" for n in range(119)]))
    database.run(lambda u: u.documents.remove([]))
    assert [document.id for document in database.run(lambda u: u.documents.of_draft(draft_id))] == ["p119"]


def test_documents_go_with_their_draft(database: Database) -> None:
    database.run(lambda u: _draft_with(u, "p1"))

    def delete(u: UnitOfWork) -> None:
        (draft,) = u.drafts.all_of(person(u))
        u.drafts.delete(draft)

    database.run(delete)
    assert database.run(lambda u: u.documents.all_ids()) == frozenset()
