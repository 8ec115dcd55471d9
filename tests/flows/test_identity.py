"""Identity cards: what their QR says, which of it is taken, what is doubted, and how a number is shown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.identity import FIELDS, IdentityCard, card_doubts, mask, mask_numbers, parse_card
from flows.kinds import Refusal

CHIP = "030185001234|142345678|Nguyễn Thị Mẫu|15081985|Nữ|Thôn Mẫu, Chi Lăng Bắc, Thanh Miện, Hải Dương|10052021"
TODAY = date(2026, 11, 23)
MAU = IdentityCard(
    "030185001234",
    "142345678",
    "Nguyễn Thị Mẫu",
    "1985-08-15",
    "female",
    "Thôn Mẫu, Chi Lăng Bắc, Thanh Miện, Hải Dương",
    "2021-05-10",
)


@pytest.mark.parametrize(
    "payload",
    [
        CHIP,
        CHIP + "||||",
        CHIP + "|Nguyễn Văn Cha|Trần Thị Mẹ||",
        CHIP.replace("15081985", "15/08/1985").replace("10052021", "10/05/2021"),
        CHIP.replace("15081985", "15-08-1985"),
        " " + CHIP.replace("|", " | ") + " \r\n",
        CHIP.replace("Nguyễn", "Nguye\u0302\u0303n"),  # decomposed: base letter and marks
        CHIP.replace("Nữ", "NỮ"),
    ],
)
def test_both_cards_say_the_same_however_it_is_written(payload: str) -> None:
    assert parse_card(payload) == MAU


def test_what_is_missing_or_unreadable_is_left_out_and_the_rest_taken() -> None:
    card = parse_card("030204005678||Trần Văn Thử|31022004|nam giới||2022-06-25")
    assert card == IdentityCard("030204005678", "", "Trần Văn Thử", "", "", "", "")


@pytest.mark.parametrize("born", ["1948", "00001948"])
def test_a_birth_year_without_a_day_is_a_year(born: str) -> None:
    card = parse_card(CHIP.replace("15081985", born))
    assert isinstance(card, IdentityCard)
    assert card.born == "1948"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("", "card_other_code"),
        ("https://dichvucong.gov.vn", "card_other_code"),
        ("a|b|c|d|e|f|g", "card_other_code"),
        ("a|b", "card_other_code"),
        ("030185001234|142345678|Nguyễn Thị Mẫu", "card_cut"),
        (CHIP.replace("030185001234", "142345678"), "card_number"),
        (CHIP + "|" * 2_000, "card_other_code"),
    ],
)
def test_what_is_no_card_is_refused_with_its_reason(payload: str, code: str) -> None:
    assert parse_card(payload) == Refusal(code)


@pytest.mark.parametrize(
    ("change", "sex", "codes"),
    [
        ({}, None, ()),
        ({}, "female", ()),
        ({}, "male", ("card_sex_differs",)),
        ({"sex": ""}, "male", ()),
        ({"number": "003185001234"}, None, ("id_province_unknown",)),
        ({"number": "530185001234"}, None, ()),
        ({"number": "030186001234"}, None, ("id_year_differs",)),
        ({"number": "030385001234"}, None, ("id_year_differs",)),
        ({"number": "030085001234"}, None, ("id_sex_differs",)),
        ({"issued": "1985-08-14"}, None, ("card_issued_oddly",)),
        ({"issued": "2026-11-24"}, None, ("card_issued_oddly",)),
        ({"issued": "2020-01-01", "born": ""}, None, ()),
        ({"issued": ""}, None, ()),
    ],
)
def test_oddities_are_named_and_never_refused(change: dict[str, str], sex: str | None, codes: tuple[str, ...]) -> None:
    card = IdentityCard(**{field: change.get(field, MAU.value(field)) for field in FIELDS})
    assert card_doubts(card, TODAY, sex) == codes


@pytest.mark.parametrize(
    ("number", "shown"),
    [("030185001234", "030185•••234"), ("142345678", "142•••678"), ("1234", "•••"), ("", "•••")],
)
def test_a_number_is_shown_without_its_middle(number: str, shown: str) -> None:
    assert mask(number) == shown


def test_numbers_in_a_text_are_masked_and_nothing_else() -> None:
    said = "01/02/1995, Hàn Quốc, M12345678, 030185001234; số 0912345678"
    assert mask_numbers(said) == "01/02/1995, Hàn Quốc, M12345678, 030185•••234; số 0912345678"


_LETTERS = st.text(st.characters(categories=("Lu", "Ll", "Zs"), exclude_characters="|"), max_size=40)


@given(
    number=st.from_regex(r"[0-9]{12}", fullmatch=True),
    born=st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    age=st.integers(0, 40_000),
    female=st.booleans(),
    words=_LETTERS,
    sign=st.sampled_from(("", "/", "-", ".")),
    more=st.sampled_from((0, 4)),
)
def test_every_card_is_read_back(
    number: str, born: date, age: int, female: bool, words: str, sign: str, more: int
) -> None:
    issued = min(born + timedelta(age), date(2099, 1, 1))
    day = f"%d{sign}%m{sign}%Y"
    fields = (number, "", words, born.strftime(day), "Nữ" if female else "Nam", words, issued.strftime(day))
    card = parse_card("|".join((*fields, *[""] * more)))
    assert isinstance(card, IdentityCard)
    assert (card.number, card.born, card.issued) == (number, born.isoformat(), issued.isoformat())
    assert card.sex == ("female" if female else "male")


@given(st.text(max_size=200) | st.lists(st.text(max_size=12), max_size=14).map("|".join))
def test_no_text_breaks_the_reading(payload: str) -> None:
    found = parse_card(payload)
    if isinstance(found, IdentityCard):
        assert len(found.number) == 12
        assert found.number not in mask(found.number)
        card_doubts(found, TODAY, "male")
