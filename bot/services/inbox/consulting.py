"""Opinions of other units (F43): what asking, answering and taking back write down, move and owe, by act and by clock.

The file waits for opinions while a question is open and its state has such a move; its legal clock runs on.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.services.inbox.asked import answerers
from bot.services.posts import people_at
from bot.services.transitions import act
from bot.services.visit import Visit
from content.catalog import Library
from flows.consulting import Asked, Whom, due_by, owed, wake_at
from flows.dossier import ENDED, Role
from flows.escalation import Post
from flows.moves import Consult, Consulted
from flows.quiet import Audience, sendable_at
from flows.transition import legal_moves
from storage.consultations import Consultation
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

ASKED, ANSWERED, WITHDRAWN = "opinion_asked", "opinion_answered", "opinion_withdrawn"


def ask(
    visit: Visit,
    record: DossierRecord,
    role: Role,
    to: tuple[str, int | None],
    asked: tuple[str, tuple[str, ...]],
    days: int,
) -> str:
    """Puts a question (`asked`: its words and the papers shared) to a unit or person (`to`); returns its tag."""
    calendar = visit.library.calendar
    when = Asked(visit.now, due_by(visit.now, days, calendar))
    wake = wake_at(when, visit.now, calendar)
    tag = visit.u.consultations.ask(record.id, visit.person, *to, asked, visit.now, when.due_at, wake)
    if "consult" in legal_moves(record.dossier, role, visit.now, visit.library.law):
        act(visit, record, Consult(), role)
    one = visit.u.consultations.by_tag(tag)
    if one is not None:
        _tell(visit, ASKED, one, answerers(visit.u, visit.library, one))
    return tag


def answer(visit: Visit, one: Consultation, words: str, role: Role) -> bool:
    """Notes an answer and tells who asked; False when it was answered or taken back before."""
    if not visit.u.consultations.answer(one, words, visit.person, visit.now):
        return False
    if one.asker_id != visit.person:
        _tell(visit, ANSWERED, one, (one.asker_id,))
    _move_on(visit, one, role)
    return True


def take_back(visit: Visit, one: Consultation, role: Role) -> bool:
    """Withdraws a question and tells who was asked; False when it was answered or taken back before."""
    if not visit.u.consultations.withdraw(one, visit.now):
        return False
    _tell(visit, WITHDRAWN, one, answerers(visit.u, visit.library, one))
    _move_on(visit, one, role)
    return True


def _move_on(visit: Visit, one: Consultation, role: Role) -> None:
    """With the last question ended, the file no longer waits; whoever answered does not become its owner."""
    record = visit.u.dossiers.get(one.dossier_id)
    if record is None or any(other.is_open for other in visit.u.consultations.of_dossier(record.id)):
        return
    if "consulted" not in legal_moves(record.dossier, role, visit.now, visit.library.law):
        return
    moved = act(visit, record, Consulted(), role)
    if isinstance(moved, DossierRecord) and record.owner_id is None and moved.owner_id is not None:
        visit.u.dossiers.assign(moved, None, visit.now)


def _tell(visit: Visit, kind: str, one: Consultation, people: Iterable[int]) -> None:
    for person in people:
        _owe(visit.u, kind, one, person, visit.now)
        visit.owes = True


def _owe(
    u: UnitOfWork,
    kind: str,
    one: Consultation,
    person: int,
    now: datetime,
    start: datetime | None = None,
    end: datetime | None = None,
) -> None:
    key = f"{kind}:{one.tag}:{person}"
    tag = {"tag": one.tag}
    u.outbox.owe(key, person, kind, tag, now=now, not_before=start, dossier_id=one.dossier_id, expires_at=end)


def go_round(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """Reminds those asked the day before, on the day and once late; tells the asker and the head once of what is late.

    What is asked about a file that has ended is taken back: nobody needs it any longer.
    """
    for one in u.consultations.due(now):
        record = u.dossiers.get(one.dossier_id)
        if record is None or record.dossier.state in ENDED:
            u.consultations.withdraw(one, now)
            continue
        asked = Asked(one.asked_at, one.due_at)
        for recall in owed(asked, now, library.calendar):
            start = sendable_at(Audience.OFFICIAL, now, library.calendar)
            for person in _reminded(u, library, one, record, recall.to):
                _owe(u, recall.kind, one, person, now, start, recall.end)
        u.consultations.sleep(one.id, wake_at(asked, now, library.calendar))


def _reminded(u: UnitOfWork, library: Library, one: Consultation, record: DossierRecord, whom: Whom) -> tuple[int, ...]:
    if whom is Whom.ASKED:
        return answerers(u, library, one)
    return tuple(dict.fromkeys((one.asker_id, *people_at(u, (Post.HEAD,), record))))
