"""«Nhờ hỗ trợ»: a resident asks for help, the first helper near by who accepts gets the contact, and nobody else."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal

from flows.deadlines import Calendar, due

# So long helpers have before the desk takes care (handbook rules §6), and a resident to say that it is done.
ACCEPTED_WITHIN = "2wh"
CONFIRMED_WITHIN = "5wd"
HELPED_WITHIN = "5wd"  # what was accepted and not done by then was forgotten


class Need(StrEnum):
    """What somebody asks help with."""

    FORM = "form"  # filling something in
    PAPERS = "papers"  # taking photos of papers
    HOME = "home"  # somebody to come to the house
    PHONE = "phone"  # VNeID, the portal: using the telephone
    OTHER = "other"
    CALL = "call"  # to be phoned by an official; helpers are not asked


class Stage(StrEnum):
    """Where a request stands."""

    OPEN = "open"  # helpers near by know that somebody needs help
    TAKEN = "taken"  # one person has accepted and sees the contact
    DESK = "desk"  # nobody accepted: the officials take care
    DONE = "done"  # the helper says that it is done
    CLOSED = "closed"  # the resident says so too, or has not objected
    CANCELLED = "cancelled"  # the resident needs no help any more, or took the consent back


class Purpose(StrEnum):
    """What a resident agrees to, each on its own; nothing is agreed to by silence (Law 91/2025 art. 9)."""

    CONTACT = "contact"  # name and number to the one who accepts
    PROGRESS = "progress"  # that one sees what the files lack, and what is due when
    VISIT = "visit"  # helpers of the hamlet may come to the house and remind


ENDED = (Stage.CLOSED, Stage.CANCELLED)
_WAITING = (Stage.OPEN, Stage.DESK)
_AT_WORK = (Stage.TAKEN, Stage.DONE)


@dataclass(frozen=True, slots=True)
class Request:
    """A request for help: `helper` is who accepted, `next_at` when the clock is to look at it."""

    need: Need
    resident: int
    asked_at: datetime
    stage: Stage
    helper: int | None = None
    next_at: datetime | None = None
    shares: frozenset[Purpose] = frozenset()


@dataclass(frozen=True, slots=True)
class Denied:
    """Why a step is not taken: taken (by somebody else), already (done before), own, over, waiting or not_yours."""

    code: Literal["taken", "already", "own", "over", "waiting", "not_yours"]


def ask(
    need: Need, resident: int, shares: frozenset[Purpose], near: bool, now: datetime, calendar: Calendar
) -> Request:
    """A new request; it goes to the desk at once where no helper is `near`, or none may have the contact."""
    helped = near and need is not Need.CALL and Purpose.CONTACT in shares
    if not helped:
        return Request(need, resident, now, Stage.DESK, shares=shares)
    return Request(need, resident, now, Stage.OPEN, None, due(now, ACCEPTED_WITHIN, calendar), shares)


def accept(request: Request, person: int, now: datetime, calendar: Calendar) -> Request | Denied:
    """Somebody offers help: the first one has it, for so many days."""
    if request.stage in ENDED:
        return Denied("over")
    if request.stage in _AT_WORK:
        return Denied("already" if request.helper == person else "taken")
    if request.resident == person:
        return Denied("own")
    return replace(request, stage=Stage.TAKEN, helper=person, next_at=due(now, HELPED_WITHIN, calendar))


def hand_back(request: Request, person: int, near: bool, now: datetime, calendar: Calendar) -> Request | Denied:
    """The helper cannot do it after all: the others are asked anew, or the desk where there are none."""
    held = _held(request, person)
    if isinstance(held, Denied):
        return held
    if not near or Purpose.CONTACT not in request.shares:
        return replace(request, stage=Stage.DESK, helper=None, next_at=None)
    return replace(request, stage=Stage.OPEN, helper=None, next_at=due(now, ACCEPTED_WITHIN, calendar))


def tick(request: Request, person: int, now: datetime, calendar: Calendar) -> Request | Denied:
    """The helper says that it is done; now the resident is asked."""
    held = _held(request, person)
    if isinstance(held, Denied):
        return held
    if held.stage is Stage.DONE:
        return Denied("already")
    return replace(request, stage=Stage.DONE, next_at=due(now, CONFIRMED_WITHIN, calendar))


def phoned(request: Request) -> Request | Denied:
    """An official has phoned who only wanted that; there is nothing to be confirmed."""
    if request.stage is not Stage.DESK or request.need is not Need.CALL:
        return Denied("over" if request.stage in ENDED else "waiting")
    return replace(request, stage=Stage.CLOSED)


def answer(request: Request, person: int, done: bool, now: datetime, calendar: Calendar) -> Request | Denied:
    """The resident says whether it is done; if not, the helper goes on."""
    if request.resident != person:
        return Denied("not_yours")
    if request.stage is not Stage.DONE:
        return Denied("over" if request.stage in ENDED else "waiting")
    if done:
        return replace(request, stage=Stage.CLOSED, next_at=None)
    return replace(request, stage=Stage.TAKEN, next_at=due(now, HELPED_WITHIN, calendar))


def cancel(request: Request, person: int) -> Request | Denied:
    """The resident needs no help any more, or takes the consent back: nobody sees the contact from now on."""
    if request.resident != person:
        return Denied("not_yours")
    if request.stage in ENDED:
        return Denied("over")
    return replace(request, stage=Stage.CANCELLED, next_at=None)


def withdraw(request: Request, person: int, purpose: Purpose) -> Request | Denied:
    """One consent is taken back; without the contact nobody can help, so the request ends."""
    if request.resident != person:
        return Denied("not_yours")
    if request.stage in ENDED or purpose not in request.shares:
        return Denied("already")
    left = replace(request, shares=request.shares - {purpose})
    return cancel(left, person) if purpose is Purpose.CONTACT else left


def pass_time(request: Request, now: datetime) -> Request:
    """What the clock does: nobody accepted or helped in time, so the desk takes care; or nobody objected in time."""
    if request.next_at is None or now < request.next_at:
        return request
    if request.stage is Stage.DONE:
        return replace(request, stage=Stage.CLOSED, next_at=None)
    return replace(request, stage=Stage.DESK, helper=None, next_at=None)


def bereft(request: Request) -> Request:
    """Who accepted it helps no more for the commune: the desk takes care at once."""
    return replace(request, stage=Stage.DESK, helper=None, next_at=None) if request.stage is Stage.TAKEN else request


def shows(request: Request, person: int, purpose: Purpose) -> bool:
    """Whether somebody sees what a purpose is about: who accepted, while at it, as far as was agreed to."""
    return request.helper == person and request.stage in _AT_WORK and purpose in request.shares


def is_waiting(request: Request) -> bool:
    """Whether somebody is still to be found for it."""
    return request.stage in _WAITING


def _held(request: Request, person: int) -> Request | Denied:
    if request.stage in ENDED:
        return Denied("over")
    if request.stage in _AT_WORK and request.helper == person:
        return request
    return Denied("not_yours")
