"""A file that was sent: in the vault already, put on record once the conversation has a place for it."""

from dataclasses import dataclass

from bot.ports import Judgement
from bot.services.coaching import verdict
from bot.services.visit import Visit
from storage.records import Draft


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is already in the vault, not yet on any record."""

    id: str
    wrapped_key: bytes
    media_type: str
    size: int
    sha256: str
    name: str
    album: str | None
    place: int
    judgement: Judgement | None = None
    safety: str = "unchecked"
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Copies:
    """Pages of an earlier file, copied into the vault and not yet on any record."""

    uploads: tuple[Upload, ...]


def uploads_in(sent: object) -> tuple[Upload, ...]:
    """The files in what came with an arrival."""
    return (sent,) if isinstance(sent, Upload) else sent.uploads if isinstance(sent, Copies) else ()


def keep(visit: Visit, draft: Draft, key: str, upload: Upload, *, identity: bool) -> None:
    """Notes the file under the question `key`, guarded if it shows an identity card; the rest is told later."""
    visit.keeps = True
    visit.u.documents.add(
        upload.id,
        draft.person_id,
        draft.id,
        key,
        media_type=upload.media_type,
        size=upload.size,
        sha256=upload.sha256,
        name=upload.name,
        wrapped_key=upload.wrapped_key,
        now=visit.now,
        album=upload.album,
        album_place=upload.place,
        turn=upload.judgement.turn if upload.judgement else 0,
        verdict=verdict(upload.judgement) if upload.judgement else None,
        safety=upload.safety,
        pages=upload.pages,
        identity=identity,
        look_at=visit.now if _is_unfinished(upload) else None,
    )


def _is_unfinished(upload: Upload) -> bool:
    """Whether something is still to be found out about it."""
    photo = upload.media_type != "application/pdf"
    return upload.safety == "held" or (photo and upload.judgement is None)


def told_of(visit: Visit, upload: Upload | None) -> str:
    """What was done with the picture that just came."""
    if upload is None or not visit.keeps:
        return ""
    turned = upload.judgement is not None and upload.judgement.turn != 0
    said = ([visit.voice.say("coach.turned")] if turned else []) + (
        [visit.voice.say("coach.held")] if upload.safety == "held" else []
    )
    return "\n".join(said)
