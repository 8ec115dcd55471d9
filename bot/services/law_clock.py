"""The law clock beside the files: which open files and drafts lean on a fact that ends soon; authors are reminded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.ports import Card
from bot.services.paging import PAGE, each_page
from bot.services.voice import Voice
from content.catalog import Library
from content.law_clock import LawFact, LawReport, law_report
from flows.answers import Answers, Data
from flows.calendar import local, local_day
from flows.checklist import checklist
from flows.dossier import LIVE, Role
from flows.quiet import Audience, sendable_at
from storage.database import Database
from storage.records import Draft, Notice
from storage.unit_of_work import UnitOfWork

KIND = "law_due"
# Who is told: those who keep the content; where there is none, those who lead the desk.
_AUTHORS = (Role.ADMINISTRATOR, Role.HEAD, Role.CHAIRMAN)
_TOLD = "law_clock.told"


async def leaning(
    database: Database, library: Library, facts: Sequence[LawFact], now: datetime
) -> Mapping[str, list[str]]:
    """The codes of open files and tags of drafts that lean on each of the facts, by the fact's place.

    A file keeps the law of the day on which it came; it is named nevertheless, for what it still needs may change.
    """
    found: dict[str, list[str]] = defaultdict(list)
    wanted = {
        procedure: [fact for fact in facts if fact.procedure == procedure] for procedure in {f.procedure for f in facts}
    }

    def note(procedure: str, answers: Answers, name: str, since: datetime) -> None:
        for fact in wanted.get(procedure, ()):
            if _leans(library, fact, answers, since):
                found[fact.place].append(name)

    def files(u: UnitOfWork, after: int) -> int | None:
        records = u.dossiers.in_states(LIVE, None, PAGE, after)
        for record in records:
            note(record.procedure, record.answers, record.reference, record.dossier.submitted_at)
        return records[-1].id if len(records) == PAGE else None

    await each_page(database, files)
    for draft in await _drafts(database, now):
        note(draft.session.procedure, draft.session.answers, draft.tag, now)
    return found


async def _drafts(database: Database, now: datetime) -> list[Draft]:
    """Every draft, read some at a time."""
    found: list[Draft] = []

    def page(u: UnitOfWork) -> tuple[Draft, ...]:
        return u.drafts.idle(now, found[-1] if found else None, PAGE)

    while drafts := await database.turn(page):
        found.extend(drafts)
    return found


def _leans(library: Library, fact: LawFact, answers: Answers, since: datetime) -> bool:
    """Whether the fact is on the checklist of these answers on the day from which they are judged."""
    if fact.kind in ("facts", "changes"):
        return True
    listed = checklist(library.procedures[fact.procedure].procedure, answers, local_day(since))
    match fact.kind:
        case "papers":
            return fact.id in {paper.id for paper in listed.papers}
        case "fees":
            return fact.id in {line.fee.id for line in listed.fees}
    return listed.limit is not None and listed.limit.id == fact.id


def remind_authors(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """Once a week, on its first working hours, tells those who keep the content what they must look at."""
    week = "{}-{}".format(*local(now).isocalendar()[:2])
    if u.settings.get(_TOLD) == week or sendable_at(Audience.OFFICIAL, now, library.calendar) != now:
        return
    u.settings.put(_TOLD, week)
    report = law_report(library, local_day(now))
    if report.is_empty:
        return
    counts: dict[str, Data] = {
        "ending": len(report.ending),
        "begun": len(report.begun),
        "unchecked": len(report.unchecked),
        "first": first_words(report),
    }
    for person in _authors(u):
        u.outbox.owe(f"{KIND}:{week}:{person}", person, KIND, counts, now=now, not_before=now)


def told(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card:  # noqa: ARG001 - as all such cards
    """The weekly word, with counts as they were when it was owed."""
    return Card(voice.say(f"notices.{KIND}", notice.params), (), "notice")


def first_words(report: LawReport) -> str:
    """The places of the first few facts that end, for who must find them in the files."""
    return ", ".join(f"{fact.place} ({fact.until:%d/%m/%Y})" for fact in report.ending[:3] if fact.until)


def _authors(u: UnitOfWork) -> tuple[int, ...]:
    for role in _AUTHORS:
        found = tuple(dict.fromkeys(staff.person_id for staff in u.staff.with_roles((role,))))
        if found:
            return found
    return ()
