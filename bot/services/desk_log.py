"""The log of a file for its officials: every event with its moment, who made it, and the words that were given."""

from bot.callbacks import Desk, Work
from bot.ports import Card
from bot.services.authority import may
from bot.services.desk import for_desk
from bot.services.desk_acts import missing
from bot.services.letters import reason_in_words
from bot.services.papers_named import paper_title, papers_in
from bot.services.screens_beside import DeskLog
from bot.services.visit import Visit
from flows.authority import Act
from flows.chronicle import moment_of
from flows.marks import EVENT
from storage.records import DossierRecord, EventRecord

_SHOWN = 20  # the latest
_DATES = ("until", "promised_at", "due_at", "answer_by", "complain_by")


def file_log(visit: Visit, reference: str) -> Card:
    """All that happened to a file, oldest first; that it was looked at is logged too."""
    found = for_desk(visit, reference, Act.READ_LOG)
    if found is None:
        return missing(visit, reference)
    record, voice = found[0], visit.voice
    visit.u.views.log(visit.person, record.id, "log", "handling", visit.now)
    visit.screen = DeskLog(reference)
    known = [event for event in visit.u.dossiers.events(record.id) if visit.library.wording.has(_code(event))]
    lines = [_line(visit, record, event) for event in known[-_SHOWN:]]
    params = {"reference": reference, "lines": lines, "earlier": len(known) - len(lines)}
    back = (voice.button("desk.button_open", Desk("open", reference)), voice.button("desk.button_list", Desk("list")))
    looked = voice.button("staff.button_views", Work("staff", "views", reference))
    ways = ((looked,), back) if may(visit, Act.READ_VIEWS, record) is not None else (back,)
    return Card(voice.say("log.card", params), ways, wants="choice")


def _code(event: EventRecord) -> str:
    if event.kind == EVENT:
        return "log.event_paper_right" if event.data.get("right") is True else "log.event_paper_wrong"
    return f"log.event_{event.kind}"


def _line(visit: Visit, record: DossierRecord, event: EventRecord) -> str:
    voice = visit.voice
    dates = {name: moment for name in _DATES if (moment := moment_of(event, name)) is not None}
    what = voice.say(_code(event), dates)
    told = {"at": event.at, "who": _who(visit, event), "what": what, "said": _said(visit, record, event)}
    return voice.say("log.line", told)


def _who(visit: Visit, event: EventRecord) -> str:
    """The post of whoever did it, never a name; '' for an unknown one."""
    code = f"log.who_{event.role}"
    if not visit.library.wording.has(code):
        return ""
    return visit.voice.say("log.who_self" if event.actor_id == visit.person else code)


def _said(visit: Visit, record: DossierRecord, event: EventRecord) -> str:
    """Paper, reason and words, as they were given."""
    reason, note = (event.data.get(name) for name in ("reason", "note"))
    parts = [paper_title(visit.voice, record, paper) for paper in papers_in(event.data)]
    if isinstance(reason, str) and reason and not (reason == "other" and note):
        parts.append(reason_in_words(visit, reason))
    return "; ".join([*parts, *([note] if isinstance(note, str) and note else [])])
