"""Papers by their names: of a dossier's procedure, or of the question that collected them."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.callbacks import Menu
from bot.ports import Button
from bot.services.draft_keys import REPLACED
from bot.services.visit import Visit
from bot.services.voice import Voice
from content.sheet import Sheet, Text
from flows.answers import Data
from flows.calendar import local_day
from flows.dossier import Supplement
from flows.portal import UNNAMED
from storage.records import DossierRecord


def papers_in(data: Mapping[str, Data]) -> tuple[str, ...]:
    """The papers that an event or a notice names."""
    paper, also = data.get("paper"), data.get("also")
    return tuple(one for one in (paper, *(also if isinstance(also, list) else ())) if isinstance(one, str) and one)


def paper_titles(voice: Voice, record: DossierRecord, papers: Iterable[str]) -> str:
    """The titles of some papers, in one line."""
    return "; ".join(paper_title(voice, record, one) for one in papers)


def supplement_button(voice: Voice, record: DossierRecord, supplement: Supplement) -> Button:
    """The way to answer a request: named after the paper, or after how many there are."""
    press = Menu("supplement", record.reference)
    if len(supplement.papers) > 1:
        return voice.button("dialogue.button_supplement_many", press, {"count": len(supplement.papers)}, main=True)
    paper = {"paper": paper_title(voice, record, supplement.paper)}
    return voice.button("dialogue.button_supplement", press, paper, main=True)


def paper_title(voice: Voice, record: DossierRecord, paper: str) -> str:
    """The title of a paper of the dossier's procedure by its id; the id itself when it is gone."""
    if paper == UNNAMED:
        return voice.say("status.paper_unnamed")
    sheet = voice.library.procedures.get(record.procedure)
    rows = [one for one in sheet.papers if one.rule.id == paper] if sheet else []
    day = local_day(record.dossier.submitted_at)
    valid = [one.title for one in rows if one.rule.valid.covers(day)] or [one.title for one in rows]
    if valid or sheet is None:
        return voice.text(valid[0]) if valid else paper
    return voice.text(text_of(sheet, paper, day)) or paper


def paper_of(visit: Visit, sheet: Sheet, key: str) -> str:
    """The title of a paper by its id, or by the question that collected it."""
    if key == UNNAMED:
        return visit.voice.say("status.paper_unnamed")
    return visit.voice.text(text_of(sheet, key, local_day(visit.now))) or key


def text_of(sheet: Sheet, key: str, today: date) -> Text | None:
    """The title of a paper in every language, by its id or by the question that collected it."""
    rows = sorted(sheet.papers, key=lambda one: not one.rule.valid.covers(today))  # what holds now, then what held
    found = next((one.title for one in rows if key in (one.rule.id, one.rule.step)), None)
    return sheet.steps[key].short if found is None and key in sheet.steps else found


def page_title(voice: Voice, record: DossierRecord, sheet: Sheet, key: str) -> str:
    """The paper that a page belongs to, one that a correction set aside too; `sheet` as the file was sent in."""
    asked = key.removeprefix(REPLACED)
    found = voice.text(text_of(sheet, asked, local_day(record.dossier.submitted_at)))
    return found or paper_title(voice, record, asked)
