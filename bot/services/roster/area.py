"""The area of the duty roster: what its buttons do, and what is drawn on its screen."""

from collections.abc import Callable, Mapping

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.area import Area, Errand
from bot.services.authority import may
from bot.services.roster import away, board, desk, mine, standing, swaps
from bot.services.roster.crew import is_member, sees, speak
from bot.services.roster.mine import AREA, day_in, turn_of
from bot.services.roster.sheet import printed, sheet
from bot.services.screens_work import Working
from bot.services.visit import Visit
from flows.authority import Act
from flows.calendar import local_day
from flows.dossier import Role
from storage.roster_records import TurnRecord

_ON_TURN: Mapping[str, Callable[[Visit, TurnRecord], Card]] = {
    "turn": mine.one_turn,
    "cannot": mine.cannot,
    "swap": swaps.choose,
    "here": desk.at_desk,
    "note": desk.ask_note,
    "waiting": desk.waiting,
    "change": board.change,
}
_PLAIN: Mapping[str, Callable[[Visit], Card]] = {
    "mine": mine.mine,
    "swaps": swaps.waiting,
    "desk": desk.today,
    "code": desk.show_code,
    "absences": standing.absences,
}
_WITH: Mapping[str, Callable[[Visit, str], Card]] = {
    "week": mine.week,
    "away": away.ask,
    "board": board.board,
    "load": standing.load,
    "print": sheet,
    "sureday": mine.sure_of_day,
}


def press(visit: Visit, button: Work) -> Card | None:
    """What a button does; None for one about a turn that is no more."""
    speak(visit)
    match button:
        case Work(_, verb) if verb in _PLAIN:
            return _PLAIN[verb](visit)
        case Work(_, verb, first) if verb in _WITH:
            return _WITH[verb](visit, first)
        case Work(_, "draw" | "draw!" as verb, first):
            return board.draw(visit, first, sure=verb == "draw!")
        case Work(_, "publish" | "publish!" as verb, first):
            return board.publish(visit, first, sure=verb == "publish!")
        case Work(_, "agree" | "refuse" as verb, first):
            return swaps.answer(visit, verb, first)
        case Work(_, "swapto", first, second):
            return swaps.ask(visit, first, second)
        case Work(_, "off", first, second):
            day = day_in(first, local_day(visit.now))
            return away.tell(visit, day, day, second)
        case Work(_, "back", first, second):
            return away.come_back(visit, first, second)
        case Work(_, "first", first):
            return standing.reserve(visit, first)
        case Work(_, "reserve" | "orderless" as verb):
            return standing.reserve(visit, clear=verb == "orderless")
    record = turn_of(visit, button.first)
    return None if record is None else _on_turn(visit, button, record)


def _on_turn(visit: Visit, button: Work, record: TurnRecord) -> Card | None:
    match button.verb:
        case verb if verb in _ON_TURN:
            return _ON_TURN[verb](visit, record)
        case "sure" | "cannot!" | "take" | "decline" as verb:
            return mine.act(visit, verb, record)
        case "plus" | "five" | "minus" as verb:
            return desk.count(visit, verb, record)
        case "admit":
            return desk.admit(visit, record)
        case "give":
            return board.give(visit, record, button.second)
    return None


def show(visit: Visit, screen: Working) -> Card | None:
    """The present place drawn anew; nothing is changed by it."""
    speak(visit)
    match screen.place:
        case "draw":
            return board.ask_to_draw(visit, screen.first)
        case "publish":
            return board.publish(visit, screen.first, sure=False)
        case "reserve":
            return standing.reserve(visit)
        case place if place in _PLAIN:
            return _PLAIN[place](visit)
        case place if place in _WITH:
            return _WITH[place](visit, screen.first)
    record = turn_of(visit, screen.first)
    shown = _ON_TURN.get(screen.place)
    return shown(visit, record) if record is not None and shown is not None else mine.mine(visit)


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """Days of an absence, or a note for who comes next."""
    speak(visit)
    if screen.place == "away":
        return away.typed(visit, screen.first, text)
    record = turn_of(visit, screen.first) if screen.place == "note" else None
    return desk.keep_note(visit, record, text) if record is not None else None


def doors(visit: Visit) -> list[Button]:
    """My turns for members, today's for officials, the board for who organises."""
    voice, found, here = visit.voice, list[Button](), mine.here_of(visit)
    if is_member(visit, here):
        found.append(voice.button("roster.door", Work(AREA, "mine")))
    if here.crew.members and may(visit, Act.ADMIT_TO_DESK) is not None:
        found.append(voice.button("roster.door_desk", Work(AREA, "desk")))
    elif here.crew.members and not found and sees(visit, here):
        found.append(voice.button("roster.door", Work(AREA, "week")))
    organises = may(visit, Act.ORGANISE_ROSTER)
    if organises is Role.ORGANISER or (here.crew.members and organises is not None):
        found.append(voice.button("roster.door_board", Work(AREA, "board")))
    return found


def file(visit: Visit, rest: str) -> Errand | None:
    """The QR of the desk's code, or a printed week."""
    kind, _, value = rest.partition(":")
    if kind == "qr":
        return desk.code_picture(visit, value)
    return printed(visit, value) if kind == "week" else None


ROSTER = Area(press=press, show=show, typed=typed, doors=doors, opened=desk.opened, file=file)
