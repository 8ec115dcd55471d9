"""“Danh sách gọi, đến thăm” at the desk: by hamlet, of one's own fields, every look logged, told people taken off."""

from bot.callbacks import Desk
from bot.ports import Card
from storage.records import DossierRecord
from tests.bot.calls.conftest import copies, miss, single
from tests.bot.dossier.village import Village

CALLS = Desk("calls")


def labels(card: Card) -> list[str]:
    return [button.label for line in card.rows for button in line]


def looks(village: Village, record: DossierRecord) -> list[tuple[int, str]]:
    views = village.database.run(lambda u: u.views.of(record.id))
    return [(view.person_id, view.what) for view in views if view.what == "call_list"]


async def test_it_names_hamlet_code_name_number_and_what_to_say(village: Village) -> None:
    second, first = await single(village, "an", "cln1"), await single(village, "binh", "clb1", None)
    nowhere = await single(village, "chi", "")
    card = await village.press("clerk", CALLS)
    assert card.text.splitlines() == [
        "**Cần gọi điện hoặc đến thăm: 3 hồ sơ**",
        "**Thôn 1 (Chi Lăng Bắc)**",
        f"1. `{first.reference}` – Nguyễn Văn Bình – 🏠 đến nhà, không có số điện thoại – từ 23/11/2026",
        "“Hồ sơ Cấp giấy xác nhận tình trạng hôn nhân được giải quyết tiếp, không rút nữa.”",
        "**Thôn 1 (Chi Lăng Nam)**",
        f"2. `{second.reference}` – Nguyễn Văn Bình – ☎ 0912345678 – từ 23/11/2026",
        "“Hồ sơ Cấp giấy xác nhận tình trạng hôn nhân được giải quyết tiếp, không rút nữa.”",
        "**Chưa rõ thôn**",
        f"3. `{nowhere.reference}` – Nguyễn Văn Bình – ☎ 0912345678 – từ 23/11/2026",
        "“Hồ sơ Cấp giấy xác nhận tình trạng hôn nhân được giải quyết tiếp, không rút nữa.”",
        "Báo được ai, đề nghị đồng chí bấm “Đã báo” có số của dòng đó.",
    ]
    assert labels(card) == ["Mở 1", "Đã báo 1", "Mở 2", "Đã báo 2", "Mở 3", "Đã báo 3", "Danh sách"]


async def test_the_list_of_files_leads_there_while_anybody_is_on_it(village: Village) -> None:
    assert not any("gọi" in label for label in labels(await village.press("clerk", Desk("list"))))
    record = await single(village, "an")
    card = await village.press("clerk", Desk("list"))
    assert "Danh sách gọi, đến thăm (1)" in labels(card)
    assert "Danh sách gọi, đến thăm (1)" not in labels(await village.press("copies", Desk("list")))
    card = await village.say("clerk", "danh sách gọi, đến thăm (1)")
    assert record.reference in card.text


async def test_an_official_sees_their_own_fields_and_every_look_is_logged(village: Village) -> None:
    civil, copy = await single(village, "an"), await copies(village, "binh")
    card = await village.press("clerk", CALLS)
    assert (civil.reference in card.text, copy.reference in card.text) == (True, False)
    card = await village.press("copies", CALLS)
    assert (civil.reference in card.text, copy.reference in card.text) == (False, True)
    card = await village.press("chairman", CALLS)
    assert (civil.reference in card.text, copy.reference in card.text) == (True, True)
    people = {who: village.person(who) for who in ("clerk", "copies", "chairman")}
    assert looks(village, civil) == [(people["clerk"], "call_list"), (people["chairman"], "call_list")]
    assert looks(village, copy) == [(people["copies"], "call_list"), (people["chairman"], "call_list")]


async def test_nobody_else_sees_it_or_takes_anybody_off_it(village: Village) -> None:
    record = await single(village, "an")
    for who in ("an", "stranger", "helper"):
        for press in (CALLS, Desk("told", record.reference, "list"), Desk("told", record.reference)):
            card = await village.press(who, press)
            assert "Nguyễn Văn Bình" not in card.text
            assert "0912345678" not in card.text
    await village.press("copies", Desk("told", record.reference, "list"))
    assert looks(village, record) == []
    assert len(village.database.run(lambda u: u.reach.listed())) == 1


async def test_who_was_told_is_taken_off_and_the_file_says_by_whom(village: Village) -> None:
    first, second = await single(village, "an"), await single(village, "binh")
    await village.press("clerk", CALLS)
    card = await village.say("clerk", "Đã báo 1")
    assert card.text.splitlines()[0] == f"Đã ghi nhận: người nộp hồ sơ `{first.reference}` đã được báo."
    assert second.reference in card.text
    (done,) = village.database.run(lambda u: u.reach.of_dossier(first.id))
    assert (done.state, done.how, done.by) == ("settled", "called", village.person("clerk"))
    again = await village.press("clerk", Desk("told", first.reference, "list"))
    assert again.text.splitlines()[0] == f"Hồ sơ `{first.reference}` không còn trong danh sách."
    last = await village.press("clerk", Desk("told", second.reference, "list"))
    assert "hiện không có ai" in last.text
    assert labels(last)[-2:] == ["Danh sách", "Thủ tục"]


async def test_who_needs_to_be_told_nothing_any_more_is_not_on_it(village: Village) -> None:
    record = await village.send("an")
    miss(village, record, "payment_asked")  # it is not payment that this file waits for now
    assert "hiện không có ai" in (await village.press("copies", CALLS)).text


async def test_several_things_to_say_are_said_together_since_the_first(village: Village) -> None:
    record = await single(village, "an")
    village.now = village.now.replace(day=24)
    miss(village, record, "supplement_received")
    card = await village.press("clerk", CALLS)
    assert "**Cần gọi điện hoặc đến thăm: 1 hồ sơ**" in card.text
    assert "từ 23/11/2026" in card.text
    assert "không rút nữa. Đã nhận giấy tờ bổ sung" in card.text


async def test_a_long_list_has_pages_and_a_page_that_is_gone_leads_to_the_first(village: Village) -> None:
    for number in range(7):
        await single(village, f"p{number}")
    card = await village.press("clerk", CALLS)
    assert "Xem tiếp" in " ".join(labels(card))
    more = await village.press("clerk", Desk("calls", "", "1"))
    assert more.text.splitlines()[2].startswith("7. ")
    assert (await village.say("clerk", "ừ thì")).text.endswith(more.text)  # the screen is drawn anew
    back = await village.say("clerk", "Đã báo 7")
    assert "1. `" in back.text
    assert "1. `" in (await village.press("clerk", Desk("calls", "", "9"))).text


async def test_in_english_too(village: Village) -> None:
    await single(village, "an", phone=None)
    clerk = village.person("clerk")
    village.database.run(lambda u: u.people.settle(clerk, language="en"))
    card = await village.press("clerk", CALLS)
    assert card.text.startswith("**To be phoned or visited: 1 files**")
    assert labels(card)[:2] == ["Open 1", "Told 1"]
