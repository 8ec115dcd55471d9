"""Who agreed to be visited, and the lists of houses that helpers went to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from flows.hamlet_round import Outcome, Stop
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, stamp

_CONSENTS, _STOPS = table("visit_consents"), table("round_stops")
_CONSENT = (
    select(*(_CONSENTS.c[name] for name in "id person_id hamlet contact words channel given_at".split()))
    .where(_CONSENTS.c.withdrawn_at.is_(None))
    .order_by(_CONSENTS.c.id)
)
_give = Statement(
    insert(_CONSENTS)
    .values({name: bindparam(name) for name in "person_id hamlet contact words channel given_at".split()})
    .returning(_CONSENTS.c.id)
)
_withdraw = Statement(
    update(_CONSENTS)
    .where(_CONSENTS.c.person_id == bindparam("of_person"), _CONSENTS.c.withdrawn_at.is_(None))
    .values(withdrawn_at=bindparam("now"), contact=None)
)
_all_agreed = Statement(_CONSENT)
_of_person = Statement(_CONSENT.where(_CONSENTS.c.person_id == bindparam("of_person")))
_STOP = select(*(_STOPS.c[name] for name in "id helper_id person_id day outcome".split())).order_by(_STOPS.c.id)
_put = Statement(
    insert(_STOPS)
    .values({name: bindparam(name) for name in "helper_id person_id day".split()})
    .on_conflict_do_nothing(index_elements=["day", "person_id"])
)
_stop = Statement(_STOP.where(_STOPS.c.id == bindparam("stop_id")))
_stops = Statement(_STOP.where(_STOPS.c.helper_id == bindparam("of_helper"), _STOPS.c.day == bindparam("on_day")))
_tick = Statement(
    update(_STOPS).where(_STOPS.c.id == bindparam("stop_id")).values(outcome=bindparam("came"), at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class VisitConsent:
    """Somebody's agreement that helpers of a hamlet come: where, what was agreed to, when and over which channel."""

    id: int
    person_id: int
    hamlet: str
    contact: Mapping[str, Data]
    words: str
    channel: str
    given_at: datetime


class HamletRounds:
    """Keeps agreements and lists; a house is on one list a day."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def agree(
        self, person_id: int, hamlet: str, contact: Mapping[str, Data], words: str, channel: str, now: datetime
    ) -> None:
        """Keeps an agreement in place of an earlier one."""
        self.withdraw(person_id, now)
        place = _place(person_id, stamp(now))
        what: Params = {"person_id": person_id, "hamlet": hamlet, "channel": channel, "given_at": stamp(now)}
        sealed: Params = {"contact": self._sealer.seal_map(contact, place), "words": self._sealer.seal(words, place)}
        self._link.rows(_give, {**what, **sealed})

    def withdraw(self, person_id: int, now: datetime) -> bool:
        """Ends an agreement and forgets where it led; False when there was none."""
        return self._link.change(_withdraw, {"of_person": person_id, "now": stamp(now)}) > 0

    def agreed(self) -> tuple[VisitConsent, ...]:
        """Every agreement that holds."""
        return tuple(self._consent(row) for row in self._link.rows(_all_agreed, {}))

    def of_person(self, person_id: int) -> VisitConsent | None:
        """Somebody's agreement, if there is one."""
        row = self._link.row(_of_person, {"of_person": person_id})
        return None if row is None else self._consent(row)

    def put(self, helper_id: int, person_id: int, day: date) -> None:
        """Puts a house on a list, unless it is on one that day."""
        self._link.change(_put, {"helper_id": helper_id, "person_id": person_id, "day": day.isoformat()})

    def stop(self, stop_id: int) -> Stop | None:
        """A house on a list."""
        row = self._link.row(_stop, {"stop_id": stop_id})
        return None if row is None else _stop_of(row)

    def stops(self, helper_id: int, day: date) -> tuple[tuple[int, Stop], ...]:
        """A helper's list of a day, each house with its id."""
        rows = self._link.rows(_stops, {"of_helper": helper_id, "on_day": day.isoformat()})
        return tuple((int(row[0]), _stop_of(row)) for row in rows)

    def tick(self, stop_id: int, outcome: Outcome, now: datetime) -> None:
        """Keeps what came of a visit."""
        self._link.change(_tick, {"stop_id": stop_id, "came": outcome.value, "now": stamp(now)})

    def _consent(self, row: Row) -> VisitConsent:
        consent_id, person, hamlet, contact, words, channel, given = row
        place = _place(person, given)
        known, text = self._sealer.open_map(contact, place), str(self._sealer.open(words, place))
        return VisitConsent(consent_id, person, hamlet, known, text, channel, moment(given))


def _stop_of(row: Row) -> Stop:
    _, helper, person, day, outcome = row
    return Stop(helper, person, date.fromisoformat(day), Outcome(outcome) if outcome else None)


def _place(person_id: int, given_at: int) -> str:
    return f"visit_consents:{person_id}.{given_at}"
