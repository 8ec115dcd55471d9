"""The cards of what is pushed about mandates: to neighbours what helpers did, to helpers what they may know."""

from datetime import datetime

from bot.callbacks import Work
from bot.ports import Card
from bot.services.authority import posts
from bot.services.mandates.home import AREA
from bot.services.mandates.names import deeds_in_words, file_title, procedure_title, subject_of
from bot.services.mandates.news import listening
from bot.services.voice import Voice
from flows.acts import Act
from flows.authority import Subject, permitted
from flows.mandates import Phase, phase
from storage.records import Notice
from storage.records_mandates import MandateRecord
from storage.unit_of_work import UnitOfWork


def _mandate(u: UnitOfWork, notice: Notice) -> MandateRecord | None:
    return u.mandates.by_tag(str(notice.params.get("tag")))


def answered(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """To the helper: what became of a request, or that a mandate is over or will be."""
    record = _mandate(u, notice)
    if record is None or not _is_helper(u, notice.person_id):
        return None
    holds = phase(record.mandate, now) is Phase.ACTIVE
    if notice.kind in ("mandate_made", "mandate_expiring_held") and not holds:
        return None
    params = {
        "name": record.about.neighbour,
        "subject": subject_of(u, voice, record),
        "until": record.mandate.valid_to or "",
    }
    where = Work(AREA, "open", record.tag) if holds else Work(AREA, "home")
    row = (voice.button("mandates.button_go", where, main=True),)
    return Card(voice.say(f"mandates.told_{notice.kind}", params), (row,), "notice", "choice")


def to_neighbour(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """To the neighbour: a mandate will expire, or the helper gave it back or wants to pass it on."""
    record = _mandate(u, notice)
    if record is None or (notice.kind == "mandate_expiring" and phase(record.mandate, now) is not Phase.ACTIVE):
        return None
    params = {
        "helper": record.about.helper,
        "subject": subject_of(u, voice, record),
        "until": record.mandate.valid_to or "",
    }
    if notice.kind == "mandate_wanted":
        if phase(record.mandate, now) is not Phase.OFFERED:
            return None
        row = (voice.button("mandates.button_read", Work(AREA, "consent", record.tag), main=True),)
    else:
        row = (voice.button("mandates.button_mine", Work(AREA, "mine"), main=True),)
    return Card(voice.say(f"mandates.told_{notice.kind}", params), (row,), "notice", "choice")


def helped(u: UnitOfWork, voice: Voice, notice: Notice, _: datetime) -> Card | None:
    """To the neighbour: what the helper did in one sitting, in plain words."""
    agent, told_at = notice.params.get("agent"), notice.params.get("told_at")
    if not isinstance(agent, int) or not isinstance(told_at, str):
        return None
    deeds = u.deeds.of_sitting(agent, notice.person_id, datetime.fromisoformat(told_at))
    if not deeds:
        return None
    params = {"helper": notice.params.get("helper", ""), "lines": deeds_in_words(u, voice, deeds), "at": deeds[0].at}
    rows = (
        (
            voice.button("mandates.button_did", Work(AREA, "did")),
            voice.button("mandates.button_mine", Work(AREA, "mine")),
        ),
    )
    return Card(voice.say("mandates.told_helped", params), rows, "notice", "choice")


def review_wanted(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """To the neighbour: please look at what was filled in; no answer of it stands in the push."""
    draft, record = u.drafts.by_tag(str(notice.params.get("tag"))), u.mandates.by_tag(str(notice.params.get("mandate")))
    if draft is None or record is None or phase(record.mandate, now) is not Phase.ACTIVE:
        return None
    params = {"helper": record.about.helper, "procedure": procedure_title(voice, draft.session.procedure)}
    row = (voice.button("mandates.button_look", Work(AREA, "review", draft.tag), main=True),)
    return Card(voice.say("mandates.told_assisted_review", params), (row,), "notice", "choice")


def confirmed(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """To the helper: the neighbour confirmed, or does not want it sent."""
    principal = notice.params.get("principal")
    held = u.mandates.between(notice.person_id, principal, now) if isinstance(principal, int) else ()
    if not held or not _is_helper(u, notice.person_id):
        return None
    file = u.dossiers.get(notice.dossier_id) if notice.dossier_id is not None else None
    procedure = file_title(voice, file) if file else procedure_title(voice, str(notice.params.get("procedure")))
    params = {"name": held[0].about.neighbour, "procedure": procedure, "reference": file.reference if file else ""}
    row = (voice.button("mandates.button_go", Work(AREA, "open", held[0].tag), main=True),)
    return Card(voice.say(f"mandates.told_{notice.kind}", params), (row,), "notice", "choice")


def news(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """To the helper: how a neighbour's file stands and what is to do; asked anew whether they may still know."""
    file = u.dossiers.get(notice.dossier_id) if notice.dossier_id is not None else None
    if file is None or not _is_helper(u, notice.person_id):
        return None
    record = next((one for one in listening(u, file, now) if one.agent_id == notice.person_id), None)
    if record is None:
        return None
    dossier = file.dossier
    until = dossier.supplement.answer_by if dossier.supplement else ""
    params = {
        "name": record.about.neighbour,
        "reference": file.reference,
        "procedure": file_title(voice, file),
        "state": voice.say(f"states.{dossier.state}"),
        "todo": voice.say(f"mandates.todo_{dossier.state}", {"until": until, "desk": voice.desk(file.field)}),
    }
    where = Work(AREA, "file", record.tag, file.reference)
    row = (voice.button("mandates.button_file", where, {"reference": file.reference}, main=True),)
    return Card(voice.say("mandates.told_helped_news", params), (row,), "notice", "choice")


def slip_refused(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """To the helper: the photo of a slip will not do, and why."""
    record = _mandate(u, notice)
    if record is None or phase(record.mandate, now) is not Phase.OFFERED:
        return None
    params = {"name": record.about.neighbour, "why": voice.say(f"mandates.slip_{notice.params.get('why')}")}
    row = (voice.button("mandates.button_slip", Work(AREA, "slip", record.tag), main=True),)
    return Card(voice.say("mandates.told_slip_refused", params), (row,), "notice", "choice")


def slip_came(_: UnitOfWork, voice: Voice, __: Notice, ___: datetime) -> Card | None:
    """To officials: a signed slip waits to be looked at."""
    row = (voice.button("mandates.button_slips_go", Work(AREA, "slips"), main=True),)
    return Card(voice.say("mandates.told_mandate_slip"), (row,), "notice", "choice")


def _is_helper(u: UnitOfWork, person: int) -> bool:
    return permitted(posts(u, person), Act.HELP_WITH, Subject()) is not None


CARDS = {
    **dict.fromkeys(
        ("mandate_made", "mandate_refused", "mandate_over", "mandate_expiring_held", "mandate_passed"),
        answered,
    ),
    **dict.fromkeys(("mandate_expiring", "mandate_returned", "mandate_wanted", "mandate_noted"), to_neighbour),
    **dict.fromkeys(("assisted_done", "assisted_declined"), confirmed),
    "helped": helped,
    "assisted_review": review_wanted,
    "helped_news": news,
    "mandate_slip": slip_came,
    "slip_refused": slip_refused,
}
