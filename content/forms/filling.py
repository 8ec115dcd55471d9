"""Filling in: what a form's template is given, as strings of JSON, in which nothing typed can become markup."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from pathlib import Path

from content.forms.filled import Filled, Letterhead
from flows.calendar import local

FORMS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Blank:
    """A form with nothing filled in but the office, to be written on by hand."""

    head: Letterhead


def inputs(data: Filled | Blank, language: str) -> dict[str, str]:
    """What the template of a form reads."""
    return {"data": json.dumps(_plain(data), ensure_ascii=False), "language": language}


def forms(folder: Path = FORMS) -> tuple[str, ...]:
    """The names of all forms; `paper.typ` is what they share."""
    return tuple(sorted(path.stem for path in folder.glob("*.typ") if path.stem != "paper"))


def _plain(value: object) -> object:
    """Data as JSON knows it; moments in parts, as the clocks of the commune show them."""
    if isinstance(value, datetime):
        at = local(value)
        return {"hour": at.hour, "minute": at.minute, "day": at.day, "month": at.month, "year": at.year}
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
