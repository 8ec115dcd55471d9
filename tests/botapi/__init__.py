"""A small Bot API server on loopback, for tests and the bench: real HTTP shapes, limits, refusals and faults."""

from tests.botapi.faults import Fault
from tests.botapi.limits import Limits
from tests.botapi.resident import Resident
from tests.botapi.server import BotApi

__all__ = ["BotApi", "Fault", "Limits", "Resident"]
