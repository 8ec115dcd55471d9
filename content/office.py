"""The office that uses the program: names, hours, desks and hamlets. One file makes it another commune."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from content.bureaus import Bureau
from content.rankings import Ranking
from content.replies import Reply
from content.sheet import Confidence, Source, Text
from flows.blocking import Alarm
from flows.deadlines import OfficeHours
from flows.discipline import Terms
from flows.kinds import Option
from flows.text import fold

_PROVINCE = re.compile(r"^(?:tỉnh|thành phố)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hamlet:
    """A hamlet (thôn); `words` are the folded ways people call it."""

    id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A mass organisation that sends helpers."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter of the centre and the fields it takes."""

    id: str
    title: Text
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A name that this place had, or has, from `since` to `until` (None: still)."""

    commune: str
    district: str
    province: str
    since: date | None = None
    until: date | None = None


# The channels that the program has.
CHANNELS = ("web", "telegram")


@dataclass(frozen=True, slots=True)
class Office:
    """One commune's office. `commune` is how sentences call it; `unit` its name on the day `as_of`, in parts;
    `former` are other names people still write.

    `regime` is the one-stop decree it works under: 2018 (NĐ 61/2018) or 2025 (NĐ 118/2025). `unit_code` begins
    official file codes. `confidence` is low while facts that only the commune knows are placeholders. `channels` are
    those over which notices may be pushed, `channels_for` narrows them for a kind of notice or a weight. A paper as PDF
    has at most `pdf_megabytes` (millions of bytes), as the portal takes it.
    `often` are the procedures offered first, by key. `list_posted`: the list of procedures hangs at the desk.
    `board_by_itself`: the notice board shows each week without anybody's approval. `rankings` are shown
    with it, the latest year first.
    `roster_published`: when on Fridays the duty roster of next week goes out.
    """

    id: str
    commune: Text
    unit: Unit
    former: tuple[Unit, ...]
    centre: Text
    unit_code: str
    ward_code: str
    regime: Literal["2018", "2025"]
    as_of: date
    phone: str
    place: Text
    map_link: str
    hours: OfficeHours
    saturday_morning: bool
    desks: tuple[Desk, ...]
    hamlets: tuple[Hamlet, ...]
    sources: Mapping[str, Source]
    confidence: Confidence
    channels: tuple[str, ...] = CHANNELS
    channels_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alarm: Alarm = field(default_factory=Alarm)
    discipline: Terms = field(default_factory=Terms)
    pdf_megabytes: int = 5
    often: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    bureaus: tuple[Bureau, ...] = ()
    replies: tuple[Reply, ...] = ()
    list_posted: bool = False
    board_by_itself: bool = False
    rankings: tuple[Ranking, ...] = ()
    roster_published: time = time(15)
    awaited: tuple[str, ...] = ()

    def permits(self, channel: str, *names: str) -> bool:
        """Whether pushes called so (their kind, their weight) may go over a channel."""
        lists = (self.channels, *(self.channels_for[name] for name in names if name in self.channels_for))
        return channel not in CHANNELS or all(channel in allowed for allowed in lists)

    def hamlet(self, id: str) -> Hamlet | None:
        """The hamlet with this id, None when it is not on the list (any more)."""
        return next((hamlet for hamlet in self.hamlets if hamlet.id == id), None)

    def body(self, id: str) -> Body | None:
        """The body with this id, None when it is not on the list (any more)."""
        return next((body for body in self.bodies if body.id == id), None)

    def fields(self) -> tuple[str, ...]:
        """The fields that its desks take."""
        return tuple(dict.fromkeys(field for desk in self.desks for field in desk.fields))

    def options(self) -> tuple[Option, ...]:
        """The hamlets as options of an address."""
        return tuple(Option(hamlet.id, hamlet.words) for hamlet in self.hamlets)

    def around(self) -> tuple[str, ...]:
        """The folded names of the districts and provinces that this place lies or lay in."""
        units = (self.unit, *self.former)
        names = [name for unit in units for name in (unit.district, _PROVINCE.sub("", unit.province)) if name]
        return tuple(dict.fromkeys(fold(name) for name in names))

    def desk_for(self, field: str) -> Desk | None:
        """The first desk that takes a field."""
        return next((desk for desk in self.desks if field in desk.fields), None)
