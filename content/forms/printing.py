"""Printing: an official form as PDF, the same bytes for the same data."""

import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from pathlib import Path

from content.forms.filled import Filled, Letterhead
from flows.calendar import local

FORMS = Path(__file__).parent
Typesetter = Callable[[Path, Mapping[str, str]], bytes]


@dataclass(frozen=True, slots=True)
class Blank:
    """A form with nothing filled in but the office, to be written on by hand."""

    head: Letterhead


def render(form: str, data: Filled | Blank, *, language: str = "vi", folder: Path = FORMS) -> bytes:
    """The form `<folder>/<form>.typ` as PDF; raises `typesetting.BadForm`. In English its labels have a gloss.

    Data goes in as JSON, so that whatever people typed is text and never markup.
    """
    inputs = {"data": json.dumps(_plain(data), ensure_ascii=False), "language": language}
    return _typesetter()(folder / f"{form}.typ", inputs)


def forms(folder: Path = FORMS) -> tuple[str, ...]:
    """The names of all forms; `paper.typ` is what they share."""
    return tuple(sorted(path.stem for path in folder.glob("*.typ") if path.stem != "paper"))


def _typesetter() -> Typesetter:
    # By name, on the first print: a program that prints nothing starts without typst and its 50 MB.
    pdf: Typesetter = importlib.import_module("content.forms.typesetting").pdf
    return pdf


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
