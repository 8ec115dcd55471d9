"""What the clock does with requests for help: to the desk after two working hours, closed when nobody objects."""

from datetime import datetime

from bot.services.neighbours.telling import after, owe, tell_desk
from content.catalog import Library
from flows.assistance import Stage, pass_time
from storage.unit_of_work import UnitOfWork


def pass_on(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """Some at a time; what is left waits for the next minute."""
    del library  # nothing here is reckoned anew
    for record in u.help_requests.due(now):
        made = pass_time(record.request, now)
        kept = after(u, record, made)
        if made.stage is Stage.DESK:
            u.help_requests.log(record.id, "to_desk", None, now, {})
            tell_desk(u, kept, now)
            owe(u, "help_to_desk", made.resident, kept, now)
        else:
            u.help_requests.log(record.id, "unconfirmed", None, now, {})
