"""What is said to who stands on a list: a sentence for the phone or the door, and a text message without diacritics."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime

from bot.services.call_lists import Entry
from bot.services.notices import facts
from bot.services.papers_named import paper_titles
from bot.services.voice import Voice
from flows.calendar import local

# One text message in the alphabet of every phone.
SMS_LENGTH = 160
# What a spreadsheet would take for a formula when a cell begins with it.
_FORMULA = tuple("=+-@＝＋－＠")
HEADINGS = ("list", "hamlet", "reference", "name", "phone", "since", "about", "say")
SMS_HEADINGS = ("phone", "reference", "text")


def sentences(voice: Voice, entry: Entry, now: datetime) -> list[str]:
    """What to say, a plain sentence for each notice."""
    params = _params(voice, entry, now)
    return [voice.say(f"calls.say_{kind}", params) for kind in entry.kinds]


def messages(voice: Voice, entry: Entry, now: datetime) -> list[str]:
    """A text message for each notice: no diacritics, no name, at most 160 characters."""
    params = _params(voice, entry, now)
    texts = (_plain(voice.say(f"calls.sms_{kind}", params)) for kind in entry.kinds)
    short = _plain(voice.say("calls.sms_short", params))[:SMS_LENGTH]
    return [text if len(text) <= SMS_LENGTH else short for text in texts]


def row(voice: Voice, entry: Entry, now: datetime, *, named: bool) -> tuple[str, ...]:
    """An entry under HEADINGS; its name only where that is wanted."""
    about = "; ".join(voice.say(f"reach.kind_{kind}") for kind in entry.kinds)
    name = entry.name if named else ""
    say = " ".join(sentences(voice, entry, now))
    since = f"{local(entry.since):%Y-%m-%d}"
    return safe((entry.way, entry.hamlet, entry.record.reference, name, entry.phone, since, about, say))


def sms_rows(voice: Voice, entry: Entry, now: datetime) -> Iterator[tuple[str, ...]]:
    """An entry's text messages under SMS_HEADINGS; none without a number."""
    if entry.phone:
        for text in messages(voice, entry, now):
            yield safe((entry.phone, entry.record.reference, text))


def safe(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Cells that no spreadsheet runs: what would begin a formula begins with an apostrophe."""
    return tuple(f"'{cell}" if cell.lstrip().startswith(_FORMULA) else cell for cell in cells)


def _params(voice: Voice, entry: Entry, now: datetime) -> dict[str, object]:
    supplement = entry.record.dossier.supplement
    paper = paper_titles(voice, entry.record, supplement.papers) if supplement else ""
    return {**facts(voice, entry.record, now), "paper": paper}


def _plain(text: str) -> str:
    """The text without diacritics and marks, in one line."""
    letters = unicodedata.normalize("NFD", " ".join(text.split()).translate(_LETTERS))
    return "".join(letter for letter in letters if letter.isascii())


_LETTERS = str.maketrans({"đ": "d", "Đ": "D", "–": "-", "“": '"', "”": '"', "*": "", "`": ""})
