"""Questions in the middle of a form: answered at every question of every procedure, and never taken for its answer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.services.checklists import tell
from bot.services.question_words import about_question
from bot.services.side_questions import aside
from bot.services.visit import Visit, visit
from bot.services.voice import Voice
from content.sheet import Sheet
from flows.calendar import local_day
from flows.kinds import Document, PersonName, Text
from flows.procedure import Group, Question, Slot
from flows.text import fold
from storage.unit_of_work import UnitOfWork
from tests.bot.services.conftest import MORNING
from tests.player import Player
from tests.replay import TRANSCRIPTS, drafts, library, office_of, open_stage, place_of
from tests.stage import DirectDriver, DirectStage

LIBRARY = library("nam_thanh_mien")
ASKED = {
    "vi": {
        "fee": ("Lệ phí hết bao nhiêu tiền ạ", "phí bao nhiêu?"),
        "time": ("Mất bao lâu thì xong", "bao giờ có kết quả?"),
        "where": ("Nộp ở đâu vậy", "làm ở chỗ nào?"),
        "hours": ("Giờ làm việc thế nào", "mấy giờ mở cửa?"),
        "papers": ("Cần những gì", "phải mang giấy tờ gì?"),
        "decides": ("Ai quyết định việc này", "cơ quan nào giải quyết?"),
        "next": ("Tiếp theo làm gì", "xong thì làm gì?"),
    },
    "en": {
        "fee": ("How much is it", "is there a fee?"),
        "time": ("How long does it last", "when will it be ready?"),
        "where": ("Where is it", "where do I go?"),
        "hours": ("Opening hours please", "are you open on Saturday?"),
        "papers": ("Which papers do I need", "what documents?"),
        "decides": ("Who decides", "who signs it?"),
        "next": ("What happens next", "what next?"),
    },
}
PAPER = {"vi": "Giấy này là gì?", "en": "What is this paper?"}


def slots(sheet: Sheet) -> Iterator[Slot]:
    """Every question of a procedure, those of a group in their first block."""
    for step in sheet.procedure.steps:
        if isinstance(step, Question):
            yield Slot(step.id, step)
        elif isinstance(step, Group):
            yield from (Slot(f"{step.id}[0].{one.id}", one, 0) for one in step.questions)


def _here(u: UnitOfWork, language: str) -> Visit:
    seat = u.people.meet("direct", "một", MORNING)
    return replace(visit(u, LIBRARY, MORNING, seat, ""), voice=Voice(LIBRARY, language, ""))


def _expected(here: Visit, sheet: Sheet, topic: str) -> str:
    params = {
        "where": here.voice.text(sheet.where).rstrip("."),
        "result": here.voice.text(sheet.result).rstrip("."),
        "decider": here.voice.say(f"words.decides_{sheet.decides}"),
    }
    told = tell(here.voice, sheet, {}, local_day(MORNING))
    return here.voice.say(f"dialogue.side_{topic}", {**told.params(), **params})


def _wrong(here: Visit, language: str) -> list[str]:
    found = []
    for sheet in LIBRARY.procedures.values():
        asked = [(_expected(here, sheet, topic), words) for topic, ways in ASKED[language].items() for words in ways]
        for slot in slots(sheet):
            for expected, words in asked:
                for said in (words, fold(words) + ("?" if words.endswith("?") else "")):
                    if aside(here, sheet, slot, {}, said) != expected:
                        found.append(f"{sheet.key} {slot.key}: {said}")
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_side_question_is_answered_at_every_question_of_every_procedure(
    stage: DirectStage, language: str
) -> None:
    assert stage.database.run(lambda u: _wrong(_here(u, language), language)) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_a_paper_is_is_told_where_it_is_asked_for(stage: DirectStage, language: str) -> None:
    def silent(u: UnitOfWork) -> list[str]:
        here, found = _here(u, language), []
        for sheet in LIBRARY.procedures.values():
            for slot in slots(sheet):
                if isinstance(slot.question.kind, Document):
                    told = aside(here, sheet, slot, {}, PAPER[language]) or ""
                    paper = next(one for one in sheet.papers if one.rule.id == sheet.step(slot.key).paper)
                    law = here.voice.text(sheet.sources[paper.source].title)
                    if here.voice.text(paper.title) not in told or law not in told:
                        found.append(f"{sheet.key} {slot.key}: {told}")
        return found

    assert stage.database.run(silent) == []


def test_a_paper_that_is_named_is_told_at_any_question(stage: DirectStage) -> None:
    sheet = LIBRARY.procedures["birth_registration"]
    slot = next(one for one in slots(sheet) if isinstance(one.question.kind, PersonName))
    told = stage.database.run(lambda u: aside(_here(u, "vi"), sheet, slot, {}, "giay chung sinh la gi"))
    assert told is not None
    assert told.startswith("Giấy chứng sinh")


def test_two_things_asked_at_once_are_both_answered(stage: DirectStage) -> None:
    sheet = LIBRARY.procedures["certify_copy"]
    told = stage.database.run(lambda u: aside(_here(u, "vi"), sheet, None, {}, "lệ phí bao nhiêu, nộp ở đâu?"))
    assert told is not None
    assert told.splitlines()[0].startswith("Lệ phí")
    assert "Trung tâm Phục vụ" in told


@pytest.mark.parametrize(
    ("kind", "said", "answers"),
    [
        (Text(1, 2000), "Cổng làng hỏng, xã hỏi mãi vẫn chưa biết bao giờ sửa xong và ai quyết định", True),
        (Text(1, 2000), "Vì sao đèn đường tắt?", True),
        (Text(1, 100), "chồng tôi có phải đi cùng không?", False),
        (Text(1, 100), "bà ngoại?", True),
        (Text(1, 100), "bà ngoại", True),
        (PersonName(), "Nguyễn Thị Lệ", True),
        (PersonName(), "lệ phí bao nhiêu tiền", False),
    ],
)
def test_what_may_well_be_the_answer_is_taken_as_it(
    stage: DirectStage, kind: Text | PersonName, said: str, *, answers: bool
) -> None:
    slot = Slot("x", Question("x", kind))
    sheet = LIBRARY.procedures["certify_copy"]
    assert stage.database.run(lambda u: aside(_here(u, "vi"), sheet, slot, {}, said) is None) is answers


def test_every_question_has_a_reason_and_an_example_in_both_languages() -> None:
    for language in ("vi", "en"):
        voice = Voice(LIBRARY, language, "")
        for sheet in LIBRARY.procedures.values():
            for slot in slots(sheet):
                told = about_question(voice, sheet, slot)
                heads = [voice.say(f"dialogue.{name}", {name: ""}).strip() for name in ("why", "example")]
                assert [line[: len(head)] for line, head in zip(told, heads, strict=True)] == heads
                assert all(len(line) > len(head) for line, head in zip(told, heads, strict=True)), slot.key


def _script(key: str) -> Path:
    return max((TRANSCRIPTS / key).glob("*.txt"), key=lambda path: path.stat().st_size)


async def _ask(stage: DirectStage, driver: DirectDriver) -> None:
    """Two side questions in a row: each is answered, nothing is written down, and the same question stands below."""
    before, first = drafts(stage), driver.last()
    for words, says in (("lệ phí hết bao nhiêu tiền", "Lệ phí"), ("mat bao lau thi xong?", "Thời hạn giải quyết")):
        await driver.say(words)
        card = driver.last()
        answer, _, below = card.text.partition("\n\n")
        assert answer.startswith(says), card.text
        assert first.text.endswith(below), f"{first.text}\n--- became ---\n{below}"
        assert card.rows == first.rows
    assert [one.session for one in drafts(stage)] == [one.session for one in before]
    await driver.see()


def _current(stage: DirectStage, script: str) -> str:
    """The question that the resident has before them, '' for none."""
    state = stage.database.run(lambda u: u.people.meet("direct", "", stage.now())).state
    offered = library(office_of(script)).procedures
    for draft in drafts(stage):
        sheet = offered.get(draft.session.procedure)
        if sheet is not None and state.get("screen") == "Filling" and state.get("tag") == draft.tag:
            current = place_of(sheet, draft, stage).current
            return f"{sheet.key} {current.key}" if current else ""
    return ""


@pytest.mark.parametrize("key", sorted(LIBRARY.procedures))
async def test_the_same_question_comes_back_in_every_conversation(key: str, tmp_path: Path) -> None:
    script = _script(key).read_text(encoding="utf-8")
    stage, asked = open_stage(script, tmp_path), set[str]()
    player = Player(stage)
    try:
        for line in script.splitlines():
            await player.play(line)
            seat, current = player.seats.get(""), _current(stage, script)
            if line.startswith("> ") and isinstance(seat, DirectDriver) and current and current not in asked:
                asked.add(current)
                await _ask(stage, seat)
    finally:
        stage.close()
    assert asked
