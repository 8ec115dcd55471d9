"""Every verb that a button can carry, read from the program's own source, so that a new one is pressed too."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.services.areas import AREAS

SERVICES = Path(__file__).parents[2] / "bot" / "services"
_VERB = re.compile(r'"([a-z0-9_]{2,20}!?)"')
_PRESS = re.compile(r"\b(Menu|Desk)\(([^()]*)\)")
_LETTER = {"Menu": "m", "Desk": "d"}


def forged(reference: str) -> list[str]:
    """A press for each verb of menus, desk and areas, about a file of somebody else."""
    return sorted({*_of_menus(reference), *_of_areas(reference)})


def _of_menus(reference: str) -> Iterator[str]:
    for path in SERVICES.glob("*.py"):
        for kind, values in _PRESS.findall(path.read_text(encoding="utf-8")):
            yield from (f"{_LETTER[kind]}:{verb}:{reference}" for verb in _VERB.findall(values))
    table = (SERVICES / "menu.py").read_text(encoding="utf-8")
    yield from (f"{letter}:{verb}:{reference}" for letter in "md" for verb in _VERB.findall(table))


def _of_areas(reference: str) -> Iterator[str]:
    for name, area in AREAS.items():
        module = SERVICES.joinpath(*area.press.__module__.split(".")[2:]).with_suffix(".py")
        verbs = _VERB.findall(module.read_text(encoding="utf-8"))
        yield from (f"w:{name}:{verb}:{first}" for verb in verbs for first in (reference, "1"))
