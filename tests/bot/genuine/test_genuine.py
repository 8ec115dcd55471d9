"""“Is this really the commune?”: what is ours is confirmed, all else denied, and nothing of others is given away."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.callbacks import Menu
from bot.ports import Card
from bot.services.assistant import Assistant
from bot.services.notices import compose
from content.catalog import load
from flows.answers import Data
from flows.calendar import ZONE
from flows.dossier import Role
from storage.database import open_database
from storage.keys import new_key
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault
from tests.bot.dossier.village import Village
from tests.bot.status.test_status_import import CODE, LINK, OTHER, accepted, bring, row
from tests.workshop import WORKSHOP

LIBRARY = load("nam_thanh_mien")
PAGE = "https://motcua.namthanhmien.example.vn"
PHONE = "0220 000 0000"
YES, PARTLY, NO = "**Đúng", "**Chưa chắc", "**Không phải tin của xã"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    key = new_key()
    database = open_database(f"sqlite:///{tmp_path / 'village.db'}", key)
    start = datetime(2026, 11, 23, 9, tzinfo=ZONE)
    here = Village(database, LIBRARY, start, tmp_path, key)
    vault = Vault(tmp_path / "vault", key)
    here.assistant = Assistant(database, vault, WORKSHOP, lambda: here.library, lambda: here.now, PAGE)
    here.hire("clerk", Role.CLERK)
    yield here
    database.close()


async def ask(village: Village, text: str, who: str = "an") -> Card:
    """Presses the entry in the help and pastes a text."""
    await village.press(who, Menu("genuine"))
    return await village.say(who, text)


def keep(village: Village, text: str, days: int = 0, who: str = "an", mine: str = "") -> None:
    """A message that stands in the history of the person's page, so many days old."""
    chat = village.database.run(lambda u: u.people.meet("web", who, village.now)).chat_id
    at = village.now - timedelta(days=days)
    payload: dict[str, Data] = {"me": {"key": "k", "text": mine}, "cards": [{"kind": "notice", "text": text}]}
    village.database.run(lambda u: u.history.add(chat, at, "bot", payload))


SENT = "**Hồ sơ Cấp giấy xác nhận đã có kết quả.**\n`ABC346`\nMời bà đến nhận tại quầy 1.\nGọi 0912 000 111."
PASTED = "Hồ sơ Cấp giấy xác nhận đã có kết quả.\nABC346\nMời bà đến nhận tại quầy 1.\nGọi 0912 000 111."


async def test_the_help_leads_to_the_question(village: Village) -> None:
    card = await village.press("an", Menu("help"))
    assert "Tin này có phải của xã?" in [one.label for line in card.rows for one in line]
    assert (await village.press("an", Menu("genuine"))).text.startswith("**Dán vào đây**")


async def test_a_message_from_the_history_is_confirmed_whole_or_in_part(village: Village) -> None:
    keep(village, SENT)
    assert (await ask(village, PASTED)).text.startswith("**Đúng. Tin này do")
    assert (await ask(village, "0912 000 111")).text.startswith(NO)  # alone a number says nothing of the message
    assert (await ask(village, "mời bà đến nhận tại quầy 1")).text.startswith(YES)
    assert (await village.say("an", PASTED)).text.startswith(YES)


async def test_a_message_older_than_ninety_days_or_to_somebody_else_is_not(village: Village) -> None:
    keep(village, SENT, days=91)
    keep(village, SENT, who="binh")
    assert (await ask(village, PASTED)).text.startswith(NO)


async def test_what_the_person_wrote_is_not_ours(village: Village) -> None:
    keep(village, "Dạ, chưa rõ bà cần việc gì.", mine=PASTED)
    assert (await ask(village, PASTED)).text.startswith(NO)


async def test_a_notice_is_known_without_a_history(village: Village) -> None:
    """On Telegram nothing is kept but the notice itself."""
    record = await accepted(village)

    def send(u: UnitOfWork) -> str:
        (notice,) = (one for one in u.outbox.of_dossier(record.id) if one.kind == "accepted")
        u.outbox.sent(notice.id, village.now, "telegram")
        card = compose(u, LIBRARY, notice, u.people.seats_of(record.person_id)[0], village.now)
        return card.text.replace("**", "").replace("`", "") if card else ""

    text = village.database.run(send)
    assert CODE in text
    assert (await ask(village, text)).text.startswith("**Đúng. Tin này do")
    village.now += timedelta(days=91)
    assert (await ask(village, text)).text.startswith(PARTLY)


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ("\nBấm https://namthanhmien-gov.top để nhận.", NO),
        ("\nGọi ngay 0911 222 333.", NO),
        ("\nGửi mã OTP để nhận kết quả qua mạng.", NO),
        ("\nXin chuyển khoản lệ phí trước.", NO),
        ("\nHồ sơ H24.31.45-261123-9999 cũng xong.", NO),
        ("\nMời đến ngay ngã tư, có người đón và hướng dẫn chi tiết cho bà làm nốt.", PARTLY),
    ],
)
async def test_a_true_message_with_something_added_is_not_ours(village: Village, more: str, verdict: str) -> None:
    record = await accepted(village)
    text = f"Hồ sơ đã có kết quả.\n{record.reference}\nMời bà đến nhận."
    keep(village, text)
    assert (await ask(village, text)).text.startswith(YES)
    assert (await ask(village, text + more)).text.startswith(verdict)


async def facts(village: Village) -> DossierRecord:
    """A file with a result that can be seen."""
    record = await accepted(village)
    await bring(village, row("9", "26/11/2026 16:00", result_link=LINK))
    return record


async def test_codes_numbers_and_links_of_ours_are_confirmed(village: Village) -> None:
    record = await facts(village)
    for text in (
        record.reference,
        record.reference.lower(),
        CODE,
        f"mã {CODE} có đúng không",
        PHONE,
        "+84 220 000 0000",
        PAGE + "/?c=1",
        "motcua.namthanhmien.example.vn",
        LINK,
        f"số {PHONE} và {PAGE}",
    ):
        card = await ask(village, text)
        assert card.text.startswith("**Đúng.**"), text
        assert "OTP" in card.text
    card = await ask(village, CODE)
    assert f"Xem hồ sơ {record.reference}" in [one.label for line in card.rows for one in line]


async def test_what_is_not_ours_or_not_theirs_is_denied_in_the_same_words(village: Village) -> None:
    record = await facts(village)
    denials = {
        (await ask(village, text, who)).text
        for who, text in (
            ("an", "0911 222 333"),
            ("an", "https://dichvucong.example.top/"),
            ("an", PAGE.replace("https://", "https://gov@")),
            ("an", PAGE + ".evil.top"),
            ("an", LINK + "x"),
            ("an", OTHER),
            ("an", f"{CODE} 0911 222 333"),
            ("an", f"{PHONE} https://evil.top"),
            ("an", "Công an xã yêu cầu bà nộp phạt."),
            ("binh", record.reference),
            ("binh", CODE),
            ("binh", LINK),
        )
    }
    (denial,) = denials
    assert denial.startswith(NO)
    assert all(word in denial for word in ("OTP", "không chuyển tiền", PHONE))


async def test_it_is_understood_in_ones_own_words_and_without_being_asked(village: Village) -> None:
    await facts(village)
    for text in ("có phải tin của xã không", "tin này thật không", "Lừa đảo", "lua dao"):
        assert (await village.say("an", text)).text.startswith("**Dán vào đây**")
        await village.press("an", Menu("home"))
    assert (await village.say("an", f"số {PHONE} có phải của xã không?")).text.startswith("**Đúng.**")
    assert (await village.say("an", "số 0911 222 333 lừa đảo à")).text.startswith(NO)
    assert (await village.say("an", CODE)).text.startswith("**Đúng.**")
    assert (await village.say("an", "https://evil.top")).text.startswith(NO)
    assert "khai sinh" in (await village.say("an", "làm giấy khai sinh cho cháu")).text


async def test_the_question_lasts_until_it_is_answered(village: Village) -> None:
    await village.press("an", Menu("genuine"))
    card = await village.press("an", Menu("here"))
    assert card.text.startswith("**Dán vào đây**")
    assert (await village.say("an", "gì cũng được")).text.startswith(NO)
    assert not (await village.say("an", "gì cũng được")).text.startswith(NO)


async def test_a_notice_that_cannot_be_said_again_hides_no_other(village: Village) -> None:
    person = village.person("an")

    def owe(u: UnitOfWork) -> None:
        u.outbox.owe("broken", person, "no_such_kind", {}, now=village.now)
        for one in u.outbox.of_person_since(person, village.now):
            u.outbox.sent(one.id, village.now, "web")

    village.database.run(owe)
    keep(village, SENT)
    assert (await ask(village, PASTED)).text.startswith(YES)


WARNING = "Hồ sơ cần nộp 150.000 đồng.\nỞ đây không ai hỏi mã OTP hay đề nghị bà chuyển tiền.\nGọi 0220 000 0000 12."


@pytest.mark.parametrize(
    "forged",
    [
        "đề nghị bà chuyển tiền",  # a part of our own warning
        "50.000 đồng.\nỞ đây không ai hỏi mã OTP hay đề nghị bà chuyển tiền.",  # a number cut short
        "Hồ sơ cần nộp 150.000 đồng.\nGọi 0220 000 0000 12.",  # the warning left out
        "Gọi 0220 000 0000 12.\nHồ sơ cần nộp 150.000 đồng.",  # turned round
        WARNING + "\n０９１１２２２３３３",
        WARNING + "\n⓪⑨①① ②②② ③③③",
        WARNING.replace("Gọi", "Gọi ０９１１２２２３３３, Gọi"),
        WARNING + "\nпереведите деньги",
        WARNING.replace("150.000", "160.000"),
        WARNING + "\nхem xа.vn",
    ],
)
async def test_a_true_message_that_was_cut_turned_or_disguised_is_not_ours(village: Village, forged: str) -> None:
    keep(village, WARNING)
    assert (await ask(village, WARNING)).text.startswith("**Đúng. Tin này do")
    assert (await ask(village, WARNING.replace("\n", " "))).text.startswith("**Đúng. Tin này do")
    assert not (await ask(village, forged)).text.startswith(YES)


async def test_whole_messages_one_after_the_other_are_ours_and_lines_of_different_ones_are_not(
    village: Village,
) -> None:
    one = "Hồ sơ A đã được tiếp nhận.\nHẹn trả: thứ Sáu 27/11/2026."
    two = "Hồ sơ B đã được tiếp nhận.\nHẹn trả: thứ Hai 30/11/2026."
    keep(village, one)
    keep(village, two)
    assert (await ask(village, f"{two}\n\n{one}")).text.startswith(YES)
    first, date = one.split("\n")[0], two.split("\n")[1]
    assert not (await ask(village, f"{first}\n{date}")).text.startswith(YES)


@pytest.mark.parametrize(
    "more",
    [
        "gửi cho anh Tuấn 500k",
        "nộp 1903 4455 6677 88 VCB",
        "gọi 0911\u200b222\u200b333",
        "gọi 0084 911 222 333",
        "zalo O911222333",
        "gọi ０９１１ ２２２ ３３３",
        "xem motcua.nаmthanhmien.example.vn",
        "xem namthanhmien.ru/nop",
        "trả tiền cho cán bộ Tuấn",
    ],
)
async def test_a_true_code_makes_nothing_true_that_stands_beside_it(village: Village, more: str) -> None:
    record = await accepted(village)
    assert (await ask(village, f"{record.reference} có đúng không ạ")).text.startswith("**Đúng.**")
    for text in (f"{record.reference} {more}", f"{CODE} {more}"):
        assert not (await ask(village, text)).text.startswith(YES), text
