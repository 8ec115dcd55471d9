"""A question in the middle of a form (fee? how long? where?) is answered, and the form's own comes back (F14)."""

from bot.services.checklists import paper_line, tell
from bot.services.question_words import paper_of
from bot.services.visit import Visit
from bot.services.words import hears
from content.sheet import PaperSheet, Sheet
from flows.answers import Answers
from flows.calendar import local_day
from flows.kinds import Address, Context, PersonName, Refusal, Text
from flows.procedure import Slot
from flows.text import fold

# In the order of the answer; 'paper' (what is this?) is heard in many questions, and meant when it stands alone.
_TOPICS = ("fee", "time", "papers", "where", "hours", "decides", "next")
_STORY = 300  # characters: a field that takes so many may well hold a question of its own
_MERE = 2  # words: 'Thanh Miện?' is an answer that somebody is not sure of
_LONGEST = 12  # words: whoever writes more in a field for words tells, and does not ask


def aside(visit: Visit, sheet: Sheet, slot: Slot | None, answers: Answers, text: str) -> str | None:
    """The answer to a side question; None when the text is no question, and therefore an answer."""
    asks = text.rstrip().endswith("?") or hears(visit.voice, "dialogue.ask_marks", text)
    if not asks or (slot is not None and _may_answer(visit, slot, text)):
        return None
    topics = [topic for topic in _TOPICS if hears(visit.voice, f"dialogue.ask_{topic}", text)]
    if topics:
        return "\n".join(_said(visit, sheet, answers, topic) for topic in topics)
    if hears(visit.voice, "dialogue.ask_paper", text):
        return _paper(visit, sheet, slot, answers, text)
    return visit.voice.say("dialogue.side_unknown") if slot is not None and _would_be_written(slot, text) else None


def _would_be_written(slot: Slot, text: str) -> bool:
    """Whether a question about something else would stand as the answer in a short field for words."""
    kind = slot.question.kind
    short = isinstance(kind, Address) or (isinstance(kind, Text) and kind.most < _STORY)
    return short and text.rstrip().endswith("?") and len(fold(text).split()) > _MERE


def _may_answer(visit: Visit, slot: Slot, text: str) -> bool:
    """Whether the words may well be meant as the answer: the kind takes them, or they are a story of their own."""
    kind = slot.question.kind
    if isinstance(kind, Text | Address | PersonName):
        return len(fold(text).split()) > _LONGEST
    return not isinstance(kind.parse(text, Context(local_day(visit.now), {})), Refusal)


def _said(visit: Visit, sheet: Sheet, answers: Answers, topic: str) -> str:
    voice = visit.voice
    told = tell(voice, sheet, answers, local_day(visit.now))
    params = {
        "where": voice.text(sheet.where).rstrip("."),
        "result": voice.text(sheet.result).rstrip("."),
        "decider": voice.say(f"words.decides_{sheet.decides}"),
    }
    return voice.say(f"dialogue.side_{topic}", {**told.params(), **params})


def _paper(visit: Visit, sheet: Sheet, slot: Slot | None, answers: Answers, text: str) -> str | None:
    """What a paper is: the one named, else the one that is asked for now, else the list of all."""
    paper = _named(visit, sheet, text) or (paper_of(sheet, slot.key) if slot else None)
    if paper is None:
        return _said(visit, sheet, answers, "papers")
    source = sheet.sources.get(paper.source)
    law = visit.voice.text(source.title) if source else ""
    return visit.voice.say("dialogue.side_paper", {"paper": paper_line(visit.voice, paper), "source": law})


def _named(visit: Visit, sheet: Sheet, text: str) -> PaperSheet | None:
    """The paper whose title the words hold most of, from two words on that stand together."""
    said = f" {fold(text)} "
    best, most = None, 1
    for paper in sheet.papers:
        words = fold(visit.voice.text(paper.title)).split()
        held = max((n for n in range(len(words), 1, -1) if f" {' '.join(words[:n])} " in said), default=0)
        if held > most:
            best, most = paper, held
    return best
