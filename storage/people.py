"""People and their chats: one person may sit in several chats, one chat belongs to one person."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from storage.errors import Conflict
from storage.records import Person, Seat
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, stamp

TOUCH_EVERY = timedelta(minutes=10)
FIRST_LANGUAGE = "vi"

_PEOPLE = table("people")
_CHATS = table("chats")
_SEAT = select(
    _CHATS.c.id,
    _CHATS.c.channel,
    _CHATS.c.address,
    _CHATS.c.state,
    _CHATS.c.unreachable_since,
    _CHATS.c.used_at,
    _PEOPLE.c.id,
    _PEOPLE.c.language,
    _PEOPLE.c.form,
    _PEOPLE.c.profile,
).join_from(_CHATS, _PEOPLE)
_THIS = _CHATS.c.id == bindparam("chat_id")

# The chat's row is locked, so that two turns in one chat follow each other on PostgreSQL too.
_at = Statement(
    _SEAT.where(_CHATS.c.channel == bindparam("channel"), _CHATS.c.address == bindparam("address")).with_for_update(
        of=_CHATS
    )
)
# Also where they share somebody's phone and another acts just now: what concerns them arrives there too.
_COMPANIONS = table("companions")
# Searches by index: for one condition with «or» every chat would be looked at.
_own = Statement(_SEAT.where(_CHATS.c.person_id == bindparam("person_id")))
_shared = Statement(select(_COMPANIONS.c.chat_id).where(_COMPANIONS.c.person_id == bindparam("person_id")))
_seat_in = Statement(
    select(*_SEAT.selected_columns).join_from(_CHATS, _PEOPLE, _PEOPLE.c.id == bindparam("person_id")).where(_THIS)
)
_add_person = Statement(
    insert(_PEOPLE).values(language=FIRST_LANGUAGE, form="", created_at=bindparam("created_at")).returning(_PEOPLE.c.id)
)
_add_chat = Statement(
    insert(_CHATS)
    .values({name: bindparam(name) for name in ("person_id", "channel", "address", "used_at")})
    .on_conflict_do_nothing(index_elements=["channel", "address"])
    .returning(_CHATS.c.id)
)
_save_state = Statement(update(_CHATS).where(_THIS).values(state=bindparam("new_state")))
_touch = Statement(update(_CHATS).where(_THIS, _CHATS.c.used_at < bindparam("stale")).values(used_at=bindparam("now")))
_mark = Statement(update(_CHATS).where(_THIS).values(unreachable_since=bindparam("since")))
_join = Statement(update(_CHATS).where(_THIS).values(person_id=bindparam("to_person")))
_THAT = _PEOPLE.c.id == bindparam("person_id")
_person = Statement(select(_PEOPLE.c.id, _PEOPLE.c.language, _PEOPLE.c.form, _PEOPLE.c.profile).where(_THAT))
_set_language = Statement(update(_PEOPLE).where(_THAT).values(language=bindparam("value")))
_set_form = Statement(update(_PEOPLE).where(_THAT).values(form=bindparam("value")))
_set_profile = Statement(update(_PEOPLE).where(_THAT).values(profile=bindparam("value")))


class People:
    """Finds, meets and remembers people."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def at(self, channel: str, address: str) -> Seat | None:
        """Who sits in this chat; a web token is passed as its hash."""
        row = self._link.row(_at, {"channel": channel, "address": address})
        return None if row is None else self._seat(row)

    def meet(self, channel: str, address: str, now: datetime) -> Seat:
        """Who sits in this chat, a new person when nobody did; raises Conflict when another turn was first."""
        found = self.at(channel, address)
        if found is not None:
            return found
        at, person_id = stamp(now), self.add(now)
        new: Params = {"person_id": person_id, "channel": channel, "address": address, "used_at": at}
        row = self._link.row(_add_chat, new)
        if row is None:
            raise Conflict("chat")
        return Seat(row[0], channel, address, Person(person_id, FIRST_LANGUAGE, ""), {}, True, moment(at))

    def add(self, now: datetime) -> int:
        """Somebody without a chat of their own (yet); returns the id."""
        return int(self._link.rows(_add_person, {"created_at": stamp(now)})[0][0])

    def get(self, person_id: int) -> Person | None:
        """The person of this id."""
        row = self._link.row(_person, {"person_id": person_id})
        return None if row is None else self._person(row)

    def save_state(self, chat_id: int, state: Mapping[str, Data]) -> None:
        """Keeps what the conversation needs until its next turn."""
        sealed = self._sealer.seal_map(state, _state_place(chat_id))
        self._link.change(_save_state, {"chat_id": chat_id, "new_state": sealed})

    def settle(
        self,
        person_id: int,
        language: str | None = None,
        form: str | None = None,
        profile: Mapping[str, Data] | None = None,
    ) -> None:
        """Changes what is given and leaves the rest."""
        if language is not None:
            self._link.change(_set_language, {"person_id": person_id, "value": language})
        if form is not None:
            self._link.change(_set_form, {"person_id": person_id, "value": form})
        if profile is not None:
            sealed = self._sealer.seal_map(profile, _profile_place(person_id))
            self._link.change(_set_profile, {"person_id": person_id, "value": sealed})

    def seats_of(self, person_id: int) -> tuple[Seat, ...]:
        """The person's chats, the one used last first."""
        who: Params = {"person_id": person_id}
        own = self._link.rows(_own, who)
        elsewhere = {row[0] for row in self._link.rows(_shared, who)} - {row[0] for row in own}
        shared = [row for chat in elsewhere for row in self._link.rows(_seat_in, {**who, "chat_id": chat})]
        seats = (self._seat(row) for row in (*own, *shared))
        return tuple(sorted(seats, key=lambda seat: (seat.used_at, seat.chat_id), reverse=True))

    def touch(self, chat_id: int, now: datetime) -> None:
        """Notes that the chat is in use, to the nearest ten minutes."""
        self._link.change(_touch, {"chat_id": chat_id, "now": stamp(now), "stale": stamp(now - TOUCH_EVERY)})

    def unreachable(self, chat_id: int, now: datetime) -> None:
        """Notes that pushes to this chat no longer arrive."""
        self._link.change(_mark, {"chat_id": chat_id, "since": stamp(now)})

    def reachable(self, chat_id: int) -> None:
        """Notes that pushes to this chat arrive again."""
        self._link.change(_mark, {"chat_id": chat_id, "since": None})

    def join(self, chat_id: int, person_id: int) -> None:
        """Moves the chat to another person, as a resume code asks; its state stays."""
        self._link.change(_join, {"chat_id": chat_id, "to_person": person_id})

    def _seat(self, row: Row) -> Seat:
        chat_id, channel, address, state, unreachable_since, used_at = row[:6]
        opened = self._sealer.open_map(state, _state_place(chat_id))
        person = self._person(row[6:])
        return Seat(chat_id, channel, address, person, opened, unreachable_since is None, moment(used_at))

    def _person(self, row: Row) -> Person:
        person_id, language, form, profile = row
        return Person(person_id, language, form, self._sealer.open_map(profile, _profile_place(person_id)))


def _state_place(chat_id: int) -> str:
    return f"chats.state:{chat_id}"


def _profile_place(person_id: int) -> str:
    return f"people.profile:{person_id}"
