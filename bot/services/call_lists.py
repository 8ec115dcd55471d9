"""The lists of residents to be told in person (N22): who phones get, who a visit, by hamlet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.callbacks import Desk
from bot.ports import Button
from bot.services.applicants import applicant
from bot.services.authority import fields_for
from bot.services.visit import Visit
from content.catalog import Library
from flows.authority import Act
from flows.reach import Step, next_step
from storage.records import DossierRecord, ReachRecord
from storage.unit_of_work import UnitOfWork

# The question for a telephone number, in every procedure that asks for one.
_PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file whose resident is to be told: `kinds` of notices they do not know of, oldest first, `since` the first.

    Who gave a number is phoned, who gave none is visited.
    """

    record: DossierRecord
    kinds: tuple[str, ...]
    since: datetime
    hamlet: str
    name: str
    phone: str

    @property
    def way(self) -> Literal["call", "visit"]:
        """How they are told."""
        return "call" if self.phone else "visit"


def fields_of(u: UnitOfWork, person: int) -> Collection[str] | None:
    """The fields whose files this person works on: None for all, empty for none."""
    return fields_for(u, person, Act.REACH_RESIDENT)


def entries(u: UnitOfWork, library: Library, fields: Collection[str] | None) -> tuple[Entry, ...]:
    """Everybody to be told about files of these fields (None: of all), hamlet by hamlet, who waits longest first."""
    waiting: dict[int, list[ReachRecord]] = {}
    for one in u.reach.listed():
        waiting.setdefault(one.dossier_id, []).append(one)
    found = (_entry(u, library, dossier, listed) for dossier, listed in waiting.items())
    mine = (one for one in found if one is not None and (fields is None or one.record.field in fields))
    order = [hamlet.id for hamlet in library.office.hamlets]
    return tuple(sorted(mine, key=lambda one: (_place(order, one.record.hamlet), one.since, one.record.id)))


def lists_button(visit: Visit) -> tuple[Button, ...]:
    """The way to an official's lists, where anybody stands on them."""
    count = len(entries(visit.u, visit.library, fields_of(visit.u, visit.person)))
    return (visit.voice.button("calls.button", Desk("calls"), {"count": count}),) if count else ()


def _place(order: list[str], hamlet: str) -> int:
    return order.index(hamlet) if hamlet in order else len(order)


def _entry(u: UnitOfWork, library: Library, dossier: int, listed: list[ReachRecord]) -> Entry | None:
    """None when there is nothing left to tell: the file has gone on, or its resident was at the desk since."""
    record = u.dossiers.get(dossier)
    if record is None:
        return None
    told = [one for one in listed if next_step(one.kind, record.dossier.state, told=True) is Step.LIST]
    moments = [one.listed_at for one in told if one.listed_at is not None]
    if not moments:
        return None
    hamlet, phone = library.office.hamlet(record.hamlet), record.answers.get(_PHONE)
    kinds = tuple(dict.fromkeys(one.kind for one in told))
    place, number = hamlet.name if hamlet else "", phone if isinstance(phone, str) else ""
    return Entry(record, kinds, min(moments), place, applicant(record.answers), number)
