"""A listener that scripts a small conversation: enough for the page and its line, without the real services."""

import asyncio
from dataclasses import dataclass, field, replace

from bot.ports import Arrival, Attachment, Button, Card, Chat, File, Incoming, Opened, Pressed, Said, Sent, Unusable

SECRET = "Nguyễn Văn Kín"
PICTURE = b"\x89PNG\r\n\x1a\nnot really a picture"

MENU = Card(
    "Xin chào **ông/bà**. Bộ phận Một cửa xã Nam Thanh Miện sẵn sàng giúp.\n\n"
    "Ông/bà cần làm việc gì? Xin viết như khi nói, hoặc chọn:",
    (
        (Button("Đăng ký khai sinh", "m:start:birth", tone="main"),),
        (Button("Chứng thực bản sao", "m:start:copy"), Button("Xác nhận độc thân", "m:start:single")),
        (Button("Hồ sơ của tôi", "m:mine"), Button("English", "m:lang:en")),
        (Button("Gọi cán bộ", link="tel:02200000000"),),
    ),
)
MARRIED = Card(
    "Cha mẹ của cháu đã **đăng ký kết hôn** chưa?",
    (
        (Button("Đã đăng ký", "a:married:yes"), Button("Chưa đăng ký", "a:married:no")),
        (Button("Vì sao hỏi?", "x:why"),),
    ),
    "ask",
    "choice",
    (1, 4),
)
NAME = Card("Họ, chữ đệm, tên của **cháu** là gì?\nVí dụ: Nguyễn Thị Mẫu Đơn", (), "ask", "text", (2, 4))
BORN = Card(
    "Cháu sinh **ngày** nào?\nVí dụ: 05/03/2024",
    ((Button("Hôm nay", "a:born:today"), Button("Hôm qua", "a:born:yesterday")),),
    "ask",
    "date",
    (3, 4),
)
PHOTO = Card(
    "Xin gửi ảnh **Giấy chứng sinh** của cháu.\nĐặt giấy nơi sáng, chụp đủ bốn góc.",
    ((Button("Xong", "x:done", tone="main"), Button("Mang tới quầy sau", "x:skip")),),
    "ask",
    "photo",
    (4, 4),
)
REVIEW = Card(
    "Xin xem lại trước khi gửi:\n\n1. Cha mẹ đăng ký kết hôn: **Đã đăng ký**\n"
    "2. Tên cháu: **Nguyễn Thị Mẫu Đơn**\n3. Ngày sinh: **05/03/2024**\n4. Giấy chứng sinh: **1 trang**",
    (
        (Button("Gửi hồ sơ", "x:send", tone="main"),),
        (
            Button("Sửa 1", "x:fix:1"),
            Button("Sửa 2", "x:fix:2"),
            Button("Sửa 3", "x:fix:3"),
            Button("Sửa 4", "x:fix:4"),
        ),
        (Button("Dừng và xóa", "x:stop", tone="danger"),),
    ),
    "review",
    "choice",
    files=(Attachment("page-1", "giay-chung-sinh.png", "image/png"),),
)
SENT = Card(
    "Hồ sơ **Đăng ký khai sinh** đã được gửi.\n\nMã hồ sơ:\n`NTM-7K4Q9A`\n\nCán bộ sẽ xem trong giờ làm việc.",
    ((Button("Hồ sơ của tôi", "m:mine"),),),
)
NOTICE = Card(
    "Hồ sơ **Đăng ký khai sinh** đã được tiếp nhận.\nMã hồ sơ:\n`NTM-7K4Q9A`\nHẹn trả: 16 giờ 30, thứ Tư 25/11/2026.",
    ((Button("Xem hồ sơ", "m:file:NTM-7K4Q9A"),),),
    "notice",
    "nothing",
)
WHY = Card("Để biết cần giấy tờ nào và ai được ghi là cha của cháu.")
OLD = Card("Nút này của câu cũ. Xin trả lời câu đang hỏi.")
ENGLISH = Card("Good morning. How may we help?", ((Button("Tiếng Việt", "m:lang:vi"),),))
STEPS = (MARRIED, NAME, BORN, PHOTO, REVIEW)


@dataclass(slots=True)
class Script:
    """A conversation at its place; `fail` makes the next turns fail, `slow` makes every turn slow."""

    place: dict[str, int] = field(default_factory=dict)
    arrivals: list[Arrival] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    fail: int = 0
    slow: float = 0.0

    async def turn(self, arrival: Arrival) -> tuple[Card, ...]:
        if self.slow:
            await asyncio.sleep(self.slow)
        if self.fail:
            self.fail -= 1
            raise RuntimeError(SECRET)
        self.arrivals.append(arrival)
        address = arrival.chat.address
        if (address, arrival.key) in self.seen:
            return (self._now(address),)
        self.seen.add((address, arrival.key))
        return self._answer(address, arrival.what)

    async def file(self, chat: Chat, file_id: str) -> File | None:
        if chat.address not in self.place:
            return None
        match file_id:
            case "page-1":
                return File(PICTURE, "giấy chứng sinh.png", "image/png")
            case "page-2":
                return File(b"<script>", "x.html", "text/html")
        return None

    def _now(self, address: str) -> Card:
        place = self.place.get(address, -1)
        return STEPS[place] if 0 <= place < len(STEPS) else MENU

    def _go(self, address: str, place: int) -> tuple[Card, ...]:
        self.place[address] = place
        return (self._now(address),)

    def _answer(self, address: str, what: Incoming) -> tuple[Card, ...]:
        place = self.place.get(address, -1)
        match what:
            case Opened() | Unusable():
                return self._go(address, place)
            case Pressed(data):
                return self._pressed(address, place, data)
            case Said("Quay lại"):
                return self._go(address, max(-1, place - 1))
            case Said(text) if place < 0:
                return self._go(address, 0) if "khai sinh" in text else (Card("Xin chọn một việc."), MENU)
            case Said():
                return self._go(address, place + 1)
            case Sent():
                return (replace(PHOTO, text=f"Đã nhận trang {what.place + 1}. Còn trang nào nữa không?"),)

    def _pressed(self, address: str, place: int, data: str) -> tuple[Card, ...]:
        match data, place:
            case "m:lang:en", _:
                return (ENGLISH,)
            case "m:start:birth", _:
                return self._go(address, 0)
            case "x:why", _:
                return (WHY, self._now(address))
            case "x:send", 4:
                self.place[address] = -1
                return (SENT,)
            case ("a:married:yes" | "a:married:no", 0) | ("a:born:today", 2) | ("x:done" | "x:skip", 3):
                return self._go(address, place + 1)
        return (OLD, self._now(address))
