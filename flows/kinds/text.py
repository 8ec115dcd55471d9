"""Free text."""

from dataclasses import dataclass

from flows.answers import Value
from flows.kinds.base import Context, Refusal
from flows.text import tidy


@dataclass(frozen=True, slots=True)
class Text:
    """A question answered in free words, `least` to `most` characters."""

    least: int = 1
    most: int = 300

    def parse(self, text: str, context: Context) -> Value | Refusal:
        """The tidied text; refuses with `text_too_short` or `text_too_long`."""
        said = tidy(text)
        if len(said) < self.least:
            return Refusal("text_too_short", {"least": self.least})
        if len(said) > self.most:
            return Refusal("text_too_long", {"most": self.most, "length": len(said)})
        return said

    def tap(self, value: str, before: Value, context: Context) -> Value | Refusal:
        """A suggested text, read as if typed."""
        return self.parse(value, context)

    def holds(self, value: Value, context: Context) -> bool:
        """Whether a stored value is still an answer to this question."""
        return isinstance(value, str) and self.least <= len(value) <= self.most
