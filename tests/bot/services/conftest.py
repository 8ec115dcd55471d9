"""A stage on a working morning, and ways to reach one person's things with another person's hands."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.ports import Arrival, Card, Chat, Opened, Pressed, Said
from flows.calendar import ZONE
from tests.replay import library
from tests.stage import DirectDriver, DirectStage

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
SENT = ("sao y", "bắt đầu", "bác", "1", "1", "1", "2", "3", "bỏ qua", "Nguyễn Thị Mẫu", "0912345678", "gửi")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[DirectStage]:
    opened = DirectStage(tmp_path, library("nam_thanh_mien"), MORNING)
    yield opened
    opened.close()


async def told(driver: DirectDriver, *words: str) -> str:
    """What is shown after the last of these words."""
    for said in words:
        await driver.see()
        await driver.say(said)
    return "\n".join(await driver.see())


async def pressed(stage: DirectStage, who: str, data: str, key: str = "") -> Card:
    """The card after any button data, forged or old."""
    return await arrived(stage, who, Pressed(data), key or f"press {who} {data}")


async def arrived(stage: DirectStage, who: str, what: Pressed | Said | Opened, key: str) -> Card:
    """The card after an arrival with a key of our choosing."""
    (card,) = await stage.assistant.turn(Arrival(Chat("direct", who), key, what))
    return card


def data_of(card: Card, label: str) -> str:
    """The data of the button with this label."""
    return next(button.data for row in card.rows for button in row if label in button.label)
