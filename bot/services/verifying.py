"""Whether records and files agree: every record has its bytes, every file its record; and mending what does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.services.inspecting import remove_page
from storage.database import Database
from storage.errors import Tampered
from storage.records import Document
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: files that can be read, records whose bytes are gone or changed, files that no record knows."""

    sound: int
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    orphans: int

    @property
    def ok(self) -> bool:
        """Whether everything that is on record can be read. Orphans are read by nobody, and swept."""
        return not (self.gone or self.changed)


def verify(database: Database, vault: Vault, now: datetime, *, repair: bool = False) -> Verified:
    """Reads every file; `repair` sweeps orphans, and takes pages without bytes out of their papers, owners told.

    `now` is the wall clock: orphans younger than an hour may belong to a turn that has not committed yet.
    """
    sound = 0
    gone: list[Document] = []
    changed: list[Document] = []
    for document in _documents(database):
        try:
            vault.read(document.id, document.wrapped_key)
            sound += 1
        except FileNotFoundError:
            gone.append(document)
        except Tampered:
            changed.append(document)
    known = database.run(lambda u: u.documents.all_ids())
    orphans = vault.sweep(known, now) if repair else len(vault.inspect(known, now).orphans)
    for document in (*gone, *changed) if repair else ():
        _take_out(database, vault, document, now)
    return Verified(sound, tuple(one.id for one in gone), tuple(one.id for one in changed), orphans)


def _documents(database: Database) -> Iterator[Document]:
    for document_id in sorted(database.run(lambda u: u.documents.all_ids())):
        document = database.run(partial(_get, document_id))
        if document is not None:
            yield document


def _get(document_id: str, u: UnitOfWork) -> Document | None:
    return u.documents.get(document_id)


def _take_out(database: Database, vault: Vault, document: Document, now: datetime) -> None:
    database.run(lambda u: remove_page(u, document, "page_broken", now))
    vault.destroy(document.id)
