"""The buttons with which an official checks papers, and the screens that they lead to."""

from bot.callbacks import Desk
from bot.ports import Card
from bot.services import desk_faults, desk_papers, desk_together
from bot.services.desk_acts import missing
from bot.services.screens_papers import AtPapers, DeskCircle, DeskFault, DeskLook, DeskPapers, DeskTogether
from bot.services.visit import Visit

VERBS = frozenset({"papers", "look", "bound", "right", "wrong", "fault", "circle", "spot", "together", "together!"})


def pressed(visit: Visit, action: Desk) -> Card:
    """What a button does; authority and state are looked up anew by each."""
    match action:
        case Desk("papers", reference):
            return desk_papers.papers_card(visit, reference)
        case Desk("look", reference, paper, why):
            return desk_papers.look(visit, reference, paper, why)
        case Desk("bound", reference, paper, why):
            return desk_papers.bound(visit, reference, paper, why)
        case Desk("right", reference, paper, seal):
            return desk_papers.right(visit, reference, paper, seal)
        case Desk("wrong", reference, paper, seal):
            return desk_faults.wrong(visit, reference, paper, seal)
        case Desk("fault", reference, reason):
            return desk_faults.fault(visit, reference, reason)
        case Desk("circle", reference, paper, seal):
            return desk_faults.circle(visit, reference, paper, seal)
        case Desk("spot", reference, place, box):
            return desk_faults.drew(visit, reference, place, box)
        case Desk("together", reference):
            return desk_together.ask(visit, reference)
        case Desk("together!", reference, seal):
            return desk_together.send(visit, reference, seal)
    return missing(visit, action.reference)


def drawn(visit: Visit, screen: AtPapers) -> Card:
    """The card of one of these screens, drawn anew."""
    match screen:
        case DeskPapers(reference):
            return desk_papers.papers_card(visit, reference)
        case DeskLook(reference, paper, why):
            return desk_papers.look(visit, reference, paper, why)
        case DeskFault(reference, paper, seal):
            return desk_faults.wrong(visit, reference, paper, seal)
        case DeskCircle(reference, paper, seal):
            return desk_faults.circle(visit, reference, paper, seal)
        case DeskTogether(reference, note):
            return desk_together.ask(visit, reference, note)


def typed(visit: Visit, screen: AtPapers, text: str) -> Card | None:
    """Words typed where buttons were offered first: a reason, a cell, a word for whoever sent the papers."""
    match screen:
        case DeskFault() as fault:
            return desk_faults.own_words(visit, fault, text)
        case DeskCircle() as circle:
            return desk_faults.named(visit, circle, text)
        case DeskTogether(reference):
            return desk_together.ask(visit, reference, text)
    return None
