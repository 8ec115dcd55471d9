"""An amount of money in đồng."""

import re
from dataclasses import dataclass
from decimal import Decimal

from flows.answers import Value
from flows.kinds.base import Context, Refusal
from flows.text import tidy

_AMOUNT = re.compile(r"(\d[\d.,\s]*?)\s*(k|ng[àa]n|ngh[ìi]n|tr|tri[ệe]u|t[ỷyỉi])?\s*(đ|d|đồng|dong|vnd|vnđ)?")
_LONGEST = 20  # characters of digits; more is no amount, and costly to read
_SCALE = {"k": 1_000, "ng": 1_000, "tr": 1_000_000, "t": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Money:
    """A question for an amount from `least` to `most` đồng."""

    least: int = 0
    most: int = 100_000_000_000

    def parse(self, text: str, context: Context) -> Value | Refusal:
        """'150.000', '150k', '1,5 triệu' in đồng; refuses with `money_unclear`, `money_range`."""
        amount = _read(tidy(text).lower())
        if amount is None:
            return Refusal("money_unclear")
        if not self.least <= amount <= self.most:
            return Refusal("money_range", {"least": self.least, "most": self.most})
        return amount

    def tap(self, value: str, before: Value, context: Context) -> Value | Refusal:
        """A suggested amount, read as if typed."""
        return self.parse(value, context)

    def holds(self, value: Value, context: Context) -> bool:
        """Whether a stored value is still an answer to this question."""
        return isinstance(value, int) and self.least <= value <= self.most


def _read(text: str) -> int | None:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    digits, unit = found[1].replace(" ", ""), found[2]
    if len(digits) > _LONGEST:
        return None
    if unit is None:
        plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits)
        return int(plain) if plain.isdigit() else None
    scale = _SCALE[next(key for key in ("k", "ng", "tr", "t") if unit.startswith(key))]
    # Beside a unit the comma is a decimal sign, as it is written here, and a point only where no three digits follow.
    number = re.sub(r"\.(?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    return int(Decimal(number) * scale) if re.fullmatch(r"\d+(\.\d+)?", number) else None
