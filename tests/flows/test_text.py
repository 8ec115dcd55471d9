"""How typed Vietnamese is tidied and compared."""

import unicodedata

import pytest

from flows.text import fold, tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn   Văn\tAn \n", "Nguyễn Văn An"),
        (unicodedata.normalize("NFD", "Đặng Thị Huệ"), "Đặng Thị Huệ"),
        ("thôn\x00 \ud800Đông\u200b", "thôn Đông"),
        ("\u202a0912 345 678\u202c", "0912 345 678"),
        ("\x07", ""),
    ],
)
def test_text_is_kept_composed_and_without_what_nobody_sees(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
    assert kept.encode() is not None


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Đã  Kết-hôn!", "da ket hon"),
        ("ĐỘC THÂN", "doc than"),
        (unicodedata.normalize("NFD", "Nghĩa Đồng"), "nghia dong"),
        ("5/3/2024", "5 3 2024"),
        ("🙂 …", ""),
    ],
)
def test_words_are_compared_without_case_diacritics_and_signs(typed: str, folded: str) -> None:
    assert fold(typed) == folded
