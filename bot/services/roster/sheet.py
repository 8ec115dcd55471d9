"""A week as a sheet to be hung up at the desk, A4 across."""

from datetime import date, timedelta

from bot.callbacks import Work
from bot.ports import Attachment, Card
from bot.services.form_files import Order
from bot.services.form_filling import letterhead
from bot.services.roster.crew import People, body_name, sees
from bot.services.roster.days import turns_between
from bot.services.roster.mine import AREA, day_in, here_of, week
from bot.services.roster.words import by_day, week_params
from bot.services.visit import Visit
from content.forms.duty import OnDuty, RosterDay
from content.forms.filled import RosterSheet
from flows.calendar import local_day
from flows.roster import Shift, monday_of, period
from storage.roster_records import TurnRecord

_PDF = "application/pdf"


def sheet(visit: Visit, written: str) -> Card:
    """A card with the sheet of a week."""
    if not sees(visit, here_of(visit)):
        return visit.say("roster.not_member")
    monday = monday_of(day_in(written, local_day(visit.now)))
    if not _records(visit, monday):
        return week(visit, written)
    name = visit.voice.say("roster.print_name", week_params(monday))
    file = Attachment(f"w:{AREA}:week:{monday.isoformat()}", f"{name}.pdf", _PDF)
    back = visit.voice.button("roster.button_week", Work(AREA, "week", monday.isoformat()), main=True)
    return Card(visit.voice.say("roster.print", week_params(monday)), ((back,),), files=(file,))


def printed(visit: Visit, written: str) -> Order | None:
    """The sheet itself, for whoever may see the week."""
    monday = monday_of(day_in(written, local_day(visit.now)))
    records = _records(visit, monday)
    if not records or not sees(visit, here_of(visit)):
        return None
    name = visit.voice.say("roster.print_name", week_params(monday))
    return Order("roster", _filled(visit, records), visit.voice.language, name)


def _filled(visit: Visit, records: tuple[TurnRecord, ...]) -> RosterSheet:
    here, voice, hours = here_of(visit), visit.voice, visit.library.calendar.hours
    days = by_day(records)
    first, last = days[0][0], days[-1][0]
    morning, afternoon = (
        voice.say("roster.span", dict(zip(("begins", "ends"), period(first, shift, hours), strict=True)))
        for shift in Shift
    )
    begins, ends = (voice.say("roster.plain_date", {"day": day}) for day in (first, last))
    rows = tuple(
        RosterDay(
            voice.say("roster.plain_day", {"day": day}),
            _people(visit, here, those, Shift.MORNING),
            _people(visit, here, those, Shift.AFTERNOON),
        )
        for day, those in days
    )
    head = letterhead(visit, visit.library.law.on(first))
    return RosterSheet(head, visit.now, begins, ends, morning, afternoon, rows)


def _people(visit: Visit, here: People, those: list[TurnRecord], shift: Shift) -> tuple[OnDuty, ...]:
    return tuple(
        OnDuty(here.name(visit.voice, one.turn.person), body_name(visit.voice, one.turn.body))
        for one in those
        if one.turn.shift is shift
    )


def _records(visit: Visit, monday: date) -> tuple[TurnRecord, ...]:
    return turns_between(visit.u, visit.library, monday, monday + timedelta(days=6), published=True)
