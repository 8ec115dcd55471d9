"""The week told to those who lead: on Monday morning one message with a picture, and the notice board written."""

from datetime import date, datetime, time, timedelta

from bot.services.posts import holders
from bot.services.reports.cases import gather_cases
from bot.services.reports.reading import WEEK
from content.catalog import Library
from flows.answers import Data
from flows.calendar import local_day
from flows.deadlines import Calendar, instant
from flows.dossier import Role
from flows.reports.board import Board, board
from flows.reports.case import Case
from flows.reports.codec import board_to_data, week_to_data
from flows.reports.periods import Period, week_before
from flows.reports.reasons import reasons
from flows.reports.short import short
from flows.reports.spread import spread
from flows.reports.week import WEEKS, week
from storage.database import Database
from storage.unit_of_work import UnitOfWork

PICTURE, BOARD_WAITS = "week_picture", "board_waits"
_AT = time(7, 30)
_TOLD = "reports.week"  # the setting that holds the first day of the last week that was told
_KEPT = timedelta(days=90)


async def tell_week(database: Database, library: Library, now: datetime) -> None:
    """Tells the week before once its morning has come; cheap until then, and the same when run twice.

    After days in which nothing ran the last whole week is told; older ones nobody waits for.
    """
    period = due_week(now, library.calendar)
    if period is None or await database.turn(lambda u: _is_told(u, period)):
        return
    since = period.since - timedelta(weeks=WEEKS - 1)
    cases = await gather_cases(database, since, period.until)
    # Few enough to be counted in a turn: six weeks of one commune.
    await database.turn(lambda u: _tell(u, library, cases, period, now))


def due_week(now: datetime, calendar: Calendar) -> Period | None:
    """The latest week whose report is due: on its next Monday at 07:30, or the working day after a holiday."""
    for back in (0, 7):
        period = week_before(local_day(now) - timedelta(days=back))
        if now >= told_at(period, calendar):
            return period
    return None


def told_at(period: Period, calendar: Calendar) -> datetime:
    """When a week is told."""
    return instant(calendar.on_or_after(period.last + timedelta(days=1)), _AT)


def _is_told(u: UnitOfWork, period: Period) -> bool:
    return (u.settings.get(_TOLD) or "") >= period.first.isoformat()


def _tell(u: UnitOfWork, library: Library, cases: tuple[Case, ...], period: Period, now: datetime) -> None:
    if _is_told(u, period):
        return
    u.settings.put(_TOLD, period.first.isoformat())
    u.reports.forget(now - _KEPT)
    if not cases:
        return
    data = week_to_data(week(cases, period, library.calendar))
    code = u.reports.keep(WEEK, (), period.first, period.last, now, data)
    about: dict[str, Data] = {"report": code, "first": period.first.isoformat()}
    for person in holders(u, (Role.CHAIRMAN, Role.VICE_CHAIRMAN), None):
        u.outbox.owe(f"{PICTURE}:{period.first}:{person}", person, PICTURE, about, now=now)
    _write_board(u, library, board_of(cases, period, library.calendar), period.first, now)


def board_of(cases: tuple[Case, ...], period: Period, calendar: Calendar) -> Board:
    """What everybody may read of a week."""
    days = (period.since, period.until, calendar)
    return board(short(cases, *days), spread(cases, *days), reasons(cases, *days))


def _write_board(u: UnitOfWork, library: Library, shown: Board, first: date, now: datetime) -> None:
    """Shows the board by itself where the office wants that, else asks for approval; a week with little has none."""
    if shown.is_empty or not u.reports.write_board(first, board_to_data(shown), now):
        return
    if library.office.board_by_itself:
        u.reports.show_board(first, None, now)
        return
    approve = holders(u, (Role.HEAD,), None) or holders(u, (Role.CHAIRMAN, Role.VICE_CHAIRMAN), None)
    for person in approve:
        about: dict[str, Data] = {"first": first.isoformat()}
        u.outbox.owe(f"{BOARD_WAITS}:{first}:{person}", person, BOARD_WAITS, about, now=now)
