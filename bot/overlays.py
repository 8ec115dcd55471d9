"""What may be drawn over a page before somebody looks at it."""

from dataclasses import dataclass

GRID = 4  # columns, and rows, of the grid by which a spot of a page is named in words


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is drawn over a page: words across all of it, the grid with the names of its cells, and a circled spot.

    `circle` is left, top, right and bottom in thousandths of the upright page.
    """

    words: str = ""
    grid: bool = False
    circle: tuple[int, int, int, int] | None = None
