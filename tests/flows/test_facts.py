"""Facts derived from answers, and the conditions that use them."""

from collections.abc import Mapping
from datetime import date

import pytest

from flows.answers import Gathered, Value
from flows.facts import (
    AgeBelow,
    AnyOf,
    Condition,
    CountAtLeast,
    DayBefore,
    DaysSince,
    Fact,
    NumberOver,
    Rule,
    SameText,
    TodayFrom,
    age_on,
    blocks,
    holds,
    is_true,
    needs,
)

TODAY = date(2026, 5, 5)
LATE = Fact("late", DaysSince("born_on", 60))


def answered(step: str, *options: str) -> Condition:
    return Condition(answers=((step, frozenset(options)),))


@pytest.mark.parametrize(
    ("rule", "seen", "truth"),
    [
        (DaysSince("born_on", 60), {"born_on": "2026-03-06"}, False),
        (DaysSince("born_on", 60), {"born_on": "2026-03-05"}, True),
        (DaysSince("born_on", 60), {"born_on": "2026"}, False),
        (DaysSince("born_on", 60), {}, False),
        (AgeBelow("born", 18), {"born": "2008-05-06"}, True),
        (AgeBelow("born", 18), {"born": "2008-05-05"}, False),
        (AgeBelow("born", 18), {}, False),
        (AgeBelow("born", 18, "wed"), {"born": "2008-05-05", "wed": "2026-05-04"}, True),
        (AgeBelow("born", 18, "wed"), {"born": "2008-05-05"}, False),
        (CountAtLeast("child", 2), {"child[0].name": "A B", "child[0].more": "yes"}, False),
        (CountAtLeast("child", 2), {"child[0].name": "A B", "child[1].name": "C D"}, True),
        (NumberOver("copies", 2), {"copies": 3}, True),
        (NumberOver("copies", 2), {"copies": 2}, False),
        (NumberOver("copies", 2), {"copies": "3"}, False),
        (DayBefore("wed", date(2025, 7, 1)), {"wed": "2025-06-30"}, True),
        (DayBefore("wed", date(2025, 7, 1)), {"wed": "2025-07-01"}, False),
        (DayBefore("wed", date(2025, 7, 1)), {}, False),
        (TodayFrom(date(2026, 5, 5)), {}, True),
        (TodayFrom(date(2026, 5, 6)), {}, False),
        (SameText("place", "home"), {"place": "Thôn Đông", "home": "thon dong"}, True),
        (SameText("place", "home"), {"place": "Thôn Đông", "home": "Thôn Đoài"}, False),
        (SameText("place", "home"), {"place": "Thôn Đông"}, False),
        (SameText("place", "home"), {}, False),
        (AnyOf((answered("a", "x"), answered("b", "y"))), {"b": "y"}, True),
        (AnyOf((answered("a", "x"), answered("b", "y"))), {"a": "y", "b": "x"}, False),
        (AnyOf(()), {}, False),
    ],
)
def test_a_rule_is_true_of_the_answers_and_false_while_one_is_missing(
    rule: Rule, seen: Mapping[str, Value], truth: bool
) -> None:
    assert is_true(rule, seen, TODAY) is truth


@pytest.mark.parametrize(
    ("condition", "seen", "truth"),
    [
        (None, {}, True),
        (Condition(), {}, True),
        (answered("sex", "male", "female"), {"sex": "female"}, True),
        (answered("sex", "male"), {"sex": "female"}, False),
        (answered("sex", "male"), {}, False),
        (answered("sex", "male"), {"sex": None}, False),
        (answered("papers", "id"), {"papers": Gathered(("book", "id"), done=True)}, True),
        (answered("papers", "id"), {"papers": Gathered(("book",), done=True)}, False),
        (answered("copies", "3"), {"copies": 3}, False),
        (Condition(facts=((LATE, True),)), {"born_on": "2026-01-01"}, True),
        (Condition(facts=((LATE, True),)), {"born_on": "2026-05-01"}, False),
        (Condition(facts=((LATE, False),)), {"born_on": "2026-05-01"}, True),
        (
            Condition((("sex", frozenset({"male"})),), ((LATE, True),)),
            {"sex": "male", "born_on": "2026-05-01"},
            False,
        ),
    ],
)
def test_a_condition_asks_for_all_its_answers_and_facts(
    condition: Condition | None, seen: Mapping[str, Value], truth: bool
) -> None:
    assert holds(condition, seen, TODAY) is truth


@pytest.mark.parametrize(
    ("rule", "steps"),
    [
        (DaysSince("a", 1), {"a"}),
        (NumberOver("a", 1), {"a"}),
        (DayBefore("a", TODAY), {"a"}),
        (AgeBelow("a", 18), {"a"}),
        (AgeBelow("a", 18, "b"), {"a", "b"}),
        (CountAtLeast("g", 2), {"g"}),
        (SameText("a", "b"), {"a", "b"}),
        (TodayFrom(TODAY), set()),
        (AnyOf((answered("a", "x"), Condition(facts=((LATE, True),)))), {"a", "born_on"}),
    ],
)
def test_a_rule_names_the_steps_it_looks_at(rule: Rule, steps: set[str]) -> None:
    assert needs(rule) == steps
    assert Condition((("c", frozenset({"x"})),), ((Fact("f", rule), True),)).steps() == steps | {"c"}


def test_blocks_of_one_group_are_counted_apart_from_others() -> None:
    seen = {
        "child[0].name": "A",
        "child[0].born": "2020",
        "child[11].name": "B",
        "children": "x",
        "witness[0].name": "C",
    }
    assert (blocks(seen, "child"), blocks(seen, "witness"), blocks(seen, "other")) == (2, 1, 0)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        ("2008-02-29", date(2026, 2, 28), 17),
        ("2008-02-29", date(2026, 3, 1), 18),
        ("2008-05-05", date(2026, 5, 5), 18),
        ("2008", date(2026, 12, 30), 17),
        ("2008", date(2026, 12, 31), 18),
        (None, date(2026, 1, 1), None),
        ("Thôn Đông", date(2026, 1, 1), None),
    ],
)
def test_age_counts_full_years_and_a_bare_year_as_its_last_day(born: Value, on: date, age: int | None) -> None:
    assert age_on(born, on) == age
