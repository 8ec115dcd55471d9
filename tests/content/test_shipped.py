"""The content as shipped passes its own check and can be said in every language."""

import subprocess
import sys
from datetime import date

import pytest

from content.catalog import Library, load
from content.check import check
from content.manuscript import offices
from content.procedures import restore
from content.sheet import LANGUAGES


@pytest.fixture(scope="module", params=offices())
def library(request: pytest.FixtureRequest) -> Library:
    return load(str(request.param))


def test_the_shipped_content_has_no_problem() -> None:
    assert check(today=date(2026, 11, 24)) == ()


def test_every_question_can_be_asked_in_every_language(library: Library) -> None:
    for sheet in library.procedures.values():
        for step in sheet.steps.values():
            for text in (step.ask, step.short, step.why or {}, step.example or {}):
                for language, template in text.items():
                    said = library.wording.render(template, language, {"you": "bác"})
                    assert said.strip()
                    assert "{" not in said


def test_old_definitions_can_be_rebuilt(library: Library) -> None:
    for sheet in library.procedures.values():
        assert restore(sheet.snapshot) == sheet


def test_every_procedure_is_found_by_its_own_title_and_phrases(library: Library) -> None:
    for key, sheet in library.procedures.items():
        said = (*sheet.phrases, *(sheet.title[language] for language in LANGUAGES))
        missed = [text for text in said if key not in {hit.key for hit in library.finder.find(text)}]
        assert missed == []


def test_loading_is_quick_enough_for_a_start_within_two_seconds() -> None:
    # In a process of its own, for whoever measures coverage slows what is measured.
    measure = "import time; from content.catalog import load; began = time.process_time(); load('nam_thanh_mien')"
    script = f"{measure}; print(time.process_time() - began)"
    took = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, check=True).stdout
    assert float(took) < 1.0
