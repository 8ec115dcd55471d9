"""The words of what was sent to a person of late: from the history of their chats, and from the notices themselves."""

import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime, timedelta
from itertools import accumulate

from bot.services.notices import compose
from bot.services.visit import Visit
from flows.answers import Data
from flows.text import fold

KEPT = timedelta(days=90)
_MOST = 400  # messages of a chat, and notices, that are looked through: the latest
_LEAST = 15  # letters that can be told from any other message
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")
log = logging.getLogger("motcua.genuine")


def is_ours(visit: Visit, text: str) -> bool:
    """Whether a text is a message of the last ninety days to this person, or whole sentences of it as they stand there.

    Several whole messages may follow each other. A part of a sentence is not ours: «đề nghị chuyển tiền» stands in our
    own warning; nor is a letter or digit of another script, which looks like ours and is not.
    """
    pasted = _words(text)
    if len(pasted) < _LEAST or is_disguised(text):
        return False
    messages = [tuple(filter(None, map(_words, _SENTENCE.split(said)))) for said in _said(visit, visit.now - KEPT)]
    return any(_stands_in(pasted, one) for one in messages) or _follow(pasted, {" ".join(one) for one in messages})


def _stands_in(pasted: str, sentences: Sequence[str]) -> bool:
    """Whether it is a run of whole sentences."""
    if f" {pasted} " not in f" {' '.join(sentences)} ":
        return False
    starts = (sentences[place:] for place in range(len(sentences)))
    return any(pasted in accumulate(rest, lambda said, more: f"{said} {more}") for rest in starts)


def _follow(pasted: str, messages: Set[str]) -> bool:
    """Whether it is whole messages one after the other."""
    found = max((one for one in messages if one and f"{pasted} ".startswith(f"{one} ")), key=len, default="")
    rest = pasted[len(found) :].strip()
    return bool(found) and (not rest or _follow(rest, messages))


def _words(text: str) -> str:
    return fold(unicodedata.normalize("NFKC", _plain(text)))


def is_disguised(text: str) -> bool:
    """Whether there are letters or digits that comparing would lose: another script's, circled or enlarged ones."""
    kept = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return any(sign.isalnum() and not sign.isascii() for sign in kept)


def _said(visit: Visit, since: datetime) -> Iterator[str]:
    for seat in visit.u.people.seats_of(visit.person):
        for message in visit.u.history.last(seat.chat_id, _MOST):
            if message.at >= since:
                yield from _cards(message.payload)
    for notice in visit.u.outbox.of_person_since(visit.person, since)[-_MOST:]:
        if notice.sent_at is not None:
            try:
                card = compose(visit.u, visit.library, notice, visit.seat, visit.now)
            except Exception as error:  # noqa: BLE001 - one notice that cannot be said again must not hide the others
                log.warning("notice %s cannot be said again: %s", notice.id, type(error).__name__)
                continue
            if card is not None:
                yield card.text


def _cards(payload: Mapping[str, Data]) -> Iterator[str]:
    """What was answered in a turn, or pushed; never what the person wrote."""
    cards = payload.get("cards")
    for card in cards if isinstance(cards, list) else ():
        text = card.get("text") if isinstance(card, dict) else None
        if isinstance(text, str):
            yield text


def _plain(text: str) -> str:
    return text.replace("**", "").replace("`", "")
