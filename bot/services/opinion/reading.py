"""What leaders learn: shares by field and month, answers to the questions, and words without names; of five or more."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.callbacks import Desk, Work
from bot.ports import Card
from bot.services.authority import fields_for, may
from bot.services.opinion.asking import AREA
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit
from flows.authority import Act
from flows.calendar import local_day
from flows.deadlines import instant
from flows.ratings import FEWEST, Totals, answers, totals
from flows.text import fold
from storage.opinions import QUESTIONS

_MONTHS = 3
_PERIOD = timedelta(days=90)
_SHOWN = 15


def ways(visit: Visit) -> Rows:
    """The ways from the totals to more, for those who may."""
    if may(visit, Act.READ_OPINIONS) is None:
        return ()
    trend = visit.voice.button("opinion.button_trend", Work(AREA, "trend"))
    said = visit.voice.button("opinion.button_said", Work(AREA, "said"))
    return ((trend,), (said,))


def trend(visit: Visit) -> Card | None:
    """Month by month for each field that this leader may see, and the answers to the questions."""
    if may(visit, Act.READ_OPINIONS) is None:
        return None
    visit.screen = Working(AREA, "trend")
    months = list(_months(local_day(visit.now)))
    lines = []
    for field in _fields(visit):
        shares = [_share(visit, totals(visit.u.ratings.counts(first, last, (field,)))) for _, first, last in months]
        lines.append(
            visit.voice.say("opinion.trend_line", {"field": _name(visit, field), "shares": " → ".join(shares)})
        )
    params = {
        "months": ", ".join(f"{day:%m/%Y}" for day, _, _ in months),
        "lines": lines,
        "questions": list(_questions(visit)),
    }
    return visit.say("opinion.trend", params, _back(visit))


def _months(today: date) -> Iterator[tuple[date, datetime, datetime]]:
    """The last months, the oldest first: a day in each, its beginning and its end."""
    first = today.replace(day=1)
    begins = [first]
    for _ in range(_MONTHS - 1):
        begins.insert(0, (begins[0] - timedelta(days=1)).replace(day=1))
    for begin in begins:
        following = (begin + timedelta(days=32)).replace(day=1)
        yield begin, instant(begin, time()), instant(following, time())


def _fields(visit: Visit) -> tuple[str, ...]:
    mine = fields_for(visit.u, visit.person, Act.READ_OPINIONS)
    every = dict.fromkeys(field for desk in visit.library.office.desks for field in desk.fields)
    return tuple(field for field in every if mine is None or field in mine)


def _name(visit: Visit, field: str) -> str:
    code = f"figures.field_{field}"
    return visit.voice.say(code) if visit.library.wording.has(code) else field


def _share(visit: Visit, found: Totals | None) -> str:
    if found is None:
        return visit.voice.say("opinion.few")
    tenths = int(found.satisfied * 10)
    return visit.voice.say("opinion.share", {"whole": tenths // 10, "tenth": tenths % 10, "count": found.count})


def _questions(visit: Visit) -> Iterator[str]:
    fields = fields_for(visit.u, visit.person, Act.READ_OPINIONS)
    given = visit.u.opinions.between(visit.now - _PERIOD, _after(visit), fields)
    found = answers((one.scores for one in given), QUESTIONS)
    for question in QUESTIONS:
        params = {"question": visit.voice.say(f"opinion.name_{question}"), "share": _share(visit, found[question])}
        yield visit.voice.say("opinion.question_line", params)


def said(visit: Visit) -> Card | None:
    """Residents' words of three months, in the order of the alphabet, so that their order tells nothing."""
    if may(visit, Act.READ_OPINIONS) is None:
        return None
    visit.screen = Working(AREA, "said")
    fields = fields_for(visit.u, visit.person, Act.READ_OPINIONS)
    given = visit.u.opinions.between(visit.now - _PERIOD, _after(visit), fields)
    words = sorted((one.words for one in given if one.words), key=fold)
    if len(words) < FEWEST:
        return visit.say("opinion.too_few_words", rows=_back(visit))
    params = {"count": len(words), "lines": words[:_SHOWN], "more": len(words) - _SHOWN}
    return visit.say("opinion.said", params, _back(visit))


def _after(visit: Visit) -> datetime:
    return visit.now + timedelta(microseconds=1)


def _back(visit: Visit) -> Rows:
    return ((visit.voice.button("rating.button_totals", Desk("ratings")),),)
