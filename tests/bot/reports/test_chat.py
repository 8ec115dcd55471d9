"""Reports in the chat: who gets which, what they say, where each number leads, and how a file is taken out."""

import asyncio
import csv
import io
import time

import pytest
from openpyxl import load_workbook

from bot.callbacks import Menu, Press, Work
from bot.ports import CSV, XLSX, Card, Chat, File
from bot.services.reports import cases, making
from bot.services.reports.cases import case_of
from bot.services.reports.registry import REPORTS, Asked, Report
from flows.delays import Missed, Step
from flows.reports.case import Case
from flows.reports.form06a import COLUMNS
from flows.reports.table import Figure, Line, Table
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.reported import TAKEN, sent
from tests.bot.dossier.village import Village
from tests.flows.calendars import at

MARCH = "20260301-20260331"
STALE_PLACES = ("made", "lines", "file")
STALE = "Dạ, nút đó"


def work(verb: str, *values: str) -> Press:
    return Work("reports", verb, *values)


def labels(card: Card) -> list[str]:
    return [button.label for row in card.rows for button in row]


def data_of(card: Card, label: str) -> str:
    return next(button.data for row in card.rows for button in row if button.label.startswith(label))


async def ordered(here: Village, who: str, kind: str = "06a") -> tuple[Card, str]:
    """The card of a fresh report of March, and its code."""
    card = await here.press(who, work("make", kind, MARCH))
    return card, data_of(card, "Tải tệp").split(":")[3]


async def taken(here: Village, who: str, file_id: str) -> File | None:
    return await here.assistant.file(Chat("web", who), file_id)


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("chairman", sorted(REPORTS)),
        ("vice", sorted(REPORTS)),
        ("head", sorted(set(REPORTS) - {"discipline"})),  # conduct is for the chairman and who keeps the discipline
        ("land head", sorted(set(REPORTS) - {"discipline", "kpi766", "stops"})),  # about the office as a whole
        ("copier", ["06a", "07a", "figures", "reasons", "spread"]),  # numbers about people are for those who lead
        ("organiser", ["discipline", "roster"]),
    ],
)
async def test_each_official_is_offered_what_they_may_read(village: Village, who: str, offered: list[str]) -> None:
    doors = await village.press(who, Menu("work"))
    assert "Báo cáo, số liệu" in labels(doors)
    card = await village.press(who, work("home"))
    verbs = [
        button.data.split(":")[3] for row in card.rows for button in row if button.data.startswith("w:reports:kind")
    ]
    assert sorted(verbs) == offered


@pytest.mark.parametrize("who", ["helper", "resident"])
async def test_nobody_else_is_offered_anything_or_gets_it_by_a_forged_button(village: Village, who: str) -> None:
    assert "Báo cáo, số liệu" not in labels(await village.press(who, Menu("work")))
    _, code = await ordered(village, "chairman")
    for press in (
        work("home"),
        work("kind", "06a"),
        work("make", "06a", MARCH),
        work("made", code),
        work("lines", code),
        work("line", code, "0"),
        work("files", code, "0", "0.0"),
        work("file", code),
        work("waiting"),
        work("approve", "2026-03-30"),
    ):
        card = await village.press(who, press)
        assert "Biểu" not in card.text and "HS" not in card.text, press
        assert not card.files
    assert await taken(village, who, f"w:reports:{code}:xlsx") is None


async def test_a_report_says_its_numbers_and_each_leads_to_its_files(village: Village) -> None:
    card, code = await ordered(village, "chairman")
    assert "(3) Tiếp nhận: tổng số: 5" in card.text
    assert "Từ 01/03/2026 đến hết 31/03/2026" in card.text
    late = await village.press("chairman", work("files", code, "0", "7.0"))
    assert late.text.startswith("**(10) Quá hạn: 1 hồ sơ**")
    (reference,) = [label for label in labels(late) if label != "Về báo cáo"]
    opened = await village.say("chairman", reference)
    assert reference in opened.text and "Chứng thực bản sao" in opened.text


async def test_rows_can_be_looked_at_one_by_one(village: Village) -> None:
    _, code = await ordered(village, "chairman")
    lines = await village.press("chairman", work("lines", code))
    assert "– Chứng thực: 3; 0; 3; 0; 3; 0; 2; 1; 0; 0; 0" in lines.text
    one = await village.say("chairman", "Chứng thực")
    assert "(10) Quá hạn: 1" in one.text and "(10) Quá hạn: 1" in labels(one)


async def test_numbers_are_limited_to_the_fields_of_who_asks(village: Village) -> None:
    card, code = await ordered(village, "copier")
    assert "(3) Tiếp nhận: tổng số: 3" in card.text and "Chỉ gồm lĩnh vực: Chứng thực" in card.text
    _, whole = await ordered(village, "chairman")
    for place in STALE_PLACES:
        assert "tổng số: 5" not in (await village.press("copier", work(place, whole))).text
        assert "Báo cáo" not in (await village.press("land head", work(place, code))).text
    assert await taken(village, "copier", f"w:reports:{whole}:csv") is None
    assert "(3) Tiếp nhận: tổng số: 3" in (await village.press("chairman", work("made", code))).text


async def test_who_has_left_reads_nothing_any_more(village: Village) -> None:
    _, code = await ordered(village, "vice")
    person = village.person("vice")
    (role,) = village.database.run(lambda u: u.staff.of(person))
    village.database.run(lambda u: u.staff.revoke(role.id, village.now))
    assert "Tiếp nhận" not in (await village.press("vice", work("made", code))).text
    assert await taken(village, "vice", f"w:reports:{code}:xlsx") is None


async def test_a_report_taken_out_is_a_file_and_stands_in_the_log(village: Village) -> None:
    _, code = await ordered(village, "head")
    card = await village.press("head", work("file", code))
    assert [file.media_type for file in card.files] == [XLSX, "application/pdf", CSV]
    assert [file.file_name.rpartition(".")[2] for file in card.files] == ["xlsx", "pdf", "csv"]
    book, sheet, rows = [await taken(village, "head", file.file_id) for file in card.files]
    assert book is not None and sheet is not None and rows is not None
    assert sheet.data.startswith(b"%PDF-")
    assert load_workbook(io.BytesIO(book.data)).sheetnames == ["Báo cáo", "Cách tính", "Hồ sơ"]
    assert rows.data.startswith(b"\xef\xbb\xbf")
    assert next(csv.reader(io.StringIO(rows.data.decode("utf-8-sig"))))[2] == "(3) Tiếp nhận: tổng số"
    acts = village.database.run(lambda u: u.acts.latest(10))
    logged = [(act.kind, act.by, act.data["report"], act.data["form"]) for act in acts if act.kind == "report_taken"]
    assert logged == [("report_taken", village.person("head"), "06a", form) for form in ("csv", "pdf", "xlsx")]
    assert await taken(village, "head", f"w:reports:{code}:exe") is None
    assert await taken(village, "head", "w:reports:none:csv") is None


@pytest.mark.parametrize("kind", sorted(REPORTS))
async def test_every_report_can_be_ordered_looked_at_and_taken(village: Village, kind: str) -> None:
    card, code = await ordered(village, "chairman", kind)
    assert len(card.text) < 4096
    assert "Xem từng dòng" in labels(card)
    lines = await village.press("chairman", work("lines", code))
    first = await village.press("chairman", work("line", code, "0"))
    assert lines.text and first.text != lines.text
    assert await taken(village, "chairman", f"w:reports:{code}:xlsx") is not None


@pytest.mark.parametrize("words", ["01/03/2026 - 31/03/2026", "từ 1.3.2026 đến 31.3.2026"])
async def test_days_can_be_typed(village: Village, words: str) -> None:
    await village.press("chairman", work("kind", "06a"))
    assert "(3) Tiếp nhận: tổng số: 5" in (await village.say("chairman", words)).text


async def test_what_is_no_period_is_asked_again_and_other_words_are_not_taken(village: Village) -> None:
    await village.press("chairman", work("kind", "06a"))
    assert "Chưa rõ kỳ báo cáo" in (await village.say("chairman", "31/02/2026 - 01/03/2026")).text
    assert "Chưa rõ kỳ" not in (await village.say("chairman", "làm giấy khai sinh")).text


@pytest.mark.parametrize(
    "press",
    [
        work("make", "tea", MARCH),
        work("make", "06a", "20260331-20260301"),
        work("make", "06a", "x-y"),
        work("kind", "tea"),
        work("line", "none", "0"),
        work("brew"),
    ],
)
async def test_a_button_about_nothing_changes_nothing(village: Village, press: Press) -> None:
    card = await village.press("chairman", press)
    assert "Từ " not in card.text


async def test_a_row_or_a_column_that_is_not_there_shows_nothing(village: Village) -> None:
    _, code = await ordered(village, "chairman")
    for press in (work("line", code, "99"), work("files", code, "99", "0.0"), work("files", code, "0", "99.0")):
        assert STALE in (await village.press("chairman", press)).text


async def test_many_files_are_paged_and_long_lists_too(village: Village) -> None:
    for _ in range(15):
        sent(village.database, TAKEN)
    _, code = await ordered(village, "chairman")
    first = await village.press("chairman", work("files", code, "0", "0.0"))
    second = await village.say("chairman", "Trang 2")
    third = await village.say("chairman", "Trang 3")
    shown = [
        label for card in (first, second, third) for label in labels(card) if not label.startswith(("Trang", "Về"))
    ]
    assert len(shown) == len(set(shown)) == 20


def slowly(u: UnitOfWork, record: DossierRecord) -> Case:
    """A file read on a slow disk."""
    time.sleep(0.005)
    return case_of(u, record)


async def test_a_large_report_holds_up_nobody(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    """With pages of two files another person is answered while the report is still being read."""
    for _ in range(40):
        sent(village.database, TAKEN)
    monkeypatch.setattr(cases, "PAGE", 2)
    monkeypatch.setattr(cases, "case_of", slowly)
    order: list[str] = []

    async def told(who: str, press: Press) -> None:
        await village.press(who, press)
        order.append(who)

    report = asyncio.create_task(told("chairman", work("make", "06a", MARCH)))
    await asyncio.sleep(0.05)
    await told("resident", Menu("home"))
    await report
    assert order == ["resident", "chairman"]


async def test_a_report_that_was_interrupted_can_be_ordered_again(village: Village) -> None:
    """The screen of one who was waiting when the program stopped."""
    await ordered(village, "chairman")

    async def stopped(_: object, __: object) -> Table:
        raise RuntimeError("the program was stopped")

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(making.__dict__, "REPORTS", {**REPORTS, "06a": Report(stopped)})
        await village.press("chairman", work("make", "06a", MARCH))
    waiting = await village.press("chairman", work("brew"))
    assert labels(waiting) == ["Lập lại", "Báo cáo khác"]
    assert "(3) Tiếp nhận: tổng số: 5" in (await village.say("chairman", "Lập lại")).text


async def test_a_report_that_contradicts_itself_names_the_files_and_gives_no_numbers(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def wrong(_: object, __: Asked) -> Table:
        cells = (Figure(1, ("HS-7",)) if column in ("received", "online") else Figure(0) for column in COLUMNS)
        return Table("06a", COLUMNS, (Line("all", tuple(cells)),))

    monkeypatch.setitem(making.__dict__, "REPORTS", {**REPORTS, "06a": Report(wrong)})
    card = await village.press("chairman", work("make", "06a", MARCH))
    assert card.text.startswith("**Báo cáo chưa lập được**") and "HS-7" in card.text
    assert labels(card) == ["Báo cáo khác"]


async def test_delays_lead_to_their_files_and_those_outside_the_period_do_not_count(village: Village) -> None:
    first, second, third, *_ = village.files()
    head = village.person("head")

    def noted(u: UnitOfWork) -> None:
        for record, moment in ((first, "10/03/2026 08:00"), (second, "11/03/2026 08:00"), (third, "02/04/2026 08:00")):
            u.discipline.note(record.id, Missed(Step.RESULT, at("09/03/2026 09:00")), head, at(moment))

    village.database.run(noted)
    _, code = await ordered(village, "organiser", "discipline")
    lines = await village.press("organiser", work("lines", code))
    assert "– Toàn xã: 2; 0; 0; 2; 0; 0; 0; 0" in lines.text
    files = await village.press("organiser", work("files", code, "0", "0.0"))
    assert first.reference in files.text and second.reference in files.text and third.reference not in files.text
    assert first.reference not in labels(files)  # who keeps the discipline may not open the file
    told = await village.press("chairman", work("files", code, "1", "0.0"))
    assert first.reference in labels(told)
