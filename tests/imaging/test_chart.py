"""The picture of numbers: as wide as a telephone wants it, its parts in proportion, what is empty said in words."""

import io

import numpy as np
from PIL import Image

from bot.imaging.chart import COLOURS, WIDTH
from flows.answers import Data
from tests.workshop import WORKSHOP


def chart(*bars: tuple[str, list[int]], none: str = "Không có.") -> dict[str, Data]:
    """One panel of two series, blue and orange, with a bar for each pair."""
    series: list[Data] = [
        {"name": name, "colour": colour, "values": [values[place] for _, values in bars]}
        for place, (name, colour) in enumerate((("Trước hạn", "blue"), ("Trễ hạn", "orange")))
    ]
    labels: list[Data] = [label for label, _ in bars]
    panel: Data = {"title": "Đã giải quyết", "none": none, "labels": labels, "series": series}
    return {"title": "Tuần 16/11 đến 22/11/2026", "note": "Xã Nam Thanh Miện", "panels": [panel]}


async def drawn(told: dict[str, Data]) -> Image.Image:
    return Image.open(io.BytesIO(await WORKSHOP.chart(told))).convert("RGB")


def dots(picture: Image.Image, colour: str) -> int:
    wanted = np.array([int(COLOURS[colour][place : place + 2], 16) for place in (1, 3, 5)])
    return int(np.count_nonzero((np.asarray(picture) == wanted).all(axis=2)))


async def test_the_picture_is_as_wide_as_a_telephone_wants_it_and_as_high_as_its_bars_need() -> None:
    one, three = await drawn(chart(("Hộ tịch", [3, 1]))), await drawn(chart(*[("Hộ tịch", [3, 1])] * 3))
    assert one.width == three.width == WIDTH
    assert 150 < one.height < three.height < 800


async def test_parts_are_as_long_as_their_numbers() -> None:
    picture = await drawn(chart(("Hộ tịch", [30, 10])))
    blue, orange = dots(picture, "blue"), dots(picture, "orange")
    assert 2.5 < blue / orange < 3.5


async def test_what_is_empty_is_said_and_nothing_is_drawn() -> None:
    nothing = await drawn(chart())
    assert dots(nothing, "blue") == dots(nothing, "orange") == 0
    assert nothing.tobytes() != (await drawn(chart(none="Tuần này không có hồ sơ."))).tobytes()


async def test_the_same_numbers_make_the_same_bytes() -> None:
    told = chart(("Hộ tịch", [5, 2]), ("không khớp thông tin đã khai", [1, 0]))
    assert await WORKSHOP.chart(told) == await WORKSHOP.chart(told)


async def test_bars_of_zeros_break_nothing() -> None:
    assert (await drawn(chart(("Hộ tịch", [0, 0])))).width == WIDTH
