"""The digest: all that an official is told at once about many files, as one message with counts and file buttons."""

from collections.abc import Sequence
from datetime import datetime

from bot.callbacks import Desk, Menu
from bot.ports import Card
from bot.services.pacing import Choices, is_paced, pace_of
from bot.services.visit import pairs
from bot.services.voice import Voice
from content.catalog import Library
from flows.notices import TO_OFFICIALS, policy
from flows.quiet import Pace
from storage.records import DossierRecord, Notice, Seat
from storage.unit_of_work import UnitOfWork

MANY = 3  # from so many on, what is told at once is counted and not told at length
_SHOWN = 8  # files with a line and a button


def for_digest(library: Library, notices: Sequence[Notice], choices: Choices) -> tuple[Notice, ...]:
    """Those of the notices that are told as a digest: the many, or what its reader asked to have so."""
    fit = tuple(
        notice
        for notice in notices
        if notice.kind in TO_OFFICIALS
        and notice.dossier_id is not None
        and library.wording.has(f"digest.{notice.kind}")
        and not (notice.urgent or notice.reply)
    )
    return fit if len(fit) >= MANY or any(is_paced(notice.kind, choices) for notice in fit) else ()


def digest_card(
    u: UnitOfWork, library: Library, notices: Sequence[Notice], choices: Choices, seat: Seat, now: datetime
) -> Card:
    """Counts by kind, each with its files; a file told of twice keeps its number."""
    voice = Voice(library, seat.person.language, seat.person.form)
    records = _records(u, notices)
    numbers = {id: number for number, id in enumerate(records, 1)}
    lines = []
    for kind in dict.fromkeys(notice.kind for notice in notices):
        files = list(dict.fromkeys(n.dossier_id for n in notices if n.kind == kind and n.dossier_id in records))
        lines.append(voice.say(f"digest.{kind}", {"count": len(files)}))
        lines.extend(_line(voice, numbers[id], records[id]) for id in files if id and numbers[id] <= _SHOWN)
    weekly = any(pace_of(policy(notice.kind).topic, choices) is Pace.WEEKLY for notice in notices)
    params = {"count": len(notices), "day": now, "weekly": weekly, "lines": lines, "more": len(records) - _SHOWN}
    buttons = [
        voice.button("desk.button_line", Desk("open", one.reference), {"number": n, "reference": one.reference})
        for n, one in enumerate(list(records.values())[:_SHOWN], 1)
    ]
    listed = voice.button("desk.button_list", Desk("list"))
    rows = (*pairs(buttons), (listed, voice.button("settings.button_paces", Menu("paces"))))
    return Card(voice.say("digest.card", params), rows, "notice", "choice")


def _records(u: UnitOfWork, notices: Sequence[Notice]) -> dict[int, DossierRecord]:
    ids = dict.fromkeys(notice.dossier_id for notice in notices if notice.dossier_id is not None)
    found = ((id, u.dossiers.get(id)) for id in ids)
    return {id: record for id, record in found if record is not None}


def _line(voice: Voice, number: int, record: DossierRecord) -> str:
    sheet = voice.library.procedures.get(record.procedure)
    params = {
        "number": number,
        "reference": record.reference,
        "procedure": voice.text(sheet.title) if sheet else record.procedure,
        "due": record.dossier.due_at or "",
    }
    return voice.say("digest.line", params)
