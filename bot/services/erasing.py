"""Erasing: the round of the clock in which pages go for good, from the rows, the vault and the database's own files."""

import asyncio
import hashlib
import logging
from collections import Counter
from datetime import datetime

from bot.services.retention import TRACES, settle
from content.catalog import Library
from storage.database import Database
from storage.vault import Vault

# Rows of one transaction; nothing of them is read.
_MANY = 1_000
_RULES = "papers_by_rules"  # the setting that names the rules by which all dossiers were last asked about

log = logging.getLogger("motcua.retention")


async def erase_due(database: Database, library: Library, vault: Vault | None, now: datetime) -> None:
    """Warns of pages and erases those that are due; what is cut short is finished by the next round.

    The rows go first, and with them the keys: from then on nobody can read the pages, whatever becomes of their bytes.
    """
    await _follow_rules(database, library, now)
    counts: Counter[str] = Counter()
    more = True
    while more:
        done = await database.turn(lambda u: settle(u, library, now))
        if vault is not None:
            for file_id in done.gone:
                await asyncio.to_thread(vault.destroy, file_id)
        counts.update(done.counts)
        more = done.more
    for why, count in sorted(counts.items()):
        log.info("erased %s pages by the rule %s", count, why)


async def wipe_traces(database: Database) -> None:
    """Empties the places in which the database still holds deleted keys; raises its error when it is busy."""
    if await database.turn(lambda u: u.settings.get(TRACES)):
        await asyncio.to_thread(database.wipe)
        await database.turn(lambda u: u.settings.put(TRACES, ""))


async def _follow_rules(database: Database, library: Library, now: datetime) -> None:
    """Asks about every dossier once more when the rules are others than last time."""
    cards = {key: [one.rule.id for one in sheet.papers if one.identity] for key, sheet in library.procedures.items()}
    name = hashlib.sha256(repr((library.schedule.rules, cards)).encode()).hexdigest()[:16]
    if await database.turn(lambda u: u.settings.get(_RULES)) == name:
        return
    while await database.turn(lambda u: u.retention.rouse(now, _MANY)):
        pass
    await database.turn(lambda u: u.settings.put(_RULES, name))
