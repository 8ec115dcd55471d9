"""What people asked for and did not find is kept for the authors of the content, without anything about the people."""

from datetime import date, datetime, timedelta

from bot.services.screens import Choosing
from bot.services.visit import Visit
from bot.services.voice import Voice
from bot.services.words import hears
from content.catalog import Library
from content.sheet import LANGUAGES
from flows.calendar import local_day
from storage.unit_of_work import UnitOfWork

KEPT = timedelta(days=180)
UNKNOWN, ELSEWHERE, DECLINED = "unknown", "elsewhere", "declined"
_NOT_KEPT = ("emergency", "insult")


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def missed(visit: Visit, text: str, kind: str) -> None:
    """Words of a resident found no procedure; what is said in need or anger, or by an official, is never kept."""
    if visit.staff() or any(_is_talk(visit.library, text, language) for language in LANGUAGES):
        return
    _note(visit, visit.library.finder.anonymous(text), kind)


def declined(visit: Visit) -> None:
    """None of the procedures on offer was meant, if some were offered for words."""
    if isinstance(visit.screen, Choosing) and not visit.staff():
        _note(visit, visit.screen.words, DECLINED)


def _note(visit: Visit, words: str, kind: str) -> None:
    if words:
        visit.u.misses.note(week_of(local_day(visit.now)), words, kind)


def _is_talk(library: Library, text: str, language: str) -> bool:
    voice = Voice(library, language, "")
    return any(hears(voice, f"dialogue.hear_{topic}", text) for topic in _NOT_KEPT)


def forget_misses(u: UnitOfWork, *, library: Library, now: datetime) -> None:  # noqa: ARG001 - as all rounds
    """Forgets the weeks that are over for 180 days."""
    u.misses.purge(week_of(local_day(now - KEPT)))
