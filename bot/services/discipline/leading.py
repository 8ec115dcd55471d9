"""What leaders see and decide: explanations that wait, and delays that nobody explained (D3); never about oneself."""

from bot.ports import Card
from bot.services.authority import may
from bot.services.discipline.ledger import AREA, book, number, standing_of, terms, waiting
from bot.services.discipline.naming import back, case_facts, case_line, measure_facts, out, refused, to, who
from bot.services.discipline.telling import tell
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above, pairs
from flows.authority import Act
from flows.calendar import local_day
from flows.conduct import ACCEPTED, DECIDED, NOT_ACCEPTED, RESTS, Book, Case, Measure, ReviewState, proposals
from flows.discipline import Standing, refuse_decision
from flows.text import tidy

_SHOWN = 8
_LONGEST = 1000


def may_judge(visit: Visit) -> bool:
    """Whether this person decides about others."""
    return may(visit, Act.JUDGE_CONDUCT) is not None


def leading(visit: Visit) -> Card | None:
    """What waits for a leader, and the ways to people, reviews and commendations."""
    if may(visit, Act.READ_CONDUCT) is None:
        return None
    visit.screen = Working(AREA, "list")
    whole = book(visit.u, visit.now)
    cases, appeals = waiting(visit, whole), appeals_waiting(visit, whole)
    lines = [case_line(visit, n, one, named=True) for n, one in enumerate(cases[:_SHOWN], 1)]
    buttons = [
        to(visit, "discipline.button_case", "judge", str(one.delay.id), params={"number": n})
        for n, one in enumerate(cases[:_SHOWN], 1)
    ]
    contested = [
        to(visit, "discipline.button_contested", "measure", str(one.id), params={"number": one.number})
        for one in appeals[:_SHOWN]
    ]
    params = {"lines": lines, "count": len(cases), "more": len(cases) - len(lines), "appeals": len(appeals)}
    return visit.say(
        "discipline.list", params, (*pairs(buttons, 4), *pairs(contested), *_ways(visit, whole), *out(visit))
    )


def _ways(visit: Visit, whole: Book) -> Rows:
    year = local_day(visit.now).year
    wanted = [one for one in proposals(whole, year, terms(visit).review_at) if one.state is ReviewState.OPEN]
    people = to(visit, "discipline.button_people", "people")
    reviews = to(visit, "discipline.button_reviews", "reviews", params={"count": len(wanted)})
    praise = to(visit, "discipline.button_praise", "praise")
    return ((people,), (reviews,), (praise,))


def appeals_waiting(visit: Visit, whole: Book) -> tuple[Measure, ...]:
    """Contested measures of others that nobody has decided yet."""
    return tuple(
        one
        for one in whole.measures
        if one.person != visit.person and one.in_force and one.appeal is not None and one.appeal.decided_at is None
    )


def judge(visit: Visit, id: str) -> Card | None:
    """One case before a leader: what is known and what may be done."""
    case = case_of(visit, id)
    if case is None:
        return None
    visit.screen = Working(AREA, "judge", id)
    rows = _choices(visit, case, id) if may_judge(visit) and case.delay.owner != visit.person else ()
    measure = measure_facts(visit.u, visit.voice, case.measure) if case.measure else {}
    said = visit.voice.say("discipline.measure_line", measure) if measure else ""
    return visit.say("discipline.judge", {**case_facts(visit, case), "measure": said}, (*rows, *back(visit, "list")))


def _choices(visit: Visit, case: Case, id: str) -> Rows:
    match standing_of(visit, case):
        case Standing.TO_DECIDE:
            yes = to(visit, "discipline.button_accept", "decide", id, ACCEPTED, main=True)
            return ((yes,), (to(visit, "discipline.button_refuse", "decide", id, NOT_ACCEPTED),))
        case Standing.NOT_ACCEPTED | Standing.UNEXPLAINED:
            owned = case.delay.owner is not None
            issue = [to(visit, f"discipline.button_{one}", "issue", id, one) for one in ("reminder", "criticism")]
            rest = to(visit, "discipline.button_rest", "decide", id, RESTS)
            return (*pairs(issue if owned else []), (rest,))
        case _:
            return ()


def decide(visit: Visit, id: str, verdict: str) -> Card | None:
    """Accepts at once; for anything else words are asked for first."""
    case = case_of(visit, id)
    if case is None or not may_judge(visit):
        return None
    if verdict == ACCEPTED:
        return _decided(visit, case, verdict, "")
    if verdict not in (NOT_ACCEPTED, RESTS):
        return None
    visit.screen = Working(AREA, "verdict", id, verdict)
    return visit.say(f"discipline.ask_{verdict}", case_facts(visit, case), back(visit, "judge", id))


def take_verdict(visit: Visit, screen: Working, text: str) -> Card | None:
    """The leader's words, with which the decision is made."""
    case = case_of(visit, screen.first)
    return None if case is None or not may_judge(visit) else _decided(visit, case, screen.second, text)


def _decided(visit: Visit, case: Case, verdict: str, words: str) -> Card | None:
    id, owner = str(case.delay.id), case.delay.owner
    calendar = visit.library.calendar
    why = refuse_decision(case, visit.person, verdict, words, visit.now, terms(visit), calendar)
    if why:
        return refused(visit, why, back(visit, "judge", id))
    data = {"verdict": verdict, "words": tidy(words)[:_LONGEST]}
    about = owner if owner is not None else visit.person  # where nobody answers, the decision stands in its own name
    visit.u.discipline.add(DECIDED, about, visit.person, visit.now, data, delay=case.delay.id)
    if owner is not None:
        tell(visit, owner, "explanation_decided", f"{case.delay.id}:{verdict}", {"delay": case.delay.id})
    shown = judge(visit, id)
    return None if shown is None else above(visit.voice.say(f"discipline.done_{verdict}"), shown)


def case_of(visit: Visit, id: str) -> Case | None:
    """A case as those who may read all conduct see it."""
    if may(visit, Act.READ_CONDUCT) is None:
        return None
    return book(visit.u, visit.now).case(number(id))


def people(visit: Visit) -> Card | None:
    """Who had delays or measures this year, with numbers; only for those who may read all."""
    if may(visit, Act.READ_CONDUCT) is None:
        return None
    visit.screen = Working(AREA, "people")
    whole, year = book(visit.u, visit.now), local_day(visit.now).year
    rows = _counts(visit, whole, year)
    lines = [visit.voice.say("discipline.person_line", {**row, "number": n}) for n, (_, row) in enumerate(rows, 1)]
    buttons = [
        to(visit, "discipline.button_case", "person", str(person), params={"number": n})
        for n, (person, _) in enumerate(rows, 1)
    ]
    params = {"lines": lines, "year": year}
    return visit.say("discipline.people", params, (*pairs(buttons, 4), *back(visit, "list")))


def _counts(visit: Visit, whole: Book, year: int) -> list[tuple[int, dict[str, object]]]:
    cases = [one for one in whole.cases if local_day(one.delay.detected_at).year == year]
    measures = [one for one in whole.measures if local_day(one.at).year == year]
    owners = [one.delay.owner for one in cases if one.delay.owner is not None]
    found = []
    for person in dict.fromkeys([*owners, *(one.person for one in measures)]):
        mine = [one for one in cases if one.delay.owner == person]
        row: dict[str, object] = {
            "who": who(visit.u, visit.voice, person),
            "delays": len(mine),
            "accepted": sum(standing_of(visit, one) is Standing.ACCEPTED for one in mine),
            "unexplained": sum(one.explanation is None for one in mine),
            "measures": sum(one.person == person and one.in_force for one in measures),
        }
        found.append((person, row))
    return found


def person(visit: Visit, id: str) -> Card | None:
    """One person's delays and measures of this year."""
    if may(visit, Act.READ_CONDUCT) is None:
        return None
    visit.screen = Working(AREA, "person", id)
    own, year = book(visit.u, visit.now, number(id)), local_day(visit.now).year
    cases = [one for one in own.cases if local_day(one.delay.detected_at).year == year][-_SHOWN:]
    lines = [case_line(visit, n, one, named=False) for n, one in enumerate(cases, 1)]
    buttons = [
        to(visit, "discipline.button_case", "judge", str(one.delay.id), params={"number": n})
        for n, one in enumerate(cases, 1)
    ]
    papers = [
        to(visit, "discipline.button_measure", "measure", str(one.id), params={"number": one.number})
        for one in own.measures
    ]
    params = {"who": who(visit.u, visit.voice, number(id)), "lines": lines, "year": year}
    return visit.say("discipline.person", params, (*pairs(buttons, 4), *pairs(papers), *back(visit, "people")))
