"""Ordering a report in the chat: which one, over which days; it is made beside other people's turns."""

from datetime import date

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services.authority import fields_for
from bot.services.reports.made_cards import made_card
from bot.services.reports.making import BrokenReport, faults_in_words, make
from bot.services.reports.naming import Naming
from bot.services.reports.reading import BROKEN, may_read, readable
from bot.services.reports.registry import REPORTS, Asked
from bot.services.screens_work import Working
from bot.services.visit import Later, Visit, pairs
from flows.answers import Data
from flows.calendar import local_day
from flows.reports.codec import table_to_data
from flows.reports.periods import Period, ended_by, named, typed
from storage.database import Database

AREA = "reports"


def home(visit: Visit) -> Card | None:
    """The reports that this person may order."""
    names = readable(visit)
    if not names:
        return None
    visit.screen = Working(AREA)
    voice = visit.voice
    buttons = [voice.button(f"reports.name_{name}", Work(AREA, "kind", name)) for name in names]
    back = (voice.button("work.button", Menu("work")),)
    return visit.say("reports.home", rows=(*pairs(buttons), back))


def ask_period(visit: Visit, kind: str) -> Card | None:
    """Which days? Those that the law names are offered, others can be typed."""
    if not may_read(visit, kind):
        return None
    visit.screen = Working(AREA, "period", kind)
    voice, today = visit.voice, local_day(visit.now)
    buttons = [_offer(visit, kind, name) for name in ended_by(today)]
    back = (voice.button("reports.button_others", Work(AREA, "home")),)
    params = {"report": voice.say(f"reports.long_{kind}")}
    return visit.say("reports.ask_period", params, (*pairs(buttons), back))


def take_words(visit: Visit, kind: str, words: str) -> Card | None:
    """Days as they were typed; words without any digit are not for this card."""
    if not any(letter.isdigit() for letter in words):
        return None
    period = typed(words) or named(words.strip())
    if period is None:
        return visit.say("reports.period_unclear")
    return order(visit, kind, period.name or f"{period.first:%Y%m%d}-{period.last:%Y%m%d}")


def order(visit: Visit, kind: str, token: str) -> Card | None:
    """Has a report made; the card that stands until then offers to try again."""
    period = read_token(token)
    if period is None or not may_read(visit, kind):
        return None
    visit.screen = Working(AREA, "making", kind, token)
    fields = fields_for(visit.u, visit.person, REPORTS[kind].act)
    asked = Asked(visit.library, period, fields)
    naming, now = Naming(visit.library, visit.voice.language), visit.now

    async def work(database: Database) -> str:
        limits = tuple(sorted(fields or ()))
        try:
            table = await make(database, kind, asked)
        except BrokenReport as fault:
            name, data = f"{BROKEN}:{kind}", _lines(faults_in_words(naming, fault.faults))
        else:
            name, data = kind, table_to_data(table)
        return await database.turn(lambda u: u.reports.keep(name, limits, period.first, period.last, now, data))

    visit.later = Later(work, lambda here, code: made_card(here, code) or waiting(here, kind, token))
    return waiting(visit, kind, token)


def waiting(visit: Visit, kind: str, token: str) -> Card:
    """A report is being made; after a restart it can be ordered again."""
    again = visit.voice.button("reports.button_again", Work(AREA, "make", kind, token), main=True)
    others = visit.voice.button("reports.button_others", Work(AREA, "home"))
    return visit.say("reports.making", rows=((again, others),))


def read_token(token: str) -> Period | None:
    """The period that a button names: 2026-11, 2026-Q3, 2026, or 20261001-20261031."""
    period = named(token)
    if period is not None:
        return period
    first, _, last = token.partition("-")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return Period(*days) if days[0] <= days[1] else None


def _lines(told: list[str]) -> dict[str, Data]:
    return {"lines": [*told]}


def _offer(visit: Visit, kind: str, name: str) -> Button:
    voice, period = visit.voice, named(name)
    running = period is not None and period.last >= local_day(visit.now)
    year, _, part = name.partition("-")
    code = "year" if not part else "quarter" if part.startswith("Q") else "month"
    params = {"number": part.removeprefix("Q").lstrip("0"), "year": year, "running": running}
    return voice.button(f"reports.period_{code}", Work(AREA, "make", kind, name), params)
