"""A Vietnamese telephone number (handbook procedures §3.4)."""

import re
from dataclasses import dataclass

from flows.answers import Value
from flows.kinds.base import Context, Refusal
from flows.text import tidy

_FILLING = re.compile(r"[\s.\-()]")
_NUMBER = re.compile(r"0[35789]\d{8}|02\d{8,9}")


@dataclass(frozen=True, slots=True)
class Phone:
    """A question for a mobile (10 digits from 03, 05, 07, 08, 09) or landline number (02…)."""

    def parse(self, text: str, context: Context) -> Value | Refusal:
        """The number as digits from 0; +84 and spaces are taken; refuses with `phone_*`."""
        digits = _FILLING.sub("", tidy(text))
        digits = re.sub(r"^(\+84|0084|84(?=\d{9,10}$))", "0", digits)
        if not digits.isascii() or not digits.isdigit():
            return Refusal("phone_not_digits")
        if _NUMBER.fullmatch(digits):
            return digits
        if len(digits) != 10:
            return Refusal("phone_length", {"length": len(digits)})
        return Refusal("phone_prefix")

    def tap(self, value: str, before: Value, context: Context) -> Value | Refusal:
        """A suggested number, read as if typed."""
        return self.parse(value, context)

    def holds(self, value: Value, context: Context) -> bool:
        """Whether a stored value is still an answer to this question."""
        return isinstance(value, str) and _NUMBER.fullmatch(value) is not None
