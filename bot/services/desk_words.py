"""What an official types at the desk, where words and not buttons are waited for."""

from bot.ports import Card
from bot.services import desk_apology, desk_moves, desk_papers_pressed, desk_promise
from bot.services.authority import may
from bot.services.desk import desk_file
from bot.services.desk_supplement import ask_supplement
from bot.services.screens import (
    DeskCode,
    DeskDecline,
    DeskLate,
    DeskNewDate,
    DeskNote,
    DeskPayment,
    DeskRefusal,
    DeskSeen,
)
from bot.services.screens_papers import DeskCircle, DeskFault, DeskTogether
from bot.services.visit import Visit
from flows.authority import Act


def typed(visit: Visit, text: str) -> Card | None:
    """The answer to words that the screen asked for; None where it asked for none."""
    match visit.screen:
        case DeskCode(reference):
            return desk_moves.accept(visit, reference, text)
        case DeskNote() as screen:
            return ask_supplement(visit, screen, text)
        case DeskRefusal(reference):
            return desk_moves.refuse(visit, reference, text)
        case DeskDecline(reference):
            return desk_moves.decline(visit, reference, text)
        case DeskPayment(reference):
            return desk_moves.ask_payment(visit, reference, text)
    return None


def besides(visit: Visit, text: str) -> Card | None:
    """The answer to words typed where buttons were offered first, once they are no button's label."""
    match visit.screen:
        case DeskLate(reference):
            return desk_apology.own_reason(visit, reference, text)
        case DeskNewDate() as screen:
            return desk_apology.typed_date(visit, screen, text)
        case DeskSeen(reference):
            return desk_promise.typed_day(visit, reference, text)
        case DeskFault() | DeskCircle() | DeskTogether() as at_papers:
            return desk_papers_pressed.typed(visit, at_papers, text)
    return None


def named(visit: Visit, text: str) -> Card | None:
    """The file whose code an official typed, ended ones too; None for other words, other people and their own files."""
    if len(text.split()) != 1 or not visit.staff():
        return None
    official = desk_moves.normal_code(text)
    found = visit.u.dossiers.by_official(official) if official else visit.u.dossiers.by_reference(text)
    role = may(visit, Act.OPEN_FILE, found) if found is not None and found.person_id != visit.person else None
    return desk_file(visit, found, role) if found is not None and role is not None else None
