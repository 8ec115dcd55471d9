"""Sheets as offices and families write them: typeset, filled in, written by hand, stamped; of nobody, from a number."""

import io
import random
from functools import lru_cache

import typst
from PIL import Image, ImageDraw

KINDS = ("letter", "form", "handwriting", "certificate", "card")
SIZE = (1240, 1754)  # A4 at 150 dots an inch
_DPI = 150.0
_CARD_DPI = 380.0
_INKS = ((20, 24, 60), (15, 15, 20), (30, 30, 95), (50, 40, 40))
_WORDS = (
    "họ và tên người yêu cầu đăng ký khai sinh cho trẻ em nơi cư trú giấy tờ tùy thân số ngày tháng năm cấp quan hệ "
    "với người được khai sinh giới tính dân tộc quốc tịch quê quán nơi sinh ghi bằng chữ Ủy ban nhân dân xã xác nhận "
    "chữ ký của ông bà có tên nêu trên là đúng sự thật và chịu trách nhiệm trước pháp luật về lời khai của mình văn "
    "bản này được lập thành hai bản có giá trị như nhau giao cho mỗi bên một bản để thực hiện theo quy định hiện hành"
).split()
_TITLES = ("TỜ KHAI ĐĂNG KÝ KHAI SINH", "GIẤY CHỨNG SINH", "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN", "VĂN BẢN CAM ĐOAN")
_LABELS = ("Họ, chữ đệm, tên", "Ngày sinh", "Nơi cư trú", "Giấy tờ tùy thân", "Dân tộc", "Quốc tịch", "Quan hệ")
_HEAD = "#align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập – Tự do – Hạnh phúc*]\n"


@lru_cache(maxsize=96)
def page(kind: str, number: int) -> Image.Image:
    """One sheet of a kind, black on white; the same number gives the same sheet."""
    chance = random.Random(f"{kind} {number}")
    match kind:
        case "letter":
            return _typeset(_head(chance, 11, 14) + _title(chance) + _paragraphs(chance, chance.randint(3, 7)))
        case "form":
            return _filled(_typeset(_head(chance, 11, 13) + _title(chance) + _blanks(chance)), chance)
        case "certificate":
            return _stamped(_typeset(_head(chance, 13, 16) + _FRAME + _title(chance) + _blanks(chance, 9)), chance)
        case "handwriting":
            return _written(chance)
        case "card":
            return _card(chance)
    raise ValueError(kind)


_FRAME = '#set page(background: rect(width: 92%, height: 94%, stroke: 2pt + rgb("#a03030")))\n'


def _head(chance: random.Random, least: int, most: int) -> str:
    font = chance.choice(("Libertinus Serif", "New Computer Modern", "Libertinus Serif"))
    margin = chance.choice((18, 22, 28))
    return (
        f"#set page(width: 210mm, height: 297mm, margin: {margin}mm)\n"
        f'#set text(size: {chance.randint(least, most)}pt, font: "{font}", hyphenate: false)\n'
        f"#set par(justify: {str(chance.random() < 0.6).lower()}, leading: {chance.choice((0.6, 0.8, 1.0))}em)\n"
    )


def _title(chance: random.Random) -> str:
    return _HEAD + f"#v(6mm)\n#align(center)[#text(1.3em)[*{chance.choice(_TITLES)}*]]\n#v(4mm)\n"


def _sentence(chance: random.Random, words: int) -> str:
    said = " ".join(chance.choice(_WORDS) for _ in range(words))
    return f"{said[:1].upper()}{said[1:]}."


def _paragraphs(chance: random.Random, count: int) -> str:
    texts = (" ".join(_sentence(chance, chance.randint(8, 22)) for _ in range(3)) for _ in range(count))
    return "\n\n".join(texts)


def _blanks(chance: random.Random, lines: int = 16) -> str:
    rows = (f"{chance.choice(_LABELS)}: #box(width: 1fr, repeat[.])" for _ in range(lines))
    return "\n\n".join([*rows, _sentence(chance, 25)])


def _typeset(source: str, dpi: float = _DPI) -> Image.Image:
    """The first page of a text."""
    drawn = typst.compile(source.encode(), format="png", ppi=dpi, ignore_system_fonts=True)
    with Image.open(io.BytesIO(drawn)) as image:
        return image.convert("RGB")


def _filled(sheet: Image.Image, chance: random.Random) -> Image.Image:
    """A form somebody wrote into."""
    draw, ink = ImageDraw.Draw(sheet), chance.choice(_INKS)
    for row in range(chance.randint(8, 13)):
        _scrawl(draw, chance, (420 + chance.randint(0, 120), 430 + row * 78), chance.randint(3, 7), ink, 15)
    return sheet


def _written(chance: random.Random) -> Image.Image:
    """A sheet from a notebook, written full by hand."""
    sheet = Image.new("RGB", SIZE, (255, 255, 252))
    draw, ink = ImageDraw.Draw(sheet), chance.choice(_INKS)
    pitch = chance.randint(52, 66)
    if chance.random() < 0.6:
        for y in range(160, SIZE[1] - 80, pitch):
            draw.line((90, y, SIZE[0] - 90, y), fill=(170, 190, 225), width=2)
    for row in range(chance.randint(10, 22)):
        left = 120 + chance.randint(0, 30)
        _scrawl(draw, chance, (left, 160 + row * pitch - 6), chance.randint(6, 11), ink, pitch // 3)
    return sheet


def _scrawl(
    draw: ImageDraw.ImageDraw,
    chance: random.Random,
    at: tuple[int, int],
    words: int,
    ink: tuple[int, int, int],
    high: int,
) -> None:
    """Words in a running hand: letters between base line and waist, some taller, fewer hanging, marks above."""
    x, base = float(at[0]), at[1]
    for _ in range(words):
        for _ in range(chance.randint(2, 6)):
            wide = high * chance.uniform(0.5, 0.9)
            top = base - high * (1.9 if chance.random() < 0.25 else 1.0)
            low = base + (high * 0.7 if chance.random() < 0.1 else 0)
            points = [(x, base), (x + wide * 0.4, top), (x + wide * 0.6, low), (x + wide, base - high * 0.3)]
            draw.line([(px + chance.uniform(-1, 1), py) for px, py in points], fill=ink, width=3, joint="curve")
            if chance.random() < 0.3:
                draw.line((x + wide * 0.3, top - 8, x + wide * 0.7, top - 14), fill=ink, width=3)
            x += wide
        x += high * 0.8
        if x > SIZE[0] - 150:
            return


def _stamped(sheet: Image.Image, chance: random.Random) -> Image.Image:
    """A red round stamp and a signature."""
    draw, red = ImageDraw.Draw(sheet), (190, 40, 50)
    x, y, r = chance.randint(650, 900), chance.randint(1150, 1450), 120
    draw.ellipse((x - r, y - r, x + r, y + r), outline=red, width=7)
    draw.ellipse((x - 88, y - 88, x + 88, y + 88), outline=red, width=3)
    draw.regular_polygon((x, y, 36), 5, fill=red)
    _scrawl(draw, chance, (x - 60, y + 60), 2, (20, 30, 110), 40)
    return sheet


def _card(chance: random.Random) -> Image.Image:
    """Something of the size and density of an identity card."""
    rows = (f"{chance.choice(_LABELS)}: *{' '.join(chance.choices(_WORDS, k=3))}*" for _ in range(6))
    sheet = _typeset(
        "#set page(width: 85.6mm, height: 54mm, margin: (left: 29mm, rest: 4mm))\n#set text(size: 6.2pt, font: "
        '"Libertinus Serif")\n#set par(leading: 0.75em)\n#align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ '
        f"#text(8pt)[*CĂN CƯỚC CÔNG DÂN*]]\nSố: #text(9pt)[*{chance.randrange(10**11, 10**12)}*]\n\n"
        + "\n\n".join(rows),
        _CARD_DPI,
    )
    tinted = Image.blend(sheet, Image.new("RGB", sheet.size, (150, 200, 190)), chance.uniform(0.15, 0.3))
    draw = ImageDraw.Draw(tinted)
    draw.rectangle((60, 330, 380, 740), fill=(130, 140, 160))
    draw.ellipse((140, 390, 300, 570), fill=(200, 170, 150))
    draw.ellipse((80, 60, 240, 220), fill=(200, 60, 60))
    return tinted
