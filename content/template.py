"""Templates that only name values: most sentences, and no template engine has to be started for them."""

import re
from dataclasses import dataclass

_HOLE = re.compile(r"(?<!\{)\{\{\s*([A-Za-z_]\w*)\s*(?:\|\s*([A-Za-z_]\w*)\s*)?\}\}")
_LOGIC = re.compile(r"\{[{%#]|[%#}]\}")


@dataclass(frozen=True, slots=True)
class Hole:
    """A place for a value, passed through a filter if one is named."""

    name: str
    filter: str | None


@dataclass(frozen=True, slots=True)
class Template:
    """Words and holes in the order they are written."""

    parts: tuple[str | Hole, ...]


def parse(text: str) -> Template | None:
    """The template, None when it holds more than words and `{{ name | filter }}`."""
    parts: list[str | Hole] = []
    end = 0
    for found in _HOLE.finditer(text):
        parts += [text[end : found.start()], Hole(found[1], found[2])]
        end = found.end()
    parts.append(text[end:])
    words = tuple(part for part in parts if part)
    return None if any(isinstance(part, str) and _LOGIC.search(part) for part in words) else Template(words)
