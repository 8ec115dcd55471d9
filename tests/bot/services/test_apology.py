"""An apology in an official's own words: read once more, then sent, whatever its length."""

from datetime import timedelta

from tests.bot.services.conftest import MORNING, SENT, told
from tests.stage import DirectStage

WORDS = "Máy in của xã bị hỏng từ sáng nay, phải chờ thợ ở huyện về thay linh kiện mới in được kết quả"


async def test_a_reason_in_the_officials_own_words_is_shown_and_sent(stage: DirectStage) -> None:
    owner = await stage.seat("chủ hồ sơ")
    await told(owner, *SENT)
    official = await stage.seat("cán bộ")
    await told(official, "/start", "1", "tiếp nhận", "H24.31.45-261123-0001", "xem hồ sơ", "xin lỗi và hẹn lại")
    assert WORDS in await told(official, WORDS, "1")
    await official.tap("Gửi lời xin lỗi")
    await stage.move_to(MORNING + timedelta(minutes=5))
    assert WORDS in "\n".join(await owner.see())
