"""Sealing: what is personal cannot be read on the disk, nor changed, nor moved to another row."""

from pathlib import Path

import pytest

from storage.database import Database, open_database
from storage.errors import Tampered
from storage.keys import Key, new_key
from storage.sealing import Sealer
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault
from tests.storage.raw import raw
from tests.storage.samples import ASKED, NOW, SECRET, SESSION, opened, person


def test_what_is_sealed_opens_only_in_its_place_and_unchanged() -> None:
    sealer = Sealer(new_key())
    sealed = sealer.seal({"name": SECRET}, "people.profile:1")
    assert sealer.open(sealed, "people.profile:1") == {"name": SECRET}
    assert sealed != sealer.seal({"name": SECRET}, "people.profile:1")
    for broken, place in [
        (sealed, "people.profile:2"),
        (sealed[:-1] + bytes([sealed[-1] ^ 1]), "people.profile:1"),
        (b"", "people.profile:1"),
    ]:
        with pytest.raises(Tampered):
            sealer.open(broken, place)
    with pytest.raises(Tampered):
        Sealer(new_key()).open(sealed, "people.profile:1")


def test_a_sealed_list_is_no_mapping() -> None:
    sealer = Sealer(new_key())
    with pytest.raises(Tampered):
        sealer.open_map(sealer.seal([1], "x"), "x")


def test_answers_moved_to_another_row_do_not_open(database: Database, url: str) -> None:
    database.run(lambda u: [u.drafts.create(person(u, a), SESSION, NOW) for a in ("a", "b")])
    with raw(url) as connection:
        connection.execute(
            "UPDATE drafts SET session = (SELECT d.session FROM drafts d WHERE d.id = 1) WHERE id = 2", {}
        )
    first, second = database.run(lambda u: (person(u, "a"), person(u, "b")))
    assert database.run(lambda u: u.drafts.all_of(first))[0].session == SESSION
    with pytest.raises(Tampered):
        database.run(lambda u: u.drafts.all_of(second))


def _write_everything(u: UnitOfWork, wrapped_key: bytes, file_id: str) -> None:
    seat = u.people.meet("web", "a1", NOW)
    u.people.save_state(seat.chat_id, {"typed": SECRET})
    u.people.settle(seat.person.id, profile={"name": SECRET})
    draft = u.drafts.create(seat.person.id, SESSION, NOW)
    about = {"media_type": "image/jpeg", "sha256": "ab" * 32}
    u.documents.add(
        file_id,
        seat.person.id,
        draft.id,
        "notice",
        media_type=about["media_type"],
        size=1,
        sha256=about["sha256"],
        name=f"{SECRET}.jpg",
        wrapped_key=wrapped_key,
        now=NOW,
    )
    record = opened(u, ASKED)
    u.dossiers.append(record.id, "asked", None, "clerk", NOW, {"note": SECRET})
    u.views.log(seat.person.id, record.id, "answers", SECRET, NOW)
    u.outbox.owe("k", seat.person.id, "accepted", {"name": SECRET}, now=NOW)
    u.history.add(seat.chat_id, NOW, "me", {"text": SECRET})


def test_no_answer_and_no_file_name_is_anywhere_on_the_disk(tmp_path: Path, key: Key) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'data' / 'motcua.db'}", key)
    stored = Vault(tmp_path / "data" / "vault", key).write(SECRET.encode() * 50)
    database.run(lambda u: _write_everything(u, stored.wrapped_key, stored.id))
    while_open = _bytes(tmp_path)
    database.close()
    for everything in (while_open, _bytes(tmp_path)):
        # A word stored in clear is found, so the search would find the others.
        assert b"birth_registration" in everything
        for word in (SECRET, "Nguyễn", "Hồng Ánh", "Số 5 ngõ 3"):
            assert word.encode() not in everything
            assert word.encode("unicode_escape") not in everything
        assert key.secret not in everything


def _bytes(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file())
