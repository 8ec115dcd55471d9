"""Parcels: due notices claimed, asked once more whether they make sense, and merged into one message a person."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby

from bot.ports import Card
from bot.services.merging import fits, merge
from bot.services.owing import officials
from bot.services.reminders import still_owed
from content.catalog import Library
from flows.calendar import local_day
from flows.deadlines import Calendar, instant
from flows.notices import TO_OFFICIALS, audience, is_capped
from flows.quiet import WINDOWS, next_morning, sendable_at
from storage.records import Notice, Seat
from storage.unit_of_work import UnitOfWork

Compose = Callable[[UnitOfWork, Library, Notice, Seat, datetime], Card | None]

LEASE = timedelta(minutes=5)
# A channel that has enough to do gets its next messages after this.
BUSY = timedelta(seconds=15)
# Nothing sent today was owed longer ago: the retries end sooner.
_LOOK_BACK = timedelta(days=7)

log = logging.getLogger("motcua.delivery")


@dataclass(frozen=True, slots=True)
class Part:
    """One notice and what it says."""

    notice: Notice
    card: Card


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message for one person: its parts, and the seats to try in order."""

    person_id: int
    seats: tuple[Seat, ...]
    parts: tuple[Part, ...]

    @property
    def card(self) -> Card:
        """The parts as one card."""
        return merge([part.card for part in self.parts])

    @property
    def attempts(self) -> int:
        """How often the most tried of its notices was tried."""
        return max(part.notice.attempts for part in self.parts)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the claiming needs to know: the content, how to compose, and how many messages each channel may take."""

    library: Library
    compose: Compose
    room: Mapping[str, int]
    now: datetime


def collect(u: UnitOfWork, desk: Desk, limit: int) -> tuple[Parcel, ...]:
    """Claims what is due and returns what is to be sent now; the rest is dropped, or waits for a better moment."""
    claimed = sorted(u.outbox.claim(desk.now, limit, LEASE), key=lambda notice: (notice.person_id, notice.id))
    room, parcels = dict(desk.room), []
    for person, notices in groupby(claimed, key=lambda notice: notice.person_id):
        for parcel in _for_person(u, desk, person, tuple(notices), room):
            room[parcel.seats[0].channel] -= 1
            parcels.append(parcel)
    return tuple(parcels)


def _for_person(
    u: UnitOfWork, desk: Desk, person: int, notices: tuple[Notice, ...], room: Mapping[str, int]
) -> tuple[Parcel, ...]:
    going = _going(u, desk, person, notices)
    seats = tuple(seat for seat in u.people.seats_of(person) if seat.reachable and seat.channel in room)
    if going and not seats:
        unreached(u, going, desk.now)
    if not going or not seats:
        return ()
    if room[seats[0].channel] <= 0:
        for notice in going:
            u.outbox.postpone(notice, desk.now + BUSY)
        return ()
    parts = (_part(u, desk, notice, seats[0]) for notice in going)
    return tuple(Parcel(person, seats, chunk) for chunk in _chunks(part for part in parts if part is not None))


def _going(u: UnitOfWork, desk: Desk, person: int, notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """The notices that may go out now; what has become pointless is dropped, what must wait is put off."""
    now, calendar = desk.now, desk.library.calendar
    going: list[Notice] = []
    for notice in notices:
        if notice.expires_at is not None and notice.expires_at <= now:
            u.outbox.drop(notice.id, "expired")
        elif not still_owed(u, desk.library, notice, now):
            u.outbox.drop(notice.id, "pointless")
        elif (moment := _moment(notice, now, calendar)) > now:
            u.outbox.postpone(notice, moment)
        else:
            going.append(notice)
    # Where a message goes out anyway, what is capped rides along.
    cap = WINDOWS[audience(going[0].kind)].cap if going else None
    if cap is not None and all(_is_held(notice) for notice in going) and _sent_today(u, person, now) >= cap:
        for notice in going:
            u.outbox.postpone(notice, next_morning(audience(notice.kind), now, calendar))
        return ()
    return tuple(going)


def _moment(notice: Notice, now: datetime, calendar: Calendar) -> datetime:
    return now if notice.urgent or notice.reply else sendable_at(audience(notice.kind), now, calendar)


def _is_held(notice: Notice) -> bool:
    return is_capped(notice.kind) and not (notice.urgent or notice.reply)


def _sent_today(u: UnitOfWork, person: int, now: datetime) -> int:
    """The messages that went out today unasked; merged notices were one message, sent at one moment."""
    midnight = instant(local_day(now), time())
    sent = (notice for notice in u.outbox.of_person_since(person, midnight - _LOOK_BACK) if not notice.reply)
    return len({notice.sent_at for notice in sent if notice.sent_at is not None and notice.sent_at >= midnight})


def _part(u: UnitOfWork, desk: Desk, notice: Notice, seat: Seat) -> Part | None:
    """What the notice says; one that cannot be said is settled here and does not hold up the others."""
    try:
        card = desk.compose(u, desk.library, notice, seat, desk.now)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one notice must not stop the rest
        log.error("notice %s (%s) cannot be composed: %s", notice.id, notice.kind, type(error).__name__)
        u.outbox.give_up(notice.id, "failed", "compose")
        return None
    if card is None:
        u.outbox.drop(notice.id, "gone")
        return None
    return Part(notice, card)


def _chunks(parts: Iterable[Part]) -> Iterable[tuple[Part, ...]]:
    """Parts that fit into one message together."""
    chunk: list[Part] = []
    for part in parts:
        if not fits([one.card for one in (*chunk, part)]):
            yield tuple(chunk)
            chunk = []
        chunk.append(part)
    if chunk:
        yield tuple(chunk)


def unreached(u: UnitOfWork, parts: Iterable[Notice], now: datetime) -> None:
    """Nobody can reach this person: the officials of the field are told to phone or visit."""
    for notice in parts:
        u.outbox.give_up(notice.id, "unreachable", "unreachable")
        record = None if notice.dossier_id is None else u.dossiers.get(notice.dossier_id)
        if record is None or notice.kind in TO_OFFICIALS:
            continue
        for person in officials(u, record.field):
            u.outbox.owe(
                f"unreachable_resident:{record.id}:{local_day(now)}:{person}",
                person,
                "unreachable_resident",
                {"about": notice.kind},
                now=now,
                dossier_id=record.id,
            )
