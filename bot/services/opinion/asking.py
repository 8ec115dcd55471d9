"""Four short questions after the rating, and words if somebody likes; each may be left out (NĐ 118/2025 art. 33)."""

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services.owned import mine
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit
from bot.services.voice import Voice
from flows.authority import Act
from flows.ratings import Score
from flows.text import tidy
from storage.opinions import QUESTIONS
from storage.records import DossierRecord

AREA = "opinion"
_LONGEST = 500


def more(voice: Voice, reference: str) -> Rows:
    """The way from the rating to the questions."""
    return ((voice.button("opinion.button_more", Work(AREA, "ask", reference, QUESTIONS[0])),),)


def ask(visit: Visit, reference: str, question: str) -> Card | None:
    """One question with its three faces; the next one that is open when it was answered; words after the last."""
    record = _rated(visit, reference)
    if record is None:
        return None
    given = visit.u.opinions.of(record.id)
    answered = given.scores if given is not None else {}
    left = [one for one in _from(question) if one not in answered]
    if not left:
        return ask_words(visit, reference)
    here = left[0]
    visit.screen = Working(AREA, "ask", reference, here)
    scores = (Score.VERY_GOOD, Score.GOOD, Score.BAD)
    faces = tuple(
        (_to(visit, f"rating.face_{score.value}", "give", reference, here, str(score.value)),) for score in scores
    )
    skip = _to(visit, "opinion.button_skip", "ask", reference, _after(here))
    params = {"number": QUESTIONS.index(here) + 1, "total": len(QUESTIONS)}
    return visit.say(f"opinion.ask_{here}", params, (*faces, (skip,)))


def _from(question: str) -> tuple[str, ...]:
    return QUESTIONS[QUESTIONS.index(question) :] if question in QUESTIONS else ()


def _after(question: str) -> str:
    following = _from(question)[1:]
    return following[0] if following else "words"


def give(visit: Visit, reference: str, question: str, score: str) -> Card | None:
    """Keeps an answer, once, and asks the next question."""
    record = _rated(visit, reference)
    known = next((one for one in Score if str(one.value) == score), None)
    if record is None or known is None or question not in QUESTIONS:
        return None
    given = visit.u.opinions.of(record.id)
    if given is None or question not in given.scores:
        visit.u.opinions.answer(record.id, record.field, question, known, visit.now)
    return ask(visit, reference, _after(question))


def ask_words(visit: Visit, reference: str) -> Card | None:
    """Asks for words; nobody has to."""
    record = _rated(visit, reference)
    if record is None:
        return None
    given = visit.u.opinions.of(record.id)
    if given is not None and given.words:
        return done(visit)
    visit.screen = Working(AREA, "words", reference)
    enough = (_to(visit, "opinion.button_enough", "done"),)
    return visit.say("opinion.ask_words", rows=(enough,))


def take_words(visit: Visit, screen: Working, text: str) -> Card | None:
    """Keeps the words; leaders read them without name or file, with those of others."""
    record = _rated(visit, screen.first)
    if record is None:
        return None
    visit.u.opinions.say(record.id, record.field, tidy(text)[:_LONGEST], visit.now)
    return done(visit)


def done(visit: Visit) -> Card:
    """Thanks, and the first page."""
    visit.screen = Working(AREA, "done")
    return visit.say("opinion.thanks", rows=((visit.voice.button("dialogue.button_home", Menu("home")),),))


def _rated(visit: Visit, reference: str) -> DossierRecord | None:
    """A file of one's own that was rated: only then there is more to ask."""
    record = mine(visit, reference, Act.RATE)
    return record if record is not None and visit.u.ratings.of(record.id) is not None else None


def _to(visit: Visit, code: str, verb: str, *rest: str) -> Button:
    return visit.voice.button(code, Work(AREA, verb, *rest))
