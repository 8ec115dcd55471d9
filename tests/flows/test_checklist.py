"""Papers, fee and time limit for my situation, before applying and as a what-if."""

from collections.abc import Mapping
from datetime import date

import pytest

from flows.answers import Value
from flows.checklist import amount, checklist
from flows.facts import Condition, DaysSince, Fact
from flows.kinds import Choice, Date, Number
from flows.procedure import (
    Amount,
    End,
    Fee,
    Flat,
    Group,
    Limit,
    Paper,
    PerPage,
    PerPiece,
    Procedure,
    Question,
    Validity,
)
from tests.flows.reading import options

DAY = date(2026, 5, 5)
ALWAYS = Validity(date(2020, 1, 1))
LATE = Fact("late", DaysSince("born_on", 60))
IS_LATE = Condition(facts=((LATE, True),))
WITHOUT_NOTICE = Condition((("notice", frozenset({"no"})),))
BIRTH = Procedure(
    "birth",
    "1",
    (
        Question("here", Choice(options("yes=co", "no=khong")), usual="yes"),
        End("elsewhere", "wrong_office", Condition((("here", frozenset({"no"})),))),
        Question("born_on", Date()),
        Question("notice", Choice(options("yes=co", "no=khong")), usual="yes"),
        Question(
            "statement", Choice(options("witness=nguoi lam chung", "self=tu viet")), WITHOUT_NOTICE, usual="witness"
        ),
        Question("copies", Number()),
        Group("witness", (Question("sex", Choice(options("male=nam", "female=nu")), usual="male"),), most=2),
    ),
    (LATE,),
    (Paper("notice", ALWAYS, Condition((("notice", frozenset({"yes"})),))), Paper("statement", ALWAYS, WITHOUT_NOTICE)),
    (
        Fee("late", Flat(8_000), Validity(date(2020, 1, 1), date(2026, 12, 31)), IS_LATE),
        Fee("late", Flat(9_000), Validity(date(2027, 1, 1)), IS_LATE),
        Fee("copies", PerPiece(8_000, "copies"), ALWAYS),
    ),
    (Limit("late", "5wd", ALWAYS, IS_LATE), Limit("usual", "0d", ALWAYS)),
)


def test_before_any_answer_the_usual_case_is_assumed() -> None:
    found = checklist(BIRTH, {}, DAY)
    assert [paper.id for paper in found.papers] == ["notice"]
    assert found.limit is not None and found.limit.id == "usual"
    assert dict(found.assumed) == {"here": "yes", "notice": "yes", "witness[0].sex": "male"}
    assert [slot.key for slot in found.assumptions] == ["here", "notice", "witness[0].sex"]
    assert found.outcome is None


def test_one_changed_assumption_changes_papers_fee_and_days() -> None:
    found = checklist(BIRTH, {"notice": "no", "born_on": "2026-01-01", "copies": 2}, DAY)
    assert [paper.id for paper in found.papers] == ["statement"]
    assert [slot.key for slot in found.assumptions][:3] == ["here", "notice", "statement"]
    assert [(line.fee.id, line.dong) for line in found.fees] == [("late", 8_000), ("copies", 16_000)]
    assert found.total == 24_000
    assert found.limit is not None and found.limit.term == "5wd"


def test_the_whole_fee_is_unknown_while_a_part_is() -> None:
    assert checklist(BIRTH, {}, DAY).total is None


def test_an_answer_that_leads_elsewhere_is_told_as_an_outcome() -> None:
    found = checklist(BIRTH, {"here": "no"}, DAY)
    assert found.outcome == "wrong_office"
    assert [slot.key for slot in found.assumptions] == ["here"]


def test_an_answer_that_no_longer_holds_gives_way_to_the_usual_one() -> None:
    assert checklist(BIRTH, {"notice": "perhaps"}, DAY).assumed["notice"] == "yes"


def test_a_skipped_answer_is_not_assumed_otherwise() -> None:
    assert "notice" not in checklist(BIRTH, {"notice": None}, DAY).assumed


def test_a_fee_applies_on_its_days_only() -> None:
    answers: dict[str, Value] = {"born_on": "2026-01-01", "copies": 0}
    assert checklist(BIRTH, answers, date(2026, 12, 31)).total == 8_000
    assert checklist(BIRTH, answers, date(2027, 1, 1)).total == 9_000
    assert checklist(BIRTH, answers, date(2019, 12, 31)).limit is None


@pytest.mark.parametrize(
    ("rule", "seen", "dong"),
    [
        (Flat(8_000), {}, 8_000),
        (PerPiece(8_000, "copies"), {"copies": 3}, 24_000),
        (PerPiece(8_000, "copies"), {"copies": "3"}, None),
        (PerPage(2_000, 1_000, 200_000, "pages", "copies"), {"pages": 1, "copies": 1}, 2_000),
        (PerPage(2_000, 1_000, 200_000, "pages", "copies"), {"pages": 5, "copies": 2}, 14_000),
        (PerPage(2_000, 1_000, 200_000, "pages", "copies"), {"pages": 500, "copies": 1}, 200_000),
        (PerPage(2_000, 1_000, 200_000, "pages", "copies"), {"pages": 5}, None),
        (PerPage(2_000, 1_000, 200_000, "pages", "copies"), {"copies": 5}, None),
    ],
)
def test_an_amount_is_known_once_its_numbers_are(rule: Amount, seen: Mapping[str, Value], dong: int | None) -> None:
    assert amount(rule, seen) == dong
