"""The morning message (F39): an official's red, amber and new files, what is due, owed and asked, in one message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.callbacks import Desk, Work
from bot.ports import Button, Card
from bot.services.authority import fields_for
from bot.services.inbox.asked import asked_of
from bot.services.inbox.choice import AREA, Choice, total
from bot.services.ladder import overdue_of
from bot.services.posts import OWNERS
from bot.services.visit import pairs
from bot.services.voice import Voice
from content.catalog import Library
from flows.authority import Act
from flows.calendar import local, local_day
from flows.deadlines import instant
from flows.inbox import Colour, marks
from flows.quiet import DIGEST, WINDOWS, Audience
from storage.inbox import FIRST
from storage.records import DossierRecord, Notice
from storage.unit_of_work import UnitOfWork

KIND = "morning"
_DONE = "morning_of"  # the setting: the day whose messages are owed
_KINDS = (Colour.RED, "today", Colour.AMBER, Colour.NEW)
_LISTED = 5  # files with a line of their own


@dataclass(frozen=True, slots=True)
class Morning:
    """What the day begins with: files by kind, residents' words, questions of other units, answers that are overdue."""

    files: Mapping[str, int]
    due: tuple[DossierRecord, ...]
    talks: int
    asked: int
    owed: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (any(self.files.values()) or self.talks or self.asked or self.owed)


def go_round(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """Owes the message of a working day to each official, once; after the office has closed it is not made up for."""
    day, window = local_day(now), WINDOWS[Audience.OFFICIAL]
    if not library.calendar.is_working_day(day) or not DIGEST <= local(now).time() < window.closes:
        return
    if u.settings.get(_DONE) == day.isoformat():
        return
    ends = instant(day, window.closes)
    for person in dict.fromkeys(staff.person_id for staff in u.staff.with_roles(OWNERS)):
        if not morning_of(u, library, person, now).is_empty:
            u.outbox.owe(f"{KIND}:{day}:{person}", person, KIND, {}, now=now, not_before=now, expires_at=ends)
    u.settings.put(_DONE, day.isoformat())


def morning_of(u: UnitOfWork, library: Library, person: int, now: datetime) -> Morning:
    """What a person's day begins with: their own files and those of their fields that nobody has."""
    fields, at = fields_for(u, person, Act.OWN_FILE), marks(now, library.law)
    named = None if fields is None else tuple(sorted(fields))
    tally = u.inbox.counts(person, named, "ours", at)
    spots = u.inbox.page(person, named, "today", "ours", at, FIRST, _LISTED)
    due = tuple(record for spot in spots if (record := u.dossiers.get(spot.id)) is not None)
    talks = sum(owner in (None, person) for _, owner in u.talks.waiting(named))
    waits = [one for one in u.consultations.open_of_asker(person) if one.due_at < at.today]
    files = {kind: total(tally, kind) for kind in _KINDS}
    return Morning(files, due, talks, len(asked_of(u, library, person)), len(waits))


def told(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """The message as it goes out; None when all is done by then, or when the list of what is overdue says it too."""
    if overdue_of(u, voice.library, notice.person_id, now):
        return None
    return card(u, voice, notice.person_id, now)


def card(u: UnitOfWork, voice: Voice, person: int, now: datetime) -> Card | None:
    """What the day begins with; None when there is nothing."""
    found = morning_of(u, voice.library, person, now)
    if found.is_empty:
        return None
    params = {"day": now, "lines": lines(voice, found)}
    return Card(voice.say("inbox.morning", params), pairs(buttons(voice, found)), "notice", "choice")


def lines(voice: Voice, found: Morning, *, without_red: bool = False) -> list[str]:
    """A line for each kind, and one for each file that is due today."""
    said, today = list[str](), found.files["today"]
    for kind in _KINDS:
        count = found.files[kind]
        if count and not (kind == Colour.RED and without_red) and not (kind == Colour.AMBER and count <= today):
            said.append(voice.say(f"inbox.morning_{kind}", {"count": count, "today": today}))
        if kind == "today":
            said.extend(_file(voice, record) for record in found.due)
    for name, count in (("talks", found.talks), ("asked", found.asked), ("owed", found.owed)):
        if count:
            said.append(voice.say(f"inbox.morning_{name}", {"count": count}))
    return said


def buttons(voice: Voice, found: Morning) -> list[Button]:
    """The ways to what the lines tell."""
    ways = [
        voice.button(f"inbox.button_{kind}", Desk("list", Choice(kind, "ours").written()), {"count": found.files[kind]})
        for kind in _KINDS
        if found.files[kind]
    ]
    for name, count in (("talks", found.talks), ("asked", found.asked), ("owed", found.owed)):
        if count:
            ways.append(voice.button(f"inbox.button_{name}", Work(AREA, name), {"count": count}))
    return ways


def _file(voice: Voice, record: DossierRecord) -> str:
    sheet = voice.library.procedures.get(record.procedure)
    params = {
        "reference": record.reference,
        "procedure": voice.text(sheet.title) if sheet else record.procedure,
        "due": record.dossier.promised_at or record.dossier.due_at or "",
    }
    return voice.say("inbox.morning_file", params)
