"""The area of mandates: every button, screen, word, photo, code and file of it, led to what it does."""

from collections.abc import Callable, Mapping

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services import drafting
from bot.services.area import Area, Errand
from bot.services.authority import may
from bot.services.mandates import (
    assisting,
    checking,
    collecting,
    confirming,
    consenting,
    home,
    mirror,
    offering,
    offers,
    passing,
    slips,
    watching,
)
from bot.services.mandates.home import AREA
from bot.services.mandates.rights import held, matter_of_file, stands_for
from bot.services.screens_work import Working
from bot.services.supplements import key_of
from bot.services.uploads import Upload
from bot.services.visit import Visit
from flows.acts import Act
from flows.events import Resumed
from flows.helping import Deed
from flows.mandates import Denied, Phase, phase

Answer = Callable[[Visit, Work], Card | None]


def _open(visit: Visit, tag: str) -> Card | None:
    """A mandate that is held, or an offer of one's own."""
    record = home.held_by(visit, tag)
    if record is not None:
        return home.one(visit, record)
    offered = visit.u.mandates.by_tag(tag)
    if offered is None or offered.agent_id != visit.person or may(visit, Act.ASK_MANDATE) is None:
        return None
    if phase(offered.mandate, visit.now) is Phase.OFFERED:
        return offers.card(visit, offered)
    return _over(visit, tag)


def _over(visit: Visit, tag: str) -> Card | None:
    """Why a mandate of this helper's allows nothing any more."""
    record = visit.u.mandates.by_tag(tag)
    if record is None or record.agent_id != visit.person:
        return None
    code = "expired" if phase(record.mandate, visit.now) is Phase.EXPIRED else "revoked"
    return visit.say(f"mandates.denied_{code}", rows=(home.back(visit),))


def _fill(visit: Visit, tag: str, key: str) -> Card | None:
    """Begins a neighbour's draft, or goes on with it."""
    record = home.held_by(visit, tag)
    if record is None:
        return _over(visit, tag)
    draft = assisting.begin(visit, record, key)
    if isinstance(draft, Denied):
        return visit.say(f"mandates.denied_{draft.code}", rows=(home.back(visit),))
    return drafting.happen(visit, draft, Resumed())


def _file(visit: Visit, tag: str, reference: str) -> Card | None:
    record = home.held_by(visit, tag)
    return home.file_card(visit, record, reference) if record is not None else _over(visit, tag)


def _look(visit: Visit, tag: str, reference: str) -> Card | None:
    """A helper looks how a file stands, which its owner can read later."""
    card, record = _file(visit, tag, reference), home.held_by(visit, tag)
    file = visit.u.dossiers.by_reference(reference)
    if record is not None and file is not None and visit.screen == Working(AREA, "file", tag, reference):
        mirror.note(visit, record, Deed.LOOK, file.procedure, file.id)
    return card


def _paper(visit: Visit, tag: str, reference: str) -> Card | None:
    """The papers that were asked for are sent for the neighbour."""
    record, file = home.held_by(visit, tag), visit.u.dossiers.by_reference(reference)
    if record is None or file is None:
        return _over(visit, tag)
    denied = held(visit, file.person_id, Deed.ADD_PAPER, matter_of_file(visit, file))
    if isinstance(denied, Denied) or not stands_for(visit, file):
        return (
            visit.say(f"mandates.denied_{denied.code}", rows=(home.back(visit),))
            if isinstance(denied, Denied)
            else None
        )
    draft = assisting.begin_supplement(visit, file, key_of(reference))
    return drafting.happen(visit, draft, Resumed()) if draft is not None else visit.say("dialogue.supplement_gone")


_PRESSED: Mapping[str, Answer] = {
    "home": lambda visit, _: home.home(visit),
    "new": lambda visit, _: offering.begin(visit),
    "pledged": lambda visit, _: offering.pledged(visit),
    "known": lambda visit, it: offering.chosen(visit, it.first),
    "pick": lambda visit, it: offering.pick(visit, it.first),
    "picked": lambda visit, _: offering.wanted_purposes(visit),
    "want": lambda visit, it: offering.want(visit, it.first),
    "wanted": lambda visit, _: offering.how_long(visit),
    "days": lambda visit, it: offers.make(visit, it.first),
    "print": lambda visit, it: slips.to_print(visit, it.first),
    "slip": lambda visit, it: slips.wanted(visit, it.first),
    "slips": lambda visit, _: checking.slips(visit),
    "check": lambda visit, it: checking.check(visit, it.first),
    "mark": lambda visit, it: checking.mark(visit, it.first, it.second),
    "right": lambda visit, it: checking.right(visit, it.first, it.second),
    "end": lambda visit, it: checking.end_for_them(visit, it.first),
    "wrong": lambda visit, it: checking.wrong(visit, it.first, it.second),
    "withdraw": lambda visit, it: offers.withdrawn(visit, it.first),
    "open": lambda visit, it: _open(visit, it.first),
    "fill": lambda visit, it: _fill(visit, it.first, it.second),
    "file": lambda visit, it: _look(visit, it.first, it.second),
    "paper": lambda visit, it: _paper(visit, it.first, it.second),
    "return": lambda visit, it: passing.ask_to_return(visit, it.first) or _over(visit, it.first),
    "returned": lambda visit, it: passing.returned(visit, it.first) or _over(visit, it.first),
    "pass": lambda visit, it: passing.to_whom(visit, it.first) or _over(visit, it.first),
    "to": lambda visit, it: passing.passed(visit, it.first, it.second) or _over(visit, it.first),
    "collected": lambda visit, it: collecting.collected(visit, it.first, it.second),
    "consent": lambda visit, it: consenting.asked(visit, it.first),
    "tick": lambda visit, it: consenting.tick(visit, it.first, it.second),
    "agree": lambda visit, it: consenting.agreed(visit, it.first, it.second),
    "refuse": lambda visit, it: consenting.refused(visit, it.first),
    "mine": lambda visit, _: watching.mine(visit),
    "revoke": lambda visit, it: watching.revoked(visit, it.first),
    "did": lambda visit, it: watching.did(visit, it.first),
    "review": lambda visit, it: confirming.review(visit, it.first),
    "no": lambda visit, it: confirming.declined(visit, it.first),
    "counter": lambda visit, it: confirming.confirmed_at_desk(visit, it.first),
}
_SHOWN: Mapping[str, Callable[[Visit, Working], Card | None]] = {
    "home": lambda visit, _: home.home(visit),
    "pledge": lambda visit, _: home.pledge_card(visit),
    "who": lambda visit, _: offering.who(visit),
    "what": lambda visit, _: offering.what(visit),
    "purposes": lambda visit, _: offering.wanted_purposes(visit),
    "term": lambda visit, _: offering.how_long(visit),
    "offer": lambda visit, it: _open(visit, it.first),
    "slip": lambda visit, it: slips.wanted(visit, it.first),
    "slips": lambda visit, _: checking.slips(visit),
    "check": checking.shown_again,
    "one": lambda visit, it: _open(visit, it.first),
    "asked": lambda visit, it: _open(visit, it.first),
    "file": lambda visit, it: _file(visit, it.first, it.second),
    "return": lambda visit, it: passing.ask_to_return(visit, it.first),
    "pass": lambda visit, it: passing.to_whom(visit, it.first),
    "consent": consenting.shown_again,
    "mine": lambda visit, _: watching.mine(visit),
    "did": lambda visit, it: watching.did(visit, it.first),
    "counter": confirming.shown_again,
}


def _press(visit: Visit, button: Work) -> Card | None:
    answer = _PRESSED.get(button.verb)
    return answer(visit, button) if answer is not None else None


def _show(visit: Visit, screen: Working) -> Card | None:
    shown = _SHOWN.get(screen.place)
    return shown(visit, screen) if shown is not None else None


def _typed(visit: Visit, screen: Working, text: str) -> Card | None:
    match screen.place:
        case "who":
            return offering.named(visit, text)
        case "what":
            return offering.searched(visit, text)
    return None


def _sent(visit: Visit, screen: Working, upload: Upload) -> Card | None:
    return slips.came(visit, screen.first, upload) if screen.place in ("slip", "offer") else None


def _handed(visit: Visit, rest: str) -> Errand | None:
    kind, _, tag = rest.partition(":")
    match kind:
        case "paper":
            return slips.paper(visit, tag)
        case "picture":
            return checking.picture(visit, tag)
    return None


def _opened(visit: Visit, code: str) -> Card | None:
    return consenting.opened(visit, code) or confirming.opened(visit, code)


def _doors(visit: Visit) -> list[Button]:
    """For helpers their neighbours, for who is helped the way to see and end it."""
    doors = []
    if may(visit, Act.ASK_MANDATE) is not None:
        doors.append(visit.voice.button("mandates.button_help", Work(AREA, "home")))
    waiting = len(checking.waiting(visit))
    if waiting or checking.given_on_paper(visit):
        doors.append(visit.voice.button("mandates.button_slips", Work(AREA, "slips"), {"count": waiting}))
    if visit.u.mandates.ever_of(visit.person, 1):
        doors.append(visit.voice.button("mandates.button_mine", Work(AREA, "mine")))
    return doors


AREA_OF_MANDATES = Area(press=_press, show=_show, typed=_typed, doors=_doors, sent=_sent, opened=_opened, file=_handed)
