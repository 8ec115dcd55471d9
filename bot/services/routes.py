"""Routes: over which of a person's chats a notice may go, in which order."""

from collections.abc import Collection, Sequence

from bot.services.pacing import Choices, channels_of
from content.office import Office
from flows.notices import policy
from storage.records import Notice, Seat
from storage.unit_of_work import UnitOfWork


def seats_in_order(
    u: UnitOfWork, person: int, channels: Collection[str], choices: Choices, blocked: Collection[str] = ()
) -> tuple[Seat, ...]:
    """The chats in which this person can be reached: in the order they chose, else the chat used last first.

    Blocked channels come after all others; who has no other is still tried there.
    """
    seats = (seat for seat in u.people.seats_of(person) if seat.reachable and seat.channel in channels)
    order = {name: place for place, name in enumerate(channels_of(choices))}
    return tuple(sorted(seats, key=lambda seat: (seat.channel in blocked, order.get(seat.channel, len(order)))))


def by_route(
    office: Office, notices: Sequence[Notice], seats: tuple[Seat, ...]
) -> tuple[tuple[tuple[Seat, ...], tuple[Notice, ...]], ...]:
    """The notices with the chats they may go to, for the office may forbid a channel; () when none is left."""
    groups: dict[tuple[int, ...], tuple[tuple[Seat, ...], tuple[Notice, ...]]] = {}
    for notice in notices:
        route = tuple(seat for seat in seats if _permitted(office, seat.channel, notice))
        key = tuple(seat.chat_id for seat in route)
        groups[key] = (route, (*groups.get(key, (route, ()))[1], notice))
    return tuple(groups.values())


def _permitted(office: Office, channel: str, notice: Notice) -> bool:
    return notice.reply or office.permits(channel, policy(notice.kind).weight, notice.kind)
