"""How an answer is shown to people."""

from datetime import date
from typing import assert_never

from bot.services.voice import Voice
from content.sheet import Sheet, in_language
from flows.answers import Gathered, Value
from flows.identity import mask, mask_numbers
from flows.kinds import (
    Address,
    Choice,
    CitizenId,
    Date,
    Document,
    Money,
    Number,
    PersonName,
    Phone,
    Several,
    Text,
)
from flows.kinds.date import as_date
from flows.procedure import Question


def shown(
    voice: Voice, sheet: Sheet, key: str, question: Question, value: Value, *, whole_numbers: bool = False
) -> str:
    """The answer in the reader's words; personal numbers masked, but for who has to check them (handbook §6.3)."""
    if value is None:
        return voice.say("dialogue.value_at_desk" if question.at_desk else "dialogue.value_skipped")
    match question.kind:
        case Choice():
            return _option(voice, sheet, key, str(value))
        case Several():
            items = value.items if isinstance(value, Gathered) else ()
            return ", ".join(_option(voice, sheet, key, item) for item in items)
        case Document():
            pages = value.items if isinstance(value, Gathered) else ()
            return voice.say("dialogue.value_pages", {"count": len(pages)})
        case Date():
            return day(value)
        case Address():
            return _address(voice, value)
        case Money():
            return voice.say("dialogue.fee_total", {"amount": value})
        case CitizenId() if not whole_numbers:
            return mask(str(value))
        case Text() if not whole_numbers:
            return mask_numbers(str(value))
        case CitizenId() | Number() | PersonName() | Phone() | Text():
            return str(value)
    assert_never(question.kind)


def day(value: Value) -> str:
    """05/03/2024, or the year alone where only that was given."""
    found = as_date(value)
    return found.strftime("%d/%m/%Y") if isinstance(found, date) else str(value)


def _option(voice: Voice, sheet: Sheet, key: str, option: str) -> str:
    if sheet.step(key).kind == "more":
        return voice.say(f"words.{option}")
    return voice.text(next((one.label for one in sheet.step(key).options if one.id == option), None)) or option


def _address(voice: Voice, value: Value) -> str:
    hamlet, text = value if isinstance(value, tuple) and len(value) == 2 else ("", str(value))
    known = voice.library.office.hamlet(hamlet)
    return text or (known.name if known else hamlet)


def short(voice: Voice, sheet: Sheet, key: str) -> str:
    """The question's label on cards that list answers."""
    if sheet.step(key).kind == "more":
        return voice.say("dialogue.block_more")
    return voice.text(sheet.step(key).short)


def heading(voice: Voice, sheet: Sheet, key: str, block: int | None) -> str:
    """'Người làm chứng thứ 2' for a question inside a repeated block, '' otherwise."""
    if block is None:
        return ""
    group = sheet.steps[key.split("[", 1)[0]]
    return voice.say("dialogue.block_title", {"title": in_language(group.short, voice.language), "number": block + 1})
