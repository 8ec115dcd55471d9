"""Parcels: due notices claimed, asked once more whether they make sense, and merged into one message a person."""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from bot.ports import Card
from bot.services.blocking import blocked
from bot.services.chasing import tell_helpers
from bot.services.companions.boxes import told
from bot.services.digest import digest_card, for_digest
from bot.services.holding import going_now
from bot.services.merging import fits, merge
from bot.services.owing import officials
from bot.services.pacing import Choices
from bot.services.reach import missed, put_on_list, to_prove
from bot.services.routes import by_route, seats_in_order
from content.catalog import Library
from flows.calendar import local_day
from flows.notices import Weight, policy, rank
from storage.records import Notice, Seat
from storage.unit_of_work import UnitOfWork

Compose = Callable[[UnitOfWork, Library, Notice, Seat, datetime], Card | None]

LEASE = timedelta(minutes=5)
# A channel that has enough to do gets its next messages after this.
# These open the day, and take the digest into their message.
_OF_THE_MORNING = ("morning", "overdue")
BUSY = timedelta(seconds=15)

log = logging.getLogger("motcua.delivery")


@dataclass(frozen=True, slots=True)
class Part:
    """One notice and what it says; `closed` when that is only that there is one."""

    notice: Notice
    card: Card
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message for one person: its parts, the seats to try in order, and a digest that says them all together."""

    person_id: int
    seats: tuple[Seat, ...]
    parts: tuple[Part, ...]
    digest: Card | None = None

    @property
    def card(self) -> Card:
        """The parts as one card, naming those whose reading must be proven."""
        one = self.digest or merge([part.card for part in self.parts])
        return replace(one, notices=to_prove(one, tuple(part.notice for part in self.parts if not part.closed)))

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
    of_people = (tuple(notices) for _, notices in groupby(claimed, key=lambda notice: notice.person_id))
    room, parcels = dict(desk.room), []
    shut = blocked(u) if claimed else ()
    for notices in sorted(of_people, key=_rank):
        for parcel in _for_person(u, desk, notices, room, shut):
            room[parcel.seats[0].channel] -= 1
            parcels.append(parcel)
    return tuple(parcels)


def _rank(notices: Sequence[Notice]) -> int:
    return min(rank(notice.kind, notice.reply, notice.urgent) for notice in notices)


def _for_person(
    u: UnitOfWork, desk: Desk, notices: tuple[Notice, ...], room: Mapping[str, int], shut: Collection[str]
) -> tuple[Parcel, ...]:
    person = notices[0].person_id
    choices = u.preferences.of(person)
    going = going_now(u, desk.library, person, notices, choices, desk.now)
    seats = seats_in_order(u, person, room, choices, shut) if going else ()
    parcels: list[Parcel] = []
    for route, group in by_route(desk.library.office, going, seats):
        if not route:
            unreached(u, desk.library, group, desk.now)
        elif room[route[0].channel] <= 0:
            for notice in group:
                u.outbox.rest(notice, desk.now + BUSY)
        else:
            parcels.extend(_packed(u, desk, person, route, group, choices))
    return tuple(parcels)


def _packed(
    u: UnitOfWork, desk: Desk, person: int, route: tuple[Seat, ...], notices: Sequence[Notice], choices: Choices
) -> Iterable[Parcel]:
    counted = for_digest(desk.library, notices, choices)
    told = [_part(u, desk, notice, route) for notice in notices if notice not in counted]
    parts = tuple(part for notice in counted if (part := _part(u, desk, notice, route)) is not None)
    first = [part for part in told if part is not None and part.notice.kind in _OF_THE_MORNING and parts]
    rest = (part for part in told if part is not None and part not in first)
    yield from (Parcel(person, route, chunk) for chunk in _chunks(rest))
    if parts:
        told_of = [part.notice for part in parts]
        digest = digest_card(u, desk.library, told_of, choices, route[0], desk.now)
        yield Parcel(person, route, (*first, *parts), merge([*(part.card for part in first), digest]))


def _part(u: UnitOfWork, desk: Desk, notice: Notice, route: tuple[Seat, ...]) -> Part | None:
    """What the notice says; one that cannot be said is settled here and does not hold up the others."""
    try:
        card = desk.compose(u, desk.library, notice, route[0], desk.now)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one notice must not stop the rest
        log.error("notice %s (%s) cannot be composed: %s", notice.id, notice.kind, type(error).__name__)
        u.outbox.give_up(notice.id, "failed", "compose")
        missed(u, notice, desk.now)
        return None
    if card is None:
        u.outbox.drop(notice.id, "gone")
        return None
    shown = told(u, desk.library, notice, route, card)
    return Part(notice, shown.card, shown.closed)


def _chunks(parts: Iterable[Part]) -> Iterable[tuple[Part, ...]]:
    """Parts that fit into one message together; some share theirs with nothing."""
    chunk: list[Part] = []
    for part in parts:
        alone = policy(part.notice.kind).alone
        if chunk and (alone or policy(chunk[-1].notice.kind).alone or not fits([one.card for one in (*chunk, part)])):
            yield tuple(chunk)
            chunk = []
        chunk.append(part)
    if chunk:
        yield tuple(chunk)


def unreached(u: UnitOfWork, library: Library, parts: Iterable[Notice], now: datetime) -> None:
    """Nobody can reach this person: officials are told to phone or visit, and helpers near by what the law wants told.

    Of news nobody is told: what the person must know was.
    """
    for notice in parts:
        u.outbox.give_up(notice.id, "unreachable", "unreachable")
        listed = put_on_list(u, notice, now)
        if listed is not None:
            tell_helpers(u, library, listed, now)
        record = None if notice.dossier_id is None else u.dossiers.get(notice.dossier_id)
        if record is None or policy(notice.kind).weight not in (Weight.LEGAL, Weight.GUARD):
            continue
        for person in officials(u, record.field):
            u.outbox.owe(
                f"unreachable_resident:{record.id}:{local_day(now)}:{person}",
                person,
                "unreachable_resident",
                {"about": notice.kind, "notice": notice.id},
                now=now,
                dossier_id=record.id,
            )
