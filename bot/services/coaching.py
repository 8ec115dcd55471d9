"""The photo coach in the conversation: one tip at a time, to be followed or overruled with one tap (F23, N1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.callbacks import Act
from bot.ports import Card, Judgement
from bot.services.visit import Visit
from bot.verdicts import FAULTS
from bot.view import Page, leaving
from flows.answers import Data, Gathered
from flows.kinds import Document as Papers
from flows.turn import Ask
from storage.records import Document, Draft

TWICE = "twice"
PDF = "application/pdf"
# The share of what is noted of two looks that must agree: so it is for one photo packed twice, and for no two sheets of
# one form. A sheet photographed anew is seldom so much alike.
ALIKE = 0.55
_RETAKING = "retaking"


@dataclass(frozen=True, slots=True)
class Tip:
    """What would help most now: the page, its number, its fault, and the number of its double.

    `inside`: the number of the page in a PDF, 0 where a photo is the page.
    """

    page: str
    number: int
    fault: str
    twin: int = 0
    inside: int = 0


def verdict(judgement: Judgement) -> dict[str, Data]:
    """A judgement as it is kept with the document."""
    told: dict[str, Data] = {"faults": list(judgement.faults), "look": f"{judgement.look:x}"}
    return {**told, "page": judgement.page} if judgement.page else told


def accepted(found: Mapping[str, Data]) -> dict[str, Data]:
    """The verdict once the resident said that the picture will do."""
    return {**found, "accepted": True}


def alike(one: int, other: int) -> bool:
    """Whether two looks are those of one page."""
    return (one & other).bit_count() >= ALIKE * max((one | other).bit_count(), 1)


def tip_for(visit: Visit, draft: Draft, pages: Sequence[str]) -> Tip | None:
    """The tip for the first of these pages that has a fault and was not accepted; None when all will do."""
    known = {document.id: document for document in visit.u.documents.of_draft(draft.id)}
    here = [(number, known[page]) for number, page in enumerate(pages, 1) if page in known]
    for place, (number, document) in enumerate(here):
        if document.verdict is None or document.verdict.get("accepted"):
            continue
        found = document.verdict.get("faults")
        fault = next((name for name in FAULTS if isinstance(found, list) and name in found), "")
        if fault:
            return Tip(document.id, number, fault, inside=_inside(document))
        twin = next((earlier for earlier, other in here[:place] if _same(other, document)), 0)
        if twin:
            return Tip(document.id, number, TWICE, twin)
    return None


def _inside(document: Document) -> int:
    page = (document.verdict or {}).get("page", 0)
    return page + 1 if document.media_type == PDF and isinstance(page, int) else 0


def _same(one: Document, other: Document) -> bool:
    looks = [_look(document) for document in (one, other)]
    return one.sha256 == other.sha256 or (0 not in looks and alike(*looks))


def _look(document: Document) -> int:
    written = (document.verdict or {}).get("look")
    return int(written, 16) if isinstance(written, str) else 0


def pages_asked(ask: Ask) -> tuple[str, ...]:
    """The pages that the question being asked has so far; none when it asks for no pages."""
    gathers = isinstance(ask.slot.question.kind, Papers) and isinstance(ask.before, Gathered)
    return ask.before.items if gathers and isinstance(ask.before, Gathered) else ()


def coached(visit: Visit, draft: Draft, page: Page, ask: Ask, card: Card) -> Card:
    """The card of a question for pages: with a tip above and its two buttons, as long as one is worth giving."""
    pages = pages_asked(ask)
    tip = tip_for(visit, draft, pages) if pages and not ask.answered else None
    if tip is None:
        return card
    voice = visit.voice
    words = voice.say(f"coach.{tip.fault}", {"number": tip.inside or tip.number, "twin": tip.twin})
    if tip.inside:
        words = voice.say("coach.in_pdf", {"number": tip.number, "tip": words})
    choice = (
        voice.button("coach.button_retake", Act(draft.tag, "retake", tip.page), main=True),
        voice.button("coach.button_use", Act(draft.tag, "use", tip.page)),
    )
    return replace(card, text=f"{words}\n\n{card.text}", rows=(choice, leaving(page)))


def remember_place(visit: Visit, draft: Draft, pages: Sequence[str], page: str) -> int:
    """Remembers where the picture taken again belongs; returns the number of the page."""
    place = pages.index(page)
    after = pages[place + 1] if place + 1 < len(pages) else ""
    visit.remember(_RETAKING, {"draft": draft.tag, "after": after})
    return place + 1


def place_again(visit: Visit, draft: Draft) -> str | None:
    """The page before which the next picture belongs, asked for once; None when it goes to the end."""
    kept = visit.kept.pop(_RETAKING, None)
    if not isinstance(kept, dict) or kept.get("draft") != draft.tag:
        return None
    after = kept.get("after")
    return after if isinstance(after, str) and after else None
