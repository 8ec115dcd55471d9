"""«Nhờ hỗ trợ»: what help with, where, and what a helper may know – each agreed to on its own, nothing by silence."""

from bot.callbacks import Act, Menu, Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.neighbours.places import (
    CONSENT_VERSION,
    NAME,
    about_words,
    button,
    first_upper,
    hamlet_meant,
    hamlet_name,
    hamlet_rows,
    home,
)
from bot.services.neighbours.telling import near, tell_desk, tell_near
from bot.services.screens import CallMe, Filling, Home
from bot.services.screens_work import Working
from bot.services.standing import current
from bot.services.visit import Rows, Visit, above
from flows.answers import Data
from flows.assistance import Need, Purpose, Stage, ask
from flows.authority import Act as Deed
from flows.calendar import local_day
from flows.kinds import Context, PersonName, Phone, Refusal

_OFFERED = (Need.FORM, Need.PAPERS, Need.HOME, Need.PHONE, Need.OTHER)
_NAME, _PHONE, _TAG = "help_name", "help_phone", "help_draft"  # kept with the chat until the request is sent


def begin(visit: Visit) -> Card:
    """What kind of help? Where this is asked in the middle of a form, the form is what it is about."""
    about = ""
    visit.kept.pop(_TAG, None)
    if isinstance(visit.screen, Filling):
        draft = current(visit, visit.screen.tag)
        if draft is not None:
            about = draft.session.procedure
            visit.remember(_TAG, draft.tag)
    return needs(visit, about)


def needs(visit: Visit, about: str) -> Card:
    """The kinds of help to choose from; being phoned by an official is one more."""
    visit.screen = Working(NAME, "ask", "", "", about)
    voice = visit.voice
    found = []
    for number, need in enumerate(_OFFERED, 1):
        params = {"number": number, "what": first_upper(voice.say(f"neighbours.need_{need}"))}
        found.append((voice.button("neighbours.button_need", Work(NAME, "need", need, about), params),))
    call = (voice.button("dialogue.button_call_me", Menu("call")),)
    return visit.say(
        "neighbours.ask",
        {"about": about_words(voice, about)},
        (*found, call, (button(voice, "mine", "mine"),), leaving(visit)),
    )


def need(visit: Visit, chosen: str, about: str) -> Card | None:
    """Where is help needed?"""
    if chosen not in _OFFERED:
        return None
    visit.screen = Working(NAME, "where", chosen, "", about)
    rows = (*hamlet_rows(visit, lambda hamlet: Work(NAME, "where", chosen, about, hamlet)), leaving(visit))
    return visit.say("neighbours.where", rows=rows)


def where(visit: Visit, chosen: str, about: str, hamlet: str) -> Card | None:
    """May the one who accepts have name and number? Without it an official phones."""
    if chosen not in _OFFERED or visit.library.office.hamlet(hamlet) is None:
        return None
    visit.screen = Working(NAME, "contact", chosen, hamlet, about)
    rows: Rows = (
        (button(visit.voice, "agree", "contact", "yes"),),
        (button(visit.voice, "refuse", "contact", "no"),),
        leaving(visit),
    )
    return Card(_contact_words(visit, hamlet), rows, wants="choice")


def contact(visit: Visit, said: str) -> Card | None:
    """Agreed: the name is asked; not agreed: an official's call is offered, helpers hear nothing."""
    screen = visit.screen
    if not isinstance(screen, Working) or screen.place != "contact":
        return None
    if said != "yes":
        visit.screen = CallMe()
        return above(
            visit.voice.say("neighbours.not_shared"), visit.say("dialogue.call_number", rows=(home(visit.voice),))
        )
    visit.screen = Working(NAME, "name", screen.first, screen.second, screen.third)
    return visit.say("neighbours.name", rows=(leaving(visit),))


def named(visit: Visit, screen: Working, text: str) -> Card:
    """The name, then the number."""
    name = PersonName().parse(text, Context(local_day(visit.now), {}))
    if isinstance(name, Refusal):
        words = visit.voice.say(f"refusals.{name.code}", name.params)
        return above(words, visit.say("neighbours.name", rows=(leaving(visit),)))
    visit.remember(_NAME, str(name))
    visit.screen = Working(NAME, "phone", screen.first, screen.second, screen.third)
    return visit.say("neighbours.phone", rows=(leaving(visit),))


def numbered(visit: Visit, screen: Working, text: str) -> Card:
    """The number, then the second consent, asked by itself."""
    number = Phone().parse(text, Context(local_day(visit.now), {}))
    if isinstance(number, Refusal):
        words = visit.voice.say(f"refusals.{number.code}", number.params)
        return above(words, visit.say("neighbours.phone", rows=(leaving(visit),)))
    visit.remember(_PHONE, str(number))
    visit.screen = Working(NAME, "share", screen.first, screen.second, screen.third)
    return share(visit)


def share(visit: Visit) -> Card:
    """May the one who helps see what is missing and what is due?"""
    rows: Rows = (
        (button(visit.voice, "agree", "share", "yes"), button(visit.voice, "no", "share", "no")),
        leaving(visit),
    )
    return Card(visit.voice.say("neighbours.share"), rows, wants="choice")


def send(visit: Visit, said: str) -> Card | None:
    """The request goes out; returns what happens next, and the way back to the form."""
    screen, name, phone = visit.screen, visit.kept.get(_NAME), visit.kept.get(_PHONE)
    if not isinstance(screen, Working) or screen.place != "share" or screen.first not in _OFFERED:
        return None
    if may(visit, Deed.ASK_HELP) is None or not name or not phone:
        return None
    shares = frozenset({Purpose.CONTACT, *((Purpose.PROGRESS,) if said == "yes" else ())})
    helpers = near(visit.u, screen.second, visit.person)
    request = ask(Need(screen.first), visit.person, shares, bool(helpers), visit.now, visit.library.calendar)
    record = visit.u.help_requests.open(request, screen.second, screen.third, {"name": name, "phone": phone})
    visit.u.help_requests.log(record.id, "asked", visit.person, visit.now, _agreed(visit, screen.second, shares))
    if request.stage is Stage.OPEN:
        tell_near(visit.u, record, visit.person, visit.now)
    else:
        tell_desk(visit.u, record, visit.now)
    visit.owes = True
    words = visit.voice.say(f"neighbours.sent_{request.stage}", {"hamlet": hamlet_name(visit.voice, screen.second)})
    back = leaving(visit)
    for kept in (_NAME, _PHONE, _TAG):
        visit.kept.pop(kept, None)
    visit.screen = Home()
    return Card(words, ((button(visit.voice, "mine", "mine"),), back))


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """Words on one of these cards."""
    match screen.place:
        case "name":
            return named(visit, screen, text)
        case "phone":
            return numbered(visit, screen, text)
        case "where":
            hamlet = hamlet_meant(visit, text)
            return where(visit, screen.first, screen.third, hamlet.id) if hamlet is not None else None
    return None


def drawn(visit: Visit, screen: Working) -> Card | None:
    """One of these cards as it was."""
    match screen.place:
        case "ask":
            return needs(visit, screen.third)
        case "where":
            return need(visit, screen.first, screen.third)
        case "contact":
            return where(visit, screen.first, screen.third, screen.second)
        case "name" | "phone" as place:
            return visit.say(f"neighbours.{place}", rows=(leaving(visit),))
        case "share":
            return share(visit)
    return None


def leaving(visit: Visit) -> tuple[Button, ...]:
    """Back to the question from which help was asked for, else to the first page."""
    tag = visit.kept.get(_TAG)
    if isinstance(tag, str) and current(visit, tag) is not None:
        return (visit.voice.button("dialogue.button_continue", Act(tag, "resume")),)
    return home(visit.voice)


def _contact_words(visit: Visit, hamlet: str) -> str:
    return visit.voice.say("neighbours.contact", {"hamlet": hamlet_name(visit.voice, hamlet)})


def _agreed(visit: Visit, hamlet: str, shares: frozenset[Purpose]) -> dict[str, Data]:
    """The proof of each consent: the very words, their version, by what it was given."""
    words: dict[str, Data] = {Purpose.CONTACT.value: _contact_words(visit, hamlet)}
    if Purpose.PROGRESS in shares:
        words[Purpose.PROGRESS.value] = visit.voice.say("neighbours.share")
    return {"agreed": words, "version": CONSENT_VERSION, "channel": visit.seat.channel}
