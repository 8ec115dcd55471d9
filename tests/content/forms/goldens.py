"""Writes the pictures of all forms anew: `python -m tests.content.forms.goldens`; look at each before you commit it."""

from pathlib import Path

from content.forms.printing import render
from tests.content.forms.reading import picture, small
from tests.content.forms.samples import GOLDENS

FOLDER = Path(__file__).parent / "goldens"


def write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, one in GOLDENS.items():
        printed = render(one.form, one.data, language=one.language)
        (FOLDER / f"{name}.png").write_bytes(small(picture(printed)))


if __name__ == "__main__":
    write()
