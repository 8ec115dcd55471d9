"""What is due to be asked about, what was erased, and that no trace of an erased page can be read any more."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import psycopg
import pytest
from alembic import command

from storage.database import Database, open_database
from storage.errors import Tampered
from storage.keys import Key
from storage.migration import config_for
from storage.records import Document
from storage.schema import engine_for
from storage.unit_of_work import UnitOfWork
from storage.vault import ORPHAN_AGE, Vault
from tests.storage.samples import DAY, HOUR, NOW, SECRET, SESSION, opened, person

DATA = b"\xff\xd8 a photo of a paper" * 500


@pytest.fixture
def vault(tmp_path: Path, key: Key) -> Vault:
    return Vault(tmp_path / "vault", key)


def page_of(u: UnitOfWork, document_id: str, dossier_id: int, wrapped_key: bytes = b"wrapped") -> Document:
    """A page of a dossier, as it comes there: by way of a draft."""
    draft = u.drafts.create(person(u), SESSION, NOW)
    u.documents.add(
        document_id,
        person(u),
        draft.id,
        "notice",
        media_type="image/jpeg",
        size=12,
        sha256="ab" * 32,
        name=f"{SECRET}.jpg",
        wrapped_key=wrapped_key,
        now=NOW,
    )
    u.documents.attach(draft.id, dossier_id, (document_id,))
    u.drafts.delete(draft)
    found = u.documents.get(document_id)
    assert found is not None
    return found


def _erase(u: UnitOfWork, page: Document, why: str = "handed_over") -> None:
    u.retention.note(page, why, NOW + DAY)
    u.documents.remove((page.id,))


def test_any_event_has_a_dossier_asked_about_and_then_it_sleeps_until_told(database: Database) -> None:
    record = database.run(opened)
    assert database.run(lambda u: u.retention.due(NOW, 10)) == ()
    database.run(lambda u: u.dossiers.append(record.id, "sent", None, "resident", NOW, {}))
    assert database.run(lambda u: u.retention.due(NOW, 10)) == (record.id,)
    database.run(lambda u: u.retention.look_at(record.id, NOW + DAY))
    assert database.run(lambda u: u.retention.due(NOW + DAY - HOUR, 10)) == ()
    assert database.run(lambda u: u.retention.due(NOW + DAY, 10)) == (record.id,)
    assert database.run(lambda u: u.retention.rouse(NOW, 10))
    assert not database.run(lambda u: u.retention.rouse(NOW, 10))
    assert database.run(lambda u: u.retention.due(NOW, 10)) == (record.id,)
    database.run(lambda u: u.retention.look_at(record.id, None))
    assert database.run(lambda u: u.retention.due(NOW + 9999 * DAY, 10)) == ()


def test_what_was_erased_is_written_down_once_and_counted_by_rule_and_field(database: Database) -> None:
    record = database.run(opened)
    other = database.run(lambda u: opened(u, field="land", address="a2"))
    pages = [database.run(partial(page_of, document_id=id, dossier_id=record.id)) for id in ("p1", "p2")]
    foreign = database.run(lambda u: page_of(u, "p3", other.id))
    assert database.run(lambda u: (u.retention.kept(), u.retention.kept(["land"]))) == (3, 1)
    for page in (*pages, pages[0]):
        database.run(partial(_erase, page=page))
    database.run(lambda u: _erase(u, foreign, "identity"))
    gone = database.run(lambda u: u.retention.of_dossier(record.id))
    assert [(one.document_id, one.key, one.why) for one in gone] == [
        ("p1", "notice", "handed_over"),
        ("p2", "notice", "handed_over"),
    ]
    assert (gone[0].created_at, gone[0].erased_at) == (NOW, NOW + DAY)
    assert database.run(lambda u: u.documents.of_dossier(record.id)) == ()

    def counts(u: UnitOfWork) -> list[dict[str, int]]:
        spans = ((NOW, NOW + DAY), (NOW, NOW + DAY + HOUR))
        return [dict(u.retention.counts(*span, fields)) for span in spans for fields in (None, ["land"], ["social"])]

    assert database.run(counts) == [{}, {}, {}, {"handed_over": 2, "identity": 1}, {"identity": 1}, {}]
    assert database.run(lambda u: (u.retention.kept(), u.retention.kept(["land"]))) == (0, 0)


def test_an_erased_page_cannot_be_read_with_the_master_key_and_its_old_bytes(
    database: Database, url: str, vault: Vault, key: Key, tmp_path: Path
) -> None:
    stored, other = vault.write(DATA), vault.write(DATA)
    record = database.run(opened)
    page = database.run(lambda u: page_of(u, stored.id, record.id, stored.wrapped_key))
    database.run(lambda u: page_of(u, other.id, record.id, other.wrapped_key))
    path = next((tmp_path / "vault").glob(f"??/{stored.id}"))
    old_bytes = path.read_bytes()
    assert any(stored.wrapped_key in data for data in _database_files(url))
    database.run(lambda u: _erase(u, page))
    vault.destroy(stored.id)
    database.wipe()
    # Who kept the file from before, and has the master key, finds the key of the file nowhere any more.
    files = list(_database_files(url))
    assert any(other.wrapped_key in data for data in files)
    assert not any(stored.wrapped_key in data for data in files)
    path.write_bytes(old_bytes)
    for wrong in (other.wrapped_key, b"", bytes(len(stored.wrapped_key))):
        with pytest.raises(Tampered):
            Vault(tmp_path / "vault", key).read(stored.id, wrong)
    assert vault.read(stored.id, stored.wrapped_key) == DATA  # the proof that only the key is missing


def _database_files(url: str) -> Iterator[bytes]:
    """All that the database has on the disk, but for the log of a PostgreSQL."""
    if url.startswith("sqlite"):
        paths = Path(url.removeprefix("sqlite:///")).parent.glob("motcua.db*")
    else:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            row = connection.execute("SHOW data_directory").fetchone()
            assert row is not None
            paths = Path(str(row[0])).glob("base/*/*")
    return (path.read_bytes() for path in paths if path.is_file())


def test_pages_from_before_can_still_be_read_after_the_migration(url: str, key: Key, vault: Vault) -> None:
    stored = vault.write(DATA)
    first = open_database(url, key)
    record = first.run(opened)
    first.run(lambda u: page_of(u, stored.id, record.id, stored.wrapped_key))
    first.close()
    _step(url, "0009")
    again = open_database(url, key)
    page = again.run(lambda u: u.documents.get(stored.id))
    assert page is not None
    assert vault.read(page.id, page.wrapped_key) == DATA
    assert again.run(lambda u: u.retention.due(NOW, 10)) == (record.id,)
    again.close()


def _step(url: str, revision: str) -> None:
    """Takes a database back to an older revision."""
    engine = engine_for(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection, connection.begin():
        command.downgrade(config_for(connection), revision)
    engine.dispose()


def test_a_destroyed_file_is_overwritten_before_it_is_unlinked(vault: Vault, tmp_path: Path) -> None:
    stored = vault.write(DATA)
    path = next((tmp_path / "vault").glob(f"??/{stored.id}"))
    (tmp_path / "linked").hardlink_to(path)
    vault.destroy(stored.id)
    assert not path.exists()
    assert set((tmp_path / "linked").read_bytes()) == {0}


def test_an_inspection_tells_orphans_and_rows_without_bytes_and_changes_nothing(vault: Vault) -> None:
    kept, orphan = vault.write(DATA), vault.write(DATA)
    later = datetime.now(UTC) + 2 * ORPHAN_AGE
    found = vault.inspect({kept.id, "0" * 32}, later)
    assert (found.whole, [path.name for path in found.orphans], found.missing) == (1, [orphan.id], ("0" * 32,))
    assert vault.read(orphan.id, orphan.wrapped_key) == DATA
    assert vault.inspect({kept.id}, datetime.now(UTC)).orphans == ()
