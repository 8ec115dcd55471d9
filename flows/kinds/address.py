"""Where in the commune somebody lives: a hamlet of the list, free text, or both."""

from dataclasses import dataclass

from flows.answers import Value
from flows.kinds.base import Context, Option, Refusal, picked
from flows.text import fold, tidy


@dataclass(frozen=True, slots=True)
class Address:
    """A question for an address; the answer is (hamlet id or '', text as typed or '').

    `places` are folded names of the districts and provinces around: cards tell them after the hamlet.
    """

    hamlets: tuple[Option, ...] = ()
    most: int = 200
    places: tuple[str, ...] = ()

    def parse(self, text: str, context: Context) -> Value | Refusal:
        """Free text, the hamlet recognised in it (a bare number picks from the list); refuses with `address_*`."""
        said = tidy(text)
        folded = fold(said)
        if folded.isdigit():
            hamlet = picked(self.hamlets, folded)
            return (hamlet.id, "") if hamlet else Refusal("address_too_short")
        if len(folded) < 3:
            return Refusal("address_too_short")
        if len(said) > self.most:
            return Refusal("address_too_long", {"most": self.most})
        return (self._hamlet_in(folded), said)

    def read(self, text: str, context: Context) -> Value | Refusal:
        """The address of an identity card: the hamlet alone where it begins with one of ours, else its text.

        Hamlets elsewhere have the same names, so a district or province around must be named too.
        """
        value = self.parse(text, context)
        if isinstance(value, Refusal) or not isinstance(value, tuple):
            return value
        folded = f" {fold(text)} "
        hamlet = next((one for one in self.hamlets if one.id == value[0]), None)
        if hamlet is None or not any(f" {place} " in folded for place in self.places):
            return ("", value[1])
        return (hamlet.id, "") if any(folded.startswith(f" {word} ") for word in hamlet.words) else value

    def tap(self, value: str, before: Value, context: Context) -> Value | Refusal:
        """The tapped hamlet."""
        return (value, "") if any(value == hamlet.id for hamlet in self.hamlets) else Refusal("choice_gone")

    def holds(self, value: Value, context: Context) -> bool:
        """Whether a stored value is still an answer: a hamlet that left the list needs its text."""
        if not isinstance(value, tuple) or len(value) != 2:
            return False
        hamlet, text = value
        return len(text) <= self.most if text else any(hamlet == listed.id for listed in self.hamlets)

    def _hamlet_in(self, folded: str) -> str:
        named = [h.id for h in self.hamlets if any(f" {word} " in f" {folded} " for word in h.words)]
        return named[0] if len(named) == 1 else ""
