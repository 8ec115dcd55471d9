"""A reminder or criticism issued: proposed by the program, numbered, worded and signed by a named leader (D3 to D5)."""

from bot.ports import Card
from bot.services.discipline.leading import case_of, may_judge
from bot.services.discipline.ledger import AREA, book, terms
from bot.services.discipline.naming import back, case_facts, delay_facts, refused, to, who
from bot.services.discipline.telling import holders_of, tell
from bot.services.screens_work import Working
from bot.services.visit import Visit
from flows.answers import Data
from flows.authority import Act
from flows.calendar import local_day
from flows.conduct import MEASURED, Case, Sanction, counted
from flows.discipline import covered, refuse_measure
from flows.text import tidy

_KEPT = "discipline:paper"
_LONGEST = 1000
_PROBE = ("1", "0123456789")  # a paper against which nothing can be said


def ask_number(visit: Visit, id: str, sanction: str) -> Card | None:
    """Asks for the number of the paper; the leader gives it, the program never does."""
    case = _case(visit, id, sanction)
    if case is None:
        return None
    why = _refusal(visit, case, _PROBE)
    if why:
        return refused(visit, why, back(visit, "judge", id))
    visit.screen = Working(AREA, "number", id, sanction)
    covers = [delay_facts(visit.u, visit.voice, one.delay)["reference"] for one in _covered(visit, case)]
    params = {**case_facts(visit, case), "sanction": _sanction(visit, sanction), "covers": ", ".join(map(str, covers))}
    return visit.say("discipline.ask_number", params, back(visit, "judge", id))


def take_number(visit: Visit, screen: Working, text: str) -> Card | None:
    """Keeps the number and asks for the text, for which one is proposed."""
    case = _case(visit, screen.first, screen.second)
    if case is None:
        return None
    paper = tidy(text)[:60]
    why = _refusal(visit, case, (paper, _PROBE[1]))
    if why:
        return refused(visit, why, back(visit, "issue", screen.first, screen.second))
    visit.remember(_KEPT, {"number": paper, "text": ""})
    return ask_text(visit, screen.first, screen.second)


def ask_text(visit: Visit, id: str, sanction: str) -> Card | None:
    """Asks for the text; the proposed one can be taken as it is."""
    case = _case(visit, id, sanction)
    if case is None or not _paper(visit)[0]:
        return None
    visit.screen = Working(AREA, "text", id, sanction)
    usual = (to(visit, "discipline.button_usual", "usual", id, sanction),)
    params = {"number": _paper(visit)[0], "proposed": _proposed(visit, case, sanction)}
    return visit.say("discipline.ask_text", params, (usual, *back(visit, "judge", id)))


def take_usual(visit: Visit, id: str, sanction: str) -> Card | None:
    """The proposed text is taken."""
    case = _case(visit, id, sanction)
    return (
        None
        if case is None
        else take_text(visit, Working(AREA, "text", id, sanction), _proposed(visit, case, sanction))
    )


def take_text(visit: Visit, screen: Working, text: str) -> Card | None:
    """Shows the paper once more before it is signed."""
    case, (paper, _) = _case(visit, screen.first, screen.second), _paper(visit)
    if case is None or not paper:
        return None
    words = tidy(text)[:_LONGEST]
    why = _refusal(visit, case, (paper, words))
    if why:
        return refused(visit, why, back(visit, "judge", screen.first))
    visit.remember(_KEPT, {"number": paper, "text": words})
    return confirm(visit, screen.first, screen.second)


def confirm(visit: Visit, id: str, sanction: str) -> Card | None:
    """The paper as the person will read it, with the name of who signs."""
    case, (paper, words) = _case(visit, id, sanction), _paper(visit)
    if case is None or not words:
        return None
    visit.screen = Working(AREA, "sign", id, sanction)
    params = {
        "sanction": _sanction(visit, sanction),
        "who": who(visit.u, visit.voice, case.delay.owner),
        "number": paper,
        "text": words,
        "signer": who(visit.u, visit.voice, visit.person),
    }
    yes = (to(visit, "discipline.button_sign", "sign", id, sanction, main=True),)
    other = (to(visit, "discipline.button_again", "issue", id, sanction),)
    return visit.say("discipline.sign", params, (yes, other, *back(visit, "judge", id)))


def sign(visit: Visit, id: str, sanction: str) -> Card | None:
    """The measure takes effect, counts in its year, and is told privately; the third one proposes a review (D4)."""
    case, paper = _case(visit, id, sanction), _paper(visit)
    if case is None:
        return None
    why = _refusal(visit, case, paper)
    if why or case.delay.owner is None:
        return refused(visit, why, back(visit, "judge", id))
    person = case.delay.owner
    about: list[Data] = [one.delay.id for one in _covered(visit, case)]
    data: dict[str, Data] = {"sanction": sanction, "number": paper[0], "text": paper[1], "delays": about}
    measure = visit.u.discipline.add(MEASURED, person, visit.person, visit.now, data, delay=case.delay.id)
    visit.remember(_KEPT, None)
    count = len(counted(book(visit.u, visit.now).measures, person, local_day(visit.now).year))
    _announce(visit, person, measure, count)
    visit.screen = Working(AREA, "person", str(person))
    params = {"who": who(visit.u, visit.voice, person), "count": count, "review": count >= terms(visit).review_at}
    return visit.say("discipline.signed", params, back(visit, "list"))


def _announce(visit: Visit, person: int, measure: int, count: int) -> None:
    tell(visit, person, "measure_given", str(measure), {"measure": measure})
    if count >= terms(visit).review_at:
        year = local_day(visit.now).year
        for chairman in holders_of(visit.u, Act.SIGN_REVIEW):
            if chairman != person:
                tell(visit, chairman, "review_proposed", f"{measure}", {"person": person, "year": year, "count": count})
        return
    for leader in holders_of(visit.u, Act.JUDGE_CONDUCT):
        if leader not in (person, visit.person):
            tell(visit, leader, "measure_counted", str(measure), {"person": person, "count": count}, morning=True)


def _case(visit: Visit, id: str, sanction: str) -> Case | None:
    return case_of(visit, id) if may_judge(visit) and sanction in tuple(Sanction) else None


def _covered(visit: Visit, case: Case) -> list[Case]:
    whole = book(visit.u, visit.now)
    ids = covered(case, whole.cases, visit.now, terms(visit), visit.library.calendar)
    return [one for one in whole.cases if one.delay.id in ids]


def _refusal(visit: Visit, case: Case, paper: tuple[str, str]) -> str:
    cases = book(visit.u, visit.now).cases
    return refuse_measure(case, cases, visit.person, paper, visit.now, terms(visit), visit.library.calendar)


def _proposed(visit: Visit, case: Case, sanction: str) -> str:
    references = [str(delay_facts(visit.u, visit.voice, one.delay)["reference"]) for one in _covered(visit, case)]
    params = {**case_facts(visit, case), "covers": ", ".join(references)}
    return visit.voice.say(f"discipline.proposed_{sanction}", params)


def _sanction(visit: Visit, sanction: str) -> str:
    return visit.voice.say(f"discipline.sanction_{sanction}")


def _paper(visit: Visit) -> tuple[str, str]:
    kept = visit.kept.get(_KEPT)
    told = kept if isinstance(kept, dict) else {}
    return str(told.get("number", "")), str(told.get("text", ""))
