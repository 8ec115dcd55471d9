"""Who files a draft for whom: the applicant stays its owner, whoever filled it in or sent it is written down beside."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.services.mandates.rights import held, last_agent, matter_of_draft
from bot.services.visit import Visit
from flows.answers import Data
from flows.dossier import Role
from flows.helping import Deed
from storage.records import DossierRecord, Draft
from storage.records_mandates import MandateRecord

# How a file was filed when not by its owner's own hand; neither is online (QĐ 766, 3.3).
MANDATE, DESK = "mandate", "desk"
OTHERS_HANDS = frozenset({MANDATE, DESK})


@dataclass(frozen=True, slots=True)
class Filed:
    """Who filed it, over which channel, in which role it was sent, and what proves that its owner wanted it."""

    filer: int
    channel: str
    role: Role
    proof: Mapping[str, Data]


def filed(visit: Visit, draft: Draft) -> Filed:
    """How a draft is being sent in now."""
    helper = last_agent(visit, draft)
    filer = helper or draft.person_id
    if draft.person_id == visit.person:
        proof: dict[str, Data] = {"helper": helper, "confirmed": "tap"} if helper else {}
        return Filed(filer, visit.seat.channel, Role.RESIDENT, proof)
    if visit.confirmed == DESK:
        return Filed(filer, DESK, Role.CLERK, {"helper": helper, "confirmed": DESK})
    if visit.confirmed:
        return Filed(
            visit.person, visit.seat.channel, Role.RESIDENT, {"helper": visit.person, "confirmed": visit.confirmed}
        )
    found = held(visit, draft.person_id, Deed.SEND, matter_of_draft(visit, draft))
    by = found.id if isinstance(found, MandateRecord) else None
    return Filed(visit.person, MANDATE, Role.HELPER, {"helper": visit.person, "confirmed": MANDATE, "mandate": by})


def tell(visit: Visit, record: DossierRecord, how: Filed) -> None:
    """Who did not press the button hears that it was sent: the owner, and the helper who filled it in."""
    u = visit.u
    if record.person_id != visit.person and u.people.seats_of(record.person_id):
        u.outbox.owe(
            f"assisted_sent:{record.id}",
            record.person_id,
            "assisted_sent",
            {},
            now=visit.now,
            dossier_id=record.id,
            reply=True,
        )
    if how.filer not in (visit.person, record.person_id):
        u.outbox.owe(
            f"assisted_done:{record.id}",
            how.filer,
            "assisted_done",
            {"principal": record.person_id},
            now=visit.now,
            dossier_id=record.id,
            reply=True,
        )
