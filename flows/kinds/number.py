"""A whole number, in digits or as a small number word."""

import re
from dataclasses import dataclass

from flows.answers import Value
from flows.kinds.base import Context, Refusal
from flows.text import fold

_WORDS = "khong mot hai ba bon nam sau bay tam chin muoi".split()
_DIGITS = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Number:
    """A question for a whole number from `least` to `most`."""

    least: int = 0
    most: int = 999

    def parse(self, text: str, context: Context) -> Value | Refusal:
        """'3', '3 bản' or 'ba bản'; refuses with `number_unclear`, `number_range`."""
        number = _read(fold(text))
        if number is None:
            return Refusal("number_unclear")
        if not self.least <= number <= self.most:
            return Refusal("number_range", {"least": self.least, "most": self.most})
        return number

    def tap(self, value: str, before: Value, context: Context) -> Value | Refusal:
        """A suggested number, read as if typed."""
        return self.parse(value, context)

    def holds(self, value: Value, context: Context) -> bool:
        """Whether a stored value is still an answer to this question."""
        return isinstance(value, int) and self.least <= value <= self.most


def _read(folded: str) -> int | None:
    numbers = _DIGITS.findall(folded)
    if len(numbers) == 1:
        return int(numbers[0])
    words = folded.split()
    return _WORDS.index(words[0]) if words and words[0] in _WORDS and not numbers else None
