"""Files as they were sent, for who sent them; and the QR of a code."""

import io
from dataclasses import dataclass

import segno

from bot.ports import Chat, File
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Found:
    """A document that may be opened, with what the vault needs to open it; `only_for` is the one file that a picture of
    an identity card serves, '' for other pages.
    """

    id: str
    wrapped_key: bytes
    name: str
    media_type: str
    only_for: str = ""
    turn: int = 0


def find_file(u: UnitOfWork, chat: Chat, file_id: str) -> Found | None:
    """The document as it was sent, for whoever sent it."""
    document, seat = u.documents.get(file_id), u.people.at(chat.channel, chat.address)
    if document is None or seat is None or document.owner_person != seat.person.id:
        return None
    record = u.dossiers.get(document.dossier_id) if document.dossier_id is not None else None
    only_for = record.reference if record is not None and document.identity else ""
    name = document.name or document.id
    return Found(document.id, document.wrapped_key, name, document.media_type, only_for, document.turn)


def qr_code(reference: str, link: str) -> File:
    """The QR of a file: the look-up address and the code, no name and no number (handbook rules §2)."""
    out = io.BytesIO()
    segno.make(f"{link}/?c={reference}" if link else reference, micro=False, error="m", boost_error=False).save(
        out, kind="png", scale=6, border=3
    )
    return File(out.getvalue(), f"{reference}.png", "image/png")
