"""What all kinds share: options, the reading context, and the refusal of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flows.answers import Answers


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `words` are its folded labels and synonyms in every language."""

    id: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer was not taken: a code whose sentence lives in the content, and what fills it."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What a kind may look at while reading an answer: the local day and the answers before it."""

    today: date
    seen: Answers


def match_option(options: tuple[Option, ...], folded: str) -> Option | None:
    """The option meant by a folded text: its number, its label, or the only one whose label holds it."""
    if folded.isdigit():
        return picked(options, folded)
    exact = [option for option in options if folded == option.id or folded in option.words]
    if exact:
        return exact[0]
    near = [option for option in options if any(f" {folded} " in f" {word} " for word in option.words)]
    return near[0] if folded and len(near) == 1 else None


def picked(options: tuple[Option, ...], digits: str) -> Option | None:
    """The option with the typed number, counted from 1; None where there is none."""
    place = int(digits) if len(digits) < 5 else 0  # a long row of digits is no place in a list, and costly to read
    return options[place - 1] if 0 < place <= len(options) else None
