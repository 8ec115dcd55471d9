"""Answering a request for papers: the engine on a procedure of one question each, so that only those reopen."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.callbacks import Menu
from bot.ports import Card
from bot.services.definitions import definition as as_sent
from bot.services.draft_keys import REPLACED, SUPPLEMENT, reference_of
from bot.services.file_papers import fault_in_words, keys_of
from bot.services.mandates import rights
from bot.services.papers_named import paper_title
from bot.services.resending import faults_asked
from bot.services.screens import OneFile
from bot.services.transitions import act, refused
from bot.services.visit import Visit
from content.sheet import LANGUAGES, Sheet, StepSheet
from flows.dossier import Role, Supplement
from flows.kinds import Document
from flows.marks import REPLACING, Mark
from flows.moves import Complete
from flows.procedure import Procedure, Question
from flows.transition import Illegal
from storage.records import DossierRecord, Draft

_FIRST = "first_paper"  # in the chat: the paper whose button was pressed
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
    if record is None or base is None or not rights.stands_for(visit, record) or record.dossier.supplement is None:
        return None
    supplement, asked = record.dossier.supplement, _in_order(visit, questions(record.dossier.supplement))
    faults, cards = faults_asked(visit.u, record), identity_papers(base)
    steps = {
        name: replace(_step(visit, record, supplement, name, paper, faults.get(paper)), identity=paper in cards)
        for name, paper in asked.items()
    }
    version = f"{record.version}:{record.dossier.asked_before + record.dossier.asked_after}"
    procedure = Procedure(key, version, tuple(Question(name, Document()) for name in asked))
    return replace(base, procedure=procedure, steps=steps, papers=(), fees=(), limits=(), outcomes={})


def identity_papers(sheet: Sheet) -> frozenset[str]:
    """The papers of a procedure that show an identity card, by id."""
    asked = {step.paper for step in sheet.steps.values() if step.identity and step.paper}
    return frozenset(asked | {paper.rule.id for paper in sheet.papers if paper.identity})


def questions(supplement: Supplement) -> Mapping[str, str]:
    """The keys of the questions, each with its paper."""
    return {PAPER + (str(number) if number > 1 else ""): paper for number, paper in enumerate(supplement.papers, 1)}


def choose(visit: Visit, paper: str) -> None:
    """Has the question for this paper asked first, in this chat."""
    visit.remember(_FIRST, paper)


def _in_order(visit: Visit, asked: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(asked.items(), key=lambda one: one[1] != visit.kept.get(_FIRST)))


def _step(
    visit: Visit, record: DossierRecord, supplement: Supplement, key: str, paper: str, fault: Mark | None
) -> StepSheet:
    reason = fault_in_words(visit.voice, fault) if fault else visit.voice.say(f"words.reason_{supplement.reason}")
    params = {"paper": paper_title(visit.voice, record, paper), "reason": reason, "note": supplement.note}
    text = dict.fromkeys(LANGUAGES, visit.voice.say("dialogue.supplement_ask", params))
    return StepSheet(key, "document", text, text)


def complete(visit: Visit, draft: Draft) -> Card:
    """The pages came in: they join the dossier, the move is made, officials are told."""
    record = visit.u.dossiers.by_reference(reference_of(draft.session.procedure))
    if record is None or record.dossier.supplement is None:
        return visit.say("dialogue.supplement_gone")
    asked = questions(record.dossier.supplement)
    pages = visit.u.documents.of_draft(draft.id)
    _set_aside(visit, record, asked.values())
    for document in pages:
        visit.u.documents.place(document.id, asked.get(document.key, record.dossier.supplement.paper))
    visit.u.documents.attach(draft.id, record.id, tuple(document.id for document in pages))
    visit.u.drafts.delete(draft)
    visit.kept.pop(_FIRST, None)
    done = act(visit, record, Complete(), Role.RESIDENT)
    visit.screen = OneFile(record.reference)
    if isinstance(done, Illegal):
        return refused(visit, done, record)
    rows = (
        (visit.voice.button("dialogue.button_file", Menu("file", record.reference), main=True),),
        (visit.voice.button("dialogue.button_home", Menu("home")),),
    )
    return visit.say("dialogue.supplement_sent", {"reference": record.reference}, rows)


def _set_aside(visit: Visit, record: DossierRecord, papers: Iterable[str]) -> None:
    """What is sent anew takes the place of what would not do; what was only not whole stays beside it."""
    sheet, faults, asked = as_sent(visit, record), faults_asked(visit.u, record), record.dossier.supplement
    for paper in papers:
        reason = faults[paper].reason if paper in faults else asked.reason if asked else ""
        for old in visit.u.documents.of_dossier(record.id) if reason in REPLACING else ():
            if old.key in keys_of(sheet, paper):
                visit.u.documents.place(old.id, REPLACED + old.key)
