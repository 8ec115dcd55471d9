"""What a notice says to its reader: what happened, what to do next, by when, with a button."""

from collections.abc import Mapping
from datetime import datetime

from bot.callbacks import Desk, Menu
from bot.ports import Card
from bot.services import rating
from bot.services.alerts import alert_rows
from bot.services.blocking import CHANNEL_NEWS
from bot.services.call_lists import entries, fields_of
from bot.services.forms import form_of_notice
from bot.services.notice_cards import TOLD
from bot.services.overdue import digest
from bot.services.papers_named import paper_title, paper_titles, papers_in
from bot.services.reach_words import seen_button, told_about
from bot.services.resending import answer_rows, fault_lines, faults_asked, pictures
from bot.services.result_links import link_button
from bot.services.retention import WARNING
from bot.services.retention_warning import going_papers, warning_rows
from bot.services.visit import Rows
from bot.services.voice import Voice
from content.catalog import Library
from flows.calendar import local_day
from flows.dossier import Dossier, deadline, shown_due
from flows.marks import Mark
from flows.notices import TO_OFFICIALS, audience
from flows.quiet import Audience
from storage.records import DossierRecord, Notice, Seat
from storage.unit_of_work import UnitOfWork


def compose(u: UnitOfWork, library: Library, notice: Notice, seat: Seat, now: datetime) -> Card | None:
    """The card of a notice for the person in a seat; None when what it is about is gone."""
    voice = _voice(u, library, notice, seat)
    if notice.kind == "overdue":
        return digest(u, voice, notice.person_id, now)
    if notice.kind in TOLD:
        return TOLD[notice.kind](u, voice, notice, now)
    record = u.dossiers.get(notice.dossier_id) if notice.dossier_id is not None else None
    if notice.dossier_id is not None and record is None:
        return None
    params: dict[str, object] = {**(facts(voice, record, now) if record else {}), **notice.params}
    params.update(_named(voice, record, notice) | told_about(voice, notice) | _of_channel(u, voice, notice))
    if notice.kind == WARNING:
        params["papers"] = going_papers(u, voice, record, str(notice.params.get("pages")))
        if not params["papers"]:
            return None
    faults = faults_asked(u, record) if record is not None and notice.kind not in TO_OFFICIALS else {}
    params["faults"] = fault_lines(voice, record, faults) if record is not None else []
    rows = (*_result(u, voice, notice, record), *_rows(voice, notice, record, faults))
    files = pictures(voice, record, faults) if record is not None and notice.kind == "supplement_asked" else ()
    return Card(voice.say(f"notices.{notice.kind}", params), rows, "notice", "choice", files=files)


def _voice(u: UnitOfWork, library: Library, notice: Notice, seat: Seat) -> Voice:
    """The reader's language; residents are addressed as they asked, the others by what they are to the commune."""
    roles = () if audience(notice.kind) is Audience.RESIDENT else [one.role for one in u.staff.of(notice.person_id)]
    return Voice(library, seat.person.language, form_of_notice(notice.kind, roles, seat.person.form))


def _result(u: UnitOfWork, voice: Voice, notice: Notice, record: DossierRecord | None) -> Rows:
    """The electronic result, to whoever it belongs to."""
    if record is None or notice.kind in TO_OFFICIALS:
        return ()
    return tuple((one,) for one in link_button(u, voice, record))


def facts(voice: Voice, record: DossierRecord, now: datetime) -> dict[str, object]:
    """What every notice about a dossier may say."""
    dossier = record.dossier
    sheet = voice.library.procedures.get(record.procedure)
    due = deadline(dossier)
    return {
        "reference": record.reference,
        "official_code": record.official_code or "",
        "procedure": voice.text(sheet.title) if sheet else record.procedure,
        "state": voice.say(f"states.{dossier.state}"),
        "desk": voice.desk(record.field),
        "due": due or "",
        "until": dossier.supplement.answer_by if dossier.supplement else "",
        "due_if": (shown_due(dossier, now, voice.library.calendar) or "") if dossier.supplement else "",
        "closes": voice.library.law.of(dossier).closes,
        "early": _is_early(dossier),
        "apologised": dossier.promised_at is not None,
        "days_late": max(0, (local_day(now) - local_day(due)).days) if due else 0,
    }


def _of_channel(u: UnitOfWork, voice: Voice, notice: Notice) -> dict[str, object]:
    """What news of a channel say: its name, and how many of the reader's files stand on the lists."""
    channel = notice.params.get("channel")
    if notice.kind not in CHANNEL_NEWS or not isinstance(channel, str):
        return {}
    code = f"sent.channel_{channel}"
    listed = len(entries(u, voice.library, fields_of(u, notice.person_id)))
    return {"name": voice.say(code) if voice.library.wording.has(code) else channel, "listed": listed}


def _is_early(dossier: Dossier) -> bool:
    """Whether the result is there on a day before the first one promised (NĐ 118/2025 art. 22.5)."""
    receipt, finished = dossier.due_at, dossier.finished_at
    return receipt is not None and finished is not None and local_day(finished) < local_day(receipt)


def _named(voice: Voice, record: DossierRecord | None, notice: Notice) -> dict[str, object]:
    """Codes in a notice's data in the reader's words: the paper, the reason, the procedure of a draft."""
    named: dict[str, object] = {}
    supplement = record.dossier.supplement if record else None
    asked = papers_in(notice.params) or (supplement.papers if supplement else ())
    reason = notice.params.get("reason") or (supplement.reason if supplement else None)
    if asked and record is not None:
        named["paper"] = paper_titles(voice, record, asked)
    if isinstance(reason, str):
        known = voice.library.wording.has(f"words.reason_{reason}")
        named["reason"] = voice.say(f"words.reason_{reason}") if known else reason
    papers = notice.params.get("papers")
    if isinstance(papers, list) and record is not None:
        named["papers"] = ", ".join(paper_title(voice, record, str(one)) for one in papers)
    procedure = notice.params.get("procedure")
    if isinstance(procedure, str) and procedure in voice.library.procedures:
        named["procedure"] = voice.text(voice.library.procedures[procedure].title)
    for name in ("until", "due", "answer_by", "promised_at", "kept_until", "due_if", "complain_by", "since"):
        value = notice.params.get(name)
        if isinstance(value, str) and value:
            named[name] = datetime.fromisoformat(value)
    return named


def _rows(voice: Voice, notice: Notice, record: DossierRecord | None, faults: Mapping[str, Mark]) -> Rows:
    if notice.kind in CHANNEL_NEWS:
        return ((voice.button("calls.button_lists", Desk("calls"), main=True),),)
    if notice.kind == rating.BAD:
        return rating.way_to_totals(voice)
    if record is None:
        return _draft_rows(voice, notice)
    if notice.kind == rating.KIND:
        return rating.faces(voice, record)
    if notice.kind in TO_OFFICIALS:
        return alert_rows(voice, notice.kind, record)
    if notice.kind == WARNING:
        return warning_rows(voice, record)
    see = voice.button("dialogue.button_file", Menu("file", record.reference), main=record.dossier.supplement is None)
    if record.dossier.supplement is not None:
        ways = answer_rows(voice, record, faults)
        return (*ways, (see, *seen_button(voice, notice.kind, record.reference)))
    return ((see, *seen_button(voice, notice.kind, record.reference)),)


# What became known of a page only after its turn was answered.
_OF_PAGES = ("photo_tip", "page_broken", "file_infected")


def _draft_rows(voice: Voice, notice: Notice) -> Rows:
    procedure = notice.params.get("procedure")
    if not isinstance(procedure, str):
        return ()
    if notice.kind == "draft_expired":
        return ((voice.button("dialogue.button_start", Menu("about", procedure), main=True),),)
    go_on = voice.button("dialogue.button_continue", Menu("start", procedure), main=True)
    if notice.kind in _OF_PAGES:
        return ((go_on,),)
    later = voice.button("dialogue.button_not_now", Menu("later", procedure))
    away = voice.button("dialogue.button_delete", Menu("drop", procedure), danger=True)
    return ((go_on,), (later, away))
