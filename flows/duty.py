"""The life of a duty turn: confirmed, swapped, taken over, checked in; and when somebody else must be found.

Refusals are codes; their sentences are in `content/phrases/*/roster.toml`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from flows.deadlines import OfficeHours, instant
from flows.roster import Crew, Shift, period

# Handbook of the one-stop desk: a reminder the evening before and the same morning; after 15 minutes another is asked.
EVENING, MORNING, UNCONFIRMED_AT = time(19), time(7), time(7, 15)
GRACE = timedelta(minutes=15)
# Who is asked to stand in has so long to answer before the next one is asked as well: within the last day, and before.
ANSWER_WITHIN, ANSWER_AHEAD, SOON = timedelta(minutes=15), timedelta(hours=2), timedelta(days=1)
# Who was given a turn late has so long before they are missed in it.
SETTLING = timedelta(minutes=30)
# Check-in is open from so long before a turn begins.
EARLY = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a published roster. `before` is who had it until it was taken over or given up, `since` when it
    changed hands.
    """

    id: int
    day: date
    shift: Shift
    body: str
    person: int | None
    confirmed_at: datetime | None = None
    arrived_at: datetime | None = None
    before: int | None = None
    since: datetime | None = None

    @property
    def slot(self) -> tuple[date, Shift]:
        """The half day."""
        return self.day, self.shift


class Gap(StrEnum):
    """Why somebody else must be found for a turn."""

    NOBODY = "nobody"  # nobody has it: given up, or nobody was there to draw
    UNCONFIRMED = "unconfirmed"  # not confirmed on the morning of the day
    ABSENT = "absent"  # not at the desk a quarter of an hour after the beginning


def gap(turn: Turn, now: datetime, hours: OfficeHours) -> Gap | None:
    """Why somebody else must be found now; None while all is well, and once the turn is over."""
    begins, ends = period(turn.day, turn.shift, hours)
    if turn.arrived_at is not None or now >= ends:
        return None
    if turn.person is None:
        return Gap.NOBODY
    if turn.since is not None and now - turn.since < SETTLING:
        return None
    if now >= begins + GRACE:
        return Gap.ABSENT
    late = turn.confirmed_at is None and now >= instant(turn.day, UNCONFIRMED_AT)
    return Gap.UNCONFIRMED if late else None


def asks_next(turn: Turn, asked_at: datetime | None, now: datetime, hours: OfficeHours) -> bool:
    """Whether the next reserve is to be asked, given when the last one was."""
    if asked_at is None:
        return True
    soon = period(turn.day, turn.shift, hours)[0] - now <= SOON
    return now - asked_at >= (ANSWER_WITHIN if soon else ANSWER_AHEAD)


def reserves(
    turn: Turn, crew: Crew, turns: Iterable[Turn], order: Sequence[int], counts: dict[int, int]
) -> tuple[int, ...]:
    """Who may be asked to stand in, first who comes first: the organiser's order, the same body, the fewest turns.

    Left out are who has the turn or gave it up, who is away, and who is on duty in that half day.
    """
    busy = {one.person for one in turns if one.slot == turn.slot and one.id != turn.id} | {turn.person, turn.before}
    free = [one for one in crew.members if one.person not in busy and not crew.is_away(one.person, turn.day)]
    places = {person: place for place, person in enumerate(order)}
    free.sort(
        key=lambda one: (
            places.get(one.person, len(places)),
            one.body != turn.body,
            counts.get(one.person, 0),
            one.person,
        )
    )
    return tuple(one.person for one in free)


def swap_refusal(
    mine: Turn, theirs: Turn, turns: Collection[Turn], crew: Crew, now: datetime, hours: OfficeHours
) -> str:
    """Why two turns cannot change hands, '' when they can; `turns` are all of both days."""
    if mine.person is None or theirs.person is None:
        return "gone"
    if mine.person == theirs.person:
        return "same"
    if any(now >= period(one.day, one.shift, hours)[0] for one in (mine, theirs)):
        return "begun"
    if crew.is_away(mine.person, theirs.day) or crew.is_away(theirs.person, mine.day):
        return "away"
    others = [one for one in turns if one.id not in (mine.id, theirs.id)]
    double = _is_busy(mine.person, theirs, others) or _is_busy(theirs.person, mine, others)
    return "double" if double else ""


def give_refusal(
    turn: Turn, person: int, turns: Collection[Turn], crew: Crew, now: datetime, hours: OfficeHours
) -> str:
    """Why a person cannot be given a turn, '' when they can."""
    if now >= period(turn.day, turn.shift, hours)[1]:
        return "over"
    if turn.arrived_at is not None:
        return "there"
    if turn.person == person:
        return "yours"
    if all(one.person != person for one in crew.members):
        return "no_member"
    if crew.is_away(person, turn.day):
        return "away"
    return "double" if _is_busy(person, turn, [one for one in turns if one.id != turn.id]) else ""


def take_refusal(
    turn: Turn, person: int, turns: Collection[Turn], crew: Crew, now: datetime, hours: OfficeHours
) -> str:
    """Why somebody cannot take a turn over: as for giving it to them, and while its holder is expected."""
    return give_refusal(turn, person, turns, crew, now, hours) or ("held" if gap(turn, now, hours) is None else "")


def arrival_refusal(turn: Turn, now: datetime, hours: OfficeHours) -> str:
    """Why nobody checks in for a turn now, '' when they do."""
    begins, ends = period(turn.day, turn.shift, hours)
    if turn.arrived_at is not None:
        return "there"
    if now >= ends:
        return "over"
    return "early" if now < begins - EARLY else ""


def reminders(turn: Turn, hours: OfficeHours) -> tuple[tuple[str, datetime, datetime], ...]:
    """When its holder is reminded: the kind of notice, from when, and when it has become pointless."""
    evening = instant(turn.day - timedelta(days=1), EVENING)
    morning = instant(turn.day, MORNING)
    return (("turn_tomorrow", evening, morning), ("turn_today", morning, period(turn.day, turn.shift, hours)[1]))


def _is_busy(person: int, turn: Turn, others: Iterable[Turn]) -> bool:
    return any(one.person == person and one.slot == turn.slot for one in others)
