"""Moves that were confirmed for several files and are held for two minutes (F46): each or all can be undone."""

from bot.callbacks import Desk, Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.inbox.choice import AREA
from bot.services.inbox.ticking import check, move_name
from bot.services.inbox.together import LABELS, batch_of, chosen_of, forget_batch, seal
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.authority import Act
from flows.batches import MOST, make_at
from storage.held import HeldMove

_LAST = "batch_last"  # the seal and the code of what was confirmed last: a second press of its button finds it


def hold(visit: Visit, sealed: str) -> Card | None:
    """Holds the move for every chosen file, if these are the files, as they stood, that were looked at."""
    last = visit.kept.get(_LAST)
    if isinstance(last, str) and sealed and last.startswith(f"{sealed}:"):
        return held_card(visit, last.removeprefix(f"{sealed}:"))
    if may(visit, Act.MOVE_FILE) is None:
        return None
    batch = batch_of(visit)
    found = chosen_of(visit, batch)[:MOST]
    if not found or seal(batch.move, found) != sealed:
        card = check(visit)
        return above(visit.voice.say("inbox.batch_changed"), card) if card is not None else None
    files = [(one.id, one.revision) for one in found]
    code = visit.u.held.hold(visit.person, batch.move, files, visit.now, make_at(visit.now))
    forget_batch(visit)
    visit.remember(_LAST, f"{sealed}:{code}")
    return held_card(visit, code)


def held_card(visit: Visit, code: str) -> Card | None:
    """What is held under a code and what became of it, to who confirmed it alone."""
    own = _own(visit, code)
    if not own:
        return None
    visit.screen = Working(AREA, "batch_held", code)
    voice, waiting = visit.voice, [one for one in own if one.state == "held"]
    numbers = {one.id: number for number, one in enumerate(own, 1)}
    params = {
        "move": move_name(visit, own[0].move) if own[0].move in LABELS else own[0].move,
        "waiting": len(waiting),
        "at": make_at(own[0].held_at),
        "lines": [_line(visit, numbers[one.id], one) for one in own],
    }
    each = [
        voice.button("inbox.button_undo_one", Work(AREA, "batch_undo", code, str(one.id)), {"number": numbers[one.id]})
        for one in waiting
    ]
    every = (voice.button("inbox.button_undo_all", Work(AREA, "batch_undo", code), main=True),)
    rows = (*((every,) if waiting else ()), *(pairs(each) if len(waiting) > 1 else ()))
    listed = (voice.button("desk.button_list", Desk("list")),)
    return Card(voice.say("inbox.batch_held", params), (*rows, listed), wants="choice")


def held_button(visit: Visit) -> list[Button]:
    """The way back to what this chat confirmed last, as long as some of it can be undone."""
    last = visit.kept.get(_LAST)
    code = last.partition(":")[2] if isinstance(last, str) else ""
    count = sum(one.state == "held" for one in _own(visit, code)) if code else 0
    if not count:
        return []
    return [visit.voice.button("inbox.button_batch_held", Work(AREA, "batch_held", code), {"count": count})]


def undo(visit: Visit, code: str, one: str) -> Card | None:
    """Undoes one held move or all of a code, as long as they are not made; nobody else's."""
    meant = [move for move in _own(visit, code) if one in ("", str(move.id))]
    if not meant:
        return None
    count = sum(visit.u.held.settle(move.id, "undone") for move in meant)
    card = held_card(visit, code)
    said = visit.voice.say("inbox.batch_undone" if count else "inbox.batch_not_undone", {"count": count})
    return above(said, card) if card is not None else None


def _own(visit: Visit, code: str) -> tuple[HeldMove, ...]:
    return tuple(one for one in visit.u.held.of_batch(code) if one.person_id == visit.person)


def _line(visit: Visit, number: int, one: HeldMove) -> str:
    record = visit.u.dossiers.get(one.dossier_id)
    params = {"number": number, "reference": record.reference if record is not None else "", "state": one.state}
    return visit.voice.say("inbox.batch_held_line", params)
