"""The inbox in the database: it counts and lists exactly what the core calls red, amber, new, waiting, ready, calm."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.dossier import ENDED, Dossier, State, Supplement
from flows.inbox import Colour, colour, marks
from flows.waking import late_from
from flows.watched import Watched
from storage.database import Database
from storage.inbox import FIRST, Spot, Whose
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork
from tests.flows.watching import LAW
from tests.storage.samples import opened, person

NOW = datetime(2026, 9, 9, 3, 0, tzinfo=UTC)  # a Wednesday, ten o'clock
HOUR = timedelta(hours=1)
ASKED = Supplement("paper", "blurred", "", NOW, NOW + 400 * HOUR, True)


def dossiers() -> list[Dossier]:
    """One of every state, each with dates from a week ago to a week ahead."""
    found = []
    for state in State:
        if state in ENDED:
            continue
        for hours in range(-168, 169, 7):
            at = NOW + hours * HOUR
            submitted = at - 8 * HOUR if state is State.CHO_TIEP_NHAN else NOW - 400 * HOUR
            asked = ASKED if state in (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU) else None
            began = None if state in (State.CHO_TIEP_NHAN, State.BO_SUNG_TRUOC) else NOW - 400 * HOUR
            due = at if began else None
            found.append(Dossier(state, submitted, "5wd", began, began, due, asked))
    late = NOW - 24 * HOUR
    found.append(replace(found[-1], state=State.DANG_XU_LY, due_at=late, promised_at=NOW + HOUR))
    found.append(replace(found[-1], due_at=late, promised_at=late + HOUR))
    return found


def kept(u: UnitOfWork, dossier: Dossier, field: str) -> DossierRecord:
    record = opened(u, dossier, field)
    u.waking.late_file(record.id, late_from(Watched(record.id, dossier), LAW))
    return record


def listed(database: Database, kind: str) -> set[int]:
    return {spot.id for spot in database.run(lambda u: u.inbox.page(1, None, kind, "all", marks(NOW, LAW), FIRST, 999))}


def test_the_database_and_the_core_agree_about_every_colour(database: Database) -> None:
    every = dossiers()
    records = database.run(lambda u: [kept(u, one, "land") for one in every])
    wanted = Counter(colour(Watched(1, one), NOW, LAW) for one in every)
    at = marks(NOW, LAW)
    (counts,) = database.run(lambda u: u.inbox.counts(1, None, "all", at))
    assert counts.total == len(every)
    assert {kind: counts.by_kind[kind] for kind in Colour} == {kind: wanted[kind] for kind in Colour}
    assert min(wanted.values()) > 0
    for kind in Colour:
        meant = {one.id for one in records if colour(Watched(one.id, one.dossier), NOW, LAW) is kind}
        assert listed(database, kind) == meant


def test_what_is_late_without_an_apology_and_what_is_due_today_are_told_apart(database: Database) -> None:
    every = dossiers()
    records = database.run(lambda u: [kept(u, one, "land") for one in every])
    bare, today, at = listed(database, "bare"), listed(database, "today"), marks(NOW, LAW)
    reds = [one for one in records if colour(Watched(one.id, one.dossier), NOW, LAW) is Colour.RED]
    running = [one for one in reds if one.dossier.state is not State.CHO_TIEP_NHAN]
    assert bare == {one.id for one in running if one.dossier.promised_at is None}
    assert len(bare) == len(running) - 1
    dates = [late_from(Watched(one.id, one.dossier), LAW) for one in records if one.id in today]
    assert dates
    assert all(date is not None and NOW <= date < at.today for date in dates)


def test_pages_follow_one_another_whatever_happens_to_the_files_before(database: Database) -> None:
    records = database.run(lambda u: [kept(u, one, "land") for one in dossiers()[:20]])
    at = marks(NOW, LAW)
    first = database.run(lambda u: u.inbox.page(1, None, "", "all", at, FIRST, 8))
    database.run(lambda u: u.waking.late_file(first[0].id, None))  # done meanwhile: it moves to the end
    rest = database.run(lambda u: u.inbox.page(1, None, "", "all", at, Spot(first[-1].key, first[-1].id), 1000))
    assert {spot.id for spot in (*first, *rest)} == {one.id for one in records}
    assert [spot.key for spot in rest] == sorted(spot.key for spot in rest)


@pytest.mark.parametrize(("whose", "count"), [("mine", 1), ("ours", 2), ("others", 1), ("all", 3)])
def test_files_are_told_apart_by_whose_they_are(database: Database, whose: Whose, count: int) -> None:
    def work(u: UnitOfWork) -> int:
        me, colleague = person(u, "me"), person(u, "colleague")
        for owner in (me, colleague, None):
            record = kept(u, dossiers()[0], "land")
            if owner is not None:
                u.dossiers.assign(record, owner, NOW)
        kept(u, dossiers()[0], "residence")
        found = u.inbox.page(me, ("land",), "", whose, marks(NOW, LAW), FIRST, 10)
        (counts,) = u.inbox.counts(me, ("land",), whose, marks(NOW, LAW))
        assert counts.total == counts.by_kind[Colour.RED] == len(found)
        assert {**u.inbox.shares(me, ("land",)), "all": counts.total}[whose] == len(found)
        return len(found)

    assert database.run(work) == count


def test_who_has_no_field_sees_nothing(database: Database) -> None:
    database.run(lambda u: kept(u, dossiers()[0], "land"))
    assert database.run(lambda u: u.inbox.counts(1, (), "all", marks(NOW, LAW))) == ()
    assert set(database.run(lambda u: u.inbox.shares(1, ())).values()) == {0}
    assert database.run(lambda u: u.inbox.page(1, (), "", "all", marks(NOW, LAW), FIRST, 10)) == ()
