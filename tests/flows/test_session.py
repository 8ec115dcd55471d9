"""Answers and sessions as plain data, and local time."""

from datetime import UTC, date, datetime

import pytest

from flows.answers import Data, Gathered, Value, dump, load
from flows.calendar import local, local_day
from flows.session import Session, from_data, to_data


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (None, None),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        (3, 3),
        (("dong", "số 5"), ["dong", "số 5"]),
        (Gathered(("p1", "p2")), {"items": ["p1", "p2"], "done": False}),
        (Gathered((), done=True), {"items": [], "done": True}),
    ],
)
def test_every_answer_is_plain_data_and_back(value: Value, data: Data) -> None:
    assert dump(value) == data
    assert load(data) == value


@pytest.mark.parametrize("data", [True, ["a", 1], {}, {"items": [1], "done": True}, {"items": [], "done": 1}])
def test_what_is_no_answer_is_not_read(data: Data) -> None:
    with pytest.raises(ValueError, match="not an answer"):
        load(data)


def test_a_session_is_plain_data_and_back() -> None:
    session = Session("birth", "3", {"name": "A B", "copies": 2, "skipped": None, "photo": Gathered(("p1",))}, "name")
    assert from_data(to_data(session)) == session
    assert from_data(to_data(Session("birth", "3"))) == Session("birth", "3")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"procedure": "p", "version": "1", "answers": {}},
        {"procedure": "p", "version": 1, "answers": {}, "reopened": None},
        {"procedure": "p", "version": "1", "answers": [], "reopened": None},
        {"procedure": "p", "version": "1", "answers": {}, "reopened": 3},
        {"procedure": "p", "version": "1", "answers": {"a": True}, "reopened": None},
    ],
)
def test_what_is_no_session_is_not_read(data: dict[str, Data]) -> None:
    with pytest.raises(ValueError, match="not a"):
        from_data(data)


def test_giving_an_answer_leaves_the_old_session_as_it_was() -> None:
    before = Session("p", "1", {"a": "1"})
    after = before.with_answer("b", "2")
    assert (before.answers, after.answers) == ({"a": "1"}, {"a": "1", "b": "2"})


def test_the_local_day_begins_seven_hours_before_utc() -> None:
    assert local_day(datetime(2026, 5, 4, 16, 59, tzinfo=UTC)) == date(2026, 5, 4)
    assert local_day(datetime(2026, 5, 4, 17, 0, tzinfo=UTC)) == date(2026, 5, 5)


def test_a_time_without_a_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="zone"):
        local(datetime(2026, 5, 4, 17, 0))  # noqa: DTZ001 - a naive time is what is tested
