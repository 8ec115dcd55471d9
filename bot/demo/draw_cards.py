"""Draws sample identity cards as photos: `python -m bot.demo.draw_cards` (needs DejaVu fonts). Of nobody."""

import io
import random

import segno
from PIL import Image, ImageDraw

from bot.demo.draw_samples import INK, PHOTO, QUALITY, RED, desk, font, lit
from bot.demo.samples import FOLDER

CARD = (1180, 744)  # ID-1
_BESIDE, _QR = 48, 232
# What the QR codes say; the people are made up, and are called MẪU (sample).
CARDS = {
    "the-can-cuoc-me.jpg": "030198001234|142345678|Trần Thị Mẫu|12031998|Nữ|"
    "Thôn 1, Chi Lăng Bắc, Thanh Miện, Hải Dương|10052021",
    "the-can-cuoc-cha.jpg": "030095001234||Nguyễn Văn Mẫu|20081995|Nam|Số 7, Thôn Thử, Xã Mẫu, Tỉnh Ví Dụ|02082024||||",
}


def card(payload: str) -> Image.Image:
    """The side with the QR code, flat."""
    number, _, name, born, sex, address, *_ = payload.split("|")
    image = Image.new("RGB", CARD, (214, 232, 226))
    draw = ImageDraw.Draw(image)
    for y in range(0, CARD[1], 9):
        draw.arc((-200, y - 260, CARD[0] + 200, y + 260), 20, 160, (196, 220, 214))
    draw.text((_BESIDE, 40), "CĂN CƯỚC – MẪU CHẠY THỬ", RED, font(44, "DejaVuSerif-Bold.ttf"))
    draw.rectangle((_BESIDE, 230, 330, 590), (168, 178, 182))
    draw.text((190, 400), "MẪU", (120, 128, 134), font(60, "DejaVuSans-Bold.ttf"), anchor="mm")
    day = f"{born[:2]}/{born[2:4]}/{born[4:]}"
    for place, line in enumerate(
        (f"Số: {number}", f"Họ và tên: {name.upper()}", f"Ngày sinh: {day}", f"Giới tính: {sex}")
    ):
        draw.text((380, 330 + 66 * place), line, INK, font(36))
    draw.text((380, 610), address, INK, font(27))
    draw.text((CARD[0] // 2, 700), "KHÔNG CÓ GIÁ TRỊ SỬ DỤNG", RED, font(30, "DejaVuSerif-Bold.ttf"), anchor="mm")
    out = io.BytesIO()
    segno.make(payload, error="m", boost_error=False, micro=False).save(out, kind="png", scale=8, border=2)
    code = Image.open(out).convert("RGB").resize((_QR, _QR), Image.Resampling.LANCZOS)
    image.paste(code, (CARD[0] - _QR - _BESIDE, 48))
    return image


def photo(payload: str, seed: int) -> Image.Image:
    """The card on a table, a little turned, as a hand with a phone would take it."""
    chance = random.Random(seed)
    table, laid = desk(chance), card(payload)
    turned = chance.uniform(-4, 4)
    shape = Image.new("L", CARD, 255).rotate(turned, Image.Resampling.BICUBIC, expand=True)
    laid = laid.rotate(turned, Image.Resampling.BICUBIC, expand=True)
    place = ((PHOTO[0] - laid.width) // 2, (PHOTO[1] - laid.height) // 2)
    table.paste(Image.new("RGB", laid.size, (40, 28, 20)), (place[0] + 12, place[1] + 16), shape)
    table.paste(laid, place, shape)
    return lit(table)


def main() -> None:
    """Draws every card into the folder of samples."""
    for seed, (name, payload) in enumerate(CARDS.items()):
        photo(payload, seed).save(FOLDER / name, quality=QUALITY, optimize=True)


if __name__ == "__main__":
    main()
