"""Outreach (S5, F58): the commune writes to a hamlet or a kind of beneficiary, once the head approves."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal

from flows.dossier import Role

LONGEST = 900  # letters of a message: with greeting, sender and the way out it stays one short page
SHORTEST = 10
BATCH = 20  # letters a minute: a channel has 20 messages a second, and answers go first
FEW = 5  # smaller groups are not counted out to who only drafts


class Group(StrEnum):
    """Whom a letter is for."""

    ALL = "all"
    HAMLET = "hamlet"  # who has a file with an address there, or asked for help there
    PROCEDURE = "procedure"  # who had this done here


class Stage(StrEnum):
    """Where a letter stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"  # waits for the head
    RUNNING = "running"
    STOPPED = "stopped"
    FINISHED = "finished"
    DROPPED = "dropped"  # thrown away, or not approved


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to many: who wrote it, to whom, and how far it has come. `which`: the hamlet or procedure."""

    author: int
    group: Group
    which: str
    stage: Stage = Stage.DRAFT
    approved_by: int | None = None
    approved_at: datetime | None = None


Fault = Literal["too_short", "too_long", "nobody", "not_head", "over", "running", "waits"]


@dataclass(frozen=True, slots=True)
class Unsent:
    """Why a letter does not go on, as a code."""

    code: Fault


def check(text: str) -> Unsent | None:
    """What is wrong with the words."""
    length = len(text.strip())
    if length < SHORTEST:
        return Unsent("too_short")
    return Unsent("too_long") if length > LONGEST else None


def propose(letter: Letter) -> Letter | Unsent:
    """The drafter hands it to the head."""
    if letter.stage is not Stage.DRAFT:
        return Unsent("waits" if letter.stage is Stage.PROPOSED else "over")
    return replace(letter, stage=Stage.PROPOSED)


def approve(letter: Letter, person: int, role: Role, count: int, now: datetime) -> Letter | Unsent:
    """The head lets it go: what others drafted only once it was proposed, so that nobody approves half a sentence."""
    if role is not Role.HEAD:
        return Unsent("not_head")
    if letter.stage is Stage.DRAFT and letter.author != person:
        return Unsent("waits")
    if letter.stage not in (Stage.DRAFT, Stage.PROPOSED):
        return Unsent("running" if letter.stage is Stage.RUNNING else "over")
    if count == 0:
        return Unsent("nobody")
    return replace(letter, stage=Stage.RUNNING, approved_by=person, approved_at=now)


def drop(letter: Letter) -> Letter | Unsent:
    """It is not sent at all."""
    if letter.stage in (Stage.DRAFT, Stage.PROPOSED):
        return replace(letter, stage=Stage.DROPPED)
    return Unsent("running" if letter.stage is Stage.RUNNING else "over")


def stop(letter: Letter) -> Letter | Unsent:
    """What was not sent yet stays here."""
    return replace(letter, stage=Stage.STOPPED) if letter.stage is Stage.RUNNING else Unsent("over")


def finish(letter: Letter) -> Letter:
    """Everybody has it, or cannot be reached."""
    return replace(letter, stage=Stage.FINISHED) if letter.stage is Stage.RUNNING else letter


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the letters to each: `waiting` are owed and not sent, `out` opted out before or while it ran."""

    owed: int = 0
    waiting: int = 0
    sent: int = 0
    read: int = 0
    failed: int = 0
    out: int = 0
    stopped: int = 0


def counted(count: int, leads: bool) -> int | None:
    """How many a group has, as far as one may know: who does not lead is not told of very few (None)."""
    return count if leads or count >= FEW or count == 0 else None
