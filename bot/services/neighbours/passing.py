"""What the clock does with requests for help: to the desk when nobody accepts or helps, closed when nobody objects."""

from datetime import datetime

from bot.services.neighbours.telling import after, owe, tell_desk
from content.catalog import Library
from flows.assistance import Request, Stage, bereft, pass_time
from storage.help_requests import HelpRecord
from storage.unit_of_work import UnitOfWork


def pass_on(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """Some at a time; what is left waits for the next minute."""
    del library  # nothing here is reckoned anew
    for record in u.help_requests.due(now):
        _keep(u, record, pass_time(record.request, now), now)
    held = u.help_requests.taken()
    helping = {one.person_id for one in u.staff.everybody()} if held else set[int]()
    for record in held:
        if record.request.helper not in helping:
            _keep(u, record, bereft(record.request), now)


def _keep(u: UnitOfWork, record: HelpRecord, made: Request, now: datetime) -> None:
    kept = after(u, record, made)
    if made.stage is Stage.DESK:
        u.help_requests.log(record.id, "to_desk", None, now, {})
        tell_desk(u, kept, now)
        owe(u, "help_to_desk", made.resident, kept, now)
    else:
        u.help_requests.log(record.id, "unconfirmed", None, now, {})
