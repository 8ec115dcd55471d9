"""Beside the turns of the roster: swaps asked for, who was asked to stand in, who is away, the reserve, notes left."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.errors import Tampered
from storage.roster_records import Asked, Away, Note, Swap, SwapState
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, stamp

_SWAPS, _ASKS, _ABSENCES = table("swaps"), table("turn_asks"), table("absences")
_RESERVES, _NOTES = table("roster_reserves"), table("handovers")
_SWAP = select(*(_SWAPS.c[name] for name in "id mine_id theirs_id asker_id other_id state asked_at".split())).order_by(
    _SWAPS.c.id
)
_OPEN = _SWAPS.c.state == "asked"

_ask_swap = Statement(
    insert(_SWAPS)
    .values(
        {name: bindparam(name) for name in "mine_id theirs_id asker_id other_id asked_at".split()} | {"state": "asked"}
    )
    .returning(_SWAPS.c.id)
)
_get_swap = Statement(_SWAP.where(_SWAPS.c.id == bindparam("swap_id")))
_open_swaps = Statement(_SWAP.where(_OPEN))
_settle = Statement(
    update(_SWAPS)
    .where(_SWAPS.c.id == bindparam("swap_id"), _OPEN)
    .values(state=bindparam("outcome"), answered_at=bindparam("now"))
)
_ask = Statement(
    insert(_ASKS)
    .values({name: bindparam(name) for name in "turn_id person_id asked_at".split()})
    .on_conflict_do_nothing(index_elements=["turn_id", "person_id"])
)
_asked = Statement(
    select(_ASKS.c.turn_id, _ASKS.c.person_id, _ASKS.c.asked_at, _ASKS.c.answer)
    .where(_ASKS.c.turn_id == bindparam("of_turn"))
    .order_by(_ASKS.c.asked_at, _ASKS.c.id)
)
_answer = Statement(
    update(_ASKS)
    .where(_ASKS.c.turn_id == bindparam("of_turn"), _ASKS.c.person_id == bindparam("of_person"))
    .values(answer=bindparam("said"))
)
_forget_asks = Statement(delete(_ASKS).where(_ASKS.c.turn_id == bindparam("of_turn")))
_be_away = Statement(
    insert(_ABSENCES)
    .values({name: bindparam(name) for name in "person_id first last told_at told_by".split()})
    .returning(_ABSENCES.c.id)
)
_AWAY = (
    select(_ABSENCES.c.id, _ABSENCES.c.person_id, _ABSENCES.c.first, _ABSENCES.c.last)
    .where(_ABSENCES.c.cancelled_at.is_(None), _ABSENCES.c.last >= bindparam("since"))
    .order_by(_ABSENCES.c.first, _ABSENCES.c.id)
)
_away = Statement(_AWAY)
_cancel = Statement(
    update(_ABSENCES)
    .where(_ABSENCES.c.id == bindparam("absence_id"), _ABSENCES.c.cancelled_at.is_(None))
    .values(cancelled_at=bindparam("now"))
)
_clear_reserve = Statement(delete(_RESERVES))
_add_reserve = Statement(insert(_RESERVES).values(person_id=bindparam("person_id"), place=bindparam("place")))
_reserve = Statement(select(_RESERVES.c.person_id).order_by(_RESERVES.c.place))
_leave_note = Statement(insert(_NOTES).values({name: bindparam(name) for name in "turn_id person_id at note".split()}))
_notes = Statement(
    select(_NOTES.c.turn_id, _NOTES.c.person_id, _NOTES.c.at, _NOTES.c.note)
    .where(_NOTES.c.at >= bindparam("since"))
    .order_by(_NOTES.c.at, _NOTES.c.id)
)


class DutyDesk:
    """What people say and ask about turns."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def ask_swap(self, mine: int, theirs: int, asker: int, other: int, now: datetime) -> int:
        """Notes that a swap of two turns is asked for; returns its id."""
        new: Params = {"mine_id": mine, "theirs_id": theirs, "asker_id": asker, "other_id": other}
        return int(self._link.rows(_ask_swap, {**new, "asked_at": stamp(now)})[0][0])

    def swap(self, swap_id: int) -> Swap | None:
        """A swap that was asked for."""
        row = self._link.row(_get_swap, {"swap_id": swap_id})
        return None if row is None else _swap(row)

    def open_swaps(self) -> tuple[Swap, ...]:
        """Every swap that waits for its answer."""
        return tuple(_swap(row) for row in self._link.rows(_open_swaps, {}))

    def settle(self, swap_id: int, state: SwapState, now: datetime) -> bool:
        """Ends a swap once; False when it was ended before."""
        return self._link.change(_settle, {"swap_id": swap_id, "outcome": state, "now": stamp(now)}) == 1

    def ask(self, turn_id: int, person: int, now: datetime) -> bool:
        """Notes that somebody is asked to stand in; False when they were asked before."""
        return self._link.change(_ask, {"turn_id": turn_id, "person_id": person, "asked_at": stamp(now)}) == 1

    def asked(self, turn_id: int) -> tuple[Asked, ...]:
        """Who was asked to stand in for a turn, in order."""
        return tuple(
            Asked(turn, person, moment(at), answer)
            for turn, person, at, answer in self._link.rows(_asked, {"of_turn": turn_id})
        )

    def answer(self, turn_id: int, person: int, said: str) -> None:
        """Notes what somebody said who was asked to stand in: yes, no, late."""
        self._link.change(_answer, {"of_turn": turn_id, "of_person": person, "said": said})

    def ask_anew(self, turn_id: int) -> None:
        """Forgets who was asked, for the turn is again without anybody."""
        self._link.change(_forget_asks, {"of_turn": turn_id})

    def be_away(self, person: int, first: date, last: date, now: datetime, by: int) -> int:
        """Notes days on which somebody takes no turn; returns the id."""
        new: Params = {"person_id": person, "first": first.isoformat(), "last": last.isoformat(), "told_by": by}
        return int(self._link.rows(_be_away, {**new, "told_at": stamp(now)})[0][0])

    def away(self, since: date) -> tuple[Away, ...]:
        """Who is away on a day or later."""
        return tuple(
            Away(id, person, date.fromisoformat(first), date.fromisoformat(last))
            for id, person, first, last in self._link.rows(_away, {"since": since.isoformat()})
        )

    def come_back(self, absence_id: int, now: datetime) -> None:
        """Takes an absence back."""
        self._link.change(_cancel, {"absence_id": absence_id, "now": stamp(now)})

    def keep_reserve(self, people: Sequence[int]) -> None:
        """Keeps the order in which people are asked to stand in."""
        self._link.change(_clear_reserve, {})
        for place, person in enumerate(dict.fromkeys(people)):
            self._link.change(_add_reserve, {"person_id": person, "place": place})

    def reserve(self) -> tuple[int, ...]:
        """The order in which people are asked to stand in; who is not in it comes after."""
        return tuple(int(row[0]) for row in self._link.rows(_reserve, {}))

    def leave_note(self, turn_id: int, person: int, text: str, now: datetime) -> None:
        """Keeps a note for who comes next."""
        sealed = self._sealer.seal(text, _place(turn_id, stamp(now)))
        self._link.change(_leave_note, {"turn_id": turn_id, "person_id": person, "at": stamp(now), "note": sealed})

    def notes(self, since: datetime) -> tuple[Note, ...]:
        """The notes left since an instant, in order."""
        return tuple(self._note(row) for row in self._link.rows(_notes, {"since": stamp(since)}))

    def _note(self, row: Row) -> Note:
        turn_id, person, at, sealed = row
        text = self._sealer.open(sealed, _place(turn_id, at))
        if not isinstance(text, str):
            raise Tampered(_place(turn_id, at))
        return Note(turn_id, person, moment(at), text)


def _swap(row: Row) -> Swap:
    swap_id, mine, theirs, asker, other, state, at = row
    return Swap(swap_id, mine, theirs, asker, other, state, moment(at))


def _place(turn_id: int, at: int) -> str:
    return f"handovers.note:{turn_id}.{at}"
