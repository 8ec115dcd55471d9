"""Mandates: offered under the hash of a code, agreed to once, ended once; every step is logged for good."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from flows.mandates import OFFER_LIFE, Ending, Mandate, Means, in_order
from storage.errors import Conflict, Tampered
from storage.records_mandates import MandateRecord, MandateStep, Wording
from storage.references import TAG_SIZE, random_code
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp, stamp_or_none

_MANDATES = table("mandates")
_STEPS = table("mandate_steps")
_NAMES = (
    "id tag principal_id agent_id slip about purposes procedures dossier_id days offered_at means certified made_at"
    " valid_to ended_at ending"
).split()
COLUMNS = tuple(_MANDATES.c[name] for name in _NAMES)
_ALL = select(*COLUMNS)
_GIVEN = "tag offer_hash principal_id agent_id purposes procedures dossier_id days certified offered_at about".split()
_THIS = _MANDATES.c.id == bindparam("mandate_id")
_MADE, _UNMADE = _MANDATES.c.made_at.is_not(None), _MANDATES.c.made_at.is_(None)
_UNENDED = _MANDATES.c.ended_at.is_(None)
_LIVE = (_MADE, _UNENDED, _MANDATES.c.valid_to > bindparam("now"))
_OF_AGENT = _MANDATES.c.agent_id == bindparam("agent")
_OF_PRINCIPAL = _MANDATES.c.principal_id == bindparam("principal")

_add = Statement(
    insert(_MANDATES)
    .values({name: bindparam(name) for name in _GIVEN})
    .on_conflict_do_nothing()
    .returning(_MANDATES.c.id)
)
_by_tag = Statement(_ALL.where(_MANDATES.c.tag == bindparam("tag")))
_by_offer = Statement(_ALL.where(_MANDATES.c.offer_hash == bindparam("code")))
_get = Statement(_ALL.where(_THIS))
_of_agent = Statement(_ALL.where(_OF_AGENT, *_LIVE).order_by(_MANDATES.c.id))
_of_principal = Statement(_ALL.where(_OF_PRINCIPAL, *_LIVE).order_by(_MANDATES.c.id))
_between = Statement(_ALL.where(_OF_AGENT, _OF_PRINCIPAL, *_LIVE).order_by(_MANDATES.c.id))
_ever_of = Statement(_ALL.where(_OF_PRINCIPAL, _MADE).order_by(_MANDATES.c.id.desc()).limit(bindparam("most")))
_offers_of = Statement(
    _ALL.where(_OF_AGENT, _UNMADE, _UNENDED, _MANDATES.c.offered_at > bindparam("since")).order_by(_MANDATES.c.id)
)
_slips = Statement(
    _ALL.where(_MANDATES.c.slip.is_not(None), _UNMADE, _UNENDED, _MANDATES.c.offered_at > bindparam("since")).order_by(
        _MANDATES.c.id
    )
)
_of_file = Statement(_ALL.where(_MANDATES.c.dossier_id == bindparam("dossier"), *_LIVE).order_by(_MANDATES.c.id))
_agree = Statement(
    update(_MANDATES)
    .where(_THIS, _UNMADE, _UNENDED)
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in ("principal_id", "purposes", "means", "certified", "made_at", "valid_to", "about")
        }
    )
)
_end = Statement(update(_MANDATES).where(_THIS, _UNENDED).values(ended_at=bindparam("now"), ending=bindparam("why")))
_show = Statement(update(_MANDATES).where(_THIS, _UNMADE, _UNENDED).values(slip=bindparam("document")))
_add_step = Statement(
    insert(_STEPS).values({name: bindparam(name) for name in "mandate_id seq kind actor_id role at data".split()})
)
_IN_MANDATE = _STEPS.c.mandate_id == bindparam("mandate_id")
_last_step = Statement(select(func.coalesce(func.max(_STEPS.c.seq), 0)).where(_IN_MANDATE))
_STEP = select(*(_STEPS.c[name] for name in "seq kind actor_id role at data".split()))
_steps = Statement(_STEP.where(_IN_MANDATE).order_by(_STEPS.c.seq))


class Mandates:
    """Offers, finds, makes and ends mandates."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def offer(
        self, mandate: Mandate, agent_id: int, about: Wording, code_hash: str, principal_id: int | None = None
    ) -> MandateRecord:
        """Keeps what is offered under the hash of its code; `principal_id` if it is known whose agreement is asked."""
        for _ in range(3):
            tag = random_code(TAG_SIZE + 1)
            new: Params = {
                "tag": tag,
                "offer_hash": code_hash,
                "principal_id": principal_id,
                "agent_id": agent_id,
                "purposes": " ".join(mandate.purposes),
                "procedures": " ".join(mandate.procedures),
                "dossier_id": mandate.file,
                "days": mandate.days,
                "certified": False,
                "offered_at": stamp(mandate.offered_at),
                "about": self._sealed(about, tag),
            }
            row = self._link.row(_add, new)
            if row is not None:
                return MandateRecord(row[0], tag, principal_id, agent_id, mandate, None, about)
        raise Conflict("mandate")

    def by_tag(self, tag: str) -> MandateRecord | None:
        """The mandate with this short tag, whatever became of it."""
        return self._one(self._link.row(_by_tag, {"tag": tag}))

    def by_offer(self, code_hash: str) -> MandateRecord | None:
        """The mandate that was offered under this code, whatever became of it."""
        return self._one(self._link.row(_by_offer, {"code": code_hash}))

    def get(self, mandate_id: int) -> MandateRecord | None:
        """The mandate of this id."""
        return self._one(self._link.row(_get, {"mandate_id": mandate_id}))

    def of_agent(self, person_id: int, now: datetime) -> tuple[MandateRecord, ...]:
        """The mandates that a helper holds now."""
        return self._all(self._link.rows(_of_agent, {"agent": person_id, "now": stamp(now)}))

    def of_principal(self, person_id: int, now: datetime) -> tuple[MandateRecord, ...]:
        """The mandates that a resident has given and that hold now."""
        return self._all(self._link.rows(_of_principal, {"principal": person_id, "now": stamp(now)}))

    def between(self, agent_id: int, principal_id: int, now: datetime) -> tuple[MandateRecord, ...]:
        """The mandates that a helper holds now of this one resident."""
        pair: Params = {"agent": agent_id, "principal": principal_id, "now": stamp(now)}
        return self._all(self._link.rows(_between, pair))

    def ever_of(self, person_id: int, most: int = 20) -> tuple[MandateRecord, ...]:
        """All mandates that a resident ever gave, the latest first."""
        return self._all(self._link.rows(_ever_of, {"principal": person_id, "most": most}))

    def offers_of(self, agent_id: int, now: datetime) -> tuple[MandateRecord, ...]:
        """What a helper offered and nobody answered yet."""
        return self._all(self._link.rows(_offers_of, {"agent": agent_id, "since": stamp(now - OFFER_LIFE)}))

    def slips(self, now: datetime) -> tuple[MandateRecord, ...]:
        """Offers with a signed slip that no official has looked at yet, the oldest first."""
        return self._all(self._link.rows(_slips, {"since": stamp(now - OFFER_LIFE)}))

    def of_file(self, dossier_id: int, now: datetime) -> tuple[MandateRecord, ...]:
        """The mandates for this one file that hold now."""
        return self._all(self._link.rows(_of_file, {"dossier": dossier_id, "now": stamp(now)}))

    def agree(self, record: MandateRecord, made: Mandate, principal_id: int, about: Wording) -> MandateRecord:
        """Keeps what was agreed to; raises Conflict when it was answered meanwhile."""
        new: Params = {
            "mandate_id": record.id,
            "new_principal_id": principal_id,
            "new_purposes": " ".join(made.purposes),
            "new_means": made.means,
            "new_certified": made.certified,
            "new_made_at": stamp_or_none(made.made_at),
            "new_valid_to": stamp_or_none(made.valid_to),
            "new_about": self._sealed(about, record.tag),
        }
        if self._link.change(_agree, new) != 1:
            raise Conflict("mandate")
        return replace(record, principal_id=principal_id, mandate=made, about=about)

    def end(self, record: MandateRecord, ended: Mandate) -> MandateRecord:
        """Keeps that it ended; raises Conflict when it had ended meanwhile."""
        new: Params = {"mandate_id": record.id, "now": stamp_or_none(ended.ended_at), "why": ended.ending}
        if self._link.change(_end, new) != 1:
            raise Conflict("mandate")
        return replace(record, mandate=ended)

    def show_slip(self, record: MandateRecord, document_id: str | None) -> None:
        """Notes which picture shows the signed slip of an offer; None: it would not do."""
        self._link.change(_show, {"mandate_id": record.id, "document": document_id})

    def step(
        self, record: MandateRecord, kind: str, by: int | None, role: str, now: datetime, data: Mapping[str, Data]
    ) -> None:
        """Logs what happened to it."""
        seq = int(self._link.rows(_last_step, {"mandate_id": record.id})[0][0]) + 1
        sealed = self._sealer.seal_map(data, _step_place(record.id, seq))
        new: Params = {"mandate_id": record.id, "seq": seq, "kind": kind, "actor_id": by, "role": role}
        self._link.change(_add_step, {**new, "at": stamp(now), "data": sealed})

    def steps(self, mandate_id: int) -> tuple[MandateStep, ...]:
        """All that happened to it, in order."""
        return tuple(self._step(mandate_id, row) for row in self._link.rows(_steps, {"mandate_id": mandate_id}))

    def _step(self, mandate_id: int, row: Row) -> MandateStep:
        seq, kind, by, role, at, data = row
        return MandateStep(
            mandate_id, seq, kind, by, role, moment(at), self._sealer.open_map(data, _step_place(mandate_id, seq))
        )

    def read(self, rows: Iterable[Row]) -> tuple[MandateRecord, ...]:
        """The mandates in rows with the columns of COLUMNS."""
        return self._all(list(rows))

    def _sealed(self, about: Wording, tag: str) -> bytes:
        words = {"neighbour": about.neighbour, "helper": about.helper, "text": about.text, "version": about.version}
        return self._sealer.seal({**words}, _about_place(tag))

    def _one(self, row: Row | None) -> MandateRecord | None:
        return None if row is None else self._record(row)

    def _all(self, rows: list[Row]) -> tuple[MandateRecord, ...]:
        return tuple(self._record(row) for row in rows)

    def _record(self, row: Row) -> MandateRecord:
        mandate_id, tag, principal, agent, slip, sealed, *rest = row
        words = self._sealer.open_map(sealed, _about_place(tag))
        try:
            about = Wording(**{name: str(value) for name, value in words.items()})
        except TypeError:
            raise Tampered(_about_place(tag)) from None
        return MandateRecord(mandate_id, tag, principal, agent, _mandate(tuple(rest)), slip, about)


def _mandate(row: Row) -> Mandate:
    purposes, procedures, dossier, days, offered, means, certified, made, valid, ended, ending = row
    return Mandate(
        in_order(purposes.split()),
        tuple(procedures.split()),
        dossier,
        days,
        moment(offered),
        None if means is None else Means(means),
        bool(certified),
        moment_or_none(made),
        moment_or_none(valid),
        moment_or_none(ended),
        None if ending is None else Ending(ending),
    )


def _about_place(tag: str) -> str:
    return f"mandates.about:{tag}"


def _step_place(mandate_id: int, seq: int) -> str:
    return f"mandate_steps.data:{mandate_id}.{seq}"
