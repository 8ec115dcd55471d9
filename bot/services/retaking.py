"""Following a tip or overruling it: a page taken again, or used as it is."""

from bot.ports import Card
from bot.services.coaching import PDF, accepted, pages_asked, remember_place, tip_for
from bot.services.drafting import happen
from bot.services.standing import sheet_of
from bot.services.visit import Visit, above
from flows.engine import advance
from flows.events import Dropped, Resumed
from flows.text import fold
from flows.turn import Ask
from storage.records import Draft


def retake(visit: Visit, draft: Draft, page: str) -> Card | None:
    """The resident takes a page again: the old picture goes, the next one takes its place; None for an old button."""
    key, pages = _gathering(visit, draft)
    if page not in pages:
        return None
    number = remember_place(visit, draft, pages, page)
    document = visit.u.documents.get(page)
    code = "coach.retake_pdf" if document is not None and document.media_type == PDF else "coach.retake"
    return above(visit.voice.say(code, {"number": number}), happen(visit, draft, Dropped(key, page)))


def use(visit: Visit, draft: Draft, page: str) -> Card:
    """The resident says that the picture will do."""
    document = visit.u.documents.get(page)
    if document is not None and document.draft_id == draft.id and document.verdict is not None:
        visit.u.documents.judge(page, document.turn, accepted(document.verdict), document.safety)
    return happen(visit, draft, Resumed())


def typed(visit: Visit, draft: Draft, text: str) -> Card | None:
    """The words of one of the two buttons, typed while there is a tip: they mean this page, not the whole paper."""
    said = fold(text)
    meant = [name for name in ("retake", "use") if said == fold(visit.voice.say(f"coach.button_{name}"))]
    tip = tip_for(visit, draft, _gathering(visit, draft)[1]) if meant else None
    if tip is None:
        return None
    return retake(visit, draft, tip.page) if meant[0] == "retake" else use(visit, draft, tip.page)


def _gathering(visit: Visit, draft: Draft) -> tuple[str, tuple[str, ...]]:
    """The question being asked and the pages it has so far; nothing is changed by looking."""
    sheet = sheet_of(visit, draft)
    asked = advance(sheet.procedure, draft.session, Resumed(), now=visit.now).replies[-1] if sheet else None
    return (asked.slot.key, pages_asked(asked)) if isinstance(asked, Ask) else ("", ())
