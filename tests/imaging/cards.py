"""Photos of identity cards of nobody: people made up from a seed, cards with a QR, and what phones do."""

import io
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import segno
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Pixels = NDArray[np.float32]
Point = tuple[float, float]

CARD = (1712, 1080)  # ID-1, 85.6 × 54 mm, at 20 pixels a millimetre
FRAME = (1280, 960)  # what Telegram makes of a phone's photo
_FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Ngô".split()
_MIDDLES = "Văn Thị Minh Ngọc Hữu Thanh Đức Thu".split()
_GIVEN = "Mẫu Thử Ví Dụ Nháp Tạm Giả Bịa".split()
_QR_SIDE = 300  # 15 mm on a card of 85.6 mm


@dataclass(frozen=True, slots=True)
class Grade:
    """How strong each fault is, as a pair from–to; what is drawn lies between."""

    perspective: tuple[float, float] = (0.0, 0.02)
    blur: tuple[float, float] = (0.3, 0.6)
    shake: tuple[float, float] = (0.0, 0.0)
    glare: tuple[float, float] = (0.0, 0.0)
    rotation: tuple[float, float] = (-3.0, 3.0)
    noise: tuple[float, float] = (2.0, 4.0)
    share: tuple[float, float] = (0.80, 0.88)
    light: tuple[float, float] = (0.9, 1.0)
    shadow: tuple[float, float] = (0.0, 0.0)
    quality: tuple[float, float] = (82.0, 90.0)


# One fault each, from what is met every day to what is at the edge of being readable.
DEGRADATIONS: Mapping[str, Grade] = {
    "none": Grade(),
    "perspective": Grade(perspective=(0.32, 0.58), share=(0.50, 0.70)),
    "blur": Grade(blur=(1.3, 2.6)),
    "shake": Grade(shake=(4.0, 9.0)),
    "glare": Grade(glare=(0.75, 1.05)),
    "rotation": Grade(rotation=(8.0, 352.0), share=(0.26, 0.42)),
    "noise": Grade(noise=(28.0, 60.0)),
    "small in frame": Grade(share=(0.24, 0.40)),
    "dark": Grade(light=(0.10, 0.22), noise=(6.0, 10.0)),
    "shadow": Grade(shadow=(0.7, 0.92)),
    "compressed": Grade(quality=(6.0, 14.0), share=(0.34, 0.48)),
}


def payload(seed: int, parts: int = 7) -> str:
    """A made-up person's card text: 7 parts as on chip cards, 11 as on those of 2024."""
    chance = random.Random(seed)
    female, year = chance.random() < 0.5, chance.randint(1945, 2008)
    sex = 2 * (year // 100 - 19) + female
    number = f"{chance.choice(('030', '031', '001', '036'))}{sex}{year % 100:02}{chance.randrange(10**6):06}"
    old = f"14{chance.randrange(10**7):07}" if chance.random() < 0.6 else ""
    name = f"{chance.choice(_FAMILIES)} {'Thị' if female else chance.choice(_MIDDLES)} {chance.choice(_GIVEN)}"
    born = f"{chance.randint(1, 28):02}{chance.randint(1, 12):02}{year}"
    place = f"Thôn {chance.randint(1, 9)}, Xã Mẫu {chance.randint(1, 40)}, Huyện Thử, Tỉnh Ví Dụ"
    issued = f"{chance.randint(1, 28):02}{chance.randint(1, 12):02}{chance.randint(2021, 2025)}"
    fields = (number, old, name, born, "Nữ" if female else "Nam", place, issued)
    return "|".join((*fields, *[""] * (parts - len(fields))))


@lru_cache(maxsize=64)
def card(text: str) -> Image.Image:
    """One side of a card with its QR at the upper right, and lines of print around it."""
    new, chance = text.count("|") > 6, random.Random(text)
    image = Image.new("L", CARD, 205 if new else 190)
    draw = ImageDraw.Draw(image)
    for _ in range(60):  # the guilloche under the print
        y, bend = chance.randrange(CARD[1]), chance.randrange(-200, 200)
        draw.line((0, y, CARD[0], y + bend), fill=chance.randrange(165, 200), width=3)
    font = ImageFont.load_default(44)
    draw.rectangle((80, 360, 500, 900), fill=120)
    for line in range(7):
        draw.text((560, 420 + 84 * line), "MAU VAT VO DANH " * chance.randint(1, 2), fill=50, font=font)
    draw.text((420, 60), "CAN CUOC CONG DAN - MAU", fill=60, font=font)
    code = segno.make(text, error="m", boost_error=False, micro=False)
    side = code.symbol_size(scale=1, border=0)[0]
    out = io.BytesIO()
    code.save(out, kind="png", scale=max(1, _QR_SIDE // side), border=2, light="#d8d8d8", dark="#181818")
    qr = Image.open(out).convert("L").resize((_QR_SIDE, _QR_SIDE), Image.Resampling.LANCZOS)
    image.paste(qr, (CARD[0] - _QR_SIDE - 90, 70))
    return image


def photo(text: str, grade: Grade, seed: int) -> bytes:
    """The card as a phone sends it over a chat: a JPEG."""
    chance = random.Random(seed)

    def drawn(span: tuple[float, float]) -> float:
        return chance.uniform(*span)

    corners = _corners(chance, drawn(grade.share), drawn(grade.rotation), drawn(grade.perspective))
    pixels = _laid(card(text), corners, chance)
    pixels = _lit(pixels, corners, chance, drawn(grade.glare), drawn(grade.shadow))
    picture = Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(drawn(grade.blur)))
    pixels = _shaken(np.asarray(picture, np.float32), round(drawn(grade.shake)), chance)
    noise = np.random.default_rng(seed).normal(0, drawn(grade.noise), pixels.shape)
    final = (pixels * drawn(grade.light) + noise).clip(0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(final).convert("RGB").save(out, "JPEG", quality=round(drawn(grade.quality)))
    return out.getvalue()


def _corners(chance: random.Random, share: float, degrees: float, tilt: float) -> list[Point]:
    """Where the card's corners (from the upper left, clockwise) lie in the frame."""
    width = FRAME[0] * share
    height = width * CARD[1] / CARD[0]
    angle = np.deg2rad(degrees)
    middle = (FRAME[0] / 2 + chance.uniform(-20, 20), FRAME[1] / 2 + chance.uniform(-20, 20))
    found = []
    far = chance.choice(("right", "left", "top"))
    for x, y in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)):
        away = {"right": x > 0, "left": x < 0, "top": y < 0}[far]
        shrink = 1 - tilt if away else 1.0
        across, down = x * width * shrink, y * height * shrink
        found.append(
            (
                float(middle[0] + across * np.cos(angle) - down * np.sin(angle)),
                float(middle[1] + across * np.sin(angle) + down * np.cos(angle)),
            )
        )
    return found


def _laid(image: Image.Image, corners: list[Point], chance: random.Random) -> Pixels:
    """The card on a table, seen so that its corners come to lie there; drawn double and halved, as a lens would."""
    size = (FRAME[0] * 2, FRAME[1] * 2)
    doubled = [(x * 2, y * 2) for x, y in corners]
    frame = [(0.0, 0.0), (float(CARD[0]), 0.0), (float(CARD[0]), float(CARD[1])), (0.0, float(CARD[1]))]
    data = _projection(doubled, frame)
    shown = image.transform(size, Image.Transform.PERSPECTIVE, data, Image.Resampling.BICUBIC)
    inside = Image.new("L", CARD, 255).transform(size, Image.Transform.PERSPECTIVE, data, Image.Resampling.BICUBIC)
    table = Image.new("L", size, chance.randrange(60, 150))
    draw = ImageDraw.Draw(table)
    for _ in range(40):
        y = chance.randrange(size[1])
        draw.line((0, y, size[0], y + chance.randrange(-60, 60)), fill=chance.randrange(50, 160), width=5)
    table.paste(shown, mask=inside)
    return np.asarray(table.resize(FRAME, Image.Resampling.BOX), np.float32)


def _projection(shown: list[Point], flat: list[Point]) -> tuple[float, ...]:
    """The eight numbers that lead from the frame back to the card."""
    rows, wanted = [], []
    for (x, y), (u, v) in zip(shown, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return tuple(float(one) for one in np.linalg.solve(np.array(rows), np.array(wanted)))


def _lit(pixels: Pixels, corners: list[Point], chance: random.Random, glare: float, shadow: float) -> Pixels:
    """A lamp mirrored near the QR, and a hand's shadow across the frame."""
    down, across = np.mgrid[0 : FRAME[1], 0 : FRAME[0]].astype(np.float32)
    if glare > 0:
        left, right, _, below = corners
        x = right[0] + 0.14 * (left[0] - right[0]) + 0.17 * (below[0] - left[0]) + chance.uniform(-45, 45)
        y = right[1] + 0.14 * (left[1] - right[1]) + 0.17 * (below[1] - left[1]) + chance.uniform(-45, 45)
        wide, high = chance.uniform(90, 150), chance.uniform(40, 80)
        lamp = np.exp(-(((across - x) / wide) ** 2) - ((down - y) / high) ** 2)
        pixels = pixels + 255 * glare * lamp
    if shadow > 0:
        edge = chance.uniform(0.72, 0.86) * FRAME[0] + (down - FRAME[1] / 2) * chance.uniform(-0.4, 0.4)
        pixels = pixels * (1 - shadow / (1 + np.exp(((edge - across) / 6).clip(-40, 40))))
    return pixels


def _shaken(pixels: Pixels, length: int, chance: random.Random) -> Pixels:
    """A hand that moves while the picture is taken, along a line."""
    if length < 2:
        return pixels
    angle = chance.uniform(0, np.pi)
    steps = [(round(np.cos(angle) * n), round(np.sin(angle) * n)) for n in range(length)]
    return np.asarray(np.mean([np.roll(pixels, step, (1, 0)) for step in steps], axis=0), np.float32)
