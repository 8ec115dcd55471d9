"""What the repositories of those who work for the commune give and take, and of what they did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.answers import Data
from flows.boxes import Lock


@dataclass(frozen=True, slots=True)
class Appointment:
    """What an invitation gives: a role, the fields or hamlets it is limited to (none: all of them), the name that the
    commune calls the person by, and the body that sends them, by its id in the office's file."""

    role: str
    fields: tuple[str, ...] = ()
    hamlets: tuple[str, ...] = ()
    name: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """A role held by a person; no `fields` or `hamlets` means all of them; the rest as in `Appointment`."""

    id: int
    person_id: int
    role: str
    fields: tuple[str, ...]
    since: datetime
    hamlets: tuple[str, ...] = ()
    name: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that nobody has used; `by` is who invited, None for the command line."""

    id: int
    offers: Appointment
    by: int | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Companion:
    """A person who shares a chat: what they are called there, the salted hash of their PIN ('' for none), its lock."""

    id: int
    chat_id: int
    person_id: int
    name: str
    pin: str
    lock: Lock


@dataclass(frozen=True, slots=True)
class ActRecord:
    """Something that was done, by whom and to whom; `data` holds what its kind needs."""

    id: int
    kind: str
    by: int | None
    about: int | None
    at: datetime
    data: Mapping[str, Data]


@dataclass(frozen=True, slots=True)
class ViewRecord:
    """Who looked into which dossier, at what, why and when."""

    id: int
    person_id: int
    dossier_id: int
    what: str
    reason: str
    at: datetime
