"""Whether somebody may do something for a neighbour: looked up anew each time, by role, mandate and matter.

It knows storage and the core only, so that drafts and files can ask it without knowing of mandates otherwise.
"""

from datetime import datetime

from bot.services.authority import MANDATED, may
from bot.services.draft_keys import of_dossier, reference_of
from bot.services.visit import Visit
from content.sheet import Sheet
from flows.acts import Act
from flows.answers import Answers
from flows.authority import Post, Subject, permitted
from flows.calendar import local_day
from flows.dossier import ENDED, Role
from flows.facts import holds
from flows.helping import Deed, Matter, refusal
from flows.mandates import Denied, Phase, phase, pledge_due
from storage.records import DossierRecord, Draft
from storage.records_mandates import MandateRecord

FORMAL = "civil_status"  # the field in which authorisations are certified


def matter_of_draft(visit: Visit, draft: Draft, sheet: Sheet | None = None) -> Matter:
    """What a draft is about; a supplement is about its file."""
    key = draft.session.procedure
    if of_dossier(key):
        record = visit.u.dossiers.by_reference(reference_of(key))
        return matter_of_file(visit, record) if record is not None else Matter(key)
    found = sheet or visit.sheet(key)
    theirs = found is not None and in_person(found, draft.session.answers, visit.now)
    return Matter(key, in_person=theirs, formal=found is not None and found.field == FORMAL)


def matter_of_file(visit: Visit, record: DossierRecord) -> Matter:
    """What a file is about."""
    sheet, dossier = visit.sheet(record.procedure), record.dossier
    theirs = sheet is not None and in_person(sheet, record.answers, visit.now)
    ended, formal = dossier.state in ENDED, record.field == FORMAL
    return Matter(record.procedure, record.id, dossier.submitted_at, theirs, ended, formal)


def in_person(sheet: Sheet, answers: Answers, now: datetime) -> bool:
    """Whether the parties act themselves with these answers."""
    return sheet.in_person is not None and holds(sheet.in_person.only_if, answers, local_day(now))


def always_in_person(sheet: Sheet) -> bool:
    """Whether they do whatever is answered."""
    return sheet.in_person is not None and sheet.in_person.only_if is None


def held(visit: Visit, principal: int, deed: Deed, matter: Matter) -> MandateRecord | Denied:
    """The mandate by which this helper may do it for this person now, or why not."""
    if may(visit, Act.HELP_WITH) is None:
        return Denied("no_helper")
    if pledge_due(visit.u.deeds.pledged_at(visit.person), visit.now):
        return Denied("no_pledge")
    why: Denied | None = None
    for record in visit.u.mandates.between(visit.person, principal, visit.now):
        denied = refusal(deed, record.mandate, matter, visit.now)
        if denied is None:
            return record
        why = denied if why is None or why.code == "other_matter" else why
    return why or _why_no_more(visit, principal, deed, matter)


def _why_no_more(visit: Visit, principal: int, deed: Deed, matter: Matter) -> Denied:
    """The last mandate that there was tells more than that there is none."""
    own = [one for one in visit.u.mandates.ever_of(principal) if one.agent_id == visit.person]
    last = own[0].mandate if own and phase(own[0].mandate, visit.now) is not Phase.ACTIVE else None
    return refusal(deed, last, matter, visit.now) or Denied("no_mandate")


def may_fill(visit: Visit, draft: Draft) -> bool:
    """Whether a draft may be filled in: one's own, or a neighbour's by a mandate."""
    own = Subject(own=draft.person_id == visit.person)
    if permitted((Post(Role.RESIDENT),), Act.FILL_IN, own) is not None:
        return True
    return isinstance(held(visit, draft.person_id, Deed.FILL, matter_of_draft(visit, draft)), MandateRecord)


def lost(visit: Visit, draft: Draft) -> str:
    """Why this helper may no longer fill in a neighbour's draft, as a phrase; '' where they never might."""
    if draft.person_id == visit.person or not _ever_held(visit, draft.person_id):
        return ""
    found = held(visit, draft.person_id, Deed.FILL, matter_of_draft(visit, draft))
    return visit.voice.say(f"mandates.denied_{found.code}") if isinstance(found, Denied) else ""


def _ever_held(visit: Visit, principal: int) -> bool:
    return any(one.agent_id == visit.person for one in visit.u.mandates.ever_of(principal))


def stands_for(visit: Visit, record: DossierRecord) -> bool:
    """Whether papers may be sent for a file: one's own, or a neighbour's by a mandate."""
    if record.person_id == visit.person:
        return True
    return isinstance(held(visit, record.person_id, Deed.ADD_PAPER, matter_of_file(visit, record)), MandateRecord)


def last_agent(visit: Visit, draft: Draft) -> int | None:
    """Which helper worked on a draft last, None for nobody."""
    about = subject_of(visit, draft)
    for deed in visit.u.deeds.of_principal(draft.person_id, 200):
        if deed.at < draft.started_at:
            return None
        if (deed.procedure, deed.dossier_id) == about and deed.what in (Deed.FILL, Deed.ADD_PAPER):
            return deed.agent_id
    return None


def subject_of(visit: Visit, draft: Draft) -> tuple[str, int | None]:
    """The procedure of a draft, and the file that it belongs to."""
    key = draft.session.procedure
    record = visit.u.dossiers.by_reference(reference_of(key)) if of_dossier(key) else None
    return (record.procedure, record.id) if record is not None else (key, None)


def has_mandate(visit: Visit, act: Act, record: DossierRecord) -> bool:
    """Whether this person holds any mandate for a file, as the table of authority asks."""
    found = act is Act.HELP_WITH and held(visit, record.person_id, Deed.LOOK, matter_of_file(visit, record))
    return isinstance(found, MandateRecord)


MANDATED.append(has_mandate)
