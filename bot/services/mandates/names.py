"""How helpers and neighbours are called, and what mandates are about, in words."""

from collections.abc import Iterable

from bot.services.authority import post_of
from bot.services.visit import Visit
from bot.services.voice import Voice
from content.catalog import Library
from content.sheet import in_language
from flows.acts import Act
from flows.authority import Subject, permitted
from flows.mirroring import Done, lines
from storage.records import DossierRecord
from storage.records_mandates import DeedRecord, MandateRecord
from storage.unit_of_work import UnitOfWork


def helper_name(u: UnitOfWork, library: Library, person: int, language: str = "vi") -> str:
    """A helper as neighbours know them: the name that the commune calls them by, and who sends them."""
    for staff in u.staff.of(person):
        if staff.name and permitted((post_of(staff),), Act.ASK_MANDATE, Subject()) is not None:
            body = library.office.body(staff.organisation)
            return f"{staff.name} ({in_language(body.name, language)})" if body else staff.name
    return Voice(library, language).say("words.role_helper")


def procedure_title(voice: Voice, key: str) -> str:
    """The title of a procedure; its key when it is no longer offered."""
    sheet = voice.library.procedures.get(key)
    return voice.text(sheet.title) if sheet else key


def subject(visit: Visit, record: MandateRecord) -> str:
    """What a mandate is about: its procedures, or its one file by its code."""
    return subject_of(visit.u, visit.voice, record)


def subject_of(u: UnitOfWork, voice: Voice, record: MandateRecord) -> str:
    """The same for any reader."""
    if record.mandate.file is not None:
        file = u.dossiers.get(record.mandate.file)
        return voice.say("mandates.one_file", {"reference": file.reference if file else ""})
    return "; ".join(procedure_title(voice, key) for key in record.mandate.procedures)


def file_title(voice: Voice, record: DossierRecord) -> str:
    """The title of a file's procedure."""
    return procedure_title(voice, record.procedure)


def deeds_in_words(u: UnitOfWork, voice: Voice, deeds: Iterable[DeedRecord]) -> list[str]:
    """What a helper did, equal things put together: 'trả lời 12 câu (Đăng ký khai sinh)'."""
    found = []
    for line in lines(Done(one.what, one.procedure, one.dossier_id, one.at) for one in deeds):
        file = None if line.file is None else u.dossiers.get(line.file)
        about = file.reference if file is not None else procedure_title(voice, line.procedure)
        found.append(voice.say(f"mandates.deed_{line.what}", {"count": line.count, "about": about}))
    return found
