"""What an answer can be, in memory and as plain data that storage can write down."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gathered:
    """An answer that grows: page ids of a paper, or ticked options; counts as given once `done`."""

    items: tuple[str, ...] = ()
    done: bool = False


# str: text, option id, ISO date or year · int: number, đồng · tuple: (hamlet id or '', address text)
# Gathered: pages, ticked options · None: the step was skipped
Value = str | int | tuple[str, ...] | Gathered | None
Answers = Mapping[str, Value]
# The same as JSON-ready data.
Data = str | int | bool | None | list["Data"] | dict[str, "Data"]


def dump(value: Value) -> Data:
    """The value as JSON-ready data; `load` reads it back."""
    if isinstance(value, Gathered):
        return {"items": list(value.items), "done": value.done}
    return list(value) if isinstance(value, tuple) else value


def load(data: Data) -> Value:
    """The value that `dump` wrote; raises ValueError for anything else."""
    match data:
        case None | str():
            return data
        case int() if not isinstance(data, bool):
            return data
        case list():
            return _texts(data)
        case {"items": list(items), "done": bool(done)}:
            return Gathered(_texts(items), done)
    raise ValueError("not an answer")


def _texts(items: list[Data]) -> tuple[str, ...]:
    if all(isinstance(item, str) for item in items):
        return tuple(str(item) for item in items)
    raise ValueError("not an answer")
