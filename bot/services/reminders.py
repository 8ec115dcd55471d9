"""Planning: reminders that have fallen due become rows, each owed once; unanswered dossiers are closed by the clock."""

from datetime import datetime, time, timedelta
from itertools import chain

from bot.services import rating
from bot.services.draft_keys import of_dossier
from bot.services.ladder import climb, still_holds
from bot.services.paging import PAGE
from bot.services.rousing import rouse
from bot.services.transitions import keep
from content.catalog import Library
from flows.answers import Data
from flows.calendar import local_day
from flows.deadlines import instant
from flows.dossier import Role
from flows.escalation import LADDER
from flows.moves import CloseUnanswered
from flows.notices import REMINDERS, is_sensible
from flows.path import locate
from flows.procedure import End, Group
from flows.reminders import DRAFT_KEPT, WARNED_BEFORE, IdleDraft, OpenFile, Owed, owed
from flows.transition import Illegal, move
from flows.waking import earliest, wake_draft, wake_file
from storage.database import Database
from storage.records import DossierRecord, Draft, Notice
from storage.unit_of_work import UnitOfWork


async def plan(database: Database, library: Library, now: datetime) -> None:
    """Owes every reminder that is due and closes what was not answered in time; reads only what is awake."""
    await rouse(database, library, now)
    while await database.turn(lambda u: plan_drafts(u, library, now)):
        pass
    while await database.turn(lambda u: plan_files(u, library, now)):
        pass


def plan_drafts(u: UnitOfWork, library: Library, now: datetime) -> bool:
    """One page of drafts that are awake, each put to sleep until it may be owed something; False when there is none."""
    awake = u.waking.drafts(now, PAGE)
    for id in awake:
        draft = u.drafts.get(id)
        # What belongs to a dossier is recalled with it, or not at all.
        mere = draft is None or of_dossier(draft.session.procedure)
        u.waking.sleep_draft(id, None if draft is None or mere else _plan_draft(u, library, now, draft))
    return bool(awake)


def plan_files(u: UnitOfWork, library: Library, now: datetime) -> bool:
    """The same of dossiers."""
    awake = u.waking.files(now, PAGE)
    for id in awake:
        record = u.dossiers.get(id)
        if record is None or _closed(u, library, now, record):
            u.waking.sleep_file(id, None, None)
        else:
            _plan_file(u, library, now, record)
    return bool(awake)


def _plan_file(u: UnitOfWork, library: Library, now: datetime, record: DossierRecord) -> None:
    file = open_file(library, record)
    for one in owed(file, now, library.calendar):
        _owe(u, one, record.person_id, record.id, _about(library, record, one.kind), now)
    rest = climb(u, library, record, now)
    u.waking.sleep_file(record.id, earliest((wake_file(file, now, library.law), rest.until)), rest.late)


def open_file(library: Library, record: DossierRecord) -> OpenFile:
    """A dossier as the reminders see it."""
    return OpenFile(record.id, record.dossier, desk_papers(library, record))


def desk_papers(library: Library, record: DossierRecord) -> tuple[str, ...]:
    """The papers the resident said they would bring to the desk."""
    sheet = library.procedures.get(record.procedure)
    if sheet is None:
        return ()
    skipped = {key.rpartition("].")[2] for key, value in record.answers.items() if value is None}
    questions = (step for step in sheet.procedure.steps if not isinstance(step, End))
    asked = chain.from_iterable(step.questions if isinstance(step, Group) else (step,) for step in questions)
    promised = {question.id for question in asked if question.at_desk and question.id in skipped}
    return tuple(dict.fromkeys(paper.id for paper in sheet.procedure.papers if paper.step in promised))


def still_owed(u: UnitOfWork, library: Library, notice: Notice, now: datetime) -> bool:
    """Whether a notice still makes sense: asked again before it is sent, about its subject as it now is."""
    if notice.kind in LADDER:
        return still_holds(u, library, notice, now)
    record = None if notice.dossier_id is None else u.dossiers.get(notice.dossier_id)
    if notice.kind == rating.KIND and rating.is_answered(u, record):
        return False
    if notice.kind not in REMINDERS:
        return record is None or is_sensible(notice.kind, record.dossier.state)
    subject = _draft_of(u, notice) if record is None else open_file(library, record)
    key = notice.dedupe.removesuffix(f":{notice.person_id}")
    return subject is not None and key in {one.dedupe for one in owed(subject, now, library.calendar)}


def _plan_draft(u: UnitOfWork, library: Library, now: datetime, draft: Draft) -> datetime | None:
    """Owes what is due about a draft; returns when to look at it again."""
    idle = IdleDraft(draft.id, draft.touched_at)
    again = wake_draft(idle, now, library.calendar)
    for one in owed(idle, now, library.calendar):
        if one.kind == "draft_idle" and _ended(library, draft, now):
            # Where it stands may depend on the day.
            again = earliest((again, instant(local_day(now) + timedelta(days=1), time())))
            continue
        kept_until = max(draft.touched_at + DRAFT_KEPT, max(now, one.not_before) + WARNED_BEFORE)
        about: dict[str, Data] = {"draft": draft.id, "procedure": draft.session.procedure}
        _owe(u, one, draft.person_id, None, {**about, "kept_until": kept_until.isoformat()}, now)
    return again


def _ended(library: Library, draft: Draft, now: datetime) -> bool:
    """Whether the draft stands at an ending: there is nothing to go on with."""
    sheet = library.procedures.get(draft.session.procedure)
    return sheet is not None and locate(sheet.procedure, draft.session, local_day(now)).end is not None


def _draft_of(u: UnitOfWork, notice: Notice) -> IdleDraft | None:
    drafts = (draft for draft in u.drafts.all_of(notice.person_id) if draft.id == notice.params.get("draft"))
    return next((IdleDraft(draft.id, draft.touched_at) for draft in drafts), None)


def _about(library: Library, record: DossierRecord, kind: str) -> dict[str, Data]:
    papers = desk_papers(library, record) if kind == "missing_paper" else ()
    return {"paper": papers[0], "papers": list(papers)} if papers else {}


def _owe(u: UnitOfWork, one: Owed, person: int, dossier_id: int | None, params: dict[str, Data], now: datetime) -> None:
    u.outbox.owe(
        f"{one.dedupe}:{person}",
        person,
        one.kind,
        params,
        now=now,
        not_before=one.not_before,
        dossier_id=dossier_id,
        expires_at=one.expires_at,
    )


def _closed(u: UnitOfWork, library: Library, now: datetime, record: DossierRecord) -> bool:
    """Closes a dossier whose supplement did not come in time (NĐ 118/2025 art. 19.5)."""
    closed = move(record.dossier, CloseUnanswered(), Role.CLOCK, now, library.law)
    if isinstance(closed, Illegal):
        return False
    keep(u, library, record, closed, None, Role.CLOCK, now)
    return True
