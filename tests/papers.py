"""Photos and files of papers for the tests: made here, of nobody."""

import io
import random
from functools import lru_cache

import pillow_heif
from PIL import Image, ImageDraw

from tests.imaging.cards import Grade
from tests.imaging.cards import photo as card_photo
from tests.imaging.shots import Shot

pillow_heif.register_heif_opener()


@lru_cache(maxsize=64)
def photo(words: str = "MẪU", size: tuple[int, int] = (900, 1200), kind: str = "JPEG") -> bytes:
    """A picture of a sheet with words on it; other words make another sheet."""
    chance = random.Random(words)
    image = Image.new("RGB", size, (90, 80, 70))
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 40, size[0] - 40, size[1] - 40), fill=(250, 248, 240))
    for line in range(chance.randint(12, 20)):
        x, y = 90, 150 + 45 * line + chance.randint(0, 8)
        while x < size[0] - chance.randint(120, 400):
            wide = chance.randint(3, 9)  # letters: a stem and a bar each, so that the coach sees writing
            for letter in range(wide):
                draw.rectangle((x + 14 * letter, y, x + 14 * letter + 3, y + 17), fill=(40, 40, 60))
                draw.rectangle((x + 14 * letter, y + 14, x + 14 * letter + 10, y + 17), fill=(40, 40, 60))
            x += 14 * wide + 16
    draw.text((90, 80), words.encode("ascii", "replace").decode(), fill=(20, 20, 20))
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


# Cards of nobody that transcripts send, by what they are called there.
_CARDS = {
    "thẻ căn cước mẹ": "030198001234|142345678|Trần Thị Hoa|12031998|Nữ|"
    "Thôn 1, Chi Lăng Bắc, Thanh Miện, Hải Dương|10052021",
    "thẻ căn cước cha": "030095001234||Nguyễn Văn Bình|20081995|Nam|Số 7, Thôn Thử, Xã Mẫu, Tỉnh Ví Dụ|02082024||||",
    "thẻ căn cước có số lạ": "003197001234||Trần Thị Hoa|12031998|Nữ|Thôn 2, Nam Thanh Miện, Hải Phòng|10052021",
    "thẻ chỉ có năm sinh": "030148001234||Trần Thị Hoa|00001948|Nữ||10052021",
    "mã QR khác": "https://dichvucong.gov.vn/p/home/dvc-trang-chu.html",
}


# Photos with a fault that transcripts send, by what they are called there.
_SHOTS = {
    "ảnh mờ": Shot("letter", 13, "blurred", 3),
    "ảnh tối": Shot("form", 14, "dark", 3),
    "ảnh nằm ngang": Shot("letter", 17, turn=90),
}


def sample(name: str) -> tuple[str, bytes]:
    """A named photo for a transcript: (file name, bytes); the same name gives the same picture."""
    if name in _SHOTS:
        return f"{name}.jpg", _SHOTS[name].jpeg()
    if name == "thẻ căn cước mờ":
        return f"{name}.jpg", card_photo(_CARDS["thẻ căn cước mẹ"], Grade(blur=(9.0, 9.0)), 1)
    return f"{name}.jpg", card_photo(_CARDS[name], Grade(), 1) if name in _CARDS else photo(name)
