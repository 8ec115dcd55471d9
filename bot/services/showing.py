"""Drawing the screen a person has before them; nothing is changed by looking."""

from bot.ports import Card
from bot.services import (
    areas,
    browsing,
    desk,
    desk_apology,
    desk_calls,
    desk_letters,
    desk_moves,
    desk_papers_pressed,
    desk_promise,
    desk_supplement,
    drafting,
    people,
    standing,
)
from bot.services.calling import ask_for_number
from bot.services.desk_log import file_log
from bot.services.desk_notices import sent_notices
from bot.services.dossiers import files
from bot.services.genuine import ask
from bot.services.inbox.lists import desk_home
from bot.services.owned import mine
from bot.services.paces import show_paces
from bot.services.resident_file import ask_to_withdraw, one_file
from bot.services.screens import (
    About,
    Addressing,
    AtDesk,
    CallMe,
    Choosing,
    DeskCode,
    DeskDecline,
    DeskFile,
    DeskHome,
    DeskLate,
    DeskNewDate,
    DeskNote,
    DeskPaper,
    DeskPayment,
    DeskPromise,
    DeskReason,
    DeskRefusal,
    DeskSeen,
    DeskSure,
    Files,
    Filling,
    Home,
    OneFile,
    Stopping,
    Usual,
    WhatIf,
    Withdrawing,
)
from bot.services.screens_beside import (
    AboutMessages,
    Checking,
    DeskCalls,
    DeskLetters,
    DeskLog,
    DeskNotices,
    Fields,
    Paces,
    Settings,
    Where,
)
from bot.services.screens_papers import AtPapers
from bot.services.screens_work import Working
from bot.services.settings import settings, where
from bot.services.visit import Visit
from flows.events import Resumed

# The screens on which something is still to be said before a move, by that move.
_MOVE: dict[type[AtDesk], str] = {
    DeskCode: "accept",
    DeskPaper: "ask_supplement",
    DeskRefusal: "refuse",
    DeskDecline: "decline",
    DeskPayment: "ask_payment",
    DeskLate: "promise_new_date",
}


def show(visit: Visit) -> Card:
    """The card of the present screen; the first page when what it was about is gone."""
    screen = visit.screen
    if isinstance(screen, AtPapers):
        return desk_papers_pressed.drawn(visit, screen)
    if isinstance(screen, Working):
        return areas.show(visit, screen) or browsing.home(visit)
    return _before_begun(visit, screen) or browsing.home(visit)


def _before_begun(visit: Visit, screen: Usual) -> Card | None:
    match screen:
        case Home():
            return browsing.home(visit)
        case Choosing(keys, words):
            return browsing.choosing(visit, tuple(keys.split(",")), words)
        case About(procedure):
            sheet = visit.sheet(procedure)
            return browsing.about(visit, sheet) if sheet else None
        case WhatIf(procedure, picks):
            sheet = visit.sheet(procedure)
            return browsing.what_if(visit, sheet, picks) if sheet else None
        case Addressing(procedure):
            return people.addressing(visit, procedure)
        case Filling() | Stopping():
            return _in_draft(visit, screen)
        case Files():
            return files(visit)
        case OneFile() | Withdrawing():
            return _of_file(visit, screen)
        case CallMe() | Checking() | Fields() | DeskCalls() | Settings() | Where() | Paces():
            return _beside(visit, screen)
        case DeskHome(page, only):
            return desk_home(visit, page, only)
        case DeskLetters():
            return desk_letters.letters(visit)
        case _:
            return _at_desk(visit, screen)


def _beside(visit: Visit, screen: CallMe | Checking | Fields | DeskCalls | AboutMessages) -> Card | None:
    match screen:
        case CallMe():
            return ask_for_number(visit)
        case Checking():
            return ask(visit)
        case Fields():
            return browsing.fields(visit)
        case DeskCalls(page):
            return desk_calls.calls(visit, int(page) if page.isdigit() else 0)
        case Settings():
            return settings(visit)
        case Where():
            return where(visit)
        case Paces(topic):
            return show_paces(visit, topic)


def _of_file(visit: Visit, screen: OneFile | Withdrawing) -> Card | None:
    record = mine(visit, screen.reference)
    if record is None:
        return None
    return ask_to_withdraw(visit, record) if isinstance(screen, Withdrawing) else one_file(visit, record)


def _in_draft(visit: Visit, screen: Filling | Stopping) -> Card | None:
    draft = standing.current(visit, screen.tag)
    if draft is None:
        return None
    if isinstance(screen, Stopping):
        return drafting.ask_to_stop(visit, draft)
    return drafting.happen(visit, draft, Resumed())


def _at_desk(visit: Visit, screen: AtDesk) -> Card | None:
    found = desk.for_desk(visit, screen.reference)
    if found is None:
        return None
    match screen:
        case DeskFile():
            return desk.desk_file(visit, *found)
        case DeskNotices(reference):
            return sent_notices(visit, reference)
        case DeskLog(reference):
            return file_log(visit, reference)
        case DeskPaper(reference, chosen) if chosen:
            return desk_supplement.choose_another(visit, reference, chosen)
        case DeskReason(reference, paper):
            return desk_supplement.choose_reason(visit, reference, paper)
        case DeskNote(reference, paper, reason):
            return desk_supplement.ask_note(visit, reference, paper, reason)
        case DeskNewDate(reference, reason):
            return desk_apology.ask_date(visit, reference, reason)
        case DeskPromise():
            return desk_apology.confirm(visit, screen)
        case DeskSeen(reference):
            return desk_promise.choose_day(visit, reference)
        case DeskSure(reference, name):
            return desk_moves.begin_move(visit, reference, name)
        case _:
            return desk_moves.begin_move(visit, screen.reference, _MOVE[type(screen)])
