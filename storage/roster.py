"""The duty roster: weeks, their turns, and the history of these, only ever added to, which triggers hold anyone to."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.duty import Turn
from flows.roster import Duty, Shift
from storage.roster_records import TurnEvent, TurnRecord, Week
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp, stamp_or_none

_WEEKS, _TURNS, _EVENTS = table("roster_weeks"), table("turns"), table("turn_events")
_WEEK = select(*(_WEEKS.c[name] for name in "monday drawn_at edited_at published_at published_by".split()))
_TURN = select(
    *(
        _TURNS.c[name]
        for name in (
            "id day shift body person_id confirmed_at arrived_at before_id held_at monday arrived_by gap_at helped"
        ).split()
    )
)
_THIS_WEEK = _WEEKS.c.monday == bindparam("of_monday")
_THIS = _TURNS.c.id == bindparam("turn_id")
_IN_ORDER = (_TURNS.c.day, _TURNS.c.shift, _TURNS.c.place)

_get_week = Statement(_WEEK.where(_THIS_WEEK))
_add_week = Statement(
    insert(_WEEKS)
    .values(monday=bindparam("monday"), drawn_at=bindparam("now"))
    .on_conflict_do_update(index_elements=["monday"], set_={"drawn_at": bindparam("now"), "edited_at": None})
)
_edit_week = Statement(update(_WEEKS).where(_THIS_WEEK).values(edited_at=bindparam("now")))
_publish = Statement(
    update(_WEEKS)
    .where(_THIS_WEEK, _WEEKS.c.published_at.is_(None))
    .values(published_at=bindparam("now"), published_by=bindparam("by"))
)
_clear = Statement(delete(_TURNS).where(_TURNS.c.monday == bindparam("of_monday")))
_add_turn = Statement(
    insert(_TURNS).values(
        {**{name: bindparam(name) for name in "monday day shift place body person_id".split()}, "helped": 0}
    )
)
_lock = Statement(_TURN.where(_THIS).with_for_update())
_between = Statement(
    _TURN.where(_TURNS.c.day >= bindparam("first"), _TURNS.c.day <= bindparam("last")).order_by(*_IN_ORDER)
)
_published_between = Statement(
    _TURN.join(_WEEKS, _WEEKS.c.monday == _TURNS.c.monday)
    .where(_WEEKS.c.published_at.is_not(None), _TURNS.c.day >= bindparam("first"), _TURNS.c.day <= bindparam("last"))
    .order_by(*_IN_ORDER)
)
_hold = Statement(
    update(_TURNS)
    .where(_THIS)
    .values(
        person_id=bindparam("holder"),
        before_id=bindparam("earlier"),
        confirmed_at=bindparam("sure"),
        held_at=bindparam("since"),
        gap_at=None,
    )
)
_confirm = Statement(update(_TURNS).where(_THIS).values(confirmed_at=bindparam("now"), gap_at=None))
_arrive = Statement(
    update(_TURNS).where(_THIS).values(arrived_at=bindparam("now"), arrived_by=bindparam("by"), gap_at=None)
)
_note_gap = Statement(update(_TURNS).where(_THIS).values(gap_at=bindparam("now")))
_count = Statement(
    update(_TURNS)
    .where(_THIS, _TURNS.c.helped + bindparam("more") >= 0)
    .values(helped=_TURNS.c.helped + bindparam("more"))
)
_add_event = Statement(
    insert(_EVENTS).values({name: bindparam(name) for name in "turn_id what actor_id person_id at".split()})
)
_EVENT = select(*(_EVENTS.c[name] for name in "turn_id what actor_id person_id at".split())).order_by(_EVENTS.c.id)
_events_of = Statement(_EVENT.where(_EVENTS.c.turn_id == bindparam("of_turn")))
_events_between = Statement(_EVENT.where(_EVENTS.c.at >= bindparam("since"), _EVENTS.c.at < bindparam("until")))


class Roster:
    """Weeks and turns. A week in draft may be drawn anew; once published, what happens to its turns is history."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def week(self, monday: date) -> Week | None:
        """A week that was drawn, by its Monday."""
        row = self._link.row(_get_week, {"of_monday": monday.isoformat()})
        if row is None:
            return None
        day, drawn_at, edited_at, published_at, by = row
        return Week(date.fromisoformat(day), moment(drawn_at), edited_at is not None, moment_or_none(published_at), by)

    def draw(self, monday: date, duties: Sequence[Duty], now: datetime) -> None:
        """Keeps a draft in place of the one before; raises ValueError for a published week."""
        known = self.week(monday)
        if known is not None and known.published_at is not None:
            raise ValueError("a published roster is not drawn again")
        self._link.change(_clear, {"of_monday": monday.isoformat()})
        self._link.change(_add_week, {"monday": monday.isoformat(), "now": stamp(now)})
        for place, one in enumerate(duties):
            self._add(monday, place, one)

    def add(self, monday: date, duties: Sequence[Duty]) -> None:
        """Adds turns to a week that is out, for days that became working days."""
        after = len(self.between(monday, monday + timedelta(days=6)))
        for place, one in enumerate(duties, after):
            self._add(monday, place, one)

    def edited(self, monday: date, now: datetime) -> None:
        """Notes that the organiser changed a draft, so that it is not drawn again."""
        self._link.change(_edit_week, {"of_monday": monday.isoformat(), "now": stamp(now)})

    def publish(self, monday: date, now: datetime, by: int | None) -> bool:
        """Publishes a draft; False when it was published before, or never drawn."""
        return self._link.change(_publish, {"of_monday": monday.isoformat(), "now": stamp(now), "by": by}) == 1

    def get(self, turn_id: int) -> TurnRecord | None:
        """A turn, locked until the end of the transaction where the database knows that."""
        row = self._link.row(_lock, {"turn_id": turn_id})
        return None if row is None else _turn(row)

    def between(self, first: date, last: date, *, published: bool = False) -> tuple[TurnRecord, ...]:
        """The turns from one day to another, both counted, in order; of published weeks only, if so wanted."""
        days: Params = {"first": first.isoformat(), "last": last.isoformat()}
        return tuple(_turn(row) for row in self._link.rows(_published_between if published else _between, days))

    def hold(self, turn: Turn) -> None:
        """Keeps who has a turn since when, who had it before, whether it is confirmed; a gap there was is closed."""
        whose: Params = {"turn_id": turn.id, "holder": turn.person, "earlier": turn.before}
        when: Params = {"sure": stamp_or_none(turn.confirmed_at), "since": stamp_or_none(turn.since)}
        self._link.change(_hold, {**whose, **when})

    def confirm(self, turn_id: int, now: datetime) -> None:
        """Notes that its holder will come."""
        self._link.change(_confirm, {"turn_id": turn_id, "now": stamp(now)})

    def arrive(self, turn_id: int, now: datetime, by: int | None) -> None:
        """Notes that its holder is at the desk; `by` is the official who saw it, None for the desk's code."""
        self._link.change(_arrive, {"turn_id": turn_id, "now": stamp(now), "by": by})

    def miss(self, turn_id: int, now: datetime) -> None:
        """Notes that somebody else must be found."""
        self._link.change(_note_gap, {"turn_id": turn_id, "now": stamp(now)})

    def count(self, turn_id: int, more: int) -> bool:
        """Adds to the residents helped in a turn, or takes away; False below nought."""
        return self._link.change(_count, {"turn_id": turn_id, "more": more}) == 1

    def note(self, turn_id: int, what: str, actor: int | None, person: int | None, now: datetime) -> None:
        """Adds a line to the history of a turn; `what` is a code, the clock acts as None."""
        new: Params = {"turn_id": turn_id, "what": what, "actor_id": actor, "person_id": person, "at": stamp(now)}
        self._link.change(_add_event, new)

    def events(self, turn_id: int) -> tuple[TurnEvent, ...]:
        """The history of a turn."""
        return _events(self._link.rows(_events_of, {"of_turn": turn_id}))

    def events_between(self, since: datetime, until: datetime) -> tuple[TurnEvent, ...]:
        """What happened to any turn from `since` on and before `until`."""
        return _events(self._link.rows(_events_between, {"since": stamp(since), "until": stamp(until)}))

    def _add(self, monday: date, place: int, one: Duty) -> None:
        new: Params = {
            "monday": monday.isoformat(),
            "day": one.day.isoformat(),
            "shift": one.shift.value,
            "place": place,
            "body": one.body,
            "person_id": one.person,
        }
        self._link.change(_add_turn, new)


def _turn(row: Row) -> TurnRecord:
    turn_id, day, shift, body, person, confirmed, arrived, before, since, monday, by, gap, helped = row
    turn = Turn(
        turn_id,
        date.fromisoformat(day),
        Shift(shift),
        body,
        person,
        moment_or_none(confirmed),
        moment_or_none(arrived),
        before,
        moment_or_none(since),
    )
    return TurnRecord(turn, date.fromisoformat(monday), by, moment_or_none(gap), helped)


def _events(rows: Iterable[Row]) -> tuple[TurnEvent, ...]:
    return tuple(TurnEvent(turn_id, what, actor, person, moment(at)) for turn_id, what, actor, person, at in rows)
