"""What is said about identity cards: the invitation to photograph one, and what was read off it to be looked at."""

from bot.callbacks import Act
from bot.ports import Button, Card
from bot.services.values import heading, short, shown
from bot.services.visit import pairs
from bot.services.voice import Voice
from content.sheet import Sheet
from flows.reminders import DRAFT_KEPT
from flows.turn import Ask, Entry, Read


def invitation(voice: Voice, sheet: Sheet, ask: Ask) -> list[str]:
    """Above the first question about a person: their card may be photographed instead of typing."""
    if not ask.invites or ask.holder is None:
        return []
    return [voice.say("cards.invite", {"whose": voice.text(sheet.cards[ask.holder])})]


def read_off(voice: Voice, sheet: Sheet, tag: str, read: Read, leaving: tuple[Button, ...]) -> Card:
    """Every line that the card gave, with what looks odd, and what became of the photo; each line can be mended."""
    lines = [_line(voice, sheet, number, entry) for number, entry in enumerate(read.entries, 1)]
    params = {
        "whose": voice.text(sheet.cards[read.holder]),
        "lines": lines,
        "doubts": [voice.say(f"remarks.{code}", {"question": ""}) for code in read.doubts],
        "days": DRAFT_KEPT.days,
    }
    fixes = [
        voice.button("dialogue.button_fix", Act(tag, "fix", entry.key), {"number": number})
        for number, entry in enumerate(read.entries, 1)
        if entry.key in read.fixable
    ]
    right = (voice.button("cards.button_right", Act(tag, "card"), main=True),)
    drop = (voice.button("cards.button_drop", Act(tag, "nocard")),)
    return Card(voice.say("cards.read", params), (right, *pairs(fixes, 4), drop, leaving), "review", "choice")


def _line(voice: Voice, sheet: Sheet, number: int, entry: Entry) -> str:
    value = shown(voice, sheet, entry.key, entry.question, entry.value)
    block = heading(voice, sheet, entry.key, entry.block)
    params = {"number": number, "block": block, "short": short(voice, sheet, entry.key), "value": value}
    return voice.say("dialogue.review_block" if block else "dialogue.review_line", params)
