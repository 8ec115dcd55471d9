"""The words of what was sent to a person of late: from the history of their chats, and from the notices themselves."""

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bot.services.notices import compose
from bot.services.visit import Visit
from flows.answers import Data
from flows.text import fold

KEPT = timedelta(days=90)
_MOST = 400  # messages of a chat, and notices, that are looked through: the latest
_LEAST = 15  # letters of a line that can be told from any other
log = logging.getLogger("motcua.genuine")


def is_ours(visit: Visit, text: str) -> bool:
    """Whether every line of a text stands in something that was sent to this person in the last ninety days."""
    lines = [line for line in (fold(_plain(line)) for line in text.splitlines()) if line]
    if not any(len(line) >= _LEAST for line in lines):
        return False
    since = visit.now - KEPT
    known = {fold(line) for said in _said(visit, since) for line in _plain(said).splitlines()}
    return all(line in known or (len(line) >= _LEAST and any(line in one for one in known)) for line in lines)


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
