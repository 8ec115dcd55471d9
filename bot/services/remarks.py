"""Remarks above what somebody has before them, so that nobody loses their place."""

from bot.ports import Card
from bot.services import standing
from bot.services.showing import show
from bot.services.visit import Visit, above


def remark(visit: Visit, words: str) -> Card:
    """Words above what the person has before them, so that nobody loses their place."""
    return above(words, show(visit))


def stale(visit: Visit, tag: str = "") -> Card:
    """An old, doubled or foreign button explains itself and brings back the current card (F16)."""
    return remark(visit, standing.lost(visit, tag) or visit.voice.say("remarks.old_button"))
