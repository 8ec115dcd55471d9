"""What is kept of words that found nothing tells what was wanted, and nobody's name, number or address."""

import itertools

import pytest

from content.catalog import load
from content.finder import Finder
from flows.text import fold


@pytest.fixture(scope="module")
def finder() -> Finder:
    return load("nam_thanh_mien").finder


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Cho tôi hỏi lịch cắt điện tháng 4", "cho toi hoi lich cat dien thang 4"),
        ("XIN HỎI CẤP BIỂN SỐ XE", "xin hoi cap bien so xe"),
        ("vi phạm giao thông nộp phạt ở đâu?", "vi pham giao thong nop phat o dau"),
        ("I need a fishing licence", "i need a fishing licence"),
        (
            "tôi là Nguyễn Văn An, điện thoại 0912 345 678, muốn thay cột điện",
            "toi la _ dien thoai _ muon thay cot dien",
        ),
        ("nguyen van an muon thue may cay", "_ muon thue may cay"),
        ("Anh Tuấn ở số 12 ngõ 5 phố Trần Hưng Đạo hỏi vay vốn", "_ o so _ ngo _ pho _ hoi vay von"),
        ("mất hộ chiếu ở thôn đông thì sao", "mat ho chieu o thon _ thi sao"),
        ("cháu tên là lan hương bị lạc", "chau ten la _ bi lac"),
        ("My name is Lan Tran. Visa extension", "my name is _ visa extension"),
        ("biển số 15A-123.45 mất rồi", "bien so _ mat roi"),
        ("gửi thư cho thu.mau@example.com", "gui thu cho _"),
        ("xem https://example.org/a?b=1 giúp", "xem _ giup"),
        ("số không chín một hai ba bốn của chồng", "so _ cua chong"),
    ],
)
def test_what_was_wanted_stays_and_who_wanted_it_goes(finder: Finder, said: str, kept: str) -> None:
    assert finder.anonymous(said) == kept


@pytest.mark.parametrize("said", ["Đỗ Thị Lan", "0912345678", "034190001234", "", "😀 ?!", "an.mau@example.com"])
def test_nothing_is_kept_where_nothing_else_was_said(finder: Finder, said: str) -> None:
    assert finder.anonymous(said) == ""


NAMES = [
    f"{family} {middle} {given}"
    for family, middle, given in itertools.product(
        ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đặng", "Bùi", "Hồ"), ("Văn", "Thị", "Đức"), ("Thử", "Hạnh", "Bình")
    )
]


@pytest.mark.parametrize("written", [str, str.lower, fold], ids=["as usual", "small", "without diacritics"])
def test_a_full_name_is_masked_however_it_is_written(finder: Finder, written: type[str]) -> None:
    kept = {finder.anonymous(f"muốn thuê máy cày cho {written(name)} ở quê") for name in NAMES}
    assert kept == {"muon thue may cay cho _ o que"}


@pytest.mark.parametrize(
    "number",
    ["0912345678", "0912 345 678", "+84 912.345.678", "(0225) 3 847 123", "034190001234", "1-2-3-4", "12/3/1990"],
)
def test_a_number_is_masked_however_it_is_written(finder: Finder, number: str) -> None:
    assert finder.anonymous(f"gọi {number} nhé") == "goi _ nhe"


def test_a_long_story_is_cut(finder: Finder) -> None:
    assert len(finder.anonymous("trâu bò " * 900).split()) == 24


def test_the_nearest_procedures_are_told_of_words_that_find_none(finder: Finder) -> None:
    words = "gia hạn hộ chiếu"
    assert finder.find(words) == ()
    assert 1 <= len(finder.nearest(words)) <= 3
    assert finder.nearest("xyzzy") == ()
