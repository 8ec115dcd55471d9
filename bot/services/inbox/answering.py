"""A question of another unit before whoever may read it: its words, the papers shared with it and no others, an answer.

The asked see the papers while the question is open; every look at the card and at a page is written down.
"""

from dataclasses import dataclass

from bot.callbacks import Work
from bot.ports import Attachment, Button, Card
from bot.services.authority import may
from bot.services.desk_papers import AT_ONCE, JPEG
from bot.services.file_papers import FilePaper, papers_in_file
from bot.services.inbox.asked import answerers, notes_down
from bot.services.inbox.choice import AREA
from bot.services.inbox.consulting import answer
from bot.services.inbox.opinions import facts
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.authority import Act
from flows.consulting import LONGEST, SHORTEST
from flows.dossier import Role
from flows.text import tidy
from storage.consultations import Consultation
from storage.records import Document, DossierRecord

_KEPT = "opinion_draft"


@dataclass(frozen=True, slots=True)
class Sought:
    """A question, its file, and in which role this person answers it and stands on the asking side (None: not)."""

    one: Consultation
    record: DossierRecord
    answers: Role | None
    asks: Role | None


def sought(visit: Visit, tag: str) -> Sought | None:
    """A question for those it concerns: who may answer it, and who may ask about its file."""
    one = visit.u.consultations.by_tag(tag)
    record = visit.u.dossiers.get(one.dossier_id) if one is not None else None
    if one is None or record is None:
        return None
    asks = may(visit, Act.ASK_UNIT, record)
    theirs = visit.person in answerers(visit.u, visit.library, one)
    answers = may(visit, Act.ANSWER_UNIT) if theirs else None
    if asks is not None and notes_down(visit.library, one, visit.person):
        answers = asks
    return Sought(one, record, answers, asks) if answers is not None or asks is not None else None


def opinion(visit: Visit, tag: str) -> Card | None:
    """The question, what is shared with it, and its answer; nothing of one that was taken back, for the asked."""
    here = sought(visit, tag)
    if here is None:
        return None
    one, mine = here.one, here.answers is not None and here.one.is_open
    if here.asks is None and one.withdrawn_at is not None:
        listed = visit.voice.button("consulting.button_list", Work(AREA, "asked"))
        return visit.say("consulting.gone", {}, ((listed,),))
    visit.u.views.log(visit.person, here.record.id, "opinion", "handling", visit.now)
    visit.screen = Working(AREA, "opinion", tag)
    papers = _shared(visit, here)
    sheet = visit.sheet(here.record.procedure)
    params = {
        **facts(visit, one, here.record),
        "procedure": visit.voice.text(sheet.title) if sheet is not None else here.record.procedure,
        "question": one.question,
        "answer": one.answer,
        "papers": [paper.title for paper in papers],
        "mine": mine,
    }
    files = _pictures(visit, one, papers) if here.asks is None and one.is_open else ()
    return Card(
        visit.voice.say("consulting.opinion", params), pairs(_buttons(visit, here)), wants="choice", files=files
    )


def typed(visit: Visit, tag: str, words: str) -> Card | None:
    """An answer as it will be read, before it is sent."""
    here, said = sought(visit, tag), tidy(words)
    if here is None or here.answers is None or not here.one.is_open:
        return opinion(visit, tag)
    if not SHORTEST <= len(said) <= LONGEST:
        return _with(visit, "length", tag)
    visit.remember(_KEPT, [tag, said])
    visit.screen = Working(AREA, "opinion", tag)
    go = visit.voice.button("inbox.button_send", Work(AREA, "opine", tag), main=True)
    stop = visit.voice.button("desk.button_cancel", Work(AREA, "opinion", tag))
    return visit.say("consulting.answer", {"words": said, **facts(visit, here.one, here.record)}, ((go, stop),))


def send(visit: Visit, tag: str) -> Card | None:
    """Sends the answer that was looked at; one that came too late, or was pressed twice, changes nothing."""
    here = sought(visit, tag)
    if here is None or here.answers is None:
        return opinion(visit, tag)
    match visit.kept.pop(_KEPT, None):
        case [str(about), str(said)] if about == tag:
            done = answer(visit, here.one, said, here.answers)
            return _with(visit, "answered" if done else "settled", tag)
    return opinion(visit, tag)


def shared_page(visit: Visit, tag: str, document_id: str, page: int) -> tuple[Document, DossierRecord] | None:
    """A page shared with an open question, for who may answer it; the look is written down."""
    here = sought(visit, tag)
    if here is None or here.answers is None or not here.one.is_open:
        return None
    for paper in _shared(visit, here):
        for document, number in () if paper.held else paper.sheets:
            if document.id == document_id and number == page:
                visit.u.views.log(visit.person, here.record.id, f"document:{document.id}", "opinion", visit.now)
                return document, here.record
    return None


def _shared(visit: Visit, here: Sought) -> list[FilePaper]:
    return [one for one in papers_in_file(visit, here.record) if one.id in here.one.papers]


def _pictures(visit: Visit, one: Consultation, papers: list[FilePaper]) -> tuple[Attachment, ...]:
    found = [
        Attachment(
            f"opinion:{one.tag}:{document.id}:{page}",
            visit.voice.say("papers.page_name", {"paper": paper.title, "number": place}),
            JPEG,
            picture=True,
        )
        for paper in papers
        for place, (document, page) in enumerate(() if paper.held else paper.sheets, 1)
    ]
    return tuple(found[:AT_ONCE])


def _buttons(visit: Visit, here: Sought) -> list[Button]:
    voice, buttons = visit.voice, list[Button]()
    if here.asks is not None:
        if here.one.is_open:
            buttons.append(voice.button("consulting.button_withdraw", Work(AREA, "unask", here.one.tag), danger=True))
        buttons.append(voice.button("consulting.button_all", Work(AREA, "asks", here.record.reference)))
    else:
        buttons.append(voice.button("consulting.button_list", Work(AREA, "asked")))
    return buttons


def _with(visit: Visit, code: str, tag: str) -> Card | None:
    card = opinion(visit, tag)
    return above(visit.voice.say(f"consulting.{code}"), card) if card is not None else None
