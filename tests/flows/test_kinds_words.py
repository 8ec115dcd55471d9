"""Free text, names, telephone and personal numbers, addresses: what is taken, what is refused, what still holds."""

import pytest

from flows.answers import Gathered, Value
from flows.kinds import Address, CitizenId, Kind, PersonName, Phone, Refusal, Text
from tests.flows.reading import context, options, read, refusal

HAMLETS = options("dong=thon dong,dong", "doai=thon doai,doai", "an_khoai=an khoai")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("  nguyễn   văn an ", "Nguyễn Văn An"),
        ("NGUYỄN THỊ HUỆ", "Nguyễn Thị Huệ"),
        ("Nguyễn thị Huệ", "Nguyễn thị Huệ"),
        ("h’hen niê", "H'Hen Niê"),
        ("Nguyễn Văn 2", "name_has_digits"),
        ("Nguyễn Văn An!", "name_has_signs"),
        ("Nguyễn - An", "name_has_signs"),
        ("", "name_has_signs"),
        ("An", "name_one_word"),
        ("Nguyễn " + "a" * 60, "name_too_long"),
    ],
)
def test_a_name_has_two_words_of_letters(typed: str, value: str) -> None:
    assert read(PersonName(), typed) == value


def test_a_name_that_grows_when_capitals_are_set_is_measured_as_it_is_kept() -> None:
    assert read(PersonName(most=5), "ß ßab") == "name_too_long"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0912345678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("0084.912.345.678", "0912345678"),
        ("84912345678", "0912345678"),
        ("(0220) 3 812 345", "02203812345"),
        ("0220381234", "0220381234"),
        ("\u202a0912-345-678\u202c", "0912345678"),
        ("số của tôi", "phone_not_digits"),
        ("٠٩١٢٣٤٥٦٧٨", "phone_not_digits"),
        ("", "phone_not_digits"),
        ("0112345678", "phone_prefix"),
    ],
)
def test_a_telephone_number_is_written_in_many_ways(typed: str, value: str) -> None:
    assert read(Phone(), typed) == value


def test_a_telephone_number_of_another_length_says_how_long_it_is() -> None:
    assert refusal(Phone(), "091234567") == Refusal("phone_length", {"length": 9})


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("030185001234", "030185001234"),
        ("030 185 001 234", "030185001234"),
        ("142345678", "id_old_number"),
        ("không nhớ", "id_not_digits"),
        ("²²²²²²²²²²²²", "id_not_digits"),
    ],
)
def test_a_personal_number_has_twelve_digits(typed: str, value: str) -> None:
    assert read(CitizenId(), typed) == value


def test_a_personal_number_of_another_length_says_how_long_it_is() -> None:
    assert refusal(CitizenId(), "0301850012") == Refusal("id_length", {"length": 10})


def test_free_text_is_measured_after_tidying() -> None:
    kind = Text(least=3, most=10)
    assert read(kind, "  Ở   quê ") == "Ở quê"
    assert refusal(kind, "   a ") == Refusal("text_too_short", {"least": 3})
    assert refusal(kind, "a" * 11) == Refusal("text_too_long", {"most": 10, "length": 11})


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Thôn Đông", ("dong", "Thôn Đông")),
        ("số 5, thôn doai", ("doai", "số 5, thôn doai")),
        ("An Khoái", ("an_khoai", "An Khoái")),
        ("giữa thôn Đông và thôn Đoài", ("", "giữa thôn Đông và thôn Đoài")),
        ("số 12 đường Nguyễn Lương Bằng", ("", "số 12 đường Nguyễn Lương Bằng")),
        ("2", ("doai", "")),
        ("4", "address_too_short"),
        ("0", "address_too_short"),
        ("9" * 5000, "address_too_short"),
        ("ở", "address_too_short"),
    ],
)
def test_an_address_is_a_hamlet_or_free_text_or_both(typed: str, value: Value) -> None:
    assert read(Address(HAMLETS), typed) == value


def test_an_address_is_not_longer_than_it_may_be() -> None:
    assert refusal(Address(HAMLETS, most=20), "a" * 21) == Refusal("address_too_long", {"most": 20})


def test_a_hamlet_can_be_tapped_while_it_is_on_the_list() -> None:
    assert Address(HAMLETS).tap("dong", None, context()) == ("dong", "")
    assert Address(HAMLETS).tap("tay", None, context()) == Refusal("choice_gone")


@pytest.mark.parametrize("kind", [PersonName(), Phone(), CitizenId(), Text()])
@pytest.mark.parametrize("said", ["Nguyễn Văn An", "0912345678", "030185001234", "", "?"])
def test_a_suggestion_is_read_as_if_it_were_typed(kind: Kind, said: str) -> None:
    assert kind.tap(said, None, context()) == kind.parse(said, context())


@pytest.mark.parametrize(
    ("kind", "value", "still"),
    [
        (PersonName(), "Nguyễn Văn An", True),
        (PersonName(), "số 12 thôn Đông", False),
        (PersonName(most=5), "Nguyễn Văn An", False),
        (PersonName(), 3, False),
        (Phone(), "0912345678", True),
        (Phone(), "0112345678", False),
        (Phone(), None, False),
        (CitizenId(), "030185001234", True),
        (CitizenId(), "²²²²²²²²²²²²", False),
        (CitizenId(), "0301850012", False),
        (CitizenId(), 30185001234, False),
        (Text(least=2), "ừ", False),
        (Text(), "ừ", True),
        (Text(), Gathered(("a",), done=True), False),
        (Address(HAMLETS), ("dong", ""), True),
        (Address(HAMLETS), ("tay", ""), False),
        (Address(HAMLETS), ("tay", "xóm Tây"), True),
        (Address(HAMLETS, most=3), ("", "xóm Tây"), False),
        (Address(HAMLETS), ("dong",), False),
        (Address(HAMLETS), "dong", False),
    ],
)
def test_a_stored_answer_holds_only_while_it_would_be_taken(kind: Kind, value: Value, still: bool) -> None:
    assert kind.holds(value, context()) is still
