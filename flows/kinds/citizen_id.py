"""The twelve-digit personal number (handbook rules §7.1); what it tells is checked in `flows.checks`."""

import re
from dataclasses import dataclass

from flows.answers import Value
from flows.kinds.base import Context, Refusal
from flows.text import tidy

_FILLING = re.compile(r"[\s.\-]")


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A question for a personal number; kept as text, for it may begin with zeros.

    `old`: the number of an earlier paper, which has nine digits or, since 2012, twelve.
    """

    old: bool = False

    def parse(self, text: str, context: Context) -> Value | Refusal:
        """Twelve digits; refuses the nine-digit number (invalid since 01/01/2025) and other lengths."""
        digits = _FILLING.sub("", tidy(text))
        if not digits.isascii() or not digits.isdigit():
            return Refusal("id_not_digits")
        if len(digits) == 9:
            return digits if self.old else Refusal("id_old_number")
        if len(digits) != 12:
            return Refusal("id_length", {"length": len(digits)})
        return digits

    def tap(self, value: str, before: Value, context: Context) -> Value | Refusal:
        """A suggested number, read as if typed."""
        return self.parse(value, context)

    def holds(self, value: Value, context: Context) -> bool:
        """Whether a stored value is still an answer to this question."""
        return isinstance(value, str) and (is_number(value) or (self.old and is_old_number(value)))


def is_old_number(text: str) -> bool:
    """Whether the text has the form of the number of an old identity paper."""
    return len(text) == 9 and text.isascii() and text.isdigit()


def is_number(text: str) -> bool:
    """Whether the text has the form of a personal number."""
    return len(text) == 12 and text.isascii() and text.isdigit()
