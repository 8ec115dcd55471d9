"""Several files decided at once (F46): which files of a list may be, by move and field; what is chosen of them."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.callbacks import Work
from bot.ports import Button
from bot.services.authority import fields_for, posts, subject
from bot.services.inbox.choice import AREA, narrowed, read
from bot.services.visit import Visit
from flows.answers import Data
from flows.authority import Act, permitted
from flows.batches import MOST, moves_together
from flows.inbox import marks
from storage.inbox import FIRST
from storage.records import DossierRecord

_KEPT = "batch"  # what is being chosen, kept with the chat
_READ = 40  # files of a list that are looked through, the most pressing first
LABELS = {
    "start": "desk.button_work",
    "complete": "desk.button_complete",
    "forward": "desk.button_forward",
    "send_back": "desk.button_send_back",
    "record_result": "desk.button_result",
    "paid": "desk.button_paid",
    "close_unanswered": "desk.button_close",
    "stop": "desk.button_stop",
}


@dataclass(frozen=True, slots=True)
class Batch:
    """What is being chosen: from which list, which move in which field, and the references chosen so far."""

    listed: str = ""
    move: str = ""
    field: str = ""
    chosen: tuple[str, ...] = ()

    def turned(self, reference: str) -> "Batch":
        """The same with a file chosen, or no longer chosen; never more than ten."""
        if reference in self.chosen:
            return replace(self, chosen=tuple(one for one in self.chosen if one != reference))
        return replace(self, chosen=(*self.chosen, reference)[:MOST])


def batch_of(visit: Visit) -> Batch:
    """What this chat is choosing."""
    data = visit.kept.get(_KEPT)
    match data:
        case {"list": str(listed), "move": str(move), "field": str(field), "chosen": list(chosen)}:
            return Batch(listed, move, field, tuple(str(one) for one in chosen))
    return Batch()


def keep_batch(visit: Visit, batch: Batch) -> None:
    """Keeps what is being chosen until the next message of this chat."""
    chosen: list[Data] = [*batch.chosen]
    visit.remember(_KEPT, {"list": batch.listed, "move": batch.move, "field": batch.field, "chosen": chosen})


def forget_batch(visit: Visit) -> None:
    """Nothing is being chosen any more."""
    visit.kept.pop(_KEPT, None)


def decidable(visit: Visit, listed: str) -> list[tuple[DossierRecord, tuple[str, ...]]]:
    """The most pressing files of a list with the moves this person may make with each among others."""
    choice, allowed = read(listed), fields_for(visit.u, visit.person, Act.MOVE_FILE)
    if allowed == frozenset():
        return []
    fields, at = narrowed(allowed, choice.field), marks(visit.now, visit.library.law)
    spots = visit.u.inbox.page(visit.person, fields, choice.kind, choice.whose, at, FIRST, _READ)
    records = [record for spot in spots if (record := visit.u.dossiers.get(spot.id)) is not None]
    return _with_moves(visit, [one for one in records if not visit.u.held.of_dossier(one.id)])


def candidates(visit: Visit, batch: Batch) -> list[DossierRecord]:
    """The files that may be chosen for this move."""
    found = decidable(visit, batch.listed)
    return [record for record, moves in found if record.field == batch.field and batch.move in moves]


def chosen_of(visit: Visit, batch: Batch) -> list[DossierRecord]:
    """The files that were chosen and for which the move can be made now, looked up anew, in the order of choice."""
    found = [record for one in batch.chosen if (record := visit.u.dossiers.by_reference(one)) is not None]
    free = [record for record in found if record.field == batch.field and not visit.u.held.of_dossier(record.id)]
    return [record for record, moves in _with_moves(visit, free) if batch.move in moves]


def still(visit: Visit, batch: Batch) -> Batch:
    """The same without files for which the move can no longer be made."""
    return replace(batch, chosen=tuple(one.reference for one in chosen_of(visit, batch)))


def seal(move: str, records: Sequence[DossierRecord]) -> str:
    """A few letters that change with the files and all that happened to them: what is confirmed is what was seen."""
    what = " ".join((move, *(f"{one.id}.{one.revision}" for one in records)))
    return hashlib.sha256(what.encode()).hexdigest()[:8]


def groups(found: Sequence[tuple[DossierRecord, tuple[str, ...]]]) -> list[tuple[str, str, int]]:
    """Move, field and how many files, where there are several."""
    counted = Counter((move, record.field) for record, moves in found for move in moves)
    return [(move, field, count) for (move, field), count in counted.items() if count > 1]


def batch_button(visit: Visit, listed: str, records: Sequence[DossierRecord]) -> list[Button]:
    """The way to deciding several files of a list at once, where at least two of those shown can be."""
    if not groups(_with_moves(visit, records)):
        return []
    return [visit.voice.button("inbox.button_batch", Work(AREA, "batch", listed))]


def field_name(visit: Visit, field: str) -> str:
    """What a field is called."""
    code = f"figures.field_{field}"
    return visit.voice.say(code) if visit.library.wording.has(code) else field


def _with_moves(visit: Visit, records: Sequence[DossierRecord]) -> list[tuple[DossierRecord, tuple[str, ...]]]:
    held, found = posts(visit.u, visit.person), list[tuple[DossierRecord, tuple[str, ...]]]()
    for record in records:
        role = permitted(held, Act.MOVE_FILE, subject(visit.person, record))
        moves = moves_together(record.dossier, role, visit.now, visit.library.law) if role is not None else ()
        found.append((record, moves))
    return found
