"""What is said and texted: every legal notice, in messages that every phone takes and cells that run nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.call_lists import Entry
from bot.services.call_words import SMS_LENGTH, messages, safe, sentences, sms_rows
from bot.services.voice import Voice
from flows.dossier import Dossier, State, Supplement
from flows.notices import LEGAL
from storage.records import DossierRecord
from tests.replay import library

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ASKED = Supplement("original", "blurred", "", NOW, NOW + timedelta(days=9), after_acceptance=True)


def entry(kind: str, *, phone: str = "0912345678") -> Entry:
    dossier = Dossier(State.BO_SUNG_SAU, NOW, "5wd", due_at=NOW + timedelta(days=5), supplement=ASKED)
    record = DossierRecord(
        1, "HS-ABC234", None, "certify_copy", "1", "certification", "clb1", 1, 1, "web", None, dossier, {}, 1
    )
    return Entry(record, (kind,), NOW, "Thôn 1", "Nguyễn Thị Mẫu", phone)


def bare(found: Entry) -> Entry:
    """The same without any date."""
    dossier = replace(found.record.dossier, due_at=None, supplement=None)
    return replace(found, record=replace(found.record, dossier=dossier))


@pytest.mark.parametrize("office", ["nam_thanh_mien", "chi_lang_bac"])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", sorted(LEGAL))
def test_every_legal_notice_can_be_said_and_texted(kind: str, language: str, office: str) -> None:
    voice = Voice(library(office), language)
    for found in (entry(kind), bare(entry(kind))):
        (said,) = sentences(voice, found, NOW)
        (text,) = messages(voice, found, NOW)
        assert said.endswith(".")
        assert "None" not in said + text
        assert len(text) <= SMS_LENGTH
        assert text.isascii()
        assert not set(text) & set("*`\n{}[]~^|\\€")
        assert "HS-ABC234" in text
        assert "Mẫu" not in said + text
        assert "Mau" not in text


def test_a_text_that_would_be_too_long_gives_way_to_a_short_one() -> None:
    found = library("nam_thanh_mien")
    long = replace(entry("accepted"), record=replace(entry("accepted").record, reference="H" * 120))
    (text,) = messages(Voice(found, "vi"), long, NOW)
    assert len(text) <= SMS_LENGTH
    assert text.startswith("Ho so HHH")


def test_text_messages_go_only_to_numbers() -> None:
    voice = Voice(library("nam_thanh_mien"), "vi")
    ((number, reference, text),) = sms_rows(voice, entry("result_ready"), NOW)
    assert (number, reference) == ("0912345678", "HS-ABC234")
    assert text == "xa Nam Thanh Mien: ho so HS-ABC234 da co ket qua, moi den quay nhan. Hoi: 0220 000 0000"
    assert list(sms_rows(voice, entry("result_ready", phone=""), NOW)) == []


RUN: Mapping[str, str] = {
    "=HYPERLINK(1)": "'=HYPERLINK(1)",
    "+84912345678": "'+84912345678",
    "-1+2": "'-1+2",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t=1",
    " \u00a0=1": "'\u00a0=1",
    "＝1": "'＝1",
    "Nguyễn Thị Mẫu": "Nguyễn Thị Mẫu",
    "0912345678": "0912345678",
    "": "",
}


@pytest.mark.parametrize("cell", list(RUN))
def test_no_cell_is_a_formula(cell: str) -> None:
    (made,) = safe((cell,))
    assert made.replace(" ", "") == RUN[cell].replace(" ", "")


@given(st.text(max_size=20))
def test_whatever_is_written_into_a_cell_it_runs_nothing(text: str) -> None:
    (made,) = safe((text,))
    assert made in (text, f"'{text}")
    assert not made.strip().startswith(("=", "+", "-", "@"))
