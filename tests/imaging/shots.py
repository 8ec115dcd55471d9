"""Photos of sheets as phones take them: light, shadow, perspective, noise; good ones, and each fault in grades."""

import io
import random
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from tests.imaging.pages import KINDS, page

Field = npt.NDArray[np.float32]
GRADES = (1, 2, 3)  # slight, clear, gross
FAULTS = ("blank", "dark", "glare", "blurred", "cut", "small")
_FRAMES = ((960, 1280), (960, 1280), (960, 1280), (720, 1280), (1200, 1600))
_ROOMY = ("letter", "form", "handwriting")  # sheets with a margin that may stand over the frame


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo: what is on it, what is wrong with it ('' nothing), how much, and how far the sheet was turned."""

    kind: str
    number: int
    fault: str = ""
    grade: int = 0
    turn: int = 0
    take: int = 0  # another number photographs the same sheet once more

    def jpeg(self) -> bytes:
        """The photo."""
        chance = random.Random(f"{self}")
        dice = np.random.default_rng(chance.randrange(2**32))
        sheet = page(self.kind, self.number) if self.fault != "blank" else _empty(self, chance)
        sheet = sheet.rotate(-self.turn, expand=True) if self.turn else sheet
        image = _framed(self, sheet, chance, dice)
        image = _lit(self, image, chance, dice)
        image = _focused(self, image, chance)
        image = _noisy(image, chance, dice)
        if self.fault == "small" and self.grade > 1:
            longest = {2: 480, 3: 320}[self.grade]
            image.thumbnail((longest, longest))
        out = io.BytesIO()
        image.save(out, "JPEG", quality=chance.choice((72, 80, 87)))
        return out.getvalue()


def _empty(shot: Shot, chance: random.Random) -> Image.Image:
    """The back of a sheet: nothing (3), what shines through (2), a few specks (1)."""
    front = page(shot.kind, shot.number)
    back = Image.new("RGB", front.size, "white")
    if shot.grade == 2:
        shining = Image.blend(back, front.transpose(Image.Transpose.FLIP_LEFT_RIGHT), 0.05)
        return shining.filter(ImageFilter.GaussianBlur(3))
    if shot.grade == 1:
        draw = ImageDraw.Draw(back)
        for _ in range(chance.randint(1, 4)):
            x, y = chance.randrange(front.width), chance.randrange(front.height)
            draw.ellipse((x, y, x + 6, y + 6), fill=(120, 110, 100))
    return back


def _framed(shot: Shot, sheet: Image.Image, chance: random.Random, dice: np.random.Generator) -> Image.Image:
    """The sheet on a table, seen from nearly above; a scan fills the frame; 'cut' pushes it over an edge."""
    lies = sheet.width > sheet.height
    frame = chance.choice(_FRAMES)
    wide, high = frame if (frame[0] > frame[1]) == lies else frame[::-1]
    if not shot.fault and chance.random() < 0.15:
        return sheet.resize((wide, high), Image.Resampling.LANCZOS)  # as a scanning app crops it
    table = _table(wide, high, chance, dice)
    share = chance.uniform(0.78, 0.95) if shot.kind != "card" else chance.uniform(0.6, 0.9)
    if shot.fault == "small" and shot.grade == 1:
        share = chance.uniform(0.25, 0.33)  # taken from across the room
    scale = min(wide * share / sheet.width, high * share / sheet.height)
    w, h = sheet.width * scale, sheet.height * scale
    x, y = (wide - w) * chance.uniform(0.2, 0.8), (high - h) * chance.uniform(0.2, 0.8)
    near = not shot.fault and shot.kind in _ROOMY and chance.random() < 0.15
    if near:
        w, h = wide * chance.uniform(1.0, 1.04), high * chance.uniform(1.0, 1.04)
        x, y = (wide - w) / 2, (high - h) / 2
    if shot.fault == "cut":
        side, over = _over(sheet, shot, chance)
        x = (-w * over, wide - w * (1 - over), x, x)[side]
        y = (y, y, -h * over, high - h * (1 - over))[side]
    sway = 0.012 if shot.fault == "cut" or near else 0.03
    corners = [(x, y), (x, y + h), (x + w, y + h), (x + w, y)]
    moved = [(a + w * chance.uniform(-sway, sway), b + h * chance.uniform(-sway, sway)) for a, b in corners]
    if shot.fault != "cut" and not near:
        moved = [(min(max(a, 4), wide - 4), min(max(b, 4), high - 4)) for a, b in moved]
    back = _homography(moved, [(0, 0), (0, sheet.height), (sheet.width, sheet.height), (sheet.width, 0)])
    laid = sheet.transform((wide, high), Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    mask = Image.new("L", sheet.size, 255)
    table.paste(laid, (0, 0), mask.transform((wide, high), Image.Transform.PERSPECTIVE, back))
    return table


def _over(sheet: Image.Image, shot: Shot, chance: random.Random) -> tuple[int, float]:
    """A side (left, right, top, bottom) and how much of the sheet is beyond it, so that the edge goes through ink."""
    ink = np.asarray(sheet.convert("L")) < 130
    over = {1: 0.16, 2: 0.25, 3: 0.4}[shot.grade] + chance.uniform(-0.02, 0.02)
    across, down = ink.mean(axis=0), ink.mean(axis=1)
    for side in chance.sample(range(4), 4):
        line = (across, across[::-1], down, down[::-1])[side]
        at = int(over * len(line))
        if line[at : at + len(line) // 40].max() > 0.03 and line[: at + 1].sum() > 0.05 * line.sum():
            return side, over
    return chance.choice((0, 1)), 0.4


def _homography(there: list[tuple[float, float]], here: list[tuple[float, float]]) -> list[float]:
    rows, values = [], []
    for (x, y), (u, v) in zip(there, here, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows, float), np.array(values, float))]


def _table(wide: int, high: int, chance: random.Random, dice: np.random.Generator) -> Image.Image:
    base = chance.choice(((92, 66, 44), (150, 120, 84), (60, 62, 66), (120, 40, 44), (70, 96, 80), (176, 170, 160)))
    grain = (
        dice.normal(0, 9, (max(high // 3, 1), 6))
        if chance.random() < 0.5
        else dice.normal(0, 9, (high // 6, wide // 6))
    )
    texture = Image.fromarray(np.clip(grain + 128, 0, 255).astype(np.uint8)).resize(
        (wide, high), Image.Resampling.BILINEAR
    )
    shade = np.asarray(texture, float)[..., None] - 128 + np.array(base, float)
    return Image.fromarray(np.clip(shade, 0, 255).astype(np.uint8))


def _lit(shot: Shot, image: Image.Image, chance: random.Random, dice: np.random.Generator) -> Image.Image:
    """Lamp from one side, the shadow of the hand, paper that is not quite white; and glare."""
    high, wide = image.height, image.width
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    angle = chance.uniform(0, 6.28)
    slope = (x / wide - 0.5) * np.cos(angle) + (y / high - 0.5) * np.sin(angle)
    light = chance.uniform(0.8, 0.97) * (1 + chance.uniform(0, 0.3) * slope)
    if chance.random() < 0.35:
        light *= 1 - chance.uniform(0.15, 0.4) * _soft(x, y, chance, (wide, high), 0.35)
    tint = np.array([1, chance.uniform(0.95, 1), chance.uniform(0.82, 1)], np.float32)
    exposure = {1: 0.24, 2: 0.15, 3: 0.08}[shot.grade] if shot.fault == "dark" else chance.uniform(0.75, 1.05)
    lit = np.asarray(image, np.float32) * light[..., None] * tint * exposure
    if shot.fault == "glare":
        size = {1: 0.13, 2: 0.19, 3: 0.28}[shot.grade]
        lit += 420 * _soft(x, y, chance, (wide, high), size)[..., None]
    return Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))


def _soft(
    x: Field,
    y: Field,
    chance: random.Random,
    size: tuple[int, int],
    spread: float,
) -> Field:
    """A spot with soft edges, near the middle."""
    cx, cy = size[0] * chance.uniform(0.35, 0.65), size[1] * chance.uniform(0.3, 0.7)
    r = min(size) * spread
    far = ((x - cx) / r) ** 2 + ((y - cy) / (r * chance.uniform(0.7, 1.4))) ** 2
    spot: Field = np.exp(-np.maximum(far - 0.3, 0) * 2).astype(np.float32)
    return spot


def _focused(shot: Shot, image: Image.Image, chance: random.Random) -> Image.Image:
    """Every lens softens a little; 'blurred' is out of focus, or the hand moved."""
    scale = max(image.size) / 1280
    if shot.fault != "blurred":
        return image.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 0.7) * scale))
    strength = {1: 2.6, 2: 3.8, 3: 6.0}[shot.grade] * scale
    if chance.random() < 0.5:
        return image.filter(ImageFilter.GaussianBlur(strength))
    steps = int(strength * 4)
    dx, dy = chance.choice(((1.0, 0.0), (0.0, 1.0), (0.7, 0.7), (0.7, -0.7)))
    total = np.zeros((image.height, image.width, 3), np.float32)
    for step in range(steps):
        shift = step - steps / 2
        moved = image.transform(image.size, Image.Transform.AFFINE, (1, 0, dx * shift, 0, 1, dy * shift))
        total += np.asarray(moved, np.float32)
    return Image.fromarray((total / steps).astype(np.uint8))


def _noisy(image: Image.Image, chance: random.Random, dice: np.random.Generator) -> Image.Image:
    """The noise of the sensor; where it is saturated there is none."""
    lit = np.asarray(image, np.float32)
    noise = dice.normal(0, chance.uniform(1.5, 5), lit.shape[:2])[..., None] * (lit < 254)
    return Image.fromarray(np.clip(lit + noise, 0, 255).astype(np.uint8))


def shots(seed: int, each: int) -> list[Shot]:
    """A set: `each` photos of every fault in every grade, four times as many good ones, some of them turned."""
    chance = random.Random(seed)
    wanted = [(fault, grade) for fault in FAULTS for grade in GRADES] * each + [("", 0)] * (4 * each * len(GRADES))
    made = []
    for fault, grade in wanted:
        turn = chance.choice((0, 0, 0, 90, 180, 270))
        kind = chance.choice(KINDS)
        made.append(
            Shot(kind, chance.randrange(seed * 1000, seed * 1000 + 400), fault, grade, 0 if kind == "card" else turn)
        )
    return made
