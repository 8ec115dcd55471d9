"""Answering a request for one paper: the engine on a procedure of one question, so that only that paper reopens."""

from dataclasses import replace

from bot.callbacks import Menu
from bot.ports import Card
from bot.services.draft_keys import SUPPLEMENT, reference_of
from bot.services.papers_named import paper_title
from bot.services.screens import OneFile
from bot.services.transitions import act, refused
from bot.services.visit import Visit
from content.sheet import LANGUAGES, Sheet, StepSheet
from flows.dossier import Role
from flows.kinds import Document
from flows.moves import Complete
from flows.procedure import Procedure, Question
from flows.transition import Illegal
from storage.records import DossierRecord, Draft

PAPER = "paper"  # the one question of such a procedure


def key_of(reference: str) -> str:
    """The procedure key of a supplement to a dossier."""
    return SUPPLEMENT + reference


def is_supplement(key: str) -> bool:
    """Whether a draft is a supplement and not a procedure."""
    return key.startswith(SUPPLEMENT)


def definition(visit: Visit, key: str) -> Sheet | None:
    """The one-question procedure for the paper asked for; None when nothing is asked of this person any more."""
    record = visit.u.dossiers.by_reference(reference_of(key))
    base = visit.library.procedures.get(record.procedure) if record else None
    if record is None or base is None or record.person_id != visit.person or record.dossier.supplement is None:
        return None
    procedure = Procedure(key, f"{record.version}:{record.dossier.asked_before + record.dossier.asked_after}", _STEPS)
    step = StepSheet(PAPER, "document", _asked(visit, record), _asked(visit, record))
    return replace(base, procedure=procedure, steps={PAPER: step}, papers=(), fees=(), limits=(), outcomes={})


_STEPS = (Question(PAPER, Document()),)


def _asked(visit: Visit, record: DossierRecord) -> dict[str, str]:
    supplement = record.dossier.supplement
    if supplement is None:
        return dict.fromkeys(LANGUAGES, "")
    params = {
        "paper": paper_title(visit.voice, record, supplement.paper),
        "reason": visit.voice.say(f"words.reason_{supplement.reason}"),
        "note": supplement.note,
    }
    return dict.fromkeys(LANGUAGES, visit.voice.say("dialogue.supplement_ask", params))


def complete(visit: Visit, draft: Draft) -> Card:
    """The pages came in: they join the dossier, the move is made, officials are told."""
    record = visit.u.dossiers.by_reference(reference_of(draft.session.procedure))
    if record is None or record.dossier.supplement is None:
        return visit.say("dialogue.supplement_gone")
    paper = record.dossier.supplement.paper
    pages = visit.u.documents.of_draft(draft.id)
    for document in pages:
        visit.u.documents.place(document.id, paper)
    visit.u.documents.attach(draft.id, record.id, tuple(document.id for document in pages))
    visit.u.drafts.delete(draft)
    done = act(visit, record, Complete(), Role.RESIDENT)
    visit.screen = OneFile(record.reference)
    if isinstance(done, Illegal):
        return refused(visit, done, record)
    rows = (
        (visit.voice.button("dialogue.button_file", Menu("file", record.reference), main=True),),
        (visit.voice.button("dialogue.button_home", Menu("home")),),
    )
    return visit.say("dialogue.supplement_sent", {"reference": record.reference}, rows)
