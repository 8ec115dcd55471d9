"""What looks odd across several answers: a caution, never a refusal."""

from collections.abc import Mapping

import pytest

from flows.answers import Value
from flows.checks import PROVINCES, Caution, Check, HasAccents, NumberFits, YearsBetween, cautions, steps_of, year_fits

MOTHER = NumberFits("number", "born", "female")
CHILD = NumberFits("number", "born", "sex")


def codes(check: Check, seen: Mapping[str, Value]) -> list[str]:
    return [caution.code for caution in cautions((check,), seen)]


@pytest.mark.parametrize(
    ("number", "born", "odd"),
    [
        ("030185001234", "1985-08-15", []),
        ("030185001234", "1985", []),
        ("030185001234", None, []),
        ("030185001234", "1986-08-15", ["id_year_differs"]),
        ("030085001234", "1985-08-15", ["id_sex_differs"]),
        ("030385001234", "1985-08-15", ["id_year_differs"]),
        ("030304005678", "2004-02-03", []),
        ("003185001234", "1985-08-15", ["id_province_unknown"]),
        ("100185001234", "1985-08-15", []),
        ("003086001234", "1985-08-15", ["id_province_unknown", "id_year_differs", "id_sex_differs"]),
        ("²²²²²²²²²²²²", "1985-08-15", []),
        ("14234567", "1985-08-15", []),
        (None, "1985-08-15", []),
        (30185001234, "1985-08-15", []),
    ],
)
def test_a_personal_number_is_compared_with_birth_and_sex(number: Value, born: Value, odd: list[str]) -> None:
    assert codes(MOTHER, {"number": number, "born": born}) == odd


@pytest.mark.parametrize(("sex", "odd"), [("female", []), ("male", ["id_sex_differs"]), (None, []), ("other", [])])
def test_the_sex_may_be_an_answer_itself(sex: Value, odd: list[str]) -> None:
    assert codes(CHILD, {"number": "030185001234", "born": "1985", "sex": sex}) == odd


def test_what_is_not_named_is_not_compared() -> None:
    assert codes(NumberFits("number"), {"number": "030185001234", "born": "2000", "sex": "male"}) == []


@pytest.mark.parametrize(
    ("older", "younger", "odd"),
    [
        ("2000-05-05", "2015-05-05", ["parent_too_young"]),
        ("2000-05-05", "2018-05-05", []),
        ("2026-05-05", "2015-05-05", ["parent_too_young"]),
        ("2000", "2016-12-30", ["parent_too_young"]),
        ("2000-05-05", "2015", []),
        ("2000-05-05", None, []),
        (None, "2015-05-05", []),
    ],
)
def test_a_parent_is_old_enough(older: Value, younger: Value, odd: list[str]) -> None:
    assert codes(YearsBetween("mother", "child", 16), {"mother": older, "child": younger}) == odd


@pytest.mark.parametrize(
    ("name", "odd"), [("Nguyen Van An", ["name_without_accents"]), ("Nguyễn Văn An", []), (None, []), (3, [])]
)
def test_a_name_without_any_diacritic_looks_odd(name: Value, odd: list[str]) -> None:
    assert codes(HasAccents("name"), {"name": name}) == odd


def test_a_caution_names_the_answer_to_look_at() -> None:
    assert cautions((HasAccents("name"),), {"name": "An Binh"}) == (Caution("name_without_accents", "name"),)


@pytest.mark.parametrize(
    ("check", "steps"),
    [
        (MOTHER, {"number", "born"}),
        (CHILD, {"number", "born", "sex"}),
        (NumberFits("number"), {"number"}),
        (YearsBetween("mother", "child", 16), {"mother", "child"}),
        (HasAccents("name"), {"name"}),
    ],
)
def test_a_check_names_the_steps_it_looks_at(check: Check, steps: set[str]) -> None:
    assert steps_of(check) == steps


def test_the_table_has_the_63_provinces_of_before_july_2025() -> None:
    assert len(PROVINCES) == 63
    assert {"001", "030", "031", "079", "096"} <= PROVINCES


@pytest.mark.parametrize(
    ("number", "year", "fits"),
    [
        ("030085001234", 1985, True),
        ("030204001234", 2004, True),
        ("030399001234", 2099, True),
        ("030404001234", 2104, True),
        ("030085001234", 2085, False),
        ("030085001234", None, True),
    ],
)
def test_the_century_digit_tells_the_century(number: str, year: int | None, fits: bool) -> None:
    assert year_fits(number, year) is fits
