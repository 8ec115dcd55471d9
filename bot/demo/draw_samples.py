"""Draws the sample papers as photos taken with a phone: `python -m bot.demo.draw_samples` (needs DejaVu fonts)."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from bot.demo.samples import FOLDER
from bot.demo.sheets import SHEETS, Sheet

PAPER = (1240, 1754)  # A4 at 150 dots an inch
PHOTO = (1512, 2016)
QUALITY = 68
INK = (38, 40, 48)
RED = (190, 30, 30)
Point = tuple[float, float]


def font(size: int, name: str = "DejaVuSerif.ttf") -> ImageFont.FreeTypeFont:
    """A font with all Vietnamese letters, found among the system's fonts."""
    return ImageFont.truetype(name, size)


def middle(draw: ImageDraw.ImageDraw, y: int, text: str, kind: ImageFont.FreeTypeFont, x: int = PAPER[0] // 2) -> None:
    """A centred line."""
    draw.text((x, y), text, INK, kind, anchor="ma")


def paper(sheet: Sheet) -> Image.Image:
    """The paper itself, flat and clean, with its mark."""
    image = Image.new("RGB", PAPER, (252, 250, 244))
    draw = ImageDraw.Draw(image)
    bold, plain = "DejaVuSerif-Bold.ttf", "DejaVuSerif.ttf"
    middle(draw, 90, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", font(34, bold))
    middle(draw, 140, "Độc lập – Tự do – Hạnh phúc", font(31, bold))
    draw.line((470, 190, 770, 190), INK, 3)
    draw.text((100, 230), sheet.office, INK, font(27, bold))
    middle(draw, 330, sheet.title, font(56, bold))
    middle(draw, 412, sheet.under, font(29))
    for number, line in enumerate(sheet.lines):
        y = 510 + number * 82
        draw.text((110, y), line, INK, font(35, plain))
        draw.line((110, y + 52, 1130, y + 52), (190, 190, 190), 1)
    middle(draw, 1290, sheet.signs[0], font(31, bold), 330)
    middle(draw, 1290, sheet.signs[1], font(31, bold), 900)
    for x, name in ((330, sheet.signs[0]), (900, sheet.signs[1])):
        if name:
            middle(draw, 1345, "(đã ký, MẪU)", font(27, "DejaVuSans-Oblique.ttf"), x)
    middle(draw, 1640, "GIẤY MẪU ĐỂ CHẠY THỬ – KHÔNG CÓ GIÁ TRỊ SỬ DỤNG", font(29, bold))
    return stamped(image)


def stamped(image: Image.Image) -> Image.Image:
    """The paper with MẪU across it, too large to be missed."""
    mark = Image.new("L", image.size, 0)
    ImageDraw.Draw(mark).text((PAPER[0] // 2, 930), "MẪU", 60, font(420, "DejaVuSans-Bold.ttf"), anchor="mm")
    mark = mark.rotate(28, Image.Resampling.BICUBIC)
    return Image.composite(Image.new("RGB", image.size, RED), image, mark)


def desk(chance: random.Random) -> Image.Image:
    """A wooden table, lit from one side."""
    image = Image.new("RGB", PHOTO)
    draw = ImageDraw.Draw(image)
    shade = 0.0
    for x in range(PHOTO[0]):
        shade = 0.9 * shade + chance.gauss(0, 2.2)
        draw.line((x, 0, x, PHOTO[1]), (int(126 + shade), int(92 + shade), int(64 + shade)))
    return image.filter(ImageFilter.GaussianBlur(3))


def solve(rows: list[list[float]]) -> list[float]:
    """Gauss elimination of a square system, the last column being the right side."""
    size = len(rows)
    for column in range(size):
        best = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[best] = rows[best], rows[column]
        for row in range(size):
            if row != column:
                ratio = rows[row][column] / rows[column][column]
                rows[row] = [a - ratio * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [rows[row][size] / rows[row][row] for row in range(size)]


def perspective(corners: list[Point]) -> list[float]:
    """The eight numbers that lay the paper on four corners of the photo."""
    flat: list[Point] = [(0, 0), (PAPER[0], 0), (PAPER[0], PAPER[1]), (0, PAPER[1])]
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(corners, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return solve(rows)


def photo(sheet: Sheet, seed: int) -> Image.Image:
    """The paper on a table, as a hand with a phone would take it."""
    chance = random.Random(seed)
    jolt = [chance.uniform(-28, 28) for _ in range(8)]
    around = [(130, 110), (PHOTO[0] - 130, 110), (PHOTO[0] - 90, PHOTO[1] - 110), (90, PHOTO[1] - 110)]
    corners: list[Point] = [(x + jolt[2 * at], y + jolt[2 * at + 1]) for at, (x, y) in enumerate(around)]
    numbers = perspective(corners)
    laid = paper(sheet).transform(PHOTO, Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC)
    shape = Image.new("L", PAPER, 255).transform(PHOTO, Image.Transform.PERSPECTIVE, numbers)
    table = desk(chance)
    shadow = ImageChops.offset(shape, 14, 20).filter(ImageFilter.GaussianBlur(18)).point(lambda value: value // 2)
    table = Image.composite(Image.new("RGB", PHOTO, (20, 14, 10)), table, shadow)
    return lit(Image.composite(laid, table, shape))


def lit(image: Image.Image) -> Image.Image:
    """Light that falls off towards one corner."""
    down = Image.linear_gradient("L").resize(PHOTO)
    across = Image.linear_gradient("L").rotate(90).resize(PHOTO)
    light = Image.blend(down, across, 0.4).point(lambda value: 255 - value // 6)
    return ImageChops.multiply(image, Image.merge("RGB", (light, light, light)))


def main() -> None:
    """Draws every paper into the folder of samples."""
    FOLDER.mkdir(exist_ok=True)
    for seed, (name, sheet) in enumerate(SHEETS.items()):
        photo(sheet, seed).save(FOLDER / name, quality=QUALITY, optimize=True)


if __name__ == "__main__":
    main()
