"""Printing a form here and now; the program has its workers do it."""

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path

from content.forms.filled import Filled
from content.forms.filling import FORMS, Blank, forms, inputs

Typesetter = Callable[[Path, Mapping[str, str]], bytes]
__all__ = ["FORMS", "Blank", "forms", "render"]


def render(form: str, data: Filled | Blank, *, language: str = "vi", folder: Path = FORMS) -> bytes:
    """The form `<folder>/<form>.typ` as PDF, the same bytes for the same data; raises `typesetting.BadForm`.

    In English its labels have a gloss.
    """
    # By name, on the first print: the program, which imports the commands for authors, starts without typst.
    pdf: Typesetter = importlib.import_module("content.forms.typesetting").pdf
    return pdf(folder / f"{form}.typ", inputs(data, language))
