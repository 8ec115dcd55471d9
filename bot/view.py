"""Drawing the core's replies as cards: the one place that decides what a question looks like."""

from dataclasses import dataclass
from typing import Literal, assert_never

from bot.callbacks import Act, Answer, Menu, pack
from bot.ports import Button, Card
from bot.services.card_words import invitation, read_off
from bot.services.values import heading, short, shown
from bot.services.visit import Rows, pairs
from bot.services.voice import Voice
from content.sheet import Sheet
from flows.answers import Gathered
from flows.kinds import Address, Choice, Date, Document, Number, Refusal, Several
from flows.turn import Ask, Outcome, Read, Reply, Review, Say

Wants = Literal["text", "date", "number", "phone", "photo", "choice", "nothing"]
_WANTS: dict[str, Wants] = {
    "Choice": "choice",
    "Several": "choice",
    "Date": "date",
    "Phone": "phone",
    "CitizenId": "number",
    "Number": "number",
    "Document": "photo",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What a card is drawn for: a reader, a procedure and the tag of their draft."""

    voice: Voice
    sheet: Sheet
    tag: str
    seal: str = ""


def draw(page: Page, reply: Reply, extra: str = "") -> Card:
    """One reply as a card; `extra` stands below the review or an ending."""
    match reply:
        case Ask():
            return _ask(page, reply)
        case Review():
            return _review(page, reply, extra)
        case Read():
            return read_off(page.voice, page.sheet, page.tag, reply, leaving(page))
        case Outcome():
            return _outcome(page, reply, extra)
        case Say(code, params, key):
            label = short(page.voice, page.sheet, key) if key else ""
            return Card(page.voice.say(f"remarks.{code}", {"question": label, **params}))
    assert_never(reply)


def refused(page: Page, refusal: Refusal) -> str:
    """Why an answer was not taken and how to mend it."""
    return page.voice.say(f"refusals.{refusal.code}", refusal.params)


def _ask(page: Page, ask: Ask) -> Card:
    voice, slot = page.voice, ask.slot
    step = page.sheet.step(slot.key)
    lines = [refused(page, ask.refusal)] if ask.refusal else []
    block = heading(voice, page.sheet, slot.key, slot.block)
    question = voice.text(step.ask)
    lines.append(voice.say("dialogue.question_block", {"block": block, "ask": ""}) + question if block else question)
    lines.extend((*_standing(page, ask), *invitation(voice, page.sheet, ask)))
    if step.example and not ask.refusal and not isinstance(slot.question.kind, Choice | Several | Document):
        lines.append(voice.say("dialogue.example", {"example": ""}) + voice.text(step.example))
    rows = (*_options(page, ask), *_acts(page, ask))
    wants = _WANTS.get(type(slot.question.kind).__name__, "text")
    return Card("\n".join(lines), rows, "ask", wants, (ask.number, ask.total), camera=ask.invites)


def _standing(page: Page, ask: Ask) -> list[str]:
    """What is already there: pages, ticks, or the answer being changed."""
    voice, before, kind = page.voice, ask.before, ask.slot.question.kind
    if isinstance(kind, Document):
        pages = before.items if isinstance(before, Gathered) else ()
        return [
            voice.say("dialogue.pages_before", {"count": len(pages)}) if pages else voice.say("dialogue.page_first")
        ]
    if isinstance(kind, Several) and isinstance(before, Gathered) and before.items:
        return [
            voice.say("dialogue.ticked", {"value": shown(voice, page.sheet, ask.slot.key, ask.slot.question, before)})
        ]
    if ask.answered:
        return [
            voice.say("dialogue.before", {"value": shown(voice, page.sheet, ask.slot.key, ask.slot.question, before)})
        ]
    return []


def _options(page: Page, ask: Ask) -> Rows:
    voice, key, kind = page.voice, ask.slot.key, ask.slot.question.kind
    step = page.sheet.step(key)
    match kind:
        case Choice() if step.kind == "more":
            return (tuple(_button(page, key, option, voice.say(f"words.{option}")) for option in ("yes", "no")),)
        case Choice() | Several():
            ticked = ask.before.items if isinstance(ask.before, Gathered) else ()
            labels = [(option.id, voice.text(option.label)) for option in step.options]
        case Address(hamlets):
            ticked = ()
            office = voice.library.office
            labels = [(hamlet.id, hamlet.name) for hamlet in office.hamlets if any(h.id == hamlet.id for h in hamlets)]
        case Date(future=False, year_only=False):
            return (
                tuple(_button(page, key, day, voice.say(f"dialogue.button_{day}")) for day in ("today", "yesterday")),
            )
        case Number():
            return (
                (tuple(Button(str(n), pack(Answer(page.tag, key, str(n)))) for n in step.quick),) if step.quick else ()
            )
        case _:
            return ()
    return pairs([_numbered(page, key, place, one, ticked) for place, one in enumerate(labels, 1)])


def _numbered(page: Page, key: str, place: int, option: tuple[str, str], ticked: tuple[str, ...]) -> Button:
    code = "dialogue.option_on" if option[0] in ticked else "dialogue.option"
    return _button(page, key, option[0], page.voice.say(code, {"number": place, "label": option[1]}))


def _button(page: Page, key: str, value: str, label: str) -> Button:
    return Button(label, pack(Answer(page.tag, key, value)))


def _acts(page: Page, ask: Ask) -> Rows:
    """Done, start anew, keep, skip; then back and stop."""
    voice, tag, key, kind = page.voice, page.tag, ask.slot.key, ask.slot.question.kind
    acts: list[Button] = []
    gathered = isinstance(ask.before, Gathered) and bool(ask.before.items)
    if isinstance(kind, Document | Several) and gathered and not ask.answered:
        acts.append(voice.button("dialogue.button_done", Act(tag, "done", key), main=True))
    if ask.answered:
        acts.append(voice.button("dialogue.button_keep", Act(tag, "keep", key), main=True))
    if isinstance(kind, Document) and gathered:
        acts.append(voice.button("dialogue.button_empty", Act(tag, "empty", key)))
    if ask.slot.question.may_skip and not gathered:  # with pages here, skipping would lose them by a slip
        code = "dialogue.button_at_desk" if ask.slot.question.at_desk else "dialogue.button_skip"
        acts.append(voice.button(code, Act(tag, "skip", key)))
    blank = _blank(page, key)
    return (*pairs([*acts, *blank]), leaving(page))


def _blank(page: Page, key: str) -> tuple[Button, ...]:
    """The form that the paper of this question is written on, to download empty (F19)."""
    wanted = page.sheet.step(key).paper
    if wanted is None or not any(paper.rule.id == wanted and paper.blank for paper in page.sheet.papers):
        return ()
    return (page.voice.button("forms.button_empty", Act(page.tag, "blank", wanted)),)


def leaving(page: Page) -> tuple[Button, ...]:
    """Back, help and stop, the same at every question."""
    voice = page.voice
    return (
        voice.button("dialogue.button_back", Act(page.tag, "back")),
        voice.button("dialogue.button_help", Menu("help")),
        voice.button("dialogue.button_stop", Act(page.tag, "stop")),
    )


def _review(page: Page, review: Review, extra: str) -> Card:
    voice, sheet = page.voice, page.sheet
    odd = {caution.key: caution.code for caution in review.cautions}
    lines: list[str] = []
    fixes: list[Button] = []
    for number, entry in enumerate(review.entries, 1):
        block = heading(voice, sheet, entry.key, entry.block)
        value = shown(voice, sheet, entry.key, entry.question, entry.value)
        if entry.source:
            value = voice.say("reuse.marked", {"value": value, "reference": entry.source})
        params = {"number": number, "block": block, "short": short(voice, sheet, entry.key), "value": value}
        lines.append(voice.say("dialogue.review_block" if block else "dialogue.review_line", params))
        if entry.key in odd:
            caution = voice.say(f"remarks.{odd[entry.key]}", {"question": params["short"]})
            lines.append(voice.say("dialogue.review_caution", {"caution": caution}))
        fixes.append(voice.button("dialogue.button_fix", Act(page.tag, "fix", entry.key), {"number": number}))
    text = voice.say("dialogue.review", {"lines": lines})
    text = "\n".join(part for part in (text, extra, voice.say("dialogue.review_privacy")) if part)
    send = (voice.button("dialogue.button_send", Act(page.tag, "send", page.seal), main=True),)
    return Card(text, (send, *pairs(fixes, 4), leaving(page)), "review", "choice")


def _outcome(page: Page, outcome: Outcome, extra: str) -> Card:
    voice = page.voice
    sheet = page.sheet.outcomes[outcome.id]
    text = "\n".join(part for part in (f"**{voice.text(sheet.title)}**", voice.text(sheet.text), extra) if part)
    onward = voice.library.procedures.get(sheet.procedure or "")
    asides = (
        voice.button("dialogue.button_official", Menu("official")),
        voice.button("dialogue.button_home", Menu("home")),
    )
    rows: Rows = (asides, leaving(page))
    if onward is not None:
        label = {"procedure": voice.text(onward.title)}
        rows = ((voice.button("dialogue.button_go_on", Menu("about", onward.key), label, main=True),), *rows)
    return Card(text, rows, "say", "choice")
