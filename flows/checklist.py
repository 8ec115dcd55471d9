"""What I need for *my* situation: papers, fee and time limit, from the same answers as the application itself."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from flows.answers import Answers, Value
from flows.facts import holds
from flows.kinds import Context
from flows.path import reachable
from flows.procedure import Amount, End, Fee, Flat, Limit, Paper, PerPage, PerPiece, Procedure, Slot


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of the fee; `dong` is None while the number it depends on is not known."""

    fee: Fee
    dong: int | None


@dataclass(frozen=True, slots=True)
class Checklist:
    """Papers, fee lines and time limit under `assumed` answers; `outcome` when these lead elsewhere."""

    papers: tuple[Paper, ...]
    fees: tuple[FeeLine, ...]
    limit: Limit | None
    assumed: Answers
    assumptions: tuple[Slot, ...]
    outcome: str | None = None

    @property
    def total(self) -> int | None:
        """The whole fee in đồng, None while a part of it is not known."""
        amounts = [line.dong for line in self.fees]
        return None if None in amounts else sum(amount for amount in amounts if amount is not None)


def checklist(procedure: Procedure, answers: Answers, on: date) -> Checklist:
    """The checklist for these answers on a day; where an answer is missing, the usual one is assumed."""
    seen: dict[str, Value] = {}
    assumptions: list[Slot] = []
    outcome: str | None = None
    context = Context(on, seen)
    for slot in reachable(procedure, seen, on):
        if isinstance(slot, End):
            outcome = slot.outcome
            break
        given = slot.key in answers and (
            answers[slot.key] is None or slot.question.kind.holds(answers[slot.key], context)
        )
        value = answers[slot.key] if given else slot.question.usual
        if value is not None:
            seen[slot.key] = value
        if slot.question.usual is not None:
            assumptions.append(slot)
    papers = tuple(p for p in procedure.papers if p.valid.covers(on) and holds(p.only_if, seen, on))
    fees = (f for f in procedure.fees if f.valid.covers(on) and holds(f.only_if, seen, on))
    limits = (li for li in procedure.limits if li.valid.covers(on) and holds(li.only_if, seen, on))
    lines = tuple(FeeLine(fee, amount(fee.amount, seen)) for fee in fees)
    return Checklist(papers, lines, next(limits, None), seen, tuple(assumptions), outcome)


def amount(rule: Amount, seen: Answers) -> int | None:
    """The amount in đồng, None while a number it needs is missing."""
    match rule:
        case Flat(dong):
            return dong
        case PerPiece(dong, count):
            pieces = seen.get(count)
            return dong * pieces if isinstance(pieces, int) else None
        case PerPage(first, then, cap, pages_step, copies_step):
            pages, copies = seen.get(pages_step), seen.get(copies_step)
            if not isinstance(pages, int) or not isinstance(copies, int):
                return None
            return copies * min(cap, first * min(pages, 2) + then * max(pages - 2, 0))
    assert_never(rule)
