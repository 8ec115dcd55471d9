"""Choosing up to ten files of one field for the same move (F46), and looking at each in one line before it is done."""

from bot.callbacks import Desk, Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.dossiers import state_label, title
from bot.services.file_papers import papers_in_file
from bot.services.inbox.choice import AREA
from bot.services.inbox.together import (
    LABELS,
    Batch,
    batch_of,
    candidates,
    chosen_of,
    decidable,
    field_name,
    groups,
    keep_batch,
    seal,
    still,
)
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.authority import Act
from flows.batches import HELD_FOR, MOST, doubts
from flows.dossier import deadline
from storage.records import DossierRecord

_MINUTES = int(HELD_FOR.total_seconds() // 60)


def moves(visit: Visit, listed: str) -> Card | None:
    """What can be done with several files of a list: a button for each move and field, with how many files."""
    if may(visit, Act.MOVE_FILE) is None:
        return None
    found = groups(decidable(visit, listed))
    keep_batch(visit, Batch(listed))
    visit.screen = Working(AREA, "batch", listed)
    several = len({field for _, field, _ in found}) > 1
    buttons = [
        visit.voice.button(
            "inbox.button_batch_move",
            Work(AREA, "batch_move", move, field),
            {
                "move": move_name(visit, move),
                "field": field_name(visit, field) if several else "",
                "count": count,
            },
        )
        for move, field, count in found
    ]
    return visit.say("inbox.batch_moves" if found else "inbox.batch_none", rows=(*pairs(buttons), _back(visit)))


def begin(visit: Visit, move: str, field: str) -> Card | None:
    """Begins to choose the files for a move; nothing is chosen yet."""
    if move not in LABELS:
        return None
    keep_batch(visit, Batch(batch_of(visit).listed, move, field))
    return pick(visit, "")


def pick(visit: Visit, page: str) -> Card | None:
    """A page of the files that can be chosen, those chosen ticked."""
    batch = still(visit, batch_of(visit))
    if may(visit, Act.MOVE_FILE) is None or batch.move not in LABELS:
        return None
    found = candidates(visit, batch)
    start = _start(page, len(found))
    here, voice = found[start : start + MOST], visit.voice
    visit.screen = Working(AREA, "batch_pick", str(start))
    if not found:
        return visit.say("inbox.batch_none", rows=(_back(visit),))
    numbered = list(enumerate(here, start + 1))
    params = {
        "move": move_name(visit, batch.move),
        "field": field_name(visit, batch.field),
        "chosen": len(batch.chosen),
        "lines": [_line(visit, number, record, batch.move) for number, record in numbered],
    }
    ticks = [
        voice.button(
            "inbox.button_batch_tick",
            Work(AREA, "batch_tick", one.reference, str(start)),
            {"number": number, "reference": one.reference, "ticked": one.reference in batch.chosen},
        )
        for number, one in numbered
    ]
    return Card(
        voice.say("inbox.batch_pick", params), (*pairs(ticks), *_ways(visit, batch, found, start)), wants="choice"
    )


def _ways(visit: Visit, batch: Batch, found: list[DossierRecord], start: int) -> tuple[tuple[Button, ...], ...]:
    voice, buttons = visit.voice, list[Button]()
    if any(one.reference not in batch.chosen for one in found[start : start + MOST]) and len(batch.chosen) < MOST:
        buttons.append(voice.button("inbox.button_batch_all", Work(AREA, "batch_all", str(start))))
    if found[start + MOST :] or start:
        after = start + MOST if found[start + MOST :] else 0
        buttons.append(voice.button("desk.button_more", Work(AREA, "batch_pick", str(after))))
    done = Work(AREA, "batch_check")
    on = [voice.button("inbox.button_batch_check", done, {"count": len(batch.chosen)}, main=True)]
    return (*pairs(buttons), *pairs(on if batch.chosen else []), _back(visit))


def tick(visit: Visit, reference: str, page: str) -> Card | None:
    """Chooses a file, or chooses it no longer; the eleventh is not taken."""
    batch = batch_of(visit)
    if may(visit, Act.MOVE_FILE) is None or batch.move not in LABELS:
        return None
    batch = still(visit, batch)
    can = reference in batch.chosen or any(one.reference == reference for one in candidates(visit, batch))
    turned = batch.turned(reference) if can else batch
    keep_batch(visit, turned)
    card = pick(visit, page)
    full = can and turned == batch
    return above(visit.voice.say("inbox.batch_full"), card) if full and card is not None else card


def tick_all(visit: Visit, page: str) -> Card | None:
    """Chooses every file of a page, up to ten in all."""
    batch = batch_of(visit)
    if may(visit, Act.MOVE_FILE) is None or batch.move not in LABELS:
        return None
    batch, found = still(visit, batch), candidates(visit, batch)
    start = _start(page, len(found))
    for one in found[start : start + MOST]:
        batch = batch if one.reference in batch.chosen else batch.turned(one.reference)
    keep_batch(visit, batch)
    return pick(visit, page)


def check(visit: Visit, _: str = "") -> Card | None:
    """Each chosen file in one line with what should be known of it, to be confirmed."""
    batch = batch_of(visit)
    if may(visit, Act.MOVE_FILE) is None or batch.move not in LABELS:
        return None
    found = chosen_of(visit, batch)
    if not found:
        return pick(visit, "")
    visit.screen = Working(AREA, "batch_check")
    params = {
        "move": move_name(visit, batch.move),
        "field": field_name(visit, batch.field),
        "count": len(found),
        "dropped": len(batch.chosen) - len(found),
        "minutes": _MINUTES,
        "lines": [_line(visit, number, record, batch.move) for number, record in enumerate(found, 1)],
    }
    voice = visit.voice
    yes = voice.button("inbox.button_batch_hold", Work(AREA, "batch_hold", seal(batch.move, found)), main=True)
    again = voice.button("inbox.button_batch_again", Work(AREA, "batch_pick"))
    return Card(voice.say("inbox.batch_check", params), ((yes,), (again,), _back(visit)), wants="choice")


def move_name(visit: Visit, move: str) -> str:
    """A move as its button calls it."""
    return visit.voice.say(LABELS[move])


def _line(visit: Visit, number: int, record: DossierRecord, move: str) -> str:
    """A file in one line: its date, how its papers stand, what makes one pause. Nothing of the resident is in it."""
    standings = tuple(one.standing for one in papers_in_file(visit, record))
    params = {
        "number": number,
        "reference": record.reference,
        "procedure": title(visit, record),
        "state": state_label(visit, record),
        "due": deadline(record.dossier) or "",
        "right": standings.count("right"),
        "unseen": standings.count("unseen"),
        "wrong": standings.count("wrong"),
        "doubts": [visit.voice.say(f"inbox.doubt_{one}") for one in doubts(record.dossier, standings, visit.now, move)],
    }
    return visit.voice.say("inbox.batch_line", params)


def _start(page: str, count: int) -> int:
    start = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 0
    return start - start % MOST if start < count else 0


def _back(visit: Visit) -> tuple[Button, ...]:
    return (visit.voice.button("desk.button_list", Desk("list", batch_of(visit).listed)),)
