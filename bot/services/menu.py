"""The steps outside a question: what each menu button and each official's button does."""

from collections.abc import Callable

from bot.callbacks import Desk, Menu
from bot.ports import Card
from bot.services import (
    areas,
    browsing,
    card_photos,
    desk,
    desk_apology,
    desk_letters,
    desk_moves,
    desk_papers_pressed,
    desk_promise,
    desk_supplement,
    drafting,
    people,
    rating,
    reading,
    retention_cards,
)
from bot.services.calling import ask_for_number
from bot.services.desk_acts import missing
from bot.services.desk_forms import one_form_at_desk, register
from bot.services.desk_log import file_log
from bot.services.desk_notices import sent_notices
from bot.services.dossiers import files, qr
from bot.services.explaining import whole
from bot.services.form_cards import empty, one_form
from bot.services.genuine import ask
from bot.services.help import help_card, official_card
from bot.services.inbox.lists import desk_home
from bot.services.letters import LATE
from bot.services.owned import mine
from bot.services.paces import choose_pace, paces
from bot.services.pacing import OFF, ON
from bot.services.paper_files import paper_files
from bot.services.resident_file import ask_to_withdraw, carry_on, one_file, withdraw
from bot.services.screens import Addressing, DeskNewDate, DeskPromise, Filling, WhatIf
from bot.services.settings import keep_news, prefer, settings, where
from bot.services.showing import show
from bot.services.standing import current
from bot.services.visit import Visit, above
from content.sheet import Sheet
from flows.authority import Act
from storage.records import DossierRecord

_PLAIN: dict[str, Callable[[Visit], Card]] = {
    "home": browsing.home,
    "mine": files,
    "help": help_card,
    "official": official_card,
    "call": ask_for_number,
    "here": show,
    "code": people.move_code,
    "desk": desk_home,
    "browse": browsing.offers,
    "fields": browsing.fields,
    "genuine": ask,
    "settings": settings,
    "where": where,
    "paces": paces,
    "unphoto": card_photos.remove,
    "keeping": retention_cards.rules,
    "work": areas.work,
}
_ON_FILE: dict[str, Callable[[Visit, DossierRecord], Card]] = {
    "file": one_file,
    "seen": reading.seen,
    "why": whole,
    "qr": qr,
    "withdraw": ask_to_withdraw,
    "withdraw!": withdraw,
    "goon": carry_on,
    "pdf": paper_files,
    "kept": retention_cards.of_file,
    "correct": drafting.begin_correction,
    "supplement": drafting.begin_supplement,
}


def _resend(visit: Visit, reference: str, paper: str) -> Card:
    """The papers asked for are sent anew, this one first."""
    record = mine(visit, reference, Act.CHANGE)
    if record is None:
        return visit.say("dialogue.file_missing")
    reading.tapped(visit, record)
    return drafting.begin_supplement(visit, record, paper)


_CHANGING = frozenset({"withdraw", "withdraw!", "goon", "correct", "supplement"})


# What is chosen about a file: a score, a form of it.
_OF_FILE: dict[str, Callable[[Visit, str, str], Card]] = {"rate": rating.give, "print": one_form, "resend": _resend}


def choose(visit: Visit, choice: Menu) -> Card | None:
    """A menu button; None when it is about something that is gone."""
    match choice:
        case Menu(verb) if verb in _PLAIN:
            return _PLAIN[verb](visit)
        case Menu("lang", language):
            return above(people.settle_language(visit, language), show(visit))
        case Menu("form", form):
            return _form(visit, form)
        case Menu("mute" | "unmute" as verb):
            return _news(visit, OFF if verb == "mute" else ON)
        case Menu("channel", channel):
            return prefer(visit, channel)
        case Menu("pace", topic, pace):
            return choose_pace(visit, topic, pace)
        case Menu(verb, reference, which) if verb in _OF_FILE:
            return _OF_FILE[verb](visit, reference, which)
        case Menu("field", name):
            return browsing.field(visit, name)
        case Menu("if", step, option):
            return _turn_over(visit, step, option)
        case Menu(verb, reference) if verb in _ON_FILE:
            return _on_file(visit, verb, reference)
        case Menu(verb, key):
            sheet = visit.sheet(key)
            return _on_procedure(visit, verb, sheet) if sheet else None


def _form(visit: Visit, form: str) -> Card:
    """The form of address was chosen (then what was to be begun begins), or is asked again."""
    if not form:
        draft = current(visit, visit.screen.tag) if isinstance(visit.screen, Filling) else None
        return people.addressing(visit, draft.session.procedure if draft else "")
    understood = people.settle_form(visit, form)
    waiting = visit.screen.procedure if isinstance(visit.screen, Addressing) else ""
    sheet = visit.sheet(waiting)
    return above(understood, drafting.begin(visit, sheet) if sheet else browsing.home(visit))


def _news(visit: Visit, choice: str) -> Card:
    """Reminders turned on or off; in the middle of a form its question stays before the person."""
    words = keep_news(visit, choice)
    return above(words, show(visit) if isinstance(visit.screen, Filling) else settings(visit))


def _turn_over(visit: Visit, step: str, option: str) -> Card | None:
    if not isinstance(visit.screen, WhatIf):
        return None
    sheet, picks = visit.sheet(visit.screen.procedure), visit.screen.picks
    return browsing.what_if(visit, sheet, browsing.turned(picks, step, option), picks) if sheet else None


def _on_file(visit: Visit, verb: str, reference: str) -> Card | None:
    record = mine(visit, reference, Act.CHANGE if verb in _CHANGING else Act.FOLLOW)
    if record is None:
        return visit.say("dialogue.file_missing")
    if verb != "qr":  # a code to show tells nothing of the file
        reading.tapped(visit, record)
    return _ON_FILE[verb](visit, record)


def _on_procedure(visit: Visit, verb: str, sheet: Sheet) -> Card | None:
    match verb:
        case "about":
            return browsing.about(visit, sheet)
        case "start":
            return drafting.begin(visit, sheet)
        case "anew":
            return drafting.begin(visit, sheet, anew=True)
        case "whatif":
            return browsing.what_if(visit, sheet, "")
        case "details":
            return browsing.details(visit, sheet)
        case "basis":
            return browsing.legal_basis(visit, sheet)
        case "blank":
            return empty(visit, sheet)
        case "later":
            return visit.say("dialogue.kept")
        case "drop":
            draft = visit.u.drafts.of(visit.person, sheet.key)
            return drafting.ask_to_stop(visit, draft) if draft else visit.say("dialogue.nothing_to_stop")
    return None


def at_desk(visit: Visit, action: Desk) -> Card:
    """An official's button; the services look up authority and state anew."""
    match action:
        case Desk("list", only, page):
            return desk_home(visit, page, only)
        case Desk("open", reference):
            found = desk.for_desk(visit, reference)
            return desk.desk_file(visit, *found) if found else missing(visit, reference)
        case Desk(verb) if verb in desk_papers_pressed.VERBS:
            return desk_papers_pressed.pressed(visit, action)
        case Desk("notices", reference, again):
            return sent_notices(visit, reference, again)
        case Desk("paper" | "another" | "reason" | "note"):
            return desk_supplement.pressed(visit, action)
        case Desk("seen" | "claim" | "letters" | "letter" | "late" | "log" | "ratings" | "erased" | "calls" | "told"):
            return _beside_moves(visit, action)
        case Desk("print" | "register"):
            return _printed(visit, action)
        case Desk("until" | "promise!") if isinstance(visit.screen, DeskNewDate | DeskPromise):
            return _apologise(visit, visit.screen, action)
        case Desk("sure", reference, name):
            return desk_moves.make_sure(visit, reference, name)
        case Desk(name, reference):
            return desk_moves.begin_move(visit, reference, name)


def _printed(visit: Visit, action: Desk) -> Card:
    """A form of a file, or a month of the register."""
    if action.verb == "register":
        return register(visit, action.reference)
    return one_form_at_desk(visit, action.reference, action.first)


def _beside_moves(visit: Visit, action: Desk) -> Card:
    """What moves no file: who has it, until when it will be done, the apology that lies ready, what residents think."""
    match action:
        case Desk("seen", reference, ""):
            return desk_promise.choose_day(visit, reference)
        case Desk("seen", reference, day):
            return desk_promise.keep_promise(visit, reference, day)
        case Desk("claim", reference, owner):
            return desk_promise.claim(visit, reference, owner)
        case Desk("letter", reference, reason) if reason in (*LATE, desk_letters.AS_PROPOSED):
            return desk_apology.as_drafted(visit, reference, reason)
        case Desk("late", reference, reason) if reason in LATE:
            return desk_apology.ask_date(visit, reference, reason)
        case Desk("letters"):
            return desk_letters.letters(visit)
        case Desk("ratings"):
            return rating.shown(visit)
        case Desk("erased"):
            return retention_cards.numbers(visit)
        case Desk("log", reference):
            return file_log(visit, reference)
        case Desk("calls" | "told"):
            return reading.in_person(visit, action)
    return desk_moves.begin_move(visit, action.reference, action.verb)


def _apologise(visit: Visit, screen: DeskNewDate | DeskPromise, action: Desk) -> Card:
    """A new day chosen, or the apology to be sent; a button of another file brings back what is on the screen."""
    if action.reference != screen.reference:
        return show(visit)
    if action.verb == "until":
        return desk_apology.confirm(visit, DeskPromise(screen.reference, screen.reason, action.first))
    return desk_apology.promise(visit, screen) if isinstance(screen, DeskPromise) else show(visit)
