"""Reading a card as a person does: which buttons are on it, and what they are about."""

from typing import TypeVar

from bot.callbacks import Act, Answer, Desk, Menu, Press, unpack
from bot.ports import Card

P = TypeVar("P", Answer, Act, Menu, Desk)
# Buttons of a resident's own file, whose `first` is its code.
OWN_FILE = frozenset({"file", "seen", "why", "qr", "withdraw", "correct", "supplement", "goon"})


def presses(card: Card) -> tuple[Press, ...]:
    """What the buttons of a card do, in their order."""
    found = (unpack(button.data) for row in card.rows for button in row if button.data)
    return tuple(press for press in found if press is not None)


def of_kind(card: Card, kind: type[P], *verbs: str) -> tuple[P, ...]:
    """The buttons of one kind, with one of these verbs if any are given (an answer has none)."""
    found = (press for press in presses(card) if isinstance(press, kind))
    return tuple(press for press in found if not verbs or getattr(press, "verb", "") in verbs)


def own_file(card: Card) -> str:
    """The code of the resident's file that a card is about; '' when it is about none."""
    return next((press.first for press in of_kind(card, Menu) if press.verb in OWN_FILE and press.first), "")


def tag_of(card: Card) -> str:
    """The tag of the draft that a card asks about; '' when it asks about none."""
    return next((press.tag for press in presses(card) if isinstance(press, Answer | Act)), "")
