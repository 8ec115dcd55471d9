"""Reading one answer with one kind, on a fixed day."""

from collections.abc import Mapping
from datetime import date

from flows.answers import Value
from flows.kinds import Context, Kind, Option, Refusal

TODAY = date(2026, 5, 5)


def context(seen: Mapping[str, Value] | None = None, today: date = TODAY) -> Context:
    return Context(today, seen or {})


def read(kind: Kind, text: str, seen: Mapping[str, Value] | None = None) -> Value | str:
    """The value read from typed words, or the refusal's code."""
    value = kind.parse(text, context(seen))
    return value.code if isinstance(value, Refusal) else value


def refusal(kind: Kind, text: str, seen: Mapping[str, Value] | None = None) -> Refusal:
    value = kind.parse(text, context(seen))
    assert isinstance(value, Refusal)
    return value


def options(*words: str) -> tuple[Option, ...]:
    """Options named `id=label,synonym`, folded labels after the sign."""
    return tuple(Option(word.split("=")[0], tuple(word.split("=")[1].split(","))) for word in words)
