"""«Đã xem, sẽ xong trước …» at the desk: a promise that stops the ladder; and taking a file up as its owner (N19)."""

from datetime import date, datetime

from bot.callbacks import Desk
from bot.ports import Card
from bot.services.alerts import may_promise
from bot.services.desk import desk_file, for_desk
from bot.services.desk_acts import cancel, missing
from bot.services.handing import may_own, tell_former
from bot.services.posts import WORKERS
from bot.services.screens import DeskFile, DeskSeen
from bot.services.visit import Rows, Visit, above, pairs
from flows.authority import Act, does
from flows.calendar import local_day
from flows.kinds import Context, Date
from flows.kinds.date import as_date
from flows.promises import SEEN, last_day, until_of
from storage.records import DossierRecord

CLAIM = "claim"
_OFFERED = 4  # days to choose from
_DAY = "%Y%m%d"


def choose_day(visit: Visit, reference: str) -> Card:
    """Until when will it be done? The next working days that may be promised, or one that is typed."""
    found = for_desk(visit, reference)
    if found is None:
        return missing(visit, reference)
    record, role = found
    if not may_promise(visit, record, role):
        return above(visit.voice.say("ladder.no_promise"), desk_file(visit, record, role))
    visit.screen = DeskSeen(reference)
    days = _offered(visit, record)
    buttons = [
        visit.voice.button("desk.button_until", Desk("seen", reference, f"{day:{_DAY}}"), {"number": n, "day": day})
        for n, day in enumerate(days, 1)
    ]
    last = last_day(record.dossier, visit.now, visit.library.law)
    return visit.say(
        "ladder.seen_ask", {"reference": reference, "last": last}, (*pairs(buttons), *cancel(visit, reference))
    )


def typed_day(visit: Visit, reference: str, words: str) -> Card:
    """A day in the official's own hand."""
    read = Date(future=True).parse(words, Context(local_day(visit.now), {}))
    day = as_date(read) if isinstance(read, str) else None
    if day is None:
        return above(visit.voice.say("desk.until_unclear"), choose_day(visit, reference))
    return keep_promise(visit, reference, f"{day:{_DAY}}")


def keep_promise(visit: Visit, reference: str, written: str) -> Card:
    """Writes the promise down; the ladder of this file rests until then."""
    found = for_desk(visit, reference)
    if found is None:
        return missing(visit, reference)
    record, role = found
    until = _until(visit, record, written)
    if until is None or not may_promise(visit, record, role):
        return above(visit.voice.say("ladder.day_unfit"), choose_day(visit, reference))
    visit.u.dossiers.append(record.id, SEEN, visit.person, role, visit.now, {"until": until.isoformat()})
    if record.owner_id is None and role in WORKERS:
        visit.u.dossiers.assign(record, visit.person, visit.now)
    visit.screen = DeskFile(reference)
    return visit.say("ladder.seen_done", {"reference": reference, "until": until}, _onward(visit, reference))


def claim(visit: Visit, reference: str, seen_owner: str) -> Card:
    """Takes a file up; who was quicker is not overruled by a button that did not know of it."""
    found = for_desk(visit, reference)
    if found is None:
        return missing(visit, reference)
    record, role = found
    if not does(role, Act.OWN_FILE):
        return above(visit.voice.say("ladder.not_an_owner"), desk_file(visit, record, role))
    if record.owner_id != visit.person and seen_owner != str(record.owner_id or ""):
        return above(visit.voice.say("ladder.taken"), desk_file(visit, record, role))
    if record.owner_id != visit.person:
        saved = visit.u.dossiers.assign(record, visit.person, visit.now)
        seq = visit.u.dossiers.append(record.id, CLAIM, visit.person, role, visit.now, {"was": record.owner_id})
        if record.owner_id is not None and may_own(visit.u, record.owner_id, record):
            tell_former(visit, saved, record.owner_id, seq)
    visit.screen = DeskFile(reference)
    return visit.say("ladder.claimed", {"reference": reference}, _onward(visit, reference))


def _offered(visit: Visit, record: DossierRecord) -> list[date]:
    calendar, days = visit.library.calendar, list[date]()
    last, day = last_day(record.dossier, visit.now, visit.library.law), calendar.on_or_after(local_day(visit.now))
    while day <= last and len(days) < _OFFERED:
        if until_of(day, record.dossier, visit.now, visit.library.law) is not None:
            days.append(day)
        day = calendar.next_working_day(day)
    return days


def _until(visit: Visit, record: DossierRecord, written: str) -> datetime | None:
    try:
        day = datetime.strptime(written, _DAY).date()  # noqa: DTZ007 - a day, no moment
    except ValueError:
        return None
    return until_of(day, record.dossier, visit.now, visit.library.law)


def _onward(visit: Visit, reference: str) -> Rows:
    open_it = visit.voice.button("desk.button_open", Desk("open", reference), main=True)
    return ((open_it,), (visit.voice.button("desk.button_list", Desk("list")),))
