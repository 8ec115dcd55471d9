"""The sample papers can be drawn anew, and the sample cards be read."""

import pytest
from PIL import ImageStat

from bot.demo.draw_cards import CARDS
from bot.demo.draw_samples import PHOTO, font, photo
from bot.demo.samples import FOLDER
from bot.demo.sheets import SHEETS
from bot.imaging.card import read_card


def test_a_sample_is_drawn_as_a_photo_with_its_mark() -> None:
    try:
        font(20)
    except OSError:
        pytest.skip("No DejaVu fonts here, so no sample was drawn. To draw them: apt-get install fonts-dejavu.")
    drawn = photo(SHEETS["giay-chung-sinh.jpg"], 1)
    assert drawn.size == PHOTO
    red, _, blue = ImageStat.Stat(drawn.crop((500, 800, 1000, 1300))).mean
    assert red > blue + 5, "no red MẪU across the paper"


@pytest.mark.parametrize("name", CARDS)
def test_a_sample_card_is_read_off_its_photo(name: str) -> None:
    assert read_card((FOLDER / name).read_bytes()) == CARDS[name]
