"""Marking: what became of a message that was tried is written down, with all that follows from it."""

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from bot.services.blocking import blocked
from bot.services.parcels import Parcel, unreached
from bot.services.reach import follow, missed, put_on_list
from content.catalog import Library
from storage.records import Notice, Seat
from storage.unit_of_work import UnitOfWork

LADDER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440))

log = logging.getLogger("motcua.delivery")


@dataclass(frozen=True, slots=True)
class Delivered:
    """It went out over this channel."""

    channel: str


@dataclass(frozen=True, slots=True)
class Later:
    """The channel is busy or down: not before `after`."""

    after: timedelta
    error: str


@dataclass(frozen=True, slots=True)
class Held:
    """It was not tried: the channel rests until then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """The channel will not take what we sent."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """No seat is left."""


Fate = Delivered | Later | Held | Refused | Unreached


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt over one seat."""

    seat: Seat
    fate: Fate


def outcome(tries: tuple[Tried, ...]) -> Fate:
    """What became of the message: the last attempt that says more than that nobody is there."""
    said = [tried.fate for tried in tries if not isinstance(tried.fate, Unreached)]
    return said[-1] if said else Unreached()


def mark(u: UnitOfWork, library: Library, parcel: Parcel, tries: tuple[Tried, ...], now: datetime) -> None:
    """Settles the notices of a parcel, or plans their next attempt; counts what each channel did."""
    for tried in tries:
        if isinstance(tried.fate, Unreached):
            u.people.unreachable(tried.seat.chat_id, now)
    fate = outcome(tries)
    match fate:
        case Unreached():
            unreached(u, library, (part.notice for part in parcel.parts), now)
        case Delivered() | Later() | Held() | Refused():
            for part in parcel.parts:
                _mark_one(u, library, part.notice, fate, now)
            if isinstance(fate, Later) and blocked(u).keys() >= {tried.seat.channel for tried in tries}:
                for part in parcel.parts:  # no use to wait for the last attempt
                    put_on_list(u, part.notice, now)
        case _:
            assert_never(fate)
    _count(u, tries, now)


def _mark_one(
    u: UnitOfWork, library: Library, notice: Notice, fate: Delivered | Later | Held | Refused, now: datetime
) -> None:
    match fate:
        case Delivered(channel):
            u.outbox.sent(notice.id, now, channel)
            follow(u, library, notice, channel, now)
        case Held(until):
            u.outbox.rest(notice, until)
        case Later(after, error) if notice.attempts <= len(LADDER):
            u.outbox.retry(notice.id, now + max(after, LADDER[notice.attempts - 1]), error)
        case Later(_, error):
            log.error("notice %s is given up after %s attempts", notice.id, notice.attempts)
            u.outbox.give_up(notice.id, "failed", error)
            missed(u, notice, now)
        case Refused():
            u.outbox.give_up(notice.id, "failed", "rejected")
            missed(u, notice, now)
        case _:
            assert_never(fate)


def _count(u: UnitOfWork, tries: tuple[Tried, ...], now: datetime) -> None:
    """What was sent and what was missed, by channel; what the channel refused for its form is our own fault."""
    sent = Counter(tried.seat.channel for tried in tries if isinstance(tried.fate, Delivered))
    lost = Counter(tried.seat.channel for tried in tries if isinstance(tried.fate, Later | Unreached))
    for channel in sorted(sent | lost):
        u.traffic.note(channel, now, sent[channel], lost[channel])
