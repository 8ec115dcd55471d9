"""What an official sees of their own conduct: delays to explain, measures, the right to contest them (D2, D6)."""

from bot.ports import Card
from bot.services.authority import may
from bot.services.discipline.ledger import AREA, book, number, standing_of, terms
from bot.services.discipline.naming import back, case_facts, case_line, measure_facts, out, refused, to
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, pairs
from flows.authority import Act
from flows.calendar import local_day
from flows.conduct import APPEALED, EXPLAINED, Book, Case, Measure, Reason, counted
from flows.discipline import Standing, appeal_by, refuse_appeal, refuse_explanation
from flows.text import tidy

_SHOWN = 8
_KEPT = "discipline:told"  # what was written and not sent yet, kept with the chat
_LONGEST = 1000  # characters of an explanation


def mine(visit: Visit) -> Card | None:
    """An official's own delays, those to explain first, and the measures of this year."""
    if may(visit, Act.EXPLAIN_DELAY) is None:
        return None
    visit.screen = Working(AREA, "mine")
    own = book(visit.u, visit.now, visit.person)
    cases = _first_to_explain(visit, own)[:_SHOWN]
    lines = [case_line(visit, n, one, named=False) for n, one in enumerate(cases, 1)]
    buttons = [
        to(visit, "discipline.button_case", "case", str(one.delay.id), params={"number": n})
        for n, one in enumerate(cases, 1)
    ]
    year = local_day(visit.now).year
    measures = [one for one in own.measures if one.person == visit.person]
    papers = [
        to(visit, "discipline.button_measure", "given", str(one.id), params={"number": one.number}) for one in measures
    ]
    params = {"lines": lines, "year": year, "count": len(counted(own.measures, visit.person, year))}
    return visit.say("discipline.mine", params, (*pairs(buttons, 4), *pairs(papers[-_SHOWN:]), *out(visit)))


def _first_to_explain(visit: Visit, own: Book) -> list[Case]:
    wanted = (Standing.TO_EXPLAIN, Standing.UNEXPLAINED)
    latest = sorted(own.cases, key=lambda one: one.delay.id, reverse=True)
    return sorted(latest, key=lambda one: standing_of(visit, one) not in wanted)


def one_case(visit: Visit, id: str) -> Card | None:
    """One delay of one's own: what is known, and the reasons to choose from while it may be explained."""
    case = _mine(visit, id)
    if case is None:
        return None
    visit.screen = Working(AREA, "case", id)
    open_to_it = refuse_explanation(case, visit.person, Reason.OTHER, "0123456789") == ""
    rows: Rows = ()
    if open_to_it:
        rows = tuple((to(visit, f"discipline.reason_{reason}", "why", id, reason.value),) for reason in Reason)
    params = {**case_facts(visit, case), "asks": open_to_it}
    return visit.say("discipline.case", params, (*rows, *back(visit, "mine")))


def ask_words(visit: Visit, id: str, reason: str) -> Card | None:
    """Asks for the explanation in the owner's own words."""
    case = _mine(visit, id)
    if case is None or reason not in tuple(Reason):
        return None
    visit.screen = Working(AREA, "words", id, reason)
    params = {**case_facts(visit, case), "reason": visit.voice.say(f"discipline.reason_{reason}")}
    return visit.say("discipline.ask_explanation", params, back(visit, "case", id))


def take_words(visit: Visit, screen: Working, text: str) -> Card | None:
    """Takes the explanation, or says why not, and shows it before it is sent."""
    case = _mine(visit, screen.first)
    if case is None:
        return None
    why = refuse_explanation(case, visit.person, screen.second, text)
    if why:
        return refused(visit, why, back(visit, "case", screen.first))
    visit.remember(_KEPT, {"text": tidy(text)[:_LONGEST], "evidence": ""})
    return sure(visit, screen.first, screen.second)


def ask_evidence(visit: Visit, id: str, reason: str) -> Card | None:
    """Asks what proves it: the number of a letter, where a photo lies."""
    if _mine(visit, id) is None or not _told(visit)["text"]:
        return None
    visit.screen = Working(AREA, "evidence", id, reason)
    return visit.say("discipline.ask_evidence", rows=back(visit, "sure", id, reason))


def take_evidence(visit: Visit, screen: Working, text: str) -> Card | None:
    """Keeps what proves it beside the explanation."""
    visit.remember(_KEPT, {**_told(visit), "evidence": tidy(text)[:300]})
    return sure(visit, screen.first, screen.second)


def sure(visit: Visit, id: str, reason: str) -> Card | None:
    """The explanation as the leader will read it."""
    told = _told(visit)
    if _mine(visit, id) is None or not told["text"] or reason not in tuple(Reason):
        return one_case(visit, id)
    visit.screen = Working(AREA, "sure", id, reason)
    params = {**told, "reason": visit.voice.say(f"discipline.reason_{reason}")}
    rows = (
        (to(visit, "discipline.button_send", "send", id, reason, main=True),),
        (
            to(visit, "discipline.button_evidence", "evidence", id, reason),
            to(visit, "discipline.button_again", "why", id, reason),
        ),
        *back(visit, "case", id),
    )
    return visit.say("discipline.sure", params, rows)


def send(visit: Visit, id: str, reason: str) -> Card | None:
    """Files the explanation; a leader sees it next morning in the list of what waits."""
    case, told = _mine(visit, id), _told(visit)
    if case is None:
        return None
    why = refuse_explanation(case, visit.person, reason, told["text"])
    if why:
        return refused(visit, why, back(visit, "case", id))
    data = {"reason": reason, "text": told["text"], "evidence": told["evidence"]}
    visit.u.discipline.add(EXPLAINED, visit.person, visit.person, visit.now, data, delay=case.delay.id)
    visit.remember(_KEPT, None)
    visit.screen = Working(AREA, "mine")
    return visit.say("discipline.sent", case_facts(visit, case), back(visit, "mine"))


def own_measure(visit: Visit, id: str) -> Measure | None:
    """A measure against the person who looks."""
    if may(visit, Act.EXPLAIN_DELAY) is None:
        return None
    found = book(visit.u, visit.now, visit.person).measure(number(id))
    return found if found is not None and found.person == visit.person else None


def given(visit: Visit, id: str) -> Card | None:
    """A reminder or criticism as its person reads it, with the way to contest it."""
    measure = own_measure(visit, id)
    if measure is None:
        return None
    visit.screen = Working(AREA, "given", id)
    last = appeal_by(measure, terms(visit), visit.library.calendar)
    why = refuse_appeal(measure, visit.person, "0123456789", visit.now, terms(visit), visit.library.calendar)
    rows = () if why else ((to(visit, "discipline.button_appeal", "appeal", id),),)
    params = {**measure_facts(visit.u, visit.voice, measure), "appeal_by": "" if why else last}
    return visit.say("discipline.given", params, (*rows, *back(visit, "mine")))


def ask_appeal(visit: Visit, id: str) -> Card | None:
    """Asks why the measure is contested."""
    if own_measure(visit, id) is None:
        return None
    visit.screen = Working(AREA, "appeal", id)
    return visit.say("discipline.ask_appeal", rows=back(visit, "given", id))


def take_appeal(visit: Visit, screen: Working, text: str) -> Card | None:
    """Keeps the appeal, once and in time."""
    measure = own_measure(visit, screen.first)
    if measure is None:
        return None
    why = refuse_appeal(measure, visit.person, text, visit.now, terms(visit), visit.library.calendar)
    if why:
        return refused(visit, why, back(visit, "given", screen.first))
    words = {"words": tidy(text)[:_LONGEST]}
    visit.u.discipline.add(APPEALED, visit.person, visit.person, visit.now, words, measure=measure.id)
    visit.screen = Working(AREA, "given", screen.first)
    return visit.say("discipline.appealed", rows=back(visit, "mine"))


def _mine(visit: Visit, id: str) -> Case | None:
    if may(visit, Act.EXPLAIN_DELAY) is None:
        return None
    case = book(visit.u, visit.now, visit.person).case(number(id))
    return case if case is not None and case.delay.owner == visit.person else None


def _told(visit: Visit) -> dict[str, str]:
    kept = visit.kept.get(_KEPT)
    told = kept if isinstance(kept, dict) else {}
    return {name: str(told.get(name, "")) for name in ("text", "evidence")}
