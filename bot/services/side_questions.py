"""A question in the middle of a form (fee? how long? where?) is answered, and the form's own comes back (F14)."""

from bot.services.checklists import tell
from bot.services.visit import Visit
from bot.services.words import hears
from content.sheet import Sheet
from flows.answers import Answers
from flows.calendar import local_day

_TOPICS = ("fee", "time", "hours", "papers", "where")


def aside(visit: Visit, sheet: Sheet, answers: Answers, text: str) -> str | None:
    """The answer to a side question; None when the text is no question, and therefore an answer."""
    if not text.rstrip().endswith("?") and not hears(visit.voice, "dialogue.ask_marks", text):
        return None
    topic = next((topic for topic in _TOPICS if hears(visit.voice, f"dialogue.ask_{topic}", text)), None)
    if topic is None:
        return None
    told = tell(visit.voice, sheet, answers, local_day(visit.now))
    return visit.voice.say(f"dialogue.side_{topic}", told.params())
