"""What an identity card says in its QR code (handbook rules §7): read, doubted, and shown with its number masked."""

import re
from dataclasses import dataclass
from datetime import date

from flows.checks import doubts
from flows.kinds.base import Refusal
from flows.kinds.citizen_id import is_number
from flows.kinds.date import as_date, as_year
from flows.text import fold, tidy

FIELDS = ("number", "old_number", "name", "born", "sex", "address", "issued")
UNREAD = Refusal("card_unread")  # a photo on which no code could be read
_LONGEST = 1_000  # characters; a card says less than 300
_DAY = re.compile(r"(\d{2})\D?(\d{2})\D?(\d{4})")
_NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")
_SEXES = {"nam": "male", "nu": "female"}
_DOTS = "•••"


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """The seven fields of a card; what is missing or unreadable is ''.

    `born` is an ISO day, or a year where the card gives only that; `sex` is male or female; `issued` is an ISO day.
    """

    number: str
    old_number: str
    name: str
    born: str
    sex: str
    address: str
    issued: str

    def value(self, field: str) -> str:
        """One of FIELDS by its name."""
        values = (self.number, self.old_number, self.name, self.born, self.sex, self.address, self.issued)
        return dict(zip(FIELDS, values, strict=True))[field]


def parse_card(payload: str) -> IdentityCard | Refusal:
    """The card of a QR payload: 7 parts (chip card) or 11 (card of 2024), parted by |.

    Refuses with `card_other_code` (no card's code), `card_cut` (too few parts), `card_number` (no twelve digits).
    A plain text proves nothing: identity is proved by the chip, by VNeID or by the official who sees the card.
    """
    if len(payload) > _LONGEST or "|" not in payload:
        return Refusal("card_other_code")
    parts = [tidy(part) for part in payload.split("|")]
    if len(parts) < len(FIELDS):
        return Refusal("card_cut") if is_number(parts[0]) else Refusal("card_other_code")
    number, old, name, born, sex, address, issued = parts[: len(FIELDS)]
    if not is_number(number):
        return Refusal("card_number") if number.isdigit() else Refusal("card_other_code")
    return IdentityCard(number, _old(old), name, _day_or_year(born), _SEXES.get(fold(sex), ""), address, _day(issued))


def card_doubts(card: IdentityCard, today: date, sex: str | None = None) -> tuple[str, ...]:
    """Codes of what looks odd (handbook rules §7.1), never a reason to refuse; `sex` is what its holder must have."""
    found = list(doubts(card.number, as_year(card.born), card.sex or None))
    if sex is not None and card.sex not in ("", sex):
        found.append("card_sex_differs")
    born, issued = as_date(card.born), as_date(card.issued)
    if issued is not None and (issued > today or (born is not None and issued < born)):
        found.append("card_issued_oddly")
    return tuple(found)


def mask(number: str) -> str:
    """A personal number as it may be shown: 030185•••234; of an old one 142•••678."""
    shown = 6 if len(number) >= 12 else 3
    return f"{number[:shown]}{_DOTS}{number[-3:]}" if len(number) >= 9 else _DOTS


def mask_numbers(text: str) -> str:
    """The text with every personal number in it masked."""
    return _NUMBER.sub(lambda found: mask(found[0]), text)


def _old(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) in (9, 12) else ""


def _day_or_year(text: str) -> str:
    """An ISO day; a year where day and month are unknown (00), as on cards of people who know only that."""
    if re.fullmatch(r"\d{4}", text) and text.isascii():
        return text
    found = _DAY.fullmatch(text)
    if found and found[1] == found[2] == "00":
        return found[3]
    return _day(text)


def _day(text: str) -> str:
    found = _DAY.fullmatch(text) if text.isascii() else None
    if found is None:
        return ""
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        return ""
