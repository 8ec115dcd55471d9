"""What the repositories give and take: frozen records, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from flows.answers import Answers, Data
from flows.dossier import Dossier
from flows.session import Session


@dataclass(frozen=True, slots=True)
class Person:
    """A resident, helper or official; `form` is the form of address asked for once, `profile` what is reused."""

    id: int
    language: str
    form: str
    profile: Mapping[str, Data] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in one chat; `state` is what the conversation needs between turns, `reachable` whether pushes arrive."""

    chat_id: int
    channel: str
    address: str
    person: Person
    state: Mapping[str, Data]
    reachable: bool
    used_at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A procedure begun and not sent in; `nudged` counts the reminders since it was last touched."""

    id: int
    tag: str
    person_id: int
    session: Session
    revision: int
    started_at: datetime
    touched_at: datetime
    nudged: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """One page or file under the question `key`; its bytes are in the vault, opened with `wrapped_key`.

    `turn`: degrees by which it is turned clockwise to stand upright. `verdict`: what the photo coach found, None while
    nobody looked. `safety`: unchecked (there is no scanner), held (not scanned yet: nobody else may open it) or clean.
    `identity`: it shows an identity card, so it is shown with a watermark only and kept for days, not for years.
    """

    id: str
    owner_person: int
    draft_id: int | None
    dossier_id: int | None
    key: str
    order: int
    album: str | None
    album_place: int
    media_type: str
    size: int
    sha256: str
    identity: bool
    name: str
    wrapped_key: bytes = field(repr=False)
    created_at: datetime
    turn: int = 0
    verdict: Mapping[str, Data] | None = None
    safety: str = "unchecked"
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Erasure:
    """A page that was erased: under which question it stood, when it came and went, and by which rule."""

    document_id: str
    dossier_id: int | None
    key: str
    created_at: datetime
    erased_at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class DossierRecord:
    """A dossier with all that surrounds it; `official_code` is typed in by an official, never invented."""

    id: int
    reference: str
    official_code: str | None
    procedure: str
    version: str
    field: str
    hamlet: str
    person_id: int
    filer_id: int
    channel: str
    owner_id: int | None
    dossier: Dossier
    answers: Answers
    revision: int


@dataclass(frozen=True, slots=True)
class NewDossier:
    """What is sent in; the reference will be `prefix` and a random code. `filer_id` is who filed it for the person."""

    prefix: str
    procedure: str
    version: str
    field: str
    hamlet: str
    person_id: int
    filer_id: int
    channel: str
    dossier: Dossier
    answers: Answers


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One line of a dossier's history, never changed; `seq` counts from 1 in each dossier."""

    dossier_id: int
    seq: int
    kind: str
    actor_id: int | None
    role: str
    at: datetime
    data: Mapping[str, Data]


NoticeState = Literal["pending", "claimed", "sent", "failed", "dropped", "unreachable"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A message owed; `next_at` is when something is next to be done with it, None once it is settled."""

    id: int
    dedupe: str
    person_id: int
    dossier_id: int | None
    kind: str
    params: Mapping[str, Data]
    urgent: bool
    reply: bool
    not_before: datetime
    expires_at: datetime | None
    state: NoticeState
    attempts: int
    next_at: datetime | None
    claimed_until: datetime | None
    sent_at: datetime | None
    channel: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class HistoryMessage:
    """One message of a web chat, as it was shown."""

    id: int
    at: datetime
    who: Literal["me", "bot"]
    payload: Mapping[str, Data]


@dataclass(frozen=True, slots=True)
class Told:
    """That a notice of a kind was sent, and when; what it said is not read."""

    kind: str
    sent_at: datetime
    reply: bool


ReachState = Literal["waiting", "told", "listed", "settled"]


@dataclass(frozen=True, slots=True)
class ReachRecord:
    """What is known of a legal notice's way to its reader.

    `told_at` is when helpers and officials heard that it was not read, `listed_at` when it came on the call list,
    `reached_at` when it was read, `how` by what that is known: tap, read, message, called, desk; or `moot`.
    """

    notice_id: int
    kind: str
    person_id: int
    dossier_id: int
    channel: str | None
    state: ReachState
    sent_at: datetime | None
    next_at: datetime | None
    told_at: datetime | None
    listed_at: datetime | None
    reached_at: datetime | None
    how: str | None
    by: int | None
