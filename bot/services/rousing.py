"""Rousing: what sleeps is looked at again when something changed that no draft and no dossier shows."""

import hashlib
from datetime import datetime

from content.catalog import Library
from storage.database import Database
from storage.unit_of_work import UnitOfWork

# Rows of one transaction; nothing of them is read.
_MANY = 1_000
_KNOWN = "woken_for"  # the setting that names the staff and the procedures for which all was last looked at


async def rouse(database: Database, library: Library, now: datetime) -> None:
    """Wakes all that sleeps if other people hold posts than last time, or procedures are others.

    What is cut short is begun again at the next tick.
    """
    name = await database.turn(lambda u: fingerprint(u, library))
    if await database.turn(lambda u: u.settings.get(_KNOWN)) == name:
        return
    while await database.turn(lambda u: u.waking.rouse(now, _MANY)):
        pass
    await database.turn(lambda u: u.settings.put(_KNOWN, name))


def fingerprint(u: UnitOfWork, library: Library) -> str:
    """A name that changes with who is to be told, and with what the procedures ask for."""
    posts = [(staff.person_id, staff.role, staff.fields, staff.hamlets) for staff in u.staff.everybody()]
    versions = sorted(sheet.version for sheet in library.procedures.values())
    return hashlib.sha256(repr((posts, versions)).encode()).hexdigest()[:16]
