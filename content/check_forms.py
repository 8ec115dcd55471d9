"""Checks the forms: those that papers name exist, ask for answers that there are, and can be printed."""

import re
from collections.abc import Iterator
from pathlib import Path

from content.forms.filled import Letterhead
from content.forms.printing import Blank, forms, render
from content.problems import Problem
from content.sheet import LANGUAGES, Sheet

# An answer named in full; one in a block, such as sibling[0].name, is put together by the form.
_ANSWER = re.compile(r'\b(?:answer|chosen)\("([a-z_]+)"\)')
_NETWORK = re.compile(r'(?:import|include)\s+"@')
_NOBODY = Letterhead("2025", "", "", "", "")


def check_blanks(sheet: Sheet, file: str, folder: Path) -> Iterator[Problem]:
    """Problems of the forms that the papers of a procedure are written on."""
    known = forms(folder)
    for paper in sheet.papers:
        where = f"papers.{paper.rule.id}.blank"
        if paper.blank is None:
            continue
        if paper.blank not in known:
            yield Problem(file, where, f"there is no form {paper.blank!r}", f"use one of: {', '.join(known)}")
            continue
        yield from _answers(sheet, paper.blank, folder)


def _answers(sheet: Sheet, form: str, folder: Path) -> Iterator[Problem]:
    """What a form asks for are questions of each procedure that uses it."""
    for key in sorted(set(_ANSWER.findall((folder / f"{form}.typ").read_text(encoding="utf-8")))):
        if key not in sheet.steps:
            what = f"{sheet.key} has no question {key!r}"
            yield Problem(f"forms/{form}.typ", f'answer("{key}")', what, "name a question of the procedure")


def check_printing(folder: Path) -> Iterator[Problem]:
    """Problems of templates: each is printed blank in every language, which takes a tenth of a second in all."""
    for form in forms(folder):
        file = f"forms/{form}.typ"
        if _NETWORK.search((folder / f"{form}.typ").read_text(encoding="utf-8")):
            yield Problem(file, "import", "it needs a package from the network", "write what it does into paper.typ")
            continue
        for language in LANGUAGES:
            try:
                render(form, Blank(_NOBODY), language=language, folder=folder)
            except RuntimeError as fault:
                yield Problem(file, "", str(fault), "mend the template")
                break
