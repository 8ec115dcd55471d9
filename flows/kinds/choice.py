"""One of a few options, tapped or typed by number or label."""

from dataclasses import dataclass

from flows.answers import Value
from flows.kinds.base import Context, Option, Refusal, match_option
from flows.text import fold


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with exactly one of `options` as its answer (an option id)."""

    options: tuple[Option, ...]

    def parse(self, text: str, context: Context) -> Value | Refusal:
        """The option id typed as number, label or synonym; refuses with `choice_unknown`."""
        option = match_option(self.options, fold(text))
        return option.id if option else Refusal("choice_unknown", {"count": len(self.options)})

    def tap(self, value: str, before: Value, context: Context) -> Value | Refusal:
        """The tapped option id; refuses ids that are not (or no longer) offered."""
        return value if self.holds(value, context) else Refusal("choice_gone")

    def holds(self, value: Value, context: Context) -> bool:
        """Whether a stored value is still an answer to this question."""
        return value in [option.id for option in self.options]
