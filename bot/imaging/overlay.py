"""What is drawn over a page before somebody looks at it: whose file it is for, a grid of cells, a circled spot."""

from PIL import Image, ImageDraw

from bot.imaging.watermark import face, write_across
from bot.overlays import GRID, Overlay

_RED, _WHITE, _BLUE = (214, 20, 30), (255, 255, 255), (20, 70, 160)
_THOUSAND = 1000
_LEAST = 0.05  # of the shorter side: what is circled can be seen on a phone
_LETTERS = "ABCDEFGH"


def lay(picture: Image.Image, overlay: Overlay) -> Image.Image:
    """The page with all that the overlay says; the grid is only as strong as it must be to be read."""
    drawn = picture.convert("RGB")
    if overlay.words:
        write_across(drawn, overlay.words)
    if overlay.circle is not None:
        _circle(drawn, overlay.circle)
    return _gridded(drawn) if overlay.grid else drawn


def _circle(picture: Image.Image, box: tuple[int, int, int, int]) -> None:
    """An ellipse around the spot, red in white, so that it can be seen on every ground."""
    wide, high = picture.size
    least = _LEAST * min(wide, high)
    left, right = _stretched(box[0] * wide / _THOUSAND, box[2] * wide / _THOUSAND, least)
    top, bottom = _stretched(box[1] * high / _THOUSAND, box[3] * high / _THOUSAND, least)
    line = max(3, round(min(wide, high) * 0.008))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((left - line, top - line, right + line, bottom + line), outline=_WHITE, width=2 * line)
    draw.ellipse((left, top, right, bottom), outline=_RED, width=line)


def _stretched(low: float, high: float, least: float) -> tuple[float, float]:
    middle, half = (low + high) / 2, max(high - low, least) / 2
    return middle - half, middle + half


def _gridded(picture: Image.Image) -> Image.Image:
    """Thin lines, and in the corner of every cell its name: a letter for the column, a number for the row."""
    (wide, high), sheet = picture.size, Image.new("RGB", picture.size, _BLUE)
    mask = Image.new("L", picture.size, 0)
    draw, height = ImageDraw.Draw(mask), max(14, min(wide, high) // 22)
    for place in range(1, GRID):
        draw.line((wide * place // GRID, 0, wide * place // GRID, high), fill=150, width=max(1, height // 12))
        draw.line((0, high * place // GRID, wide, high * place // GRID), fill=150, width=max(1, height // 12))
    picture.paste(sheet, mask=mask)
    names = ImageDraw.Draw(picture)
    for column in range(GRID):
        for row in range(GRID):
            place_of = (wide * column // GRID + height // 3, high * row // GRID + height // 6)
            name = f"{_LETTERS[column]}{row + 1}"
            names.text(
                place_of, name, fill=_BLUE, font=face(height), stroke_width=max(2, height // 8), stroke_fill=_WHITE
            )
    return picture
