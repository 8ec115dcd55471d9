"""What officials look at is marked for its file, with a grid to name a spot by and a circle around what is meant."""

import io

import pytest
from PIL import Image, ImageChops

from bot.imaging.watermark import face, watermark
from bot.overlays import GRID, Overlay
from bot.ports import Leaf, Unworked
from tests.papers import photo
from tests.workshop import WORKSHOP

WORDS = "Chỉ dùng cho hồ sơ HS-7K3MQ2 · cán bộ số 3"
PAGE = Leaf(photo("trang một"), "image/jpeg")


async def _shown(overlay: Overlay | None = None, leaf: Leaf = PAGE) -> Image.Image:
    image = Image.open(io.BytesIO(await WORKSHOP.preview(leaf, overlay=overlay)))
    image.load()
    return image


def _changed(one: Image.Image, other: Image.Image) -> Image.Image:
    return ImageChops.difference(one.convert("L"), other.convert("L")).point(lambda value: 255 if value > 40 else 0)


def _share(mask: Image.Image, box: tuple[int, int, int, int]) -> float:
    part = mask.crop(box)
    return part.histogram()[255] / (part.width * part.height)


async def test_the_words_stand_in_every_quarter_of_the_page_and_leave_it_readable() -> None:
    plain, marked = await _shown(), await _shown(Overlay(WORDS))
    assert marked.size == plain.size
    mask, (wide, high) = _changed(plain, marked), plain.size
    for left in (0, wide // 2):
        for top in (0, high // 2):
            share = _share(mask, (left, top, left + wide // 2, top + high // 2))
            assert 0.004 < share < 0.25


async def test_the_circle_stands_where_it_was_drawn_and_only_there() -> None:
    plain, circled = await _shown(), await _shown(Overlay(circle=(500, 250, 750, 500)))
    left, top, right, bottom = _changed(plain, circled).getbbox() or (0, 0, 0, 0)
    wide, high = plain.size
    assert abs(left - wide * 0.5) < 0.05 * wide and abs(right - wide * 0.75) < 0.05 * wide
    assert abs(top - high * 0.25) < 0.05 * high and abs(bottom - high * 0.5) < 0.05 * high
    red = circled.getpixel((round(wide * 0.625), round(high * 0.25) + 3))
    assert isinstance(red, tuple) and red[0] > 150 and red[1] < 90 and red[2] < 90


async def test_a_mere_tap_becomes_a_circle_that_can_be_seen() -> None:
    plain, circled = await _shown(), await _shown(Overlay(circle=(500, 500, 500, 500)))
    left, top, right, bottom = _changed(plain, circled).getbbox() or (0, 0, 0, 0)
    assert min(right - left, bottom - top) >= 0.05 * min(plain.size)


async def test_the_grid_names_every_cell() -> None:
    plain, gridded = await _shown(), await _shown(Overlay(grid=True))
    mask, (wide, high) = _changed(plain, gridded), plain.size
    for column in range(GRID):
        for row in range(GRID):
            left, top = wide * column // GRID, high * row // GRID
            corner = (left + 6, top + 6, left + wide // GRID // 2, top + high // GRID // 2)
            assert _share(mask, corner) > 0.01


async def test_a_page_is_turned_upright_before_anything_is_drawn_on_it() -> None:
    lying = Leaf(PAGE.data, "image/jpeg", 90)
    plain, circled = await _shown(leaf=lying), await _shown(Overlay(circle=(0, 0, 200, 200)), lying)
    assert plain.width > plain.height
    box = _changed(plain, circled).getbbox()
    assert box is not None and box[2] < plain.width * 0.3 and box[3] < plain.height * 0.3


async def test_a_page_that_a_photo_does_not_have_is_not_drawn() -> None:
    with pytest.raises(Unworked):
        await WORKSHOP.preview(PAGE, 1)


def test_vietnamese_letters_are_written_as_they_are() -> None:
    """Letters that a face does not have are all drawn as the same box."""
    font = face(40)
    drawn = {letter: bytes(font.getmask(letter)) for letter in "ỉùồơộốáễặữđ"}
    assert len(set(drawn.values())) == len(drawn)


def test_a_watermark_cannot_be_laid_on_what_is_no_picture() -> None:
    with pytest.raises(ValueError, match="no picture"):
        watermark(b"%PDF-1.7", WORDS)
