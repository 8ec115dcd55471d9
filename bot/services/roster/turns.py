"""What people do with turns: confirm, give up, take over, give back, swap, be given one, arrive.

Each returns why it is refused, as a code ('' when it was done); who may ask for it is looked up by the callers.
"""

from dataclasses import replace
from datetime import date, datetime

from bot.services.roster.crew import organisers, people
from bot.services.roster.finding import closed, look
from bot.services.roster.owing import owe_each, owe_until
from content.catalog import Library
from flows.calendar import local_day
from flows.duty import Turn, arrival_refusal, give_refusal, swap_refusal, take_refusal
from flows.roster import Crew, monday_of, period
from storage.roster_records import Swap, TurnRecord
from storage.unit_of_work import UnitOfWork


def confirm(u: UnitOfWork, library: Library, turn_id: int, person: int, now: datetime) -> str:
    """Its holder says that they will come."""
    record, refused = _held(u, library, turn_id, person, now)
    if record is None:
        return refused
    if record.turn.confirmed_at is None or record.gap_at is not None:
        closed(u, record, person, now)
        u.roster.confirm(turn_id, now)
        u.roster.note(turn_id, "confirmed", person, person, now)
    return ""


def give_up(u: UnitOfWork, library: Library, turn_id: int, person: int, now: datetime, what: str = "given_up") -> str:
    """Its holder cannot come; reserves are asked at once. Who took it over gives it back: to whoever had it before,
    unless they refused it too.
    """
    record, refused = _held(u, library, turn_id, person, now)
    if record is None:
        return refused
    if record.turn.arrived_at is not None:
        return "there"
    earlier = record.turn.before
    if what == "given_up" and earlier is not None and was_taken(u, turn_id, person):
        what = "given_back"
        if not _refused(u, turn_id, earlier) and _give(u, library, record, earlier, person, what, now) == "":
            params = {"turn": turn_id}
            owe_each(u, "turn_given", (earlier,), f"{turn_id}:{now.isoformat()}", params, now)
            look(u, library, turn_id, now)
            return ""
    u.roster.hold(replace(record.turn, person=None, before=person, confirmed_at=None, since=now))
    u.roster.note(turn_id, what, person, None, now)
    u.duty.ask_anew(turn_id)
    look(u, library, turn_id, now)
    return ""


def take(u: UnitOfWork, library: Library, turn_id: int, person: int, now: datetime) -> str:
    """Somebody takes a turn over that nobody is expected for; who had it, and the organiser, hear of it."""
    record = u.roster.get(turn_id)
    if record is None or not is_published(u, library, record):
        return "gone"
    crew, around = _crew(u, library, now), _of_day(u, record.turn.day)
    refused = take_refusal(record.turn, person, around, crew, now, library.calendar.hours)
    if refused:
        u.duty.answer(turn_id, person, "late")
        return refused
    _move(u, record, person, person, "taken", now, sure=now)
    return ""


def decline(u: UnitOfWork, library: Library, turn_id: int, person: int, now: datetime) -> str:
    """Who was asked to stand in cannot; the next one is asked."""
    if all(one.person != person for one in u.duty.asked(turn_id)):
        return "gone"
    u.duty.answer(turn_id, person, "no")
    look(u, library, turn_id, now)
    return ""


def assign(u: UnitOfWork, library: Library, turn_id: int, person: int, by: int, now: datetime) -> str:
    """The organiser gives a turn to somebody; in a published week both hear of it."""
    record = u.roster.get(turn_id)
    if record is None:
        return "gone"
    return _give(u, library, record, person, by, "assigned", now)


def ask_swap(u: UnitOfWork, library: Library, mine: int, theirs: int, person: int, now: datetime) -> str:
    """A holder asks a colleague to swap turns."""
    pair = _pair(u, library, mine, theirs)
    if pair is None or pair[0].turn.person != person:
        return "gone"
    refused = _swap_refused(u, library, *pair, now)
    if refused:
        return refused
    if any(person == one.asker and mine == one.mine for one in u.duty.open_swaps()):
        return "asked"
    other = pair[1].turn.person or 0
    swap = u.duty.ask_swap(mine, theirs, person, other, now)
    begins = min(period(one.turn.day, one.turn.shift, library.calendar.hours)[0] for one in pair)
    owe_until(u, "swap_asked", other, str(swap), {"swap": swap}, now, begins)
    return ""


def agree(u: UnitOfWork, library: Library, swap: Swap, person: int, now: datetime) -> str:
    """The colleague agrees: both turns change hands, and the organiser sees it."""
    pair = _pair(u, library, swap.mine, swap.theirs)
    if swap.other != person or swap.state != "asked":
        return swap.state if swap.other == person else "gone"
    if pair is None or (pair[0].turn.person, pair[1].turn.person) != (swap.asker, swap.other):
        u.duty.settle(swap.id, "void", now)
        return "gone"
    refused = _swap_refused(u, library, *pair, now)
    if refused:
        u.duty.settle(swap.id, "void", now)
        return refused
    u.duty.settle(swap.id, "made", now)
    mine, theirs = (one.turn for one in pair)
    u.roster.hold(replace(mine, person=None))  # nobody may have two at one hour, not even in between
    for turn, holder in ((theirs, swap.asker), (mine, swap.other)):
        sure = now if turn.day == local_day(now) else None
        u.roster.hold(replace(turn, person=holder, before=turn.person, confirmed_at=sure, since=now))
        u.roster.note(turn.id, "swapped", person, holder, now)
        u.duty.ask_anew(turn.id)
    owe_each(u, "swap_answered", (swap.asker,), f"{swap.id}", {"swap": swap.id}, now)
    owe_each(u, "swap_made", organisers(u), f"{swap.id}", {"swap": swap.id}, now)
    return ""


def refuse_swap(u: UnitOfWork, swap: Swap, person: int, now: datetime) -> str:
    """The colleague refuses (the asker hears it), or the asker takes the question back."""
    if person not in (swap.asker, swap.other):
        return "gone"
    if not u.duty.settle(swap.id, "refused" if person == swap.other else "withdrawn", now):
        return swap.state
    if person == swap.other:
        owe_each(u, "swap_answered", (swap.asker,), f"{swap.id}", {"swap": swap.id}, now)
    return ""


def arrive(u: UnitOfWork, library: Library, turn_id: int, by: int | None, now: datetime) -> str:
    """Its holder is at the desk: by the desk's code (None), or seen by an official."""
    record = u.roster.get(turn_id)
    if record is None or record.turn.person is None or not is_published(u, library, record):
        return "gone"
    refused = arrival_refusal(record.turn, now, library.calendar.hours)
    if not refused:
        closed(u, record, by, now)
        u.roster.arrive(turn_id, now, by)
        u.roster.note(turn_id, "arrived", by if by is not None else record.turn.person, record.turn.person, now)
    return refused


def is_published(u: UnitOfWork, library: Library, record: TurnRecord) -> bool:
    """Whether the week of a turn is out, and its day still a working day."""
    week = u.roster.week(record.monday)
    out = week is not None and week.published_at is not None
    return out and library.calendar.is_working_day(record.turn.day)


def was_taken(u: UnitOfWork, turn_id: int, person: int) -> bool:
    """Whether somebody has this turn because they took it over."""
    moves = [event for event in u.roster.events(turn_id) if event.what not in ("confirmed", "unconfirmed", "absent")]
    return bool(moves) and moves[-1].what == "taken" and moves[-1].actor == person


def _held(u: UnitOfWork, library: Library, turn_id: int, person: int, now: datetime) -> tuple[TurnRecord | None, str]:
    """A turn that is this person's and not over; else why it is not."""
    record = u.roster.get(turn_id)
    if record is None or record.turn.person != person or not is_published(u, library, record):
        return None, "gone"
    if now >= period(record.turn.day, record.turn.shift, library.calendar.hours)[1]:
        return None, "over"
    return record, ""


def _give(u: UnitOfWork, library: Library, record: TurnRecord, person: int, by: int, what: str, now: datetime) -> str:
    crew, around = _crew(u, library, now), _of_day(u, record.turn.day)
    refused = give_refusal(record.turn, person, around, crew, now, library.calendar.hours)
    if refused:
        return refused
    if not is_published(u, library, record):
        u.roster.hold(replace(record.turn, person=person))
        u.roster.edited(record.monday, now)
        return ""
    _move(u, record, person, by, what, now, sure=None)
    if what == "assigned":
        params = {"turn": record.turn.id}
        owe_each(u, "turn_given", (person,), f"{record.turn.id}:{now.isoformat()}", params, now)
    return ""


def _move(
    u: UnitOfWork, record: TurnRecord, person: int, by: int, what: str, now: datetime, sure: datetime | None
) -> None:
    earlier, turn_id = record.turn.person, record.turn.id
    closed(u, record, by, now)
    before = earlier or record.turn.before
    u.roster.hold(replace(record.turn, person=person, before=before, confirmed_at=sure, since=now))
    u.roster.note(turn_id, what, by, person, now)
    if earlier is not None and earlier != by:
        owe_each(u, "turn_released", (earlier,), f"{turn_id}:{now.isoformat()}", {"turn": turn_id}, now)


def _refused(u: UnitOfWork, turn_id: int, person: int) -> bool:
    return any(event.actor == person and event.what in ("given_up", "away") for event in u.roster.events(turn_id))


def _pair(u: UnitOfWork, library: Library, mine: int, theirs: int) -> tuple[TurnRecord, TurnRecord] | None:
    first, second = u.roster.get(mine), u.roster.get(theirs)
    if first is None or second is None or not (is_published(u, library, first) and is_published(u, library, second)):
        return None
    return first, second


def _swap_refused(u: UnitOfWork, library: Library, mine: TurnRecord, theirs: TurnRecord, now: datetime) -> str:
    around = (*_of_day(u, mine.turn.day), *_of_day(u, theirs.turn.day))
    return swap_refusal(mine.turn, theirs.turn, around, _crew(u, library, now), now, library.calendar.hours)


def _crew(u: UnitOfWork, library: Library, now: datetime) -> Crew:
    return people(u, library, monday_of(local_day(now))).crew


def _of_day(u: UnitOfWork, day: date) -> tuple[Turn, ...]:
    return tuple(one.turn for one in u.roster.between(day, day))
