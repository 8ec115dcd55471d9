"""The rounds of the areas: what each does by the clock, every minute, each in a transaction of its own."""

import logging
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Protocol

from bot.services.discipline import recalling
from bot.services.inbox import consulting, making, morning, waiting
from bot.services.inspections import watching
from bot.services.law_clock import remind_authors
from bot.services.mandates.rounds import go_round as mandates
from bot.services.misses import forget_misses
from bot.services.neighbours.houses import give_out
from bot.services.neighbours.passing import pass_on
from bot.services.outreach.sending import send_out
from bot.services.plan import asking
from bot.services.roster import rounds as roster
from content.catalog import Library
from storage.database import Database
from storage.unit_of_work import UnitOfWork


class Round(Protocol):
    """What an area does by the clock."""

    def __call__(self, u: UnitOfWork, *, library: Library, now: datetime) -> None:
        """Owes and notes what is due at this moment."""


# Cheap when nothing is due, the same when run twice, and right after days in which nothing ran.
ROUNDS: Mapping[str, Round] = {
    "morning": morning.go_round,
    "held_moves": making.go_round,
    "talks": waiting.go_round,
    "opinions": consulting.go_round,
    "roster": roster.go,
    "discipline": recalling.go_round,
    "help_requests": pass_on,
    "hamlet_rounds": give_out,
    "outreach": send_out,
    "mandates": mandates,
    "inspections": watching.go_round,
    "law_clock": remind_authors,
    "plan": asking.go_round,
    "misses": forget_misses,
}

log = logging.getLogger("motcua.rounds")


async def go_rounds(database: Database, library: Library, now: datetime, rounds: Mapping[str, Round] = ROUNDS) -> None:
    """Runs every round; one that fails is logged by its name and holds up no other."""
    for name, one in rounds.items():
        try:
            await database.turn(partial(one, library=library, now=now))
        except Exception as error:  # noqa: BLE001 - tried again in a minute
            log.error("round %s failed: %s", name, type(error).__name__)
