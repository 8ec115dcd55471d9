"""Writing inside a file: what waits for an answer and until when, what is only thanks, and until when it is open."""

import re
from datetime import datetime, time, timedelta

from flows.calendar import local_day
from flows.deadlines import Calendar, due, instant
from flows.dossier import ENDED, Dossier
from flows.text import fold

# Practice of the office, no law: a resident's words are answered within two working days.
ANSWER_TERM = "2wd"
OPEN_AFTER_END = 14  # days
LONGEST = 1500  # characters

_POLITE = frozenset(
    "a ah alo anh ba bac ban biet bo can cam cao cau chao chau chi chu co con cua da dang day dc do don duoc em"
    " gia giup hieu hihi ho ket khoe la lam loi minh mung nay nha nhan nhe nhieu nho no oi ok oke"
    " okay okie on ong phan qua quan quy rang rat roi so su tam tan tat thank thanks that thay tin tinh"
    " toi tot tri trong trung va van vang vay ve vui xa xem xin y yeu you".split()
)
_GRATEFUL = re.compile(
    r"\b(?:cam on|tri an|thanks?|ok|oke|okay|okie|vang|da|tot roi|hieu roi|biet roi|ro roi|nhan duoc roi)\b"
)


def is_thanks(text: str) -> bool:
    """Whether words ask for nothing: thanks, a yes, a smile; they wait for no answer and start nothing anew."""
    if "?" in text or re.search(r"\d", text):
        return False
    words = fold(text).split()
    said = " ".join(words)
    if not words:
        return True
    polite = all(word in _POLITE for word in words)
    return polite and _GRATEFUL.search(said) is not None


def answer_by(written_at: datetime, calendar: Calendar) -> datetime:
    """Until when a resident's words are to be answered."""
    return due(written_at, ANSWER_TERM, calendar)


def closes_at(dossier: Dossier) -> datetime | None:
    """When nobody can write inside a file any more; None while it has not ended."""
    ended = dossier.closed_at or dossier.handed_at
    if dossier.state not in ENDED or ended is None:
        return None
    return instant(local_day(ended) + timedelta(days=OPEN_AFTER_END + 1), time())


def is_open(dossier: Dossier, now: datetime) -> bool:
    """Whether one can still write inside a file."""
    closes = closes_at(dossier)
    return closes is None or now < closes
