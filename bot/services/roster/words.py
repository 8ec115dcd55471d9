"""How turns and weeks are said."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.services.roster.crew import People, body_name
from bot.services.voice import Voice
from flows.duty import Turn
from flows.roster import period
from storage.roster_records import TurnRecord


def turn_params(voice: Voice, turn: Turn, here: People) -> dict[str, object]:
    """What every sentence about a turn may say; `Turn` begins a sentence."""
    begins, ends = period(turn.day, turn.shift, voice.library.calendar.hours)
    return {
        **named(voice, turn),
        "shift": voice.say(f"roster.shift_{turn.shift}"),
        "begins": begins,
        "ends": ends,
        "body": body_name(voice, turn.body),
        "name": here.name(voice, turn.person),
    }


def named(voice: Voice, turn: Turn) -> dict[str, object]:
    """A turn in a few words, the half day and the day: inside a sentence, and at its beginning."""
    return {"turn": turn_words(voice, turn), "Turn": _said(voice, turn, "first"), "day": turn.day}


def turn_words(voice: Voice, turn: Turn) -> str:
    """A turn in a few words inside a sentence."""
    return _said(voice, turn, "shift")


def _said(voice: Voice, turn: Turn, how: str) -> str:
    return voice.say("roster.turn", {"shift": voice.say(f"roster.{how}_{turn.shift}"), "day": turn.day})


def turn_label(voice: Voice, turn: Turn) -> str:
    """A turn as short as a button: «Sáng 30/11»."""
    return voice.say("roster.turn_short", {"shift": voice.say(f"roster.half_{turn.shift}"), "day": turn.day})


def week_params(monday: date) -> dict[str, object]:
    """The first and the last day of a working week."""
    return {"first": monday, "last": monday + timedelta(days=4)}


def standing(record: TurnRecord) -> str:
    """How a turn stands, as a code: there, gap, open, sure, waiting."""
    turn = record.turn
    if turn.arrived_at is not None:
        return "there"
    if turn.person is None:
        return "open"
    if record.gap_at is not None:
        return "gap"
    return "sure" if turn.confirmed_at is not None else "waiting"


def week_lines(
    voice: Voice, records: Sequence[TurnRecord], here: People, *, numbered: bool, marked: bool = True
) -> list[str]:
    """The turns day by day, with the bodies; numbered where each can be chosen, marked with how each stands."""
    numbers = {record.turn.id: place for place, record in enumerate(records, 1)}
    lines: list[str] = []
    for day, those in by_day(records):
        lines.append(voice.say("roster.day", {"day": day}))
        lines += [turn_line(voice, one, here, numbers[one.turn.id] if numbered else 0, marked=marked) for one in those]
    return lines


def by_day(records: Iterable[TurnRecord]) -> list[tuple[date, list[TurnRecord]]]:
    """The turns of each day, in order."""
    days: dict[date, list[TurnRecord]] = {}
    for record in records:
        days.setdefault(record.turn.day, []).append(record)
    return list(days.items())


def turn_line(voice: Voice, record: TurnRecord, here: People, number: int = 0, *, marked: bool = True) -> str:
    """A turn as a line of its day."""
    params = turn_params(voice, record.turn, here)
    half = voice.say(f"roster.half_{record.turn.shift}")
    how = standing(record)
    told = how == "open" or (marked and how != "waiting")
    mark = voice.say(f"roster.mark_{how}") if told else ""
    return voice.say("roster.line", {**params, "half": half, "mark": mark, "number": number})
