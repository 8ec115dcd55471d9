"""Writing inside a file: what is only thanks, until when an answer is due, and until when one can write."""

from dataclasses import replace

import pytest

from flows.dossier import Dossier, State
from flows.talks import answer_by, closes_at, is_open, is_thanks
from tests.flows.calendars import at
from tests.flows.watching import LAW


@pytest.mark.parametrize(
    "words",
    [
        "Cảm ơn cán bộ",
        "cam on co nhieu a",
        "Dạ vâng ạ",
        "Vâng, tôi biết rồi, cảm ơn anh!",
        "ok",
        "Thank you",
        "👍",
        "🙏🙏",
        "Xin cảm ơn quý cơ quan",
        "Dạ em nhận được rồi ạ, cảm ơn chị",
    ],
)
def test_thanks_and_a_yes_ask_for_nothing(words: str) -> None:
    assert is_thanks(words)


@pytest.mark.parametrize(
    "words",
    [
        "Cảm ơn, bao giờ có kết quả?",
        "Cảm ơn nhưng giấy bị sai tên",
        "Vâng, tôi 15 giờ đến",
        "Tôi chưa nhận được",
        "Xin cán bộ xem lại",
        "Được",
        "Ok?",
        "Vâng nhưng nhà tôi ở thôn khác",
    ],
)
def test_a_question_or_news_is_never_taken_for_thanks(words: str) -> None:
    assert not is_thanks(words)


def test_an_answer_is_due_after_two_working_days() -> None:
    assert answer_by(at("04/09/2026 16:00"), LAW.calendar) == at("08/09/2026 16:00")


def test_one_can_write_until_two_weeks_after_the_end() -> None:
    running = Dossier(State.DANG_XU_LY, at("01/09/2026 08:00"), "5wd")
    assert closes_at(running) is None
    assert is_open(running, at("01/09/2030 08:00"))
    for ended in (
        replace(running, state=State.DA_TRA_KET_QUA, handed_at=at("10/09/2026 09:00")),
        replace(running, state=State.DONG_HO_SO, closed_at=at("10/09/2026 09:00")),
    ):
        assert is_open(ended, at("24/09/2026 23:59"))
        assert not is_open(ended, at("25/09/2026 00:00"))
    assert is_open(replace(running, state=State.DA_TRA_KET_QUA), at("01/09/2030 08:00"))
