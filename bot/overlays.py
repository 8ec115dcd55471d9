"""What may be drawn over a page before somebody looks at it."""

from dataclasses import dataclass

from flows.marks import GRID, Box

__all__ = ["GRID", "Overlay"]


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is drawn over a page: words across all of it, the grid with the names of its cells, and a circled spot.

    `circle` is left, top, right and bottom in thousandths of the upright page.
    """

    words: str = ""
    grid: bool = False
    circle: Box | None = None
