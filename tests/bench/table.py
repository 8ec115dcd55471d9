"""The table: each figure beside what it is compared with, and whether it keeps what was asked."""

from dataclasses import dataclass

MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what it is, ours, the one beside it, and the most that the ratio (else the figure) may be."""

    what: str
    ours: str
    beside: str = ""
    ratio: float | None = None
    most: float | None = None

    @property
    def verdict(self) -> str:
        """Kept or not; empty where nothing was asked."""
        if self.most is None or self.ratio is None:
            return ""
        return "yes" if self.ratio <= self.most else "NO"


def drawn(lines: list[Line]) -> str:
    """The lines as a plain table."""
    rows = [("figure", "ours", "beside", "ratio", "asked", "kept")]
    for line in lines:
        ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
        asked = "" if line.most is None else f"<= {line.most:g}"
        rows.append((line.what, line.ours, line.beside, ratio, asked, line.verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    drawn_rows = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([drawn_rows[0], "-" * len(drawn_rows[0]), *drawn_rows[1:]])


def milliseconds(value: float) -> str:
    """A figure in milliseconds."""
    return f"{value:.2f} ms" if value < 100 else f"{value:.0f} ms"


def megabytes(value: float) -> str:
    """A figure in megabytes."""
    return f"{value / MEGA:.1f} MB"
