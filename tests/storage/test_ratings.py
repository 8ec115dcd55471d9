"""Ratings: one a dossier, never changed, counted by period and field."""

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import DAY, NOW, opened


def _dossiers(u: UnitOfWork) -> tuple[int, ...]:
    return tuple(opened(u).id for _ in range(3))


def test_a_dossier_is_rated_once(database: Database) -> None:
    first, *_ = database.run(_dossiers)
    assert database.run(lambda u: u.ratings.of(first)) is None
    assert database.run(lambda u: u.ratings.give(first, "civil_status", 1, NOW))
    assert not database.run(lambda u: u.ratings.give(first, "civil_status", 3, NOW + DAY))
    assert database.run(lambda u: u.ratings.of(first)) == 1


def test_ratings_are_counted_by_period_and_field(database: Database) -> None:
    given = zip(
        database.run(_dossiers), ("civil_status", "land", "land"), (3, 1, 3), (NOW, NOW, NOW + DAY), strict=True
    )
    rows = list(given)
    assert database.run(lambda u: [u.ratings.give(*row) for row in rows]) == [True, True, True]
    assert database.run(lambda u: u.ratings.counts(NOW, NOW + 2 * DAY)) == {1: 1, 3: 2}
    assert database.run(lambda u: u.ratings.counts(NOW, NOW + DAY)) == {1: 1, 3: 1}
    assert database.run(lambda u: u.ratings.counts(NOW, NOW + 2 * DAY, ("land",))) == {1: 1, 3: 1}
    assert database.run(lambda u: u.ratings.counts(NOW, NOW + 2 * DAY, ())) == {}
