"""Mandates: for a while a resident lets a helper do named things with named procedures, or with one file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Purpose(StrEnum):
    """What may be allowed, each chosen by itself; nothing is allowed by silence (handbook rules §6.3)."""

    ASSIST = "assist"  # fill in the draft, add papers; the resident confirms
    NOTIFY = "notify"  # be told how the file stands
    SUBMIT = "submit"  # send in without the resident's confirmation
    COLLECT = "collect"  # receive the result


class Means(StrEnum):
    """By what a mandate is proven: the resident's own tap, or a signed slip that an official looked at."""

    TAP = "tap"
    SLIP = "slip"


class Ending(StrEnum):
    """Why a mandate ended before its time, or an offer came to nothing."""

    REVOKED = "revoked"  # by the resident
    RETURNED = "returned"  # by the helper
    PASSED_ON = "passed_on"  # to another helper, with the resident's consent
    DISMISSED = "dismissed"  # whoever held it is no helper any more
    FILE_ENDED = "file_ended"
    REFUSED = "refused"  # by the resident who was asked, or by the official who saw the slip


class Phase(StrEnum):
    """Where a mandate stands at a moment."""

    OFFERED = "offered"
    LAPSED = "lapsed"  # nobody answered the offer in time
    ACTIVE = "active"
    EXPIRED = "expired"
    ENDED = "ended"


TERMS = (1, 31, 365)  # days
OFFER_LIFE = timedelta(days=7)  # a slip has to be printed, signed and photographed
PLEDGE_LIFE = timedelta(days=365)  # the promise not to disclose or deceive (NĐ 118/2025 art. 5.3.c), once a year
_WARNED_BEFORE = timedelta(days=3)
_WARNED_BEFORE_A_DAY_ENDS = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Mandate:
    """What is offered or agreed to; instants are UTC. Either `procedures` are named, or one `file` (a dossier's id).

    `certified`: the signature was certified by the commune, which civil status asks of all but the closest relatives.
    """

    purposes: tuple[Purpose, ...]
    procedures: tuple[str, ...]
    file: int | None
    days: int
    offered_at: datetime
    means: Means | None = None
    certified: bool = False
    made_at: datetime | None = None
    valid_to: datetime | None = None
    ended_at: datetime | None = None
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Denied:
    """Why something may not be done, as a code."""

    code: str


def in_order(purposes: Iterable[str]) -> tuple[Purpose, ...]:
    """Purposes each once, in the order in which they are asked about; unknown words are left out."""
    wanted = set(purposes)
    return tuple(purpose for purpose in Purpose if purpose in wanted)


def offer(
    purposes: Iterable[str], procedures: Iterable[str], file: int | None, days: int, now: datetime
) -> Mandate | Denied:
    """A mandate to be agreed to."""
    named, asked = tuple(dict.fromkeys(procedures)), in_order(purposes)
    if not asked:
        return Denied("no_purpose")
    if bool(named) == (file is not None):
        return Denied("no_subject")
    return Mandate(asked, named, file, days, now) if days in TERMS else Denied("no_term")


def phase(mandate: Mandate, now: datetime) -> Phase:
    """Where it stands now."""
    if mandate.ended_at is not None:
        return Phase.ENDED
    if mandate.made_at is None or mandate.valid_to is None:
        return Phase.LAPSED if now >= mandate.offered_at + OFFER_LIFE else Phase.OFFERED
    return Phase.ACTIVE if now < mandate.valid_to else Phase.EXPIRED


def agree(
    mandate: Mandate, chosen: Iterable[str], means: Means, now: datetime, certified: bool = False
) -> Mandate | Denied:
    """The resident agrees to some of what is offered; the time runs from now."""
    agreed = tuple(purpose for purpose in in_order(chosen) if purpose in mandate.purposes)
    if phase(mandate, now) is not Phase.OFFERED:
        return Denied("not_open")
    if not agreed:
        return Denied("nothing_chosen")
    until = now + timedelta(days=mandate.days)
    return replace(mandate, purposes=agreed, means=means, certified=certified, made_at=now, valid_to=until)


def end(mandate: Mandate, why: Ending, now: datetime) -> Mandate | Denied:
    """It ends at once; what has ended, expired or lapsed cannot end again."""
    if phase(mandate, now) not in (Phase.OFFERED, Phase.ACTIVE):
        return Denied("not_open")
    return replace(mandate, ended_at=now, ending=why)


def warn_at(mandate: Mandate) -> datetime | None:
    """When both are told that it will expire: three days before, on the last day of a short one two hours before."""
    if mandate.valid_to is None:
        return None
    return mandate.valid_to - (_WARNED_BEFORE if mandate.days > _WARNED_BEFORE.days else _WARNED_BEFORE_A_DAY_ENDS)


def pledge_due(pledged_at: datetime | None, now: datetime) -> bool:
    """Whether a helper is to give the yearly pledge (anew) before anything else."""
    return pledged_at is None or now >= pledged_at + PLEDGE_LIFE
