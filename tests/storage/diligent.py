"""A process that saves turn after turn and says each one only once it is committed, until it is killed."""

import sys
from functools import partial

from storage.database import open_database
from storage.keys import key_from_text
from storage.records import Draft
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import NOW, SESSION, person


def _save(draft: Draft, count: int, u: UnitOfWork) -> Draft:
    return u.drafts.save(draft, draft.session.with_answer("count", count), NOW)


def main(url: str, key: str, how: str) -> None:
    """Runs until killed; `hasty` does not wait for the disk, which only a power cut can tell."""
    database = open_database(url, key_from_text(key), durable=how != "hasty")
    draft = database.run(lambda u: u.drafts.create(person(u), SESSION.with_answer("count", 0), NOW))
    for count in range(1, 100_000):
        draft = database.run(partial(_save, draft, count))
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
