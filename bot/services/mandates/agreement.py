"""The text of a mandate: exactly what the neighbour reads, agrees to, and what is kept."""

import hashlib
from collections.abc import Collection

from bot.services.mandates.names import subject_of
from bot.services.voice import Voice
from flows.mandates import Purpose
from storage.records_mandates import MandateRecord
from storage.unit_of_work import UnitOfWork

_VERSION_LENGTH = 8


def agreement(u: UnitOfWork, voice: Voice, record: MandateRecord, agreed: Collection[Purpose]) -> str:
    """The agreement with what is ticked in it; of what was not asked for nothing is said."""
    lines = [_line(voice, purpose, purpose in agreed) for purpose in record.mandate.purposes]
    params = {
        "neighbour": record.about.neighbour,
        "helper": record.about.helper,
        "subject": subject_of(u, voice, record),
        "days": record.mandate.days,
        "lines": lines,
    }
    return voice.say("mandates.agreement", params)


def _line(voice: Voice, purpose: Purpose, on: bool) -> str:
    return voice.say(f"mandates.agree_{purpose}", {"mark": "☑" if on else "☐"})


def version(voice: Voice) -> str:
    """Names the wording: it changes with any word of the agreement, and with nothing else."""
    blank = {"neighbour": "", "helper": "", "subject": "", "days": 0, "lines": []}
    words = [voice.say("mandates.agreement", blank), *(_line(voice, purpose, on=False) for purpose in Purpose)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:_VERSION_LENGTH]


def purposes_in_words(voice: Voice, purposes: Collection[Purpose]) -> str:
    """What is allowed, in a few words."""
    return ", ".join(voice.say(f"mandates.purpose_{purpose}").lower() for purpose in purposes)
