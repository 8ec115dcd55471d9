"""Files as spreadsheets write them, and files that are none, too large, or bombs."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.services.status_files import LARGEST_FILE, MOST_ROWS, BadFile, read_file
from bot.services.status_rows import headings
from content.catalog import load

HEADINGS = headings(load("nam_thanh_mien"))
EXAMPLE = (Path(__file__).parent / "example.csv").read_bytes()
CODE = "H24.31.45-261123-0001"


def read(data: bytes) -> list[tuple[int, dict[str, str]]]:
    return [(line.number, {k: v for k, v in line.cells.items() if v}) for line in read_file(data, HEADINGS)]


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


def test_the_example_is_read_with_its_numbers_and_unknown_columns_left_out() -> None:
    assert read(EXAMPLE) == [
        (2, {"official_code": CODE, "state": "4", "moment": "24/11/2026 08:15"}),
        (
            3,
            {
                "official_code": CODE,
                "state": "9",
                "moment": "26/11/2026 16:00",
                "result_link": "https://dichvucong.haiphong.gov.vn/ket-qua/8f3a",
            },
        ),
        (
            4,
            {
                "official_code": "H24.31.45-261123-0002",
                "state": "Yêu cầu bổ sung giấy tờ",
                "moment": "25/11/2026 09:30",
                "note": "Thiếu bản án ly hôn; xin mang bản chính",
            },
        ),
        (
            5,
            {
                "official_code": "H24.31.45-261123-0003",
                "state": "10",
                "moment": "2026-11-27 10:05",
                "finished_at": "26/11/2026 11:00",
            },
        ),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_way_a_spreadsheet_saves_text_is_read(encoding: str, mark: str, end: str) -> None:
    rows = (("MA HO SO", "state", "Thời điểm"), (CODE, "4", "24/11/2026 08:15"), ("", "", ""), (CODE, "9", "x"))
    text = end.join(mark.join(row) for row in rows)
    assert read(text.encode(encoding)) == [
        (2, {"official_code": CODE, "state": "4", "moment": "24/11/2026 08:15"}),
        (4, {"official_code": CODE, "state": "9", "moment": "x"}),
    ]


def test_a_workbook_is_read_with_its_dates_and_numbers() -> None:
    data = workbook(
        ("Số hồ sơ", "Trạng thái", "Thời điểm", None, "Phí, lệ phí"),
        (CODE, 6, datetime.fromisoformat("2026-11-24T08:14:59.999998"), "bỏ qua", 8000.0),
        (None, None, None),
        (CODE, 9.5, 46350.25),
        ("=1+1", True, "24/11/2026 08:15"),
    )
    assert read(data) == [
        (2, {"official_code": CODE, "state": "6", "moment": "2026-11-24 08:15:00", "amount": "8000"}),
        (4, {"official_code": CODE, "state": "9.5", "moment": "46350.25"}),
        (5, {"state": "True", "moment": "24/11/2026 08:15"}),
    ]


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


def with_part(name: str, change: bytes) -> bytes:
    """A real workbook with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(workbook(("state", "moment", "official code")))) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    return archive({**parts, name: change})


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
HEAD = b"state,moment,official code\n"
BAD = {
    "empty": (b"", "columns_missing"),
    "no columns of ours": (b"a,b,c\n1,2,3\n", "columns_missing"),
    "no code": (b"state,moment\n4,x\n", "columns_missing"),
    "twice": ("trạng thái,state,moment,reference\n".encode(), "column_twice"),
    "too big": (b"a" * (LARGEST_FILE + 1), "file_too_big"),
    "too long": (HEAD + b"4,x,y\n" * (MOST_ROWS + 1), "file_too_long"),
    "old encoding": ("Mã hồ sơ,trạng thái".encode("cp1258", "replace") + b"\xe3\xff", "file_encoding"),
    "half of UTF-16": (b"\xff\xfea", "file_encoding"),
    "binary": (HEAD + b"\x00\x01\x02,3,4\n", "file_encoding"),
    "open quote": (HEAD + b'4,"x,y\n', "file_broken"),
    "endless cell": (HEAD + b"4," + b"x" * 200_000 + b",y\n", "file_broken"),
    "cut off": (workbook(("state",))[:-200], "file_broken"),
    "a zip that is none": (b"PK\x03\x04nothing", "file_broken"),
    "a zip of something else": (archive({"letter.txt": b"hello"}), "file_broken"),
    "large when unpacked": (archive({"xl/a.xml": bytes(61 * 1024 * 1024)}), "file_bomb"),
    "many parts": (archive({f"xl/{n}.xml": b"" for n in range(1001)}), "file_bomb"),
    "entities": (with_part("xl/sharedStrings.xml", LAUGHS), "file_bomb"),
    "entities in UTF-16": (with_part("xl/workbook.xml", LAUGHS.decode().encode("utf-16")), "file_bomb"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_cannot_be_taken_is_refused_as_a_whole(case: str) -> None:
    data, code = BAD[case]
    with pytest.raises(BadFile, match=f"^{code}$"):
        read_file(data, HEADINGS)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_refusal_of_a_file_is_a_sentence(language: str) -> None:
    wording = load("nam_thanh_mien").wording
    assert all(wording.say(f"status.{code}", language) for _, code in BAD.values())


@given(st.binary(max_size=200), st.sampled_from([b"", HEAD, b"PK", b"\xff\xfe", workbook(("state", "moment"))[:700]]))
def test_any_bytes_are_rows_or_refused(rest: bytes, start: bytes) -> None:
    try:
        lines = read_file(start + rest, HEADINGS)
    except BadFile:
        return
    assert all(line.number > 1 for line in lines)
