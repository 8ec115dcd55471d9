"""Answering a request for papers: the engine on a procedure of one question each, so that only those reopen."""

from collections.abc import Mapping
from dataclasses import replace

from bot.callbacks import Menu
from bot.ports import Card
from bot.services.draft_keys import SUPPLEMENT, reference_of
from bot.services.papers_named import paper_title
from bot.services.screens import OneFile
from bot.services.transitions import act, refused
from bot.services.visit import Visit
from content.sheet import LANGUAGES, Sheet, StepSheet
from flows.dossier import Role, Supplement
from flows.kinds import Document
from flows.moves import Complete
from flows.procedure import Procedure, Question
from flows.transition import Illegal
from storage.records import DossierRecord, Draft

PAPER = "paper"  # the first question of such a procedure; the others are paper2, paper3 …


def key_of(reference: str) -> str:
    """The procedure key of a supplement to a dossier."""
    return SUPPLEMENT + reference


def is_supplement(key: str) -> bool:
    """Whether a draft is a supplement and not a procedure."""
    return key.startswith(SUPPLEMENT)


def definition(visit: Visit, key: str) -> Sheet | None:
    """The procedure with a question for each paper asked for; None when nothing is asked of this person any more."""
    record = visit.u.dossiers.by_reference(reference_of(key))
    base = visit.library.procedures.get(record.procedure) if record else None
    if record is None or base is None or record.person_id != visit.person or record.dossier.supplement is None:
        return None
    supplement, asked = record.dossier.supplement, questions(record.dossier.supplement)
    cards = {step.paper for step in base.steps.values() if step.identity}
    steps = {
        name: replace(_step(visit, record, supplement, name, paper), identity=paper in cards)
        for name, paper in asked.items()
    }
    version = f"{record.version}:{record.dossier.asked_before + record.dossier.asked_after}"
    procedure = Procedure(key, version, tuple(Question(name, Document()) for name in asked))
    return replace(base, procedure=procedure, steps=steps, papers=(), fees=(), limits=(), outcomes={})


def questions(supplement: Supplement) -> Mapping[str, str]:
    """The keys of the questions, each with its paper."""
    return {PAPER + (str(number) if number > 1 else ""): paper for number, paper in enumerate(supplement.papers, 1)}


def _step(visit: Visit, record: DossierRecord, supplement: Supplement, key: str, paper: str) -> StepSheet:
    params = {
        "paper": paper_title(visit.voice, record, paper),
        "reason": visit.voice.say(f"words.reason_{supplement.reason}"),
        "note": supplement.note,
    }
    text = dict.fromkeys(LANGUAGES, visit.voice.say("dialogue.supplement_ask", params))
    return StepSheet(key, "document", text, text)


def complete(visit: Visit, draft: Draft) -> Card:
    """The pages came in: they join the dossier, the move is made, officials are told."""
    record = visit.u.dossiers.by_reference(reference_of(draft.session.procedure))
    if record is None or record.dossier.supplement is None:
        return visit.say("dialogue.supplement_gone")
    asked = questions(record.dossier.supplement)
    pages = visit.u.documents.of_draft(draft.id)
    for document in pages:
        visit.u.documents.place(document.id, asked.get(document.key, record.dossier.supplement.paper))
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
