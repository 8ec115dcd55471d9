"""How the files of a neighbour stand, as far as somebody who helps may see: what is missing, due, to be collected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.services.mandates.rights import FORMAL
from bot.services.neighbours.places import about_words
from bot.services.papers_named import paper_titles
from bot.services.voice import Voice
from flows.assistance import Purpose, shows
from flows.dossier import ENDED, READY, deadline
from flows.hamlet_round import Matter, Reason, result_waits, supplement_presses
from flows.helping import Deed, refusal
from flows.helping import Matter as About
from flows.mandates import pledge_due
from flows.reach import Step, next_step
from storage.help_requests import HelpRecord
from storage.records import DossierRecord
from storage.records_mandates import MandateRecord
from storage.unit_of_work import UnitOfWork

# What its owner must hear of a file.
_NEWS = frozenset(
    "accept refuse ask_supplement ask_payment promise_new_date record_result decline stop close_unanswered".split()
)
VISITED = "visited"  # in the log of a file: a helper was at the house, `reason` tells what came of it


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who lets a helper help: how they are called, how to reach them, and their files that may be seen.

    `key` tells on buttons by what right: 'r7' a request, 'mAB3CD' a mandate. `drafts` are procedures begun.
    """

    key: str
    person: int
    name: str
    phone: str
    hamlet: str
    files: tuple[DossierRecord, ...] = ()
    drafts: tuple[str, ...] = ()
    collects: bool = False


def neighbours(u: UnitOfWork, helper: int, now: datetime) -> tuple[Neighbour, ...]:
    """Everybody whom a helper helps now: by requests that they accepted, and by mandates."""
    by_request = (_of_request(u, one, helper) for one in u.help_requests.of_helper(helper))
    pledged = not pledge_due(u.deeds.pledged_at(helper), now)
    by_mandate = (_of_mandate(u, one, now) for one in (u.mandates.of_agent(helper, now) if pledged else ()))
    return tuple(one for one in (*by_request, *by_mandate) if one is not None)


def _of_request(u: UnitOfWork, record: HelpRecord, helper: int) -> Neighbour | None:
    if not shows(record.request, helper, Purpose.CONTACT):
        return None
    name, phone = (str(record.contact.get(part) or "") for part in ("name", "phone"))
    known = Neighbour(f"r{record.id}", record.request.resident, name, phone, record.hamlet)
    if not shows(record.request, helper, Purpose.PROGRESS):
        return known
    files, drafts = _all_of(u, record.request.resident, record.about)
    return Neighbour(known.key, known.person, name, phone, record.hamlet, files, drafts)


def _of_mandate(u: UnitOfWork, record: MandateRecord, now: datetime) -> Neighbour | None:
    if record.principal_id is None:
        return None
    live = [(one, _matter(one)) for one in _live(u, record.principal_id)]
    files = tuple(one for one, about in live if refusal(Deed.LOOK, record.mandate, about, now) is None)
    collects = any(
        one.dossier.state in READY and refusal(Deed.COLLECT, record.mandate, about, now) is None for one, about in live
    )
    hamlet = next((one.hamlet for one in files if one.hamlet), "")
    return Neighbour(f"m{record.tag}", record.principal_id, record.about.neighbour, "", hamlet, files, (), collects)


def _matter(record: DossierRecord) -> About:
    dossier = record.dossier
    formal = record.field == FORMAL
    return About(record.procedure, record.id, dossier.submitted_at, ended=dossier.state in ENDED, formal=formal)


def _all_of(u: UnitOfWork, person: int, about: str) -> tuple[tuple[DossierRecord, ...], tuple[str, ...]]:
    """The files and drafts of somebody; only those of the procedure that the request is about, if it is about one."""
    drafts = [draft.session.procedure for draft in u.drafts.all_of(person)]
    files = _live(u, person)
    concerned = {about} if about in {*drafts, *(one.procedure for one in files)} else None
    kept = tuple(one for one in files if concerned is None or one.procedure in concerned)
    return kept, tuple(one for one in drafts if concerned is None or one in concerned)


def _live(u: UnitOfWork, person: int) -> tuple[DossierRecord, ...]:
    """Somebody's own files that have not ended."""
    found = (one for one in u.dossiers.of_person(person) if one.person_id == person)
    return tuple(one for one in found if one.dossier.state not in ENDED)


def live_files(u: UnitOfWork, person: int) -> tuple[DossierRecord, ...]:
    """Every file of somebody that has not ended."""
    return _live(u, person)


def matters(u: UnitOfWork, files: Iterable[DossierRecord], phone: str, now: datetime) -> tuple[Matter, ...]:
    """Why somebody should come about these files today."""
    found: list[Matter] = []
    for record in files:
        dossier = record.dossier
        unread = [one for one in u.reach.of_dossier(record.id) if one.state in ("told", "listed")]
        open_ones = [one for one in unread if next_step(one.kind, dossier.state, told=True) is Step.LIST]
        if open_ones:
            since = min(one.told_at or one.listed_at or now for one in open_ones)
            found.append(Matter(record.id, Reason.UNREAD, since))
        if dossier.supplement is not None and supplement_presses(dossier.supplement.answer_by, now):
            found.append(Matter(record.id, Reason.SUPPLEMENT, dossier.supplement.answer_by))
        if dossier.state in READY and dossier.finished_at is not None and result_waits(dossier.finished_at, now):
            found.append(Matter(record.id, Reason.RESULT, dossier.finished_at))
        untold = None if phone else _untold(u, record)
        if untold is not None:
            found.append(Matter(record.id, Reason.NO_PHONE, untold))
    return tuple(found)


def _untold(u: UnitOfWork, record: DossierRecord) -> datetime | None:
    """Since when something has happened to a file that nobody came to tell; None when there is nothing."""
    happened = u.dossiers.events(record.id)
    told = [one.seq for one in happened if one.kind == VISITED and one.data.get("reason") == "visit_told"]
    news = [one for one in happened if one.kind in _NEWS and one.seq > max(told, default=0)]
    return news[-1].at if news else None


def standing(voice: Voice, neighbour: Neighbour) -> list[str]:
    """A line for each file and draft: the procedure, and what is missing, due or to be collected."""
    begun = [voice.say("neighbours.begun", {"procedure": about_words(voice, key)}) for key in neighbour.drafts]
    return [*(file_line(voice, record) for record in neighbour.files), *begun]


def file_line(voice: Voice, record: DossierRecord) -> str:
    """How one file stands, in a line: nothing of its answers."""
    dossier = record.dossier
    supplement = dossier.supplement
    params = {
        "procedure": about_words(voice, record.procedure) or record.procedure,
        "reference": record.reference,
        "state": voice.say(f"states.{dossier.state}"),
        "missing": paper_titles(voice, record, supplement.papers) if supplement else "",
        "until": supplement.answer_by if supplement else "",
        "due": deadline(dossier) or "",
        "ready": dossier.state in READY,
    }
    return voice.say("neighbours.file", params)
