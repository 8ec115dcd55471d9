"""What is told about a question beside it: why it is asked, and an example; for every question there is both."""

from bot.services.voice import Voice
from content.sheet import PaperSheet, Sheet, StepSheet
from flows.kinds import Choice, Document, Several
from flows.procedure import Slot


def about_question(voice: Voice, sheet: Sheet, slot: Slot) -> list[str]:
    """Why it is asked and an example, in the file's words, else in those that hold for all such questions."""
    step = sheet.step(slot.key)
    why = voice.text(step.why) or _why(voice, sheet, slot, step)
    example = voice.text(step.example) or _example(voice, slot, step)
    said = (("why", why), ("example", example))
    return [voice.say(f"dialogue.{name}", {name: text}) for name, text in said if text]


def paper_of(sheet: Sheet, key: str) -> PaperSheet | None:
    """The paper that a question asks for, None for other questions."""
    id = sheet.step(key).paper
    return next((paper for paper in sheet.papers if paper.rule.id == id), None)


def _why(voice: Voice, sheet: Sheet, slot: Slot, step: StepSheet) -> str:
    """A paper is asked for because a law says so; 'one more?' because a form has room for several."""
    if step.kind == "more":
        return voice.say("dialogue.why_more")
    paper = paper_of(sheet, slot.key)
    if paper is None:
        return voice.say("dialogue.why_needed")
    source = sheet.sources.get(paper.source)
    law = voice.text(source.title) if source else ""
    return voice.say("dialogue.why_paper", {"paper": voice.text(paper.title), "source": law})


def _example(voice: Voice, slot: Slot, step: StepSheet) -> str:
    """What to press or send, where nothing is typed."""
    match slot.question.kind:
        case Choice() if step.options:
            return voice.say("dialogue.example_choice", {"label": voice.text(step.options[0].label)})
        case Choice():
            return voice.say("dialogue.example_choice", {"label": voice.say("words.yes")})
        case Several():
            return voice.say("dialogue.example_several")
        case Document():
            return voice.say("dialogue.example_document")
    return ""
