"""Holding: of the notices claimed for one person, those that may go out now; the rest waits, or is dropped."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from bot.services.pacing import Choices, is_muted, pace_of
from bot.services.reach import is_answered
from bot.services.reminders import still_owed
from content.catalog import Library
from flows.calendar import local_day
from flows.deadlines import Calendar, instant
from flows.notices import audience, is_capped, policy
from flows.quiet import WINDOWS, digest_at, next_morning, sendable_at
from storage.records import Notice, Told
from storage.unit_of_work import UnitOfWork

# Nothing sent today was owed longer ago: the retries end sooner.
_LOOK_BACK = timedelta(days=7)


def going_now(
    u: UnitOfWork, library: Library, person: int, notices: Sequence[Notice], choices: Choices, now: datetime
) -> tuple[Notice, ...]:
    """The notices that may go out now; what has become pointless or unwanted is dropped, what must wait is put off."""
    going: list[Notice] = []
    for notice in notices:
        why = _pointless(u, library, notice, choices, now)
        if why:
            u.outbox.drop(notice.id, why)
        elif (moment := moment_for(notice, choices, now, library.calendar)) > now:
            u.outbox.postpone(notice, moment)
        else:
            going.append(notice)
    return _within_caps(u, library, person, going, now) if going else ()


def moment_for(notice: Notice, choices: Choices, now: datetime, calendar: Calendar) -> datetime:
    """When a notice may go out: at once for answers, else at a decent hour, in the digest its reader wants."""
    if notice.reply:
        return now
    row = policy(notice.kind)
    held = now
    if not notice.urgent:
        digest = digest_at(pace_of(row.topic, choices), notice.not_before, calendar)
        # What would be worthless by then is told now.
        held = now if notice.expires_at is not None and digest >= notice.expires_at else max(now, digest)
    return sendable_at(row.to, held, calendar, notice.urgent)


def _pointless(u: UnitOfWork, library: Library, notice: Notice, choices: Choices, now: datetime) -> str:
    """Why it is not to be sent at all, as a code; '' when it is."""
    keeps = policy(notice.kind).keeps
    ends = notice.expires_at or (notice.not_before + keeps if keeps is not None else None)
    if ends is not None and ends <= now:
        return "expired"
    if is_muted(notice.kind, choices) and not notice.reply:
        return "muted"
    if is_answered(u, notice):
        return "pointless"
    return "" if still_owed(u, library, notice, now) else "pointless"


def _within_caps(
    u: UnitOfWork, library: Library, person: int, going: Sequence[Notice], now: datetime
) -> tuple[Notice, ...]:
    """Caps hold back until the next morning; where a message goes out anyway, what is capped by the day rides along."""
    held = [notice for notice in going if is_capped(notice.kind) and not (notice.urgent or notice.reply)]
    if not held:
        return tuple(going)
    midnight = instant(local_day(now), time())
    told = [one for one in u.outbox.told_since(person, midnight, midnight - _LOOK_BACK) if not one.reply]
    caps = [cap for notice in held if (cap := WINDOWS[audience(notice.kind)].cap) is not None]
    full = len(held) == len(going) and _messages(told) >= min(caps, default=len(told) + 1)
    too_many = _too_many(told)
    for notice in held:
        if full or too_many(notice):
            u.outbox.postpone(notice, next_morning(audience(notice.kind), now, library.calendar))
    return () if full else tuple(notice for notice in going if notice not in held or not too_many(notice))


def _messages(told: Sequence[Told]) -> int:
    """Merged notices were one message, sent at one moment."""
    return len({one.sent_at for one in told})


def _too_many(told: Sequence[Told]) -> Callable[[Notice], bool]:
    """Whether the person had all messages of this kind that a day may bring."""
    counts = Counter(kind for kind, _ in {(one.kind, one.sent_at) for one in told})

    def answer(notice: Notice) -> bool:
        most = policy(notice.kind).a_day
        return most is not None and counts[notice.kind] >= most

    return answer
