"""What a helper has said so far of the mandate they want to ask for; kept, sealed, with the chat."""

from dataclasses import dataclass

from bot.services.visit import Visit
from flows.mandates import Purpose, in_order

_KEPT = "mandate_plan"


@dataclass(frozen=True, slots=True)
class Plan:
    """Whose mandate (`known` is the tag of an earlier one of the same neighbour), for which procedures or one file (by
    its reference), for which purposes."""

    name: str = ""
    known: str = ""
    procedures: tuple[str, ...] = ()
    file: str = ""
    purposes: tuple[Purpose, ...] = ()


def plan_of(visit: Visit) -> Plan:
    """The plan of this chat, an empty one at first."""
    kept = visit.kept.get(_KEPT)
    if not isinstance(kept, dict):
        return Plan()
    words = {name: str(kept.get(name, "")) for name in ("name", "known", "procedures", "file", "purposes")}
    procedures, purposes = tuple(words["procedures"].split()), in_order(words["purposes"].split())
    return Plan(words["name"], words["known"], procedures, words["file"], purposes)


def keep(visit: Visit, plan: Plan) -> Plan:
    """Keeps the plan."""
    kept = {"name": plan.name, "known": plan.known, "file": plan.file}
    visit.remember(_KEPT, {**kept, "procedures": " ".join(plan.procedures), "purposes": " ".join(plan.purposes)})
    return plan


def forget(visit: Visit) -> None:
    """Forgets the plan."""
    visit.kept.pop(_KEPT, None)
