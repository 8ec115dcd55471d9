"""Delays, conduct, inspections, commendations, duties and the year's plan: noted once, sealed, never changed."""

import sqlite3
from datetime import date
from decimal import Decimal

import psycopg
import pytest

from flows.delays import Missed, Step
from flows.dossier import Dossier, State
from flows.yearplan import Wanted
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.storage.raw import raw
from tests.storage.samples import DAY, HOUR, MINUTE, NOW, SECRET, opened, person

LATE = Dossier(State.DANG_XU_LY, NOW, "5wd", accepted_at=NOW, clock_from=NOW, due_at=NOW + DAY)
MISSED = Missed(Step.RESULT, NOW + DAY)
TASK = Wanted("01", SECRET, "justice", "", Decimal("95.5"), "%", date(2026, 6, 30))


def test_a_missed_date_is_noted_once(database: Database) -> None:
    def write(u: UnitOfWork) -> tuple[int | None, int | None, int | None]:
        record, owner = opened(u, LATE), person(u, "clerk")
        first = u.discipline.note(record.id, MISSED, owner, NOW + DAY)
        again = u.discipline.note(record.id, MISSED, owner, NOW + 2 * DAY)
        other = u.discipline.note(record.id, Missed(Step.NEW_DATE, NOW + 2 * DAY), None, NOW + 2 * DAY)
        return first, again, other

    first, again, other = database.run(write)
    assert first is not None
    assert again is None
    found = database.run(lambda u: u.discipline.delays(NOW))
    assert [one.id for one in found] == [first, other]
    assert (found[0].step, found[0].due, found[0].detected_at) == (Step.RESULT, NOW + DAY, NOW + DAY)
    owner = found[0].owner
    assert [one.id for one in database.run(lambda u: u.discipline.delays(NOW, owner))] == [first]
    assert database.run(lambda u: u.discipline.delays(NOW + 3 * DAY)) == ()
    assert database.run(lambda u: u.discipline.delay(first)) == found[0]
    assert database.run(lambda u: u.discipline.delay(999)) is None


def test_suspects_are_late_files_of_which_nothing_is_noted(database: Database) -> None:
    def write(u: UnitOfWork) -> list[int]:
        running = opened(u, LATE)
        early = Dossier(State.DANG_XU_LY, NOW, "5wd", accepted_at=NOW, clock_from=NOW, due_at=NOW + 9 * DAY)
        opened(u, early)
        finished = Dossier(
            State.DA_CO_KET_QUA,
            NOW,
            "5wd",
            accepted_at=NOW,
            clock_from=NOW,
            due_at=NOW + DAY,
            finished_at=NOW + DAY + HOUR,
        )
        waits = Dossier(State.BO_SUNG_SAU, NOW, "5wd", accepted_at=NOW, clock_from=NOW, due_at=NOW + DAY)
        opened(u, waits)
        ended = opened(u, finished)
        apologised = Dossier(
            State.DANG_XU_LY,
            NOW,
            "5wd",
            accepted_at=NOW,
            clock_from=NOW,
            due_at=NOW + DAY,
            promised_at=NOW + 5 * DAY,
        )
        return [running.id, ended.id, opened(u, apologised).id]

    running, ended, apologised = database.run(write)
    now = NOW + 2 * DAY

    def suspects(seen_days: int = 0, at_days: int = 2) -> list[int]:
        return list(database.run(lambda u: u.discipline.suspects(NOW + seen_days * DAY, NOW + at_days * DAY, 100)))

    assert suspects() == [running, ended, apologised]
    assert suspects(seen_days=2) == [running, apologised]
    database.run(lambda u: [u.discipline.note(id, MISSED, None, now) for id in (running, ended, apologised)])
    assert suspects() == []
    assert suspects(at_days=6) == [apologised]
    assert database.run(lambda u: u.discipline.suspects(NOW, NOW + 6 * DAY, 0)) == ()


def test_the_history_of_conduct_is_sealed_and_in_order(database: Database) -> None:
    def write(u: UnitOfWork) -> tuple[int, int, int]:
        record, clerk, chairman = opened(u, LATE), person(u, "clerk"), person(u, "chairman")
        delay = u.discipline.note(record.id, MISSED, clerk, NOW)
        assert delay is not None
        u.discipline.add("explained", clerk, clerk, NOW, {"text": SECRET}, delay=delay)
        measure = u.discipline.add("measured", clerk, chairman, NOW + MINUTE, {"delays": [delay]})
        u.discipline.add("revoked", clerk, chairman, NOW + HOUR, {}, measure=measure)
        return clerk, chairman, measure

    clerk, chairman, measure = database.run(write)
    lines = database.run(lambda u: u.discipline.history(NOW))
    assert [(one.kind, one.by) for one in lines] == [
        ("explained", clerk),
        ("measured", chairman),
        ("revoked", chairman),
    ]
    assert lines[0].data == {"text": SECRET}
    assert lines[2].measure == measure
    assert database.run(lambda u: u.discipline.history(NOW, clerk)) == lines
    assert database.run(lambda u: u.discipline.history(NOW, chairman)) == ()
    assert [one.kind for one in database.run(lambda u: u.discipline.history(NOW + HOUR))] == ["revoked"]


def test_lines_of_inspections_are_read_by_code_and_since_a_moment(database: Database) -> None:
    def write(u: UnitOfWork) -> None:
        chairman = person(u, "chairman")
        u.inspections.add("K7", "planned", chairman, NOW, {"unit": SECRET})
        u.inspections.add("M2", "planned", chairman, NOW + DAY, {"unit": "land"})
        u.inspections.add("K7", "told", chairman, NOW + DAY, {})

    database.run(write)
    of = database.run(lambda u: u.inspections.of("K7"))
    assert [(one.kind, dict(one.data)) for one in of] == [("planned", {"unit": SECRET}), ("told", {})]
    assert [one.code for one in database.run(lambda u: u.inspections.since(NOW + DAY))] == ["M2", "K7"]


def test_a_commendation_entered_by_mistake_is_left_out_and_duties_are_kept(database: Database) -> None:
    def write(u: UnitOfWork) -> int:
        head = person(u, "head")
        first = u.commendations.add(head, NOW, {"person": SECRET})
        u.commendations.withdraw(first, head, NOW + MINUTE)
        u.commendations.did("meeting", "2026-Q1", head, NOW, SECRET)
        return u.commendations.add(head, NOW + HOUR, {"person": "B"})

    second = database.run(write)
    assert [(one.id, dict(one.data)) for one in database.run(lambda u: u.commendations.all())] == [
        (second, {"person": "B"})
    ]
    (done,) = database.run(lambda u: u.commendations.duties())
    assert (done.duty, done.period, done.at, done.words) == ("meeting", "2026-Q1", NOW, SECRET)


def test_the_last_writing_of_a_task_counts_and_its_progress_stays(database: Database) -> None:
    def write(u: UnitOfWork) -> tuple[int, int]:
        clerk = person(u, "clerk")
        first = u.yearplan.put(2026, TASK, clerk, None, NOW)
        (task,) = u.yearplan.tasks(2026)
        u.yearplan.report(task, Decimal("12.5"), SECRET, clerk, NOW + DAY)
        u.yearplan.put(2026, TASK, None, clerk, NOW + 2 * DAY, dropped=True)
        return clerk, first

    clerk, first = database.run(write)
    (task,) = database.run(lambda u: u.yearplan.tasks(2026))
    assert (task.title, task.person, task.target, task.due, task.dropped) == (
        SECRET,
        None,
        Decimal("95.5"),
        date(2026, 6, 30),
        True,
    )
    assert [(one.value, one.words, one.by) for one in task.progress] == [(Decimal("12.5"), SECRET, clerk)]
    assert database.run(lambda u: u.yearplan.task(first)) == task
    assert database.run(lambda u: u.yearplan.task(999)) is None
    assert database.run(lambda u: u.yearplan.tasks(2027)) == ()


def test_opinions_are_gathered_answer_by_answer(database: Database) -> None:
    first, second = database.run(lambda u: (opened(u).id, opened(u).id))
    assert database.run(lambda u: u.opinions.of(first)) is None

    def write(u: UnitOfWork) -> None:
        u.opinions.answer(first, "land", "time", 3, NOW)
        u.opinions.answer(first, "land", "attitude", 1, NOW + MINUTE)
        u.opinions.say(first, "land", SECRET, NOW + HOUR)
        u.opinions.say(second, "social", "tốt", NOW + DAY)

    database.run(write)
    found = database.run(lambda u: u.opinions.of(first))
    assert found is not None
    assert (found.scores, found.words) == ({"time": 3, "attitude": 1}, SECRET)
    both = database.run(lambda u: u.opinions.between(NOW, NOW + 2 * DAY, None))
    assert [one.field for one in both] == ["land", "social"]
    assert database.run(lambda u: u.opinions.between(NOW, NOW + DAY, None)) == both[:1]
    assert database.run(lambda u: u.opinions.between(NOW, NOW + 2 * DAY, ("social",))) == both[1:]


ROWS = {
    "delays": "step = 'x'",
    "conduct": "kind = 'x'",
    "inspections": "kind = 'x'",
    "commendations": "at = 0",
    "duties": "duty = 'x'",
    "year_tasks": "unit = 'x'",
    "year_progress": "value = '0'",
}


@pytest.mark.parametrize("table", ROWS)
@pytest.mark.parametrize("way", ["UPDATE {0} SET {1}", "DELETE FROM {0}"])
def test_nothing_of_it_can_be_changed(database: Database, url: str, table: str, way: str) -> None:
    def write(u: UnitOfWork) -> None:
        record, clerk = opened(u, LATE), person(u, "clerk")
        delay = u.discipline.note(record.id, MISSED, clerk, NOW)
        u.discipline.add("explained", clerk, clerk, NOW, {}, delay=delay)
        u.inspections.add("K7", "planned", clerk, NOW, {})
        u.commendations.add(clerk, NOW, {})
        u.commendations.did("meeting", "2026-Q1", clerk, NOW, "")
        u.yearplan.put(2026, TASK, clerk, None, NOW)
        u.yearplan.report(u.yearplan.tasks(2026)[0], Decimal(1), "", clerk, NOW)

    database.run(write)
    with (
        pytest.raises((sqlite3.IntegrityError, psycopg.errors.RaiseException), match="only ever added"),
        raw(url) as it,
    ):
        it.execute(way.format(table, ROWS[table]), {})
