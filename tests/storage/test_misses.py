"""Words that found nothing are counted by the week, up to a bound, and forgotten."""

from datetime import date
from functools import partial

from storage.database import Database
from storage.misses import MOST, Miss
from storage.unit_of_work import UnitOfWork

WEEK, NEXT = date(2026, 11, 23), date(2026, 11, 30)


def _note(u: UnitOfWork, week: date, words: str, kind: str = "unknown", most: int = MOST) -> None:
    u.misses.note(week, words, kind, most)


def test_words_are_counted_by_the_week_and_listed_most_often_first(database: Database) -> None:
    for week, words, kind in (
        (WEEK, "mat ho chieu", "elsewhere"),
        (WEEK, "thue may cay", "unknown"),
        (NEXT, "thue may cay", "unknown"),
        (NEXT, "thue may cay", "unknown"),
        (NEXT, "thue may cay", "declined"),
    ):
        database.run(partial(_note, week=week, words=words, kind=kind))
    assert database.run(lambda u: u.misses.since(WEEK)) == (
        Miss("thue may cay", "unknown", 3, WEEK, NEXT),
        Miss("mat ho chieu", "elsewhere", 1, WEEK, WEEK),
        Miss("thue may cay", "declined", 1, NEXT, NEXT),
    )
    assert [miss.count for miss in database.run(lambda u: u.misses.since(NEXT))] == [2, 1]


def test_old_weeks_are_forgotten(database: Database) -> None:
    database.run(lambda u: u.misses.purge(NEXT))
    database.run(lambda u: u.misses.note(WEEK, "thue may cay", "unknown"))
    database.run(lambda u: u.misses.purge(WEEK))
    assert len(database.run(lambda u: u.misses.since(WEEK))) == 1
    database.run(lambda u: u.misses.purge(NEXT))
    assert database.run(lambda u: u.misses.since(WEEK)) == ()


def test_a_week_holds_only_so_many_different_words(database: Database) -> None:
    for words in ("a", "b", "c"):
        database.run(partial(_note, week=WEEK, words=words, most=2))
    assert [miss.words for miss in database.run(lambda u: u.misses.since(WEEK))] == ["a", "b"]
    database.run(lambda u: u.misses.note(NEXT, "c", "unknown", most=2))
    assert len(database.run(lambda u: u.misses.since(WEEK))) == 3
