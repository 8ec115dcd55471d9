"""The area «Ông/bà nộp cho ai?»: who shares this phone, for whom one acts, and the PIN of one's own box."""

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.area import Area
from bot.services.companions import choosing, locking, resetting
from bot.services.companions.boxes import AREA as NAME
from bot.services.screens_work import Working
from bot.services.visit import Visit


def press(visit: Visit, button: Work) -> Card | None:
    """What a button of the area does."""
    match button:
        case Work(_, "home"):
            return choosing.home(visit)
        case Work(_, "add"):
            return choosing.ask_name(visit)
        case Work(_, "open", companion):
            return choosing.switch(visit, companion)
        case Work(_, "pin"):
            return locking.ask_new(visit)
        case Work(_, "nopin"):
            return locking.ask_old(visit)
        case Work(_, "reset", reference):
            return resetting.reset(visit, reference)
    return None


def show(visit: Visit, screen: Working) -> Card | None:
    """The screen drawn anew."""
    match screen.place:
        case "home":
            return choosing.home(visit)
        case "self" | "name":
            return choosing.ask_name(visit)
        case "closed":
            return choosing.switch(visit, screen.first)
        case "pin":
            return locking.ask_new(visit)
        case "again":
            return locking.ask_again(visit, screen.first)
        case "old":
            return locking.ask_old(visit)
    return None


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """A name, or a PIN, which leaves the conversation at once where the channel can remove it."""
    match screen.place:
        case "self" | "name":
            return choosing.named(visit, screen, text)
        case "closed":
            return locking.unseen(visit, choosing.unlock(visit, screen.first, text))
        case "pin" | "again":
            return locking.unseen(visit, locking.typed_new(visit, screen, text))
        case "old":
            return locking.unseen(visit, locking.typed_old(visit, text))
    return None


def doors(visit: Visit) -> list[Button]:
    """For everybody: phones are shared in every house."""
    sharing = visit.u.companions.of_chat(visit.seat.chat_id)
    code = "who.button_change" if sharing else "who.button_share"
    return [visit.voice.button(code, Work(NAME, "home"))]


AREA = Area(press=press, show=show, typed=typed, doors=doors)
