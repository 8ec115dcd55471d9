"""Merging: several cards for one person become one message, in which each button still tells what it belongs to."""

from collections.abc import Sequence
from dataclasses import replace

from bot.ports import Button, Card

# A merged message stays well below Telegram's 4,096 characters, and its buttons within one glance.
LONGEST = 3000
MOST_ROWS = 8


def fits(cards: Sequence[Card]) -> bool:
    """Whether cards may become one message; a single one always may."""
    text = sum(len(card.text) + len("10. \n\n") for card in cards)
    return len(cards) == 1 or (text <= LONGEST and sum(len(card.rows) for card in cards) <= MOST_ROWS)


def merge(cards: Sequence[Card]) -> Card:
    """The cards as one; where buttons of different cards have the same label, cards and labels are numbered."""
    if len(cards) == 1:
        return cards[0]
    shared = _shared(cards)
    texts = [f"{place}. {card.text}" if shared else card.text for place, card in enumerate(cards, 1)]
    rows = [
        tuple(replace(one, label=f"{one.label} ({place})") if one.label in shared else one for one in row)
        for place, card in enumerate(cards, 1)
        for row in card.rows
    ]
    files = tuple(file for card in cards for file in card.files)
    return Card("\n\n".join(texts), tuple(dict.fromkeys(rows)), "notice", "choice", files=files)


def _shared(cards: Sequence[Card]) -> frozenset[str]:
    """Labels that stand on buttons which do different things."""
    buttons: set[Button] = {button for card in cards for row in card.rows for button in row}
    labels = [label for label, _, _ in {(button.label, button.data, button.link) for button in buttons}]
    return frozenset(label for label in labels if labels.count(label) > 1)
