"""A resident agrees that helpers of the hamlet come to the house and remind; or takes that back."""

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.neighbours.mine import mine
from bot.services.neighbours.places import CONSENT_VERSION, NAME, button, hamlet_meant, hamlet_name, hamlet_rows
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above
from flows.answers import Data
from flows.authority import Act
from flows.calendar import local_day
from flows.kinds import Context, PersonName, Phone, Refusal, Text

_NAME, _HOUSE, _PHONE = "visit_name", "visit_house", "visit_phone"  # kept with the chat until agreed to
_LONGEST = 120  # letters that say where a house is


def begin(visit: Visit) -> Card:
    """Where is the house?"""
    visit.screen = Working(NAME, "visit_where")
    rows = (*hamlet_rows(visit, lambda hamlet: Work(NAME, "visit_where", hamlet)), _back(visit))
    return visit.say("neighbours.visit_where", rows=rows)


def where(visit: Visit, hamlet: str) -> Card | None:
    """Then the name."""
    if visit.library.office.hamlet(hamlet) is None:
        return None
    visit.screen = Working(NAME, "visit_name", hamlet)
    return visit.say("neighbours.visit_name", rows=(_back(visit),))


def no_phone(visit: Visit) -> Card | None:
    """There is no telephone in the house."""
    screen = visit.screen
    if not isinstance(screen, Working) or screen.place != "visit_phone":
        return None
    visit.remember(_PHONE, "")
    return _asked(visit, screen.first)


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """The name, the house, the number, one after the other."""
    match screen.place:
        case "visit_where":
            hamlet = hamlet_meant(visit, text)
            return where(visit, hamlet.id) if hamlet is not None else None
        case "visit_name":
            return _next(visit, screen, _NAME, PersonName().parse(text, _context(visit)), "visit_house")
        case "visit_house":
            return _next(visit, screen, _HOUSE, Text(most=_LONGEST).parse(text, _context(visit)), "visit_phone")
        case "visit_phone":
            number = Phone().parse(text, _context(visit))
            if isinstance(number, Refusal):
                return _again(visit, screen, number)
            visit.remember(_PHONE, str(number))
            return _asked(visit, screen.first)
    return None


def drawn(visit: Visit, screen: Working) -> Card | None:
    """One of these cards as it was."""
    match screen.place:
        case "visit_where":
            return begin(visit)
        case "visit_name" | "visit_house" as place:
            return visit.say(f"neighbours.{place}", rows=(_back(visit),))
        case "visit_phone":
            return _ask_phone(visit)
        case "visit_agree":
            return _asked(visit, screen.first)
    return None


def agree(visit: Visit) -> Card | None:
    """Agreed to, word for word as it stood on the card."""
    screen, name = visit.screen, visit.kept.get(_NAME)
    if not isinstance(screen, Working) or screen.place != "visit_agree" or may(visit, Act.ASK_HELP) is None or not name:
        return None
    contact: dict[str, Data] = {
        "name": name,
        "house": visit.kept.get(_HOUSE, ""),
        "phone": visit.kept.get(_PHONE, ""),
        "version": CONSENT_VERSION,
    }
    words, channel = _words(visit, screen.first), visit.seat.channel
    visit.u.hamlet_rounds.agree(visit.person, screen.first, contact, words, channel, visit.now)
    for kept in (_NAME, _HOUSE, _PHONE):
        visit.kept.pop(kept, None)
    return above(visit.voice.say("neighbours.visit_agreed"), mine(visit))


def withdraw(visit: Visit) -> Card:
    """Taken back: from now on no helper comes or sees the name."""
    done = visit.u.hamlet_rounds.withdraw(visit.person, visit.now)
    return above(visit.voice.say("neighbours.visit_ended" if done else "neighbours.visit_none"), mine(visit))


def _next(visit: Visit, screen: Working, kept: str, value: object, place: str) -> Card:
    if isinstance(value, Refusal):
        return _again(visit, screen, value)
    visit.remember(kept, str(value))
    visit.screen = Working(NAME, place, screen.first)
    return _ask_phone(visit) if place == "visit_phone" else visit.say(f"neighbours.{place}", rows=(_back(visit),))


def _again(visit: Visit, screen: Working, refusal: Refusal) -> Card:
    again = (
        _ask_phone(visit)
        if screen.place == "visit_phone"
        else visit.say(f"neighbours.{screen.place}", rows=(_back(visit),))
    )
    return above(visit.voice.say(f"refusals.{refusal.code}", refusal.params), again)


def _ask_phone(visit: Visit) -> Card:
    none = (button(visit.voice, "no_phone", "visit_nophone"),)
    return visit.say("neighbours.visit_phone", rows=(none, _back(visit)))


def _asked(visit: Visit, hamlet: str) -> Card:
    visit.screen = Working(NAME, "visit_agree", hamlet)
    rows: Rows = ((button(visit.voice, "agree", "visit_yes"), button(visit.voice, "no", "mine")),)
    return Card(_words(visit, hamlet), rows, wants="choice")


def _words(visit: Visit, hamlet: str) -> str:
    params = {
        "hamlet": hamlet_name(visit.voice, hamlet),
        "name": str(visit.kept.get(_NAME) or ""),
        "house": str(visit.kept.get(_HOUSE) or ""),
        "phone_number": str(visit.kept.get(_PHONE) or ""),
    }
    return visit.voice.say("neighbours.visit_agree", params)


def _context(visit: Visit) -> Context:
    return Context(local_day(visit.now), {})


def _back(visit: Visit) -> tuple[Button, ...]:
    return (button(visit.voice, "mine", "mine"),)
