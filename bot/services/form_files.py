"""Official forms as files: who may open which, every look by an official logged, and what is to be printed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from bot.ports import Chat
from bot.services.definitions import definition
from bot.services.desk import for_desk
from bot.services.form_filling import fill, letterhead
from bot.services.forms import OFFICIALS
from bot.services.issued import SLIP, to_official, to_resident, written_on
from bot.services.owned import mine
from bot.services.register_pages import first_day, pages
from bot.services.slips import declaration, slip
from bot.services.standing import current, sheet_of
from bot.services.visit import Visit
from bot.services.visit import visit as visit_of
from content.catalog import Library
from content.forms.filled import Filled
from content.forms.filling import Blank, forms
from content.sheet import Sheet
from flows.answers import Answers
from flows.calendar import local_day
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

KINDS = ("form", "draft", "blank", "register")


@dataclass(frozen=True, slots=True)
class Order:
    """A form to be printed: its template, what stands in it, for a reader of which language, under which name."""

    form: str
    data: Filled | Blank
    language: str
    name: str


def order(u: UnitOfWork, library: Library, chat: Chat, file_id: str, now: datetime, link: str) -> Order | None:
    """The form that a file's id names, filled in, if this chat may have it; an official's look is logged."""
    seat = u.people.at(chat.channel, chat.address)
    if seat is None:
        return None
    here = visit_of(u, library, now, seat, link)
    match file_id.split(":"):
        case ["form", reference, form]:
            return _of_file(here, reference, form)
        case ["draft", tag, form]:
            return _of_draft(here, tag, form)
        case ["register", month]:
            return _register(here, month)
        case ["blank", form] if form in forms(library.forms):
            head = letterhead(here, library.law.on(local_day(now)))
            return Order(form, Blank(head), seat.person.language, form)
    return None


def _of_file(here: Visit, reference: str, form: str) -> Order | None:
    """The resident's own file, or one of an official's field."""
    record = mine(here, reference)
    allowed = to_resident
    if record is None:
        found = for_desk(here, reference)
        if found is None:
            return None
        record, allowed = found[0], to_official
    names = allowed(here.u.dossiers.events(record.id), here.library.law.of(record.dossier))
    data = _data(here, record, form, names)
    if data is None:
        return None
    if allowed is to_official:
        here.u.views.log(here.person, record.id, f"form:{form}", "handling", here.now)
    return Order(form, data, here.voice.language, f"{form}-{record.reference}")


def _data(here: Visit, record: DossierRecord, form: str, names: Collection[str]) -> Filled | None:
    if form == SLIP:
        return slip(here, record)
    if form in names:
        return fill(here, record, form)
    sheet, day = definition(here, record), local_day(record.dossier.submitted_at)
    return declaration(here, sheet, record.answers, record) if _writes(sheet, record.answers, day, form) else None


def _writes(sheet: Sheet, answers: Answers, day: date, form: str) -> bool:
    return any(paper.blank == form for paper in written_on(sheet, answers, day))


def _of_draft(here: Visit, tag: str, form: str) -> Order | None:
    draft = current(here, tag)
    sheet = sheet_of(here, draft) if draft else None
    if draft is None or sheet is None or not _writes(sheet, draft.session.answers, local_day(here.now), form):
        return None
    return Order(form, declaration(here, sheet, draft.session.answers), here.voice.language, form)


def _register(here: Visit, month: str) -> Order | None:
    first, roles = first_day(month), [one for one in here.staff() if one.role in OFFICIALS]
    if first is None or not roles:
        return None
    fields = None if any(not one.fields for one in roles) else frozenset(f for one in roles for f in one.fields)
    return Order("register", pages(here, first, fields), here.voice.language, f"register-{month}")
