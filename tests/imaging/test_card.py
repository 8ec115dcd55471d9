"""Cards read off photos: in time, whatever was done to the photo, and better than a plain call wherever one fails."""

import io
import time

import pytest
from PIL import Image

from bot.imaging.card import read_card
from tests.bench.cards import shares
from tests.imaging.cards import DEGRADATIONS, Grade, payload, photo
from tests.papers import photo as page


@pytest.mark.parametrize("parts", [7, 11])
def test_an_everyday_photo_is_read_at_once(parts: int) -> None:
    text = payload(1, parts)
    begun = time.process_time()
    assert read_card(photo(text, Grade(), 1)) == text
    assert time.process_time() - begun < 0.5


# Small sets, so that tests stay short; `python -m tests.bench cards` measures larger ones.
@pytest.mark.parametrize("degradation", ["glare", "rotation", "noise", "dark", "shadow", "small in frame"])
def test_more_is_read_than_by_a_plain_call(degradation: str) -> None:
    ours, plain, _ = shares(degradation, 6)
    assert ours >= 0.6
    assert ours > plain


@pytest.mark.parametrize("degradation", ["perspective", "blur", "shake", "compressed"])
def test_no_less_is_read_than_by_a_plain_call(degradation: str) -> None:
    ours, plain, _ = shares(degradation, 4)
    assert ours >= plain


def test_every_degradation_is_measured() -> None:
    wanted = {"perspective", "blur", "glare", "rotation", "noise", "small in frame"}
    assert wanted <= set(DEGRADATIONS)


def test_a_photo_lying_on_its_side_is_read_by_its_camera_data() -> None:
    text = payload(3)
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    with Image.open(io.BytesIO(photo(text, Grade(), 3))) as image:
        image.rotate(90, expand=True).save(out, "JPEG", exif=exif)
    assert read_card(out.getvalue()) == text


def test_letters_come_out_as_they_went_in() -> None:
    text = "030185001234|142345678|Nguyễn Thị Mẫu|15081985|Nữ|Ấp Đường Đỏ, Xã Thử Ẩn, Huyện Ơ, Tỉnh Ư|10052021"
    assert read_card(photo(text, Grade(), 4)) == text


def test_a_page_without_a_code_is_given_up_soon() -> None:
    begun = time.process_time()
    assert read_card(page(size=(1280, 960))) is None
    assert time.process_time() - begun < 2.0


def test_the_deadline_is_kept() -> None:
    begun = time.monotonic()
    assert read_card(page(size=(3000, 4000)), 0.05) is None
    assert time.monotonic() - begun < 1.0


def test_a_code_that_is_no_cards_is_told_all_the_same() -> None:
    assert read_card(photo("https://example.org/some/long/address?of=a-page", Grade(), 5)) == (
        "https://example.org/some/long/address?of=a-page"
    )


@pytest.mark.parametrize("data", [b"", b"no picture", photo(payload(6), Grade(), 6)[:2000]])
def test_what_is_no_picture_has_no_code(data: bytes) -> None:
    assert read_card(data) is None
