"""Any number of options, ticked one by one and closed with a tap."""

from dataclasses import dataclass

from flows.answers import Gathered, Value
from flows.kinds.base import Context, Option, Refusal, match_option
from flows.text import fold


@dataclass(frozen=True, slots=True)
class Several:
    """A question with at least `least` of `options` as its answer (`Gathered` option ids in file order)."""

    options: tuple[Option, ...]
    least: int = 1

    def parse(self, text: str, context: Context) -> Value | Refusal:
        """Options typed with commas between, all at once ('1, 3'); refuses with `choice_unknown`."""
        found = [match_option(self.options, fold(part)) for part in text.split(",") if fold(part)]
        chosen = {option.id for option in found if option}
        if not found or len(chosen) < self.least or None in found:
            return Refusal("choice_unknown", {"count": len(self.options)})
        return Gathered(self._in_order(chosen), done=True)

    def tap(self, value: str, before: Value, context: Context) -> Value | Refusal:
        """Ticks or unticks one option; the answer is given only when finished."""
        if all(option.id != value for option in self.options):
            return Refusal("choice_gone")
        ticked = set(before.items) if isinstance(before, Gathered) else set()
        return Gathered(self._in_order(ticked ^ {value}))

    def finish(self, before: Value) -> Value | Refusal:
        """Closes the list; refuses with `choice_too_few`."""
        items = before.items if isinstance(before, Gathered) else ()
        return (
            Gathered(items, done=True) if len(items) >= self.least else Refusal("choice_too_few", {"least": self.least})
        )

    def holds(self, value: Value, context: Context) -> bool:
        """Whether a stored value is still an answer to this question."""
        ids = {option.id for option in self.options}
        return (
            isinstance(value, Gathered)
            and ids.issuperset(value.items)
            and (not value.done or len(value.items) >= self.least)
        )

    def _in_order(self, chosen: set[str]) -> tuple[str, ...]:
        return tuple(option.id for option in self.options if option.id in chosen)
