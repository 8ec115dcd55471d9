"""Measures looked at again: appeals decided, measures revoked, and reviews that a chairman signs or not (D4, D6)."""

from bot.ports import Card
from bot.services.authority import may
from bot.services.discipline.leading import may_judge
from bot.services.discipline.ledger import AREA, book, number, terms
from bot.services.discipline.naming import back, measure_facts, refused, to, who
from bot.services.discipline.telling import tell
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above
from flows.answers import Data
from flows.authority import Act
from flows.calendar import local_day
from flows.conduct import APPEAL_DECIDED, DECLINED, REVOKED, SIGNED, Measure, Proposal, ReviewState, proposals
from flows.discipline import refuse_review
from flows.text import tidy

_LONGEST = 1000
_LEAST_WORDS = 10
KEEP, REVOKE = "keep", "revoke"


def measure(visit: Visit, id: str) -> Card | None:
    """A measure before those who may read all conduct, with what a leader may still do about it."""
    found = _measure(visit, id)
    if found is None:
        return None
    visit.screen = Working(AREA, "measure", id)
    rows: Rows = ()
    if may_judge(visit) and refuse_review(found, visit.person, "0123456789") == "":
        rows = ((to(visit, "discipline.button_revoke", "again", id, REVOKE),),)
        if found.appeal is not None:
            rows = ((to(visit, "discipline.button_keep", "again", id, KEEP),), *rows)
    params = {**measure_facts(visit.u, visit.voice, found), "appeal_by": ""}
    return visit.say("discipline.given", params, (*rows, *back(visit, "person", str(found.person))))


def ask_why(visit: Visit, id: str, verdict: str) -> Card | None:
    """Asks for the reason of keeping or revoking."""
    if _measure(visit, id) is None or not may_judge(visit) or verdict not in (KEEP, REVOKE):
        return None
    visit.screen = Working(AREA, "again", id, verdict)
    return visit.say(f"discipline.ask_{verdict}", rows=back(visit, "measure", id))


def take_why(visit: Visit, screen: Working, text: str) -> Card | None:
    """Decides the appeal, or revokes; told privately to the person."""
    found = _measure(visit, screen.first)
    if found is None or not may_judge(visit):
        return None
    why = refuse_review(found, visit.person, text)
    if why:
        return refused(visit, why, back(visit, "measure", screen.first))
    kept, words = screen.second == KEEP, tidy(text)[:_LONGEST]
    if kept and found.appeal is None:
        return None
    kind = REVOKED if found.appeal is None else APPEAL_DECIDED
    data: dict[str, Data] = {"kept": kept, "words": words}
    visit.u.discipline.add(kind, found.person, visit.person, visit.now, data, measure=found.id)
    tell(visit, found.person, "measure_reviewed", f"{found.id}:{kind}", {"measure": found.id})
    shown = measure(visit, screen.first)
    return None if shown is None else above(visit.voice.say(f"discipline.done_{screen.second}"), shown)


def reviews(visit: Visit) -> Card | None:
    """Everybody for whom a year-end review is proposed this year, for the chairman to sign or not."""
    if may(visit, Act.READ_CONDUCT) is None:
        return None
    visit.screen = Working(AREA, "reviews")
    found = _proposals(visit)
    lines = [_line(visit, place, one) for place, one in enumerate(found, 1)]
    buttons = tuple(
        (to(visit, "discipline.button_review", "review", str(one.person), params={"number": n}),)
        for n, one in enumerate(found, 1)
    )
    params = {"lines": lines, "year": local_day(visit.now).year}
    return visit.say("discipline.reviews", params, (*buttons, *back(visit, "list")))


def review(visit: Visit, id: str) -> Card | None:
    """One proposal with the measures behind it."""
    found = _proposal(visit, id)
    if found is None:
        return None
    visit.screen = Working(AREA, "review", id)
    papers = [
        visit.voice.say("discipline.measure_line", measure_facts(visit.u, visit.voice, one)) for one in found.measures
    ]
    rows: Rows = ()
    if found.state is ReviewState.OPEN and _may_sign(visit, found):
        sign = (to(visit, "discipline.button_review_sign", "settle", id, SIGNED, main=True),)
        rows = (sign, (to(visit, "discipline.button_review_decline", "settle", id, DECLINED),))
    params = {"line": _line(visit, 1, found), "papers": papers}
    return visit.say("discipline.review", params, (*rows, *back(visit, "reviews")))


def ask_settle(visit: Visit, id: str, verdict: str) -> Card | None:
    """Asks for the number of the proposal that is signed, or why it is not made."""
    found = _proposal(visit, id)
    if found is None or not _may_sign(visit, found) or verdict not in (SIGNED, DECLINED):
        return None
    visit.screen = Working(AREA, "settle", id, verdict)
    return visit.say(f"discipline.ask_{verdict}", {"who": _name(visit, found)}, back(visit, "review", id))


def take_settle(visit: Visit, screen: Working, text: str) -> Card | None:
    """A human has decided about the review; the program never does."""
    found = _proposal(visit, screen.first)
    if found is None or not _may_sign(visit, found) or found.state is not ReviewState.OPEN:
        return None
    words, signed = tidy(text)[:_LONGEST], screen.second == SIGNED
    why = _refusal(signed=signed, words=words)
    if why:
        return refused(visit, why, back(visit, "review", screen.first))
    data: dict[str, Data] = {"year": found.year, "number" if signed else "words": words}
    visit.u.discipline.add(screen.second, found.person, visit.person, visit.now, data)
    shown = reviews(visit)
    return None if shown is None else above(visit.voice.say(f"discipline.done_{screen.second}"), shown)


def _refusal(*, signed: bool, words: str) -> str:
    if signed:
        return "" if any(letter.isdigit() for letter in words) else "no_number"
    return "" if len(words) >= _LEAST_WORDS else "too_short"


def _may_sign(visit: Visit, found: Proposal) -> bool:
    return may(visit, Act.SIGN_REVIEW) is not None and found.person != visit.person


def _measure(visit: Visit, id: str) -> Measure | None:
    return book(visit.u, visit.now).measure(number(id)) if may(visit, Act.READ_CONDUCT) is not None else None


def _proposals(visit: Visit) -> tuple[Proposal, ...]:
    return proposals(book(visit.u, visit.now), local_day(visit.now).year, terms(visit).review_at)


def _proposal(visit: Visit, id: str) -> Proposal | None:
    if may(visit, Act.READ_CONDUCT) is None:
        return None
    return next((one for one in _proposals(visit) if one.person == number(id)), None)


def _line(visit: Visit, place: int, found: Proposal) -> str:
    decided = found.decided.data if found.decided and found.state is not ReviewState.OPEN else {}
    params = {
        "number": place,
        "who": _name(visit, found),
        "count": len(found.measures),
        "year": found.year,
        "state": visit.voice.say(f"discipline.review_{found.state}"),
        "said": str(decided.get("number") or decided.get("words") or ""),
    }
    return visit.voice.say("discipline.review_line", params)


def _name(visit: Visit, found: Proposal) -> str:
    return who(visit.u, visit.voice, found.person)
