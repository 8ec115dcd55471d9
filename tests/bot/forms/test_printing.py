"""Forms are set beside the program: the same bytes as here, a fault ends the job only, and start-up loads nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.ports import Unworked
from content.forms.filling import FORMS, inputs
from content.forms.printing import render
from tests.content.forms.declarations import NEW
from tests.content.forms.samples import PAPERS, receipt
from tests.workshop import WORKSHOP


async def test_a_worker_prints_what_is_printed_here() -> None:
    data = receipt(NEW, PAPERS)
    printed = await WORKSHOP.typeset(str(FORMS / "receipt.typ"), inputs(data, "en"))
    assert printed == render("receipt", data, language="en")


async def test_a_broken_template_ends_its_job_and_the_worker_goes_on(tmp_path: Path) -> None:
    (tmp_path / "broken.typ").write_text("#panic()", encoding="utf-8")
    with pytest.raises(Unworked):
        await WORKSHOP.typeset(str(tmp_path / "broken.typ"), {})
    assert await WORKSHOP.typeset(str(FORMS / "slip.typ"), {})


def test_the_program_starts_without_the_typesetter() -> None:
    look = "import sys, bot.__main__, bot.app; print('typst' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=FORMS.parents[1])
    assert ran.stdout.strip() == "False"
