"""What people say that is no procedure: greetings, thanks, opening hours, emergencies, anger. Answered decently."""

from dataclasses import dataclass

from bot.services.visit import Visit
from bot.services.words import hears
from flows.text import fold

# In the order of urgency; `final` ones are answered even if a procedure's words are in the sentence.
_TOPICS = (("emergency", True), ("insult", True), ("hours", False), ("greeting", False), ("thanks", False))
_LONGEST_GREETING = 6  # words: a longer sentence that begins with 'chào' has a need in it


@dataclass(frozen=True, slots=True)
class Talk:
    """An answer; `final` when nothing further should be looked for."""

    words: str
    final: bool


def small_talk(visit: Visit, text: str) -> Talk | None:
    """The answer to talk that is no procedure, None for everything else."""
    for topic, final in _TOPICS:
        if hears(visit.voice, f"dialogue.hear_{topic}", text):
            if topic == "greeting" and not visit.seat.state:
                return Talk("", final)  # the first page greets by itself
            long = len(fold(text).split()) > _LONGEST_GREETING
            if topic not in ("greeting", "thanks") or not long:
                return Talk(visit.voice.say(f"smalltalk.{topic}"), final)
    return None
