"""Draws the pictures of the guides: `python -m content.guides.drawing` writes each named in a guide; look at them."""

from collections.abc import Iterator
from pathlib import Path

from content.forms.typesetting import png
from content.guides.reading import PICTURES, ROOT, read_guides
from content.problems import Problem

_SCREENS, _FONTS = ROOT / "screens.typ", ROOT / "fonts"
_DOTS = 144.0  # an inch: 540 pixels across


def draw(screen: str) -> bytes:
    """One screen as PNG; raises BadForm when it does not fit on its page."""
    return png(_SCREENS, {"screen": screen}, _FONTS, _DOTS)


def screens() -> Iterator[str]:
    """The names of all screens that the guides show."""
    problems: list[Problem] = []
    for guide in read_guides(ROOT.parent, problems).values():
        yield from (step.picture for step in guide.steps)


def main(folder: Path = PICTURES) -> None:
    """Writes all pictures anew."""
    folder.mkdir(exist_ok=True)
    for screen in screens():
        (folder / f"{screen}.png").write_bytes(draw(screen))


if __name__ == "__main__":
    main()
