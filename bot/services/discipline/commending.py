"""The register of commendations (D10): entered by people at any time, never by the program."""

from dataclasses import replace

from bot.ports import Card
from bot.services.authority import may
from bot.services.discipline.candidates import attachment
from bot.services.discipline.ledger import AREA, number
from bot.services.discipline.naming import back, refused, to
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.authority import Act
from flows.calendar import local_day
from flows.text import tidy
from flows.yearplan import parse_day

FIELDS = ("person", "initiative", "effect", "proposer", "number", "day")
_KEPT = "discipline:praise"
_SHOWN = 12
_LONGEST = 300


def praise(visit: Visit) -> Card | None:
    """The register, the latest last."""
    if may(visit, Act.COMMEND) is None:
        return None
    visit.screen = Working(AREA, "praise")
    every = visit.u.commendations.all()
    shown = every[-_SHOWN:]
    lines = [
        visit.voice.say("discipline.praise_line", {**dict.fromkeys(FIELDS, ""), **one.data, "number_in_list": n})
        for n, one in enumerate(shown, 1)
    ]
    buttons = [
        to(visit, "discipline.button_strike", "strike", str(one.id), params={"number": n})
        for n, one in enumerate(shown, 1)
    ]
    new = (to(visit, "discipline.button_praise_new", "praise_ask", "0", main=True),)
    year = local_day(visit.now).year
    params = {"lines": lines, "count": len(every), "year": year, "this_year": _of_year(visit, year)}
    card = visit.say("discipline.praise", params, (new, *pairs(buttons, 4), *back(visit, "list")))
    return replace(card, files=(attachment(visit),))


def _of_year(visit: Visit, year: int) -> int:
    return sum(str(one.data.get("day", "")).startswith(f"{year}-") for one in visit.u.commendations.all())


def ask_field(visit: Visit, place: str) -> Card | None:
    """Asks for one thing after the other: who, which initiative, its effect, proposer, number, day."""
    here = number(place)
    if may(visit, Act.COMMEND) is None or here >= len(FIELDS):
        return None
    if here == 0:
        visit.remember(_KEPT, {})
    visit.screen = Working(AREA, "praise_ask", place)
    return visit.say(f"discipline.praise_ask_{FIELDS[here]}", rows=back(visit, "praise"))


def take_field(visit: Visit, screen: Working, text: str) -> Card | None:
    """Keeps it and asks for the next; after the last the commendation is entered."""
    here, words = number(screen.first), tidy(text)[:_LONGEST]
    kept = visit.kept.get(_KEPT)
    if may(visit, Act.COMMEND) is None or here >= len(FIELDS) or not isinstance(kept, dict):
        return None
    name = FIELDS[here]
    if name == "day":
        day = parse_day(words)
        if day is None or day > local_day(visit.now):
            return refused(visit, "day", back(visit, "praise"))
        words = day.isoformat()
    told = {**kept, name: words}
    if here + 1 < len(FIELDS):
        visit.remember(_KEPT, told)
        return ask_field(visit, str(here + 1))
    visit.u.commendations.add(visit.person, visit.now, told)
    visit.remember(_KEPT, None)
    shown = praise(visit)
    return None if shown is None else above(visit.voice.say("discipline.praise_done"), shown)


def strike(visit: Visit, id: str) -> Card | None:
    """Takes one that was entered by mistake off the register; its line stays in the books."""
    if may(visit, Act.COMMEND) is None or all(one.id != number(id) for one in visit.u.commendations.all()):
        return None
    visit.u.commendations.withdraw(number(id), visit.person, visit.now)
    shown = praise(visit)
    return None if shown is None else above(visit.voice.say("discipline.struck"), shown)
