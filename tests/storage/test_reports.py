"""Reports: which files a period concerns, made reports found again and forgotten, and the board's weeks."""

from dataclasses import replace
from datetime import date, timedelta

from flows.dossier import State
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.storage.samples import DAY, NOW, opened
from tests.storage.test_retention import page_of

WEEK = date(2026, 11, 16)


def test_a_file_that_ended_before_a_period_does_not_concern_it(database: Database) -> None:
    def played(u: UnitOfWork) -> tuple[int, int]:
        over, still = opened(u), opened(u)
        u.dossiers.save(over, replace(over.dossier, state=State.DA_TRA_KET_QUA), NOW + DAY)
        return over.id, still.id

    over, still = database.run(played)
    later = NOW + 10 * DAY
    assert database.run(lambda u: u.reports.concerned(NOW, later, 50)) == (over, still)
    assert database.run(lambda u: u.reports.concerned(NOW + 2 * DAY, later, 50)) == (still,)
    assert database.run(lambda u: u.reports.concerned(NOW, later, 1)) == (over,)
    assert database.run(lambda u: u.reports.concerned(NOW, later, 50, over)) == (still,)
    assert database.run(lambda u: u.reports.concerned(NOW - 2 * DAY, NOW - DAY, 50)) == ()


def test_a_made_report_is_found_by_its_code_until_it_is_forgotten(database: Database) -> None:
    days = (WEEK, WEEK + timedelta(days=6))
    code = database.run(lambda u: u.reports.keep("06a", ("land", "merit"), *days, NOW, {"name": "06a"}))
    found = database.run(lambda u: u.reports.made(code))
    assert found is not None
    assert (found.kind, found.fields, (found.first, found.last)) == ("06a", ("land", "merit"), days)
    assert (found.made_at, found.data) == (NOW, {"name": "06a"})
    assert database.run(lambda u: u.reports.made("no such")) is None
    assert database.run(lambda u: u.reports.forget(NOW)) == 0
    assert database.run(lambda u: u.reports.forget(NOW + DAY)) == 1
    assert database.run(lambda u: u.reports.made(code)) is None


def test_a_report_of_the_whole_office_names_no_fields(database: Database) -> None:
    code = database.run(lambda u: u.reports.keep("nine", (), WEEK, WEEK, NOW, {}))
    found = database.run(lambda u: u.reports.made(code))
    assert found is not None and found.fields == ()


def test_a_week_of_the_board_is_written_once_and_shown_once(database: Database) -> None:
    assert database.run(lambda u: u.reports.write_board(WEEK, {"received": [20, False]}, NOW))
    assert not database.run(lambda u: u.reports.write_board(WEEK, {"received": [1, False]}, NOW))
    assert database.run(lambda u: u.reports.latest_board()) is None
    waiting = database.run(lambda u: u.reports.waiting_board())
    assert waiting is not None and (waiting.first, waiting.shown_at) == (WEEK, None)
    assert database.run(lambda u: u.reports.show_board(WEEK, None, NOW))
    assert not database.run(lambda u: u.reports.show_board(WEEK, None, NOW + DAY))
    shown = database.run(lambda u: u.reports.latest_board())
    assert shown is not None and (shown.data, shown.shown_at) == ({"received": [20, False]}, NOW)
    assert database.run(lambda u: u.reports.waiting_board()) is None
    assert database.run(lambda u: u.reports.board(WEEK)) == shown
    assert database.run(lambda u: u.reports.board(WEEK + timedelta(days=7))) is None


def test_pages_are_counted_though_they_were_erased(database: Database) -> None:
    def played(u: UnitOfWork) -> tuple[int, int, int]:
        record = opened(u)
        none = u.reports.papers(record.id)
        pages = [page_of(u, name, record.id) for name in ("p1", "p2")]
        two = u.reports.papers(record.id)
        u.retention.note(pages[0], "paper", NOW)
        u.documents.remove(("p1",))
        return none, two, u.reports.papers(record.id)

    assert database.run(played) == (0, 2, 2)


def test_stops_are_counted_by_day_and_question(database: Database) -> None:
    def played(u: UnitOfWork) -> None:
        for step, day in (("pages", WEEK), ("pages", WEEK), ("state", WEEK), ("pages", WEEK + timedelta(days=1))):
            u.reports.stopped("certify_copy", step, day)

    database.run(played)
    found = database.run(lambda u: u.reports.stops(WEEK, WEEK + timedelta(days=1)))
    assert found == {("certify_copy", "pages"): 3, ("certify_copy", "state"): 1}
    assert database.run(lambda u: u.reports.stops(WEEK + timedelta(days=1), WEEK + timedelta(days=1))) == {
        ("certify_copy", "pages"): 1
    }
