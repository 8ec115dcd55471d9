"""Golden conversations: each comes out word for word, and together they pass every branch of every procedure."""

import asyncio
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from content.sheet import Sheet, in_language
from flows.checklist import Checklist, checklist
from flows.facts import AnyOf, Condition
from flows.kinds import Choice
from flows.procedure import Fee, Group, Limit, Paper, Procedure, Question
from tests.player import scripts
from tests.replay import TRANSCRIPTS, USUAL_OFFICE, Played, Reviewed, library, replay

SCRIPTS = scripts(TRANSCRIPTS)
PROCEDURES = sorted(library(USUAL_OFFICE).procedures)
_BRING = re.compile("Giấy tờ (?:cần )?mang theo")


@cache
def played(name: str) -> Played:
    """A transcript, played once however many tests look at it."""
    with TemporaryDirectory() as folder:
        return asyncio.run(replay(SCRIPTS[name].read_text(encoding="utf-8"), Path(folder)))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_transcript_comes_out_word_for_word(name: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-transcripts"):
        SCRIPTS[name].write_text(played(name).text, encoding="utf-8")
    assert played(name).text == SCRIPTS[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_transcript_begins_by_saying_in_vietnamese_what_the_case_is(name: str) -> None:
    first, _, rest = SCRIPTS[name].read_text(encoding="utf-8").partition("\n")
    assert first.startswith("# ") and not first.isascii()
    assert "\n@ " in f"\n{rest}"


@pytest.mark.parametrize("key", PROCEDURES)
def test_every_ending_of_a_procedure_is_met_in_a_transcript(key: str) -> None:
    endings = {outcome for office in ("nam_thanh_mien", "chi_lang_bac") for outcome in _sheet(office, key).outcomes}
    assert sorted(endings - {outcome for one in _all() for where, outcome in one.ends if where == key}) == []


@pytest.mark.parametrize("key", PROCEDURES)
def test_every_option_that_decides_something_is_chosen_in_a_transcript(key: str) -> None:
    procedure = _sheet(USUAL_OFFICE, key).procedure
    chosen = {(step, option) for one in _all() for where, step, option in one.answered if where == key}
    assert sorted(set(_deciding(procedure)) - chosen) == []


@pytest.mark.parametrize("key", PROCEDURES)
def test_every_paper_fee_and_time_limit_stands_on_a_card_before_sending_or_at_another_offices_door(key: str) -> None:
    """Each row of the law with its own validity, so that a changed amount or day meets a transcript."""
    met: set[object] = set()
    for case in _reviewed():
        if case.sheet.key == key:
            facts = _facts(case)
            met.update([*facts.papers, *(line.fee for line in facts.fees), facts.limit])
    rows = _law(_sheet(USUAL_OFFICE, key).procedure)
    assert [(row.id, row.valid) for row in rows if row not in met] == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_review_card_shows_the_papers_fee_and_limit_of_the_checklist(name: str) -> None:
    for case in played(name).reviewed:
        assert _shown(case) == _expected(case)


def _all() -> tuple[Played, ...]:
    return tuple(played(name) for name in SCRIPTS)


def _reviewed() -> Iterator[Reviewed]:
    for one in _all():
        yield from one.reviewed


def _sheet(office: str, key: str) -> Sheet:
    return library(office).procedures[key]


def _law(procedure: Procedure) -> tuple[Paper | Fee | Limit, ...]:
    return (*procedure.papers, *procedure.fees, *procedure.limits)


def _facts(case: Reviewed) -> Checklist:
    return checklist(case.sheet.procedure, case.answers, case.on)


def _expected(case: Reviewed) -> tuple[list[str], str, str]:
    """What the definition says: papers by their titles, the total in đồng, the title of the time limit."""
    facts, sheet = _facts(case), case.sheet
    papers = [in_language(sheet.paper(paper).title, "vi") for paper in facts.papers] or ["Không cần giấy tờ nào"]
    total = "không mất tiền" if facts.total == 0 else "" if facts.total is None else f"{facts.total:,} đồng"
    limit = in_language(sheet.limit(facts.limit).title, "vi") if facts.limit else "tùy trường hợp"
    return papers, total.replace(",", "."), limit


def _shown(case: Reviewed) -> tuple[list[str], str, str]:
    """The same, as read off the card."""
    expected = _expected(case)
    below = _BRING.split(case.card)[-1].split("\n")
    papers = [line.removeprefix("• ") for line in below if line.startswith("• ")]
    shown = [next((title for title in expected[0] if line.startswith(f"{title} (")), line) for line in papers]
    fee = next(line for line in below if line.startswith("Lệ phí: "))
    limit = next(line for line in below if line.startswith("Thời hạn: "))
    return (
        shown,
        expected[1] if expected[1] in fee else fee,
        expected[2] if limit.startswith(f"Thời hạn: {expected[2]}") else limit,
    )


def _deciding(procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Every option of every choice that some condition names, and of every choice inside a group that one needs."""
    named = {step for condition in _conditions(procedure) for step, _ in condition.answers}
    for step in procedure.steps:
        for question in step.questions if isinstance(step, Group) else (step,) if isinstance(step, Question) else ():
            if question.id in named and isinstance(question.kind, Choice):
                yield from ((question.id, option.id) for option in question.kind.options)


def _conditions(procedure: Procedure) -> Iterator[Condition]:
    places = [step.only_if for step in procedure.steps]
    places += [question.only_if for step in procedure.steps if isinstance(step, Group) for question in step.questions]
    places += [row.only_if for row in _law(procedure)]
    for fact in procedure.facts:
        places += fact.rule.conditions if isinstance(fact.rule, AnyOf) else ()
    yield from (place for place in places if place is not None)
