"""The area of discipline: which button, screen and words lead where."""

from collections.abc import Callable, Mapping, Sequence

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.area import Area
from bot.services.authority import may
from bot.services.discipline import candidates, commending, doing, leading, measuring, own, reviewing
from bot.services.discipline.ledger import book, waiting
from bot.services.discipline.naming import to
from bot.services.screens_work import Working
from bot.services.visit import Visit
from flows.authority import Act

_PLACES: Mapping[str, Callable[[Visit], Card | None]] = {
    "mine": own.mine,
    "list": leading.leading,
    "people": leading.people,
    "reviews": reviewing.reviews,
    "praise": commending.praise,
    "duties": doing.duties,
}
_OF_ONE: Mapping[str, Callable[[Visit, str], Card | None]] = {
    "case": own.one_case,
    "given": own.given,
    "appeal": own.ask_appeal,
    "judge": leading.judge,
    "person": leading.person,
    "measure": reviewing.measure,
    "review": reviewing.review,
    "praise_ask": commending.ask_field,
    "did": doing.ask_what,
}
_OF_TWO: Mapping[str, Callable[[Visit, str, str], Card | None]] = {
    "why": own.ask_words,
    "words": own.ask_words,
    "evidence": own.ask_evidence,
    "sure": own.sure,
    "verdict": leading.decide,
    "issue": measuring.ask_number,
    "number": measuring.ask_number,
    "text": measuring.ask_text,
    "again": reviewing.ask_why,
    "settle": reviewing.ask_settle,
}
# What only a button does: drawing a screen anew must change nothing.
_ACTS: Mapping[str, Callable[[Visit, str, str], Card | None]] = {
    "send": own.send,
    "decide": leading.decide,
    "usual": measuring.take_usual,
    "sign": measuring.sign,
    "strike": lambda visit, id, _: commending.strike(visit, id),
}
_TYPED: Mapping[str, Callable[[Visit, Working, str], Card | None]] = {
    "words": own.take_words,
    "evidence": own.take_evidence,
    "appeal": own.take_appeal,
    "verdict": leading.take_verdict,
    "number": measuring.take_number,
    "text": measuring.take_text,
    "again": reviewing.take_why,
    "settle": reviewing.take_settle,
    "praise_ask": commending.take_field,
    "did": doing.take_what,
}


def press(visit: Visit, button: Work) -> Card | None:
    """A button of this area; who may, is asked where it is done."""
    if button.verb in _ACTS:
        return _ACTS[button.verb](visit, button.first, button.second)
    return _drawn(visit, button.verb, button.first, button.second)


def show(visit: Visit, screen: Working) -> Card | None:
    """The screen drawn anew."""
    if screen.place == "sign":
        return measuring.confirm(visit, screen.first, screen.second)
    return _drawn(visit, screen.place, screen.first, screen.second)


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """Words that the screen asked for."""
    take = _TYPED.get(screen.place)
    return None if take is None else take(visit, screen, text)


def doors(visit: Visit) -> Sequence[Button]:
    """An official's own page; for leaders what waits; for heads their duties."""
    found = []
    if may(visit, Act.EXPLAIN_DELAY) is not None:
        found.append(to(visit, "discipline.button_mine", "mine"))
    if may(visit, Act.READ_CONDUCT) is not None:
        count = len(waiting(visit, book(visit.u, visit.now))) if leading.may_judge(visit) else 0
        found.append(to(visit, "discipline.button_list", "list", params={"count": count}))
    if may(visit, Act.DO_DUTY) is not None:
        found.append(to(visit, "discipline.button_duties", "duties"))
    return found


def _drawn(visit: Visit, place: str, first: str, second: str) -> Card | None:
    if place in _PLACES:
        return _PLACES[place](visit)
    if place in _OF_ONE:
        return _OF_ONE[place](visit, first)
    return _OF_TWO[place](visit, first, second) if place in _OF_TWO else None


AREA = Area(press, show, typed, doors=doors, file=candidates.errand)
