"""What the repositories of mandates give and take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flows.answers import Data
from flows.mandates import Mandate


@dataclass(frozen=True, slots=True)
class Wording:
    """What a mandate says: how the neighbour and the helper are called, and the text agreed to with its version."""

    neighbour: str
    helper: str
    text: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class MandateRecord:
    """A mandate with whose it is; `tag` names it on buttons, `slip` is the id of the photographed paper, if any."""

    id: int
    tag: str
    principal_id: int | None
    agent_id: int
    mandate: Mandate
    slip: str | None
    about: Wording


@dataclass(frozen=True, slots=True)
class MandateStep:
    """Something that happened to a mandate; `seq` counts from 1."""

    mandate_id: int
    seq: int
    kind: str
    actor_id: int | None
    role: str
    at: datetime
    data: Mapping[str, Data] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeedRecord:
    """What a helper did for a neighbour; `told_at` is when the neighbour is told of it."""

    id: int
    principal_id: int
    agent_id: int
    mandate_id: int
    what: str
    procedure: str
    dossier_id: int | None
    at: datetime
    told_at: datetime
