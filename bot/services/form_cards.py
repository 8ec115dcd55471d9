"""The cards from which official forms are opened, saved and printed: those of a file, of a draft, and empty ones."""

from bot.callbacks import Act, Desk, Menu
from bot.ports import Attachment, Button, Card
from bot.services.definitions import definition
from bot.services.issued import DECLARATION, SLIP, blanks, to_official, to_resident, written_on
from bot.services.owned import mine
from bot.services.visit import Visit
from content.sheet import PaperSheet, Sheet
from flows.answers import Answers
from flows.calendar import local_day
from storage.records import DossierRecord, Draft

PDF = "application/pdf"


def for_resident(visit: Visit, record: DossierRecord) -> list[Button]:
    """A button for each form that the resident may have."""
    names = [*to_resident(visit.u.dossiers.events(record.id), visit.library.law.of(record.dossier))]
    if _declared(visit, record):
        names.insert(-1, DECLARATION)
    return [visit.voice.button(_label(visit, record, name), Menu("print", record.reference, name)) for name in names]


def for_official(visit: Visit, record: DossierRecord) -> list[Button]:
    """A button for each form that an official of the field may have."""
    names = [*to_official(visit.u.dossiers.events(record.id), visit.library.law.of(record.dossier))]
    if _declared(visit, record):
        names.insert(-1, DECLARATION)
    return [visit.voice.button(_label(visit, record, name), Desk("print", record.reference, name)) for name in names]


def title_of(visit: Visit, record: DossierRecord, name: str) -> str:
    """What the form is called, above its file and as the file's name."""
    return visit.voice.say("forms.slip" if name == SLIP else _label(visit, record, name))


def _label(visit: Visit, record: DossierRecord, name: str) -> str:
    """What the form is called on a button; the apology is called otherwise in each decree."""
    decree = visit.library.law.of(record.dossier).id
    return f"forms.button_{name}_{decree}" if name == "apology" else f"forms.button_{name}"


def _declared(visit: Visit, record: DossierRecord) -> tuple[PaperSheet, ...]:
    return written_on(definition(visit, record), record.answers, local_day(record.dossier.submitted_at))


def one_form(visit: Visit, reference: str, name: str) -> Card:
    """A form of a resident's file, to open, save or print."""
    record = mine(visit, reference)
    if record is None:
        return visit.say("dialogue.file_missing")
    allowed = to_resident(visit.u.dossiers.events(record.id), visit.library.law.of(record.dossier))
    back = (visit.voice.button("dialogue.button_file", Menu("file", record.reference), main=True),)
    return form_card(visit, record, name, allowed, back)


def form_card(
    visit: Visit, record: DossierRecord, name: str, allowed: tuple[str, ...], back: tuple[Button, ...]
) -> Card:
    """A form of a file, if it is among those allowed."""
    if name == DECLARATION:
        files = _filled(visit, f"form:{record.reference}", _declared(visit, record), record.reference)
        return Card(visit.voice.say("forms.declared"), (back,), files=files)
    if name not in allowed:
        return visit.say("forms.not_issued", rows=(back,))
    title = title_of(visit, record, name)
    file = Attachment(f"form:{record.reference}:{name}", f"{title} – {record.reference}", PDF)
    return Card(visit.voice.say("forms.one", {"title": title}), (back,), files=(file,))


def _filled(visit: Visit, owner: str, papers: tuple[PaperSheet, ...], about: str) -> tuple[Attachment, ...]:
    named = ((paper.blank, visit.voice.text(paper.title)) for paper in papers)
    return tuple(
        Attachment(f"{owner}:{blank}", f"{title} – {about}" if about else title, PDF) for blank, title in named
    )


def declared_button(visit: Visit, tag: str, sheet: Sheet, answers: Answers) -> tuple[Button, ...]:
    """On the review card: the declaration as it will be signed, where there is one."""
    if not written_on(sheet, answers, local_day(visit.now)):
        return ()
    return (visit.voice.button("forms.button_declaration", Act(tag, "declare")),)


def declared(visit: Visit, draft: Draft, sheet: Sheet) -> Card:
    """The declarations of a draft filled in so far."""
    papers = written_on(sheet, draft.session.answers, local_day(visit.now))
    files = _filled(visit, f"draft:{draft.tag}", papers, "")
    back = (visit.voice.button("dialogue.button_continue", Menu("here"), main=True),)
    return Card(visit.voice.say("forms.declared" if files else "forms.none"), (back,), files=files)


def empty(visit: Visit, sheet: Sheet, paper: str = "") -> Card:
    """The forms of a procedure with nothing filled in; that of one paper, or all."""
    today = local_day(visit.now)
    named = tuple(one for one in sheet.papers if one.rule.id == paper and one.rule.valid.covers(today) and one.blank)
    files = _filled(visit, "blank", named if paper else blanks(sheet, today), "")
    back = (visit.voice.button("dialogue.button_continue", Menu("here"), main=True),)
    return Card(visit.voice.say("forms.empty" if files else "forms.none"), (back,), files=files)


def empty_button(visit: Visit, sheet: Sheet) -> tuple[Button, ...]:
    """The way to the empty forms of a procedure, where it has any."""
    found = blanks(sheet, local_day(visit.now))
    return (visit.voice.button("forms.button_empty", Menu("blank", sheet.key)),) if found else ()
