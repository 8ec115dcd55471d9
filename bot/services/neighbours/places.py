"""Names and words that all cards of this area share."""

from collections.abc import Callable

from bot.callbacks import Menu, Work
from bot.ports import Button
from bot.services.authority import post_of
from bot.services.forms import form_at_work
from bot.services.visit import Rows, Visit
from bot.services.voice import Voice
from content.office import Hamlet
from flows.authority import Act, Subject, permitted
from storage.help_requests import HelpRecord
from storage.unit_of_work import UnitOfWork

NAME = "neighbours"
CONSENT_VERSION = "1"  # of the sentences that residents agree to; they are kept word by word as well


def button(
    voice: Voice, label: str, verb: str, first: str = "", second: str = "", *, main: bool = False, danger: bool = False
) -> Button:
    """A button of this area."""
    return voice.button(f"neighbours.button_{label}", Work(NAME, verb, first, second), main=main, danger=danger)


def home(voice: Voice) -> tuple[Button, ...]:
    """The way to the first page."""
    return (voice.button("dialogue.button_home", Menu("home")),)


def hamlet_rows(visit: Visit, press: Callable[[str], Work]) -> Rows:
    """The hamlets to choose from, numbered."""
    found = []
    for number, hamlet in enumerate(visit.library.office.hamlets, 1):
        params = {"number": number, "hamlet": hamlet.name}
        found.append((visit.voice.button("neighbours.button_hamlet", press(hamlet.id), params),))
    return tuple(found)


def hamlet_meant(visit: Visit, text: str) -> Hamlet | None:
    """The hamlet that typed words name."""
    said = text.strip().casefold()
    return next((one for one in visit.library.office.hamlets if one.name.casefold() == said), None)


def hamlet_name(voice: Voice, hamlet: str) -> str:
    """What a hamlet is called; its id when it is on the list no more."""
    found = voice.library.office.hamlet(hamlet)
    return found.name if found is not None else hamlet


def about_words(voice: Voice, about: str) -> str:
    """What a request is about: the title of a procedure or of a guide's step, never anything personal."""
    sheet = voice.library.procedures.get(about)
    if sheet is not None:
        return voice.text(sheet.title)
    key, _, step = about.partition(".")
    guide = voice.library.guides.get(key)
    found = guide.step(step) if guide is not None else None
    return f"{voice.text(guide.title)}: {voice.text(found.title)}" if guide is not None and found is not None else ""


def facts(voice: Voice, record: HelpRecord) -> dict[str, object]:
    """What may be said of a request to anybody who is asked to help: no name, no number."""
    return {
        "number": record.id,
        "need": voice.say(f"neighbours.need_{record.request.need}"),
        "what": first_upper(voice.say(f"neighbours.need_{record.request.need}")),
        "hamlet": hamlet_name(voice, record.hamlet),
        "about": about_words(voice, record.about),
        "asked": record.request.asked_at,
    }


def first_upper(words: str) -> str:
    """Words that begin a line."""
    return words[:1].upper() + words[1:]


def at_work(visit: Visit) -> Voice:
    """The voice in which helpers and officials are spoken to about their work."""
    form = form_at_work([one.role for one in visit.staff()], visit.voice.form)
    return Voice(visit.library, visit.voice.language, form)


def helper_name(u: UnitOfWork, voice: Voice, person: int) -> str:
    """How the commune calls who helps, with the body that sends them; their post where no name was given."""
    staff = u.staff.of(person)
    found = next((one for one in staff if one.name), None)
    if found is None:
        helps = permitted([post_of(one) for one in staff], Act.HELP_NEIGHBOUR, Subject()) is not None
        return voice.say("neighbours.by_helper" if helps else "neighbours.by_official")
    body = voice.library.office.body(found.organisation)
    return f"{found.name} ({voice.text(body.name)})" if body is not None else found.name
