"""The official's side: the list of files of their fields, and a file opened, the view logged."""

from bot.callbacks import Desk, Work
from bot.ports import Card
from bot.services.alerts import file_buttons
from bot.services.authority import may
from bot.services.companions.resetting import reset_button
from bot.services.definitions import definition
from bot.services.desk_lists import standing_lines
from bot.services.dossiers import state_label, title
from bot.services.file_papers import papers_in_file, tick_list
from bot.services.form_cards import for_official
from bot.services.handing import hand_over_button
from bot.services.letters import letter_of
from bot.services.mandates.at_desk import collect_buttons, helped_lines
from bot.services.papers_named import paper_of
from bot.services.reach import is_unreached
from bot.services.reach_words import chains
from bot.services.retention_cards import erased_lines
from bot.services.screens import DeskFile
from bot.services.values import heading, short, shown
from bot.services.visit import Rows, Visit, pairs
from content.sheet import Sheet
from flows.authority import Act, does
from flows.dossier import RUNNING, Role
from flows.path import locate
from flows.session import Session
from flows.transition import legal_moves
from storage.records import DossierRecord

# The moves an official can make here, in the order of the buttons.
_BUTTONS = {
    "accept": "button_accept",
    "ask_supplement": "button_supplement",
    "complete": "button_complete",
    "start": "button_work",
    "consulted": "button_consulted",
    "paid": "button_paid",
    "record_result": "button_result",
    "hand_over": "button_hand_over",
    "promise_new_date": "button_new_date",
    "stop": "button_stop",
    "carry_on": "button_carry_on",
    "consult": "button_consult",
    "ask_payment": "button_payment",
    "forward": "button_forward",
    "send_back": "button_send_back",
    "refuse": "button_refuse",
    "decline": "button_decline",
    "close_unanswered": "button_close",
}


def for_desk(visit: Visit, reference: str, act: Act = Act.OPEN_FILE) -> tuple[DossierRecord, Role] | None:
    """A dossier with the role in which this person may do this to it; None where they may not, as for none at all."""
    record = visit.u.dossiers.by_reference(reference)
    role = may(visit, act, record) if record else None
    return (record, role) if record is not None and role is not None else None


def desk_file(visit: Visit, record: DossierRecord, role: Role) -> Card:
    """Answers of a file and how its papers stand; that they were looked at is logged."""
    visit.u.views.log(visit.person, record.id, "file", "handling", visit.now)
    visit.screen = DeskFile(record.reference)
    voice, dossier = visit.voice, record.dossier
    sheet = definition(visit, record)
    waiting = dossier.supplement
    params = {
        "procedure": title(visit, record),
        "reference": record.reference,
        "official_code": record.official_code or "",
        "state": state_label(visit, record),
        "submitted": dossier.submitted_at,
        "due": "" if waiting else dossier.due_at or "",
        "promised": "" if waiting else dossier.promised_at or "",
        "supplement": "; ".join(paper_of(visit, sheet, one) for one in waiting.papers) if waiting else "",
        "until": waiting.answer_by if waiting else "",
        "standing": [*standing_lines(visit, record), *helped_lines(visit, record)],
        "unreached": is_unreached(visit.u, record),
        "chains": chains(voice, visit.u.reach.of_dossier(record.id)),
        "lines": answer_lines(visit, record, sheet),
        "papers": tick_list(voice, tuple(one for one in papers_in_file(visit, record) if one.standing != "absent")),
        "erased": erased_lines(visit, record),
    }
    return Card(voice.say("desk.file", params), _moves(visit, record, role), wants="choice")


def _moves(visit: Visit, record: DossierRecord, role: Role) -> Rows:
    allowed = legal_moves(record.dossier, role, visit.now, visit.library.law)
    labels = {name: f"desk.{label}" for name, label in _BUTTONS.items() if name in allowed}
    if "promise_new_date" in labels and letter_of(visit, record) is not None:
        labels["promise_new_date"] = "ladder.button_letter"
    buttons = [
        visit.voice.button(label, Desk(name, record.reference), main=name in ("accept", "record_result"))
        for name, label in labels.items()
    ]
    if any(one.state in ("told", "listed") for one in visit.u.reach.of_dossier(record.id)):
        buttons.append(visit.voice.button("reach.button_told", Desk("told", record.reference)))
    buttons.extend([*file_buttons(visit, record, role), *collect_buttons(visit, record)])
    buttons.extend((*hand_over_button(visit, record), *reset_button(visit, record)))
    papers = visit.voice.button("papers.button_list", Desk("papers", record.reference))
    sent = visit.voice.button("sent.button", Desk("notices", record.reference))
    happened = visit.voice.button("log.button", Desk("log", record.reference))
    listed = (visit.voice.button("desk.button_list", Desk("list")),)
    talk = visit.voice.button("inbox.button_talk", Work("inbox", "talk", record.reference))
    if does(role, Act.ASK_UNIT) and record.dossier.state in RUNNING:
        buttons.append(visit.voice.button("consulting.button", Work("inbox", "asks", record.reference)))
    return ((papers, talk), *pairs(buttons), *pairs(for_official(visit, record)), (sent, happened), listed)


def answer_lines(visit: Visit, record: DossierRecord, sheet: Sheet) -> list[str]:
    """Every answer of the dossier with its label, in the order it was asked."""
    session = Session(record.procedure, record.version, record.answers)
    asked = locate(sheet.procedure, session, visit.now.date()).asked
    lines = []
    for slot in asked:
        block = heading(visit.voice, sheet, slot.key, slot.block)
        answer = record.answers[slot.key]
        value = shown(visit.voice, sheet, slot.key, slot.question, answer, whole_numbers=True)
        params = {"block": block, "short": short(visit.voice, sheet, slot.key), "value": value}
        lines.append(visit.voice.say("desk.answer_block" if block else "desk.answer", params))
    return lines
