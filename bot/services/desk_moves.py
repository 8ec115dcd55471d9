"""What an official does with a file: accept, ask for a supplement, refuse, record the result and the hand-over."""

import re

from bot.callbacks import Desk
from bot.ports import Card
from bot.services.definitions import definition
from bot.services.desk import desk_file, for_desk, paper_of
from bot.services.dossiers import state_label
from bot.services.screens import DeskCode, DeskFile, DeskNote, DeskPaper, DeskReason, DeskRefusal, DeskSure
from bot.services.transitions import act
from bot.services.visit import Rows, Visit, above, pairs
from content.sheet import Sheet
from flows.calendar import local_day
from flows.checklist import checklist
from flows.dossier import Role
from flows.moves import Accept, AskSupplement, HandOver, Move, RecordResult, Refuse, Start
from flows.text import tidy
from flows.transition import Illegal, move
from storage.errors import DuplicateCode
from storage.records import DossierRecord

# Handbook rules §2: all shapes of the official file code seen in use.
_CODE = re.compile(r"(?:\d{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.)?[A-Z]\d{2}(?:\.[0-9A-Z]{1,3}){0,3}-(?:\d{6}|\d{8})-\d{4,7}")
_DASHES = re.compile(r"[‐‑‒–—−－]")
_LEAST_REASON = 10  # characters of a refusal that can be called a reason
REASONS = (
    "blurred",
    "dark",
    "cut",
    "wrong_paper",
    "missing_page",
    "unreadable",
    "expired",
    "not_matching",
    "missing",
    "other",
)
# A move by name, as it would be made; what it says is asked for where something has to be said.
_MOVES: dict[str, Move] = {
    "accept": Accept(),
    "ask_supplement": AskSupplement("paper", "other"),
    "refuse": Refuse("other"),
    "start": Start(),
    "record_result": RecordResult(),
    "hand_over": HandOver("signature"),
}


def begin_move(visit: Visit, reference: str, name: str) -> Card:
    """The first step of a move: what still has to be said, or to be made sure of, before it is made."""
    found = for_desk(visit, reference)
    if found is None or name not in _MOVES:
        return visit.say("desk.missing", {"reference": reference})
    record, role = found
    tried = move(record.dossier, _MOVES[name], role, visit.now, visit.library.law)
    if isinstance(tried, Illegal):
        return _impossible(visit, record, role, tried)
    match name:
        case "accept":
            visit.screen = DeskCode(reference)
            return visit.say("desk.code_ask", {"reference": reference}, _cancel(visit, reference))
        case "ask_supplement":
            return _choose_paper(visit, record)
        case "refuse":
            visit.screen = DeskRefusal(reference)
            return visit.say("desk.refuse_ask", {"reference": reference}, _cancel(visit, reference))
        case _:
            return _sure(visit, record, name)


def _impossible(visit: Visit, record: DossierRecord, role: Role, why: Illegal) -> Card:
    """An old button, or one that somebody else was quicker to press: the reason, then the file as it is."""
    reason = visit.voice.say(f"illegal.{why.code}", why.params)
    return above(visit.voice.say("desk.impossible", {"why": reason}), desk_file(visit, record, role))


def _cancel(visit: Visit, reference: str) -> Rows:
    return ((visit.voice.button("desk.button_cancel", Desk("open", reference)),),)


def _made(visit: Visit, reference: str, what: Move, said: str) -> Card:
    """Makes the move, authority and state checked anew; `said` is the phrase that tells it was made."""
    found = for_desk(visit, reference)
    if found is None:
        return visit.say("desk.missing", {"reference": reference})
    record, role = found
    done = act(visit, record, what, role)
    if isinstance(done, Illegal):
        return _impossible(visit, record, role, done)
    visit.screen = DeskFile(reference)
    supplement = done.dossier.supplement
    params = {
        "reference": reference,
        "state": state_label(visit, done),
        "due": done.dossier.due_at or "",
        "until": supplement.answer_by if supplement else "",
    }
    rows = (
        (visit.voice.button("desk.button_open", Desk("open", reference), main=True),),
        (visit.voice.button("desk.button_list", Desk("list")),),
    )
    return visit.say(said, params, rows)


def accept(visit: Visit, reference: str, typed: str) -> Card:
    """Accepts with the official code that the one-stop software gave; it is never invented here."""
    found = for_desk(visit, reference)
    if found is None:
        return visit.say("desk.missing", {"reference": reference})
    code = normal_code(typed)
    if code is None:
        return visit.say("desk.code_bad", rows=_cancel(visit, reference))
    other = visit.u.dossiers.by_official(code)
    if other is not None and other.id != found[0].id:
        return visit.say("desk.code_taken", {"reference": other.reference}, _cancel(visit, reference))
    before = found[0].dossier
    card = _made(visit, reference, Accept(), "desk.accepted")
    after = visit.u.dossiers.get(found[0].id)
    if after is None or after.dossier == before:
        return card  # not accepted (somebody was quicker): the code that stands is left alone
    try:
        visit.u.dossiers.set_official(after, code, visit.now)
    except DuplicateCode:
        return visit.say("desk.code_taken", {"reference": ""}, _cancel(visit, reference))
    return card


def normal_code(typed: str) -> str | None:
    """The code as it is written officially (spaces, lower case and long dashes forgiven); None for anything else."""
    code = _DASHES.sub("-", re.sub(r"\s", "", typed)).upper()
    return code if _CODE.fullmatch(code) else None


def _choose_paper(visit: Visit, record: DossierRecord) -> Card:
    visit.screen = DeskPaper(record.reference)
    sheet = definition(visit, record)
    buttons = []
    for number, paper in enumerate(papers_of(record, sheet), 1):
        params = {"number": number, "paper": paper_of(visit, sheet, paper)}
        buttons.append(visit.voice.button("desk.button_paper", Desk("paper", record.reference, paper), params))
    return visit.say("desk.paper_ask", rows=(*pairs(buttons), *_cancel(visit, record.reference)))


def papers_of(record: DossierRecord, sheet: Sheet) -> tuple[str, ...]:
    """The papers that this dossier's situation needs."""
    facts = checklist(sheet.procedure, record.answers, local_day(record.dossier.submitted_at))
    return tuple(paper.id for paper in facts.papers)


def choose_reason(visit: Visit, reference: str, paper: str) -> Card:
    """The typed reason of a supplement; the paper must be one of this dossier's."""
    found = for_desk(visit, reference)
    if found is None:
        return visit.say("desk.missing", {"reference": reference})
    sheet = definition(visit, found[0])
    if paper not in papers_of(found[0], sheet):
        return _choose_paper(visit, found[0])
    visit.screen = DeskReason(reference, paper)
    buttons = []
    for number, reason in enumerate(REASONS, 1):
        params = {"number": number, "reason": visit.voice.say(f"words.reason_{reason}")}
        buttons.append(visit.voice.button("desk.button_reason", Desk("reason", reference, reason), params))
    rows = (*pairs(buttons), *_cancel(visit, reference))
    return visit.say("desk.reason_ask", {"paper": paper_of(visit, sheet, paper)}, rows)


def ask_note(visit: Visit, reference: str, paper: str, reason: str) -> Card:
    """A sentence in the official's own words, or none."""
    if reason not in REASONS:
        return choose_reason(visit, reference, paper)
    visit.screen = DeskNote(reference, paper, reason)
    rows = (
        (visit.voice.button("desk.button_no_note", Desk("note", reference), main=True),),
        *_cancel(visit, reference),
    )
    return visit.say("desk.note_ask", rows=rows)


def ask_supplement(visit: Visit, screen: DeskNote, note: str) -> Card:
    """Asks the resident, once, for one paper: which, why, and until when."""
    what = AskSupplement(screen.paper, screen.reason, tidy(note)[:300])
    return _made(visit, screen.reference, what, "desk.supplement_sent")


def refuse(visit: Visit, reference: str, note: str) -> Card:
    """Refuses with a reason that the resident will read word for word (never a technical code)."""
    if len(tidy(note)) < _LEAST_REASON:
        return visit.say("desk.refuse_short", rows=_cancel(visit, reference))
    return _made(visit, reference, Refuse("other", tidy(note)[:600]), "desk.done")


def _sure(visit: Visit, record: DossierRecord, name: str) -> Card:
    visit.screen = DeskSure(record.reference, name)
    yes = visit.voice.button("desk.button_sure", Desk("sure", record.reference, name), main=True)
    rows = ((yes,), *_cancel(visit, record.reference))
    return visit.say(f"desk.sure_{name}", {"reference": record.reference}, rows)


def make_sure(visit: Visit, reference: str, name: str) -> Card:
    """The move was made sure of."""
    if name not in ("start", "record_result", "hand_over"):
        return visit.say("desk.missing", {"reference": reference})
    return _made(visit, reference, _MOVES[name], "desk.done")
