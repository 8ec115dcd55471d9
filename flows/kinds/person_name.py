"""A person's full name (handbook procedures §3.4; Civil Code 2015 art. 26: letters only)."""

import re
from dataclasses import dataclass

from flows.answers import Value
from flows.kinds.base import Context, Refusal
from flows.text import tidy

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NAME = re.compile(rf"{_WORD.pattern}(?: {_WORD.pattern})+")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A question for a family name and given names: at least two words, 2 to 60 letters."""

    most: int = 60

    def parse(self, text: str, context: Context) -> Value | Refusal:
        """The name with single spaces; refuses digits, signs, one word, more than `most` characters."""
        said = _cased(tidy(text))
        if any(c.isdigit() for c in said):
            return Refusal("name_has_digits")
        words = said.split(" ")
        if not all(_WORD.fullmatch(word) for word in words):
            return Refusal("name_has_signs")
        if len(words) < 2:
            return Refusal("name_one_word")
        if len(said) > self.most:
            return Refusal("name_too_long", {"most": self.most})
        return said

    def tap(self, value: str, before: Value, context: Context) -> Value | Refusal:
        """A suggested name, read as if typed."""
        return self.parse(value, context)

    def holds(self, value: Value, context: Context) -> bool:
        """Whether a stored value is still an answer to this question."""
        return isinstance(value, str) and len(value) <= self.most and _NAME.fullmatch(value) is not None


def _cased(name: str) -> str:
    """As typed, except that all-lower and all-upper names get capitals where names have them."""
    return name.title().replace("’", "'") if name.islower() or name.isupper() else name
