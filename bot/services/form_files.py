"""Official forms as files: who may open which, every look by an official logged, and what is to be printed."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.ports import Chat
from bot.services.authority import fields_for, may
from bot.services.definitions import definition
from bot.services.desk import for_desk
from bot.services.form_cards import title_of
from bot.services.form_filling import fill, letterhead
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
from flows.authority import Act
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
            return _blank(here, form)
    return None


def _of_file(here: Visit, reference: str, form: str) -> Order | None:
    """The resident's own file, or one of an official's field."""
    record = mine(here, reference)
    allowed = to_resident
    if record is None:
        found = for_desk(here, reference, Act.PRINT_FORM)
        if found is None:
            return None
        record, allowed = found[0], to_official
    names = allowed(here.u.dossiers.events(record.id), here.library.law.of(record.dossier))
    made = _issued(here, record, form) if form in names else _declared(here, record, form)
    if made is not None and allowed is to_official:
        here.u.views.log(here.person, record.id, f"form:{form}", "handling", here.now)
    return made


def _issued(here: Visit, record: DossierRecord, form: str) -> Order | None:
    data = slip(here, record) if form == SLIP else fill(here, record, form)
    name = f"{title_of(here, record, form)} – {record.reference}"
    return None if data is None else Order(form, data, here.voice.language, name)


def _declared(here: Visit, record: DossierRecord, form: str) -> Order | None:
    sheet = definition(here, record)
    title = _title(here, sheet, record.answers, local_day(record.dossier.submitted_at), form)
    if title is None:
        return None
    data = declaration(here, sheet, record.answers, record)
    return Order(form, data, here.voice.language, f"{title} – {record.reference}")


def _title(here: Visit, sheet: Sheet, answers: Answers, day: date, form: str) -> str | None:
    """The title of the paper that this situation needs on a form, None when it needs none."""
    papers = written_on(sheet, answers, day)
    return next((here.voice.text(paper.title) for paper in papers if paper.blank == form), None)


def _of_draft(here: Visit, tag: str, form: str) -> Order | None:
    draft = current(here, tag)
    sheet = sheet_of(here, draft) if draft else None
    if draft is None or sheet is None:
        return None
    answers = draft.session.answers
    title = _title(here, sheet, answers, local_day(here.now), form)
    return Order(form, declaration(here, sheet, answers), here.voice.language, title) if title else None


def _register(here: Visit, month: str) -> Order | None:
    first = first_day(month)
    if first is None or may(here, Act.OPEN_REGISTER) is None:
        return None
    fields = fields_for(here.u, here.person, Act.OPEN_REGISTER)
    name = here.voice.say("forms.register_name", {"month": f"{first:%m-%Y}"})
    return Order("register", pages(here, first, fields), here.voice.language, name)


def _blank(here: Visit, form: str) -> Order:
    head = letterhead(here, here.library.law.on(local_day(here.now)))
    return Order(form, Blank(head), here.voice.language, here.voice.say("forms.button_empty"))
