"""What notices tell those who organise the roster: drafts, gaps, swaps, absences."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.callbacks import Work
from bot.ports import Card
from bot.services.roster.days import turns_between
from bot.services.roster.telling import AREA, Telling, open_turn
from bot.services.roster.words import turn_words, week_params
from flows.roster import publish_at


def draft(one: Telling) -> Card | None:
    """A draft lies ready; nothing once it is out."""
    monday, library = one.day("monday"), one.voice.library
    week = one.u.roster.week(monday)
    if week is None or week.published_at is not None:
        return None
    turns = turns_between(one.u, one.voice.library, monday, monday + timedelta(days=6))
    params = {
        **week_params(monday),
        "at": publish_at(monday, library.calendar, library.office.roster_published),
        "empty": sum(record.turn.person is None for record in turns),
    }
    look = one.voice.button("roster.door_board", Work(AREA, "board", monday.isoformat()), main=True)
    return one.card("draft", params, ((look,),))


def gap_found(one: Telling) -> Card | None:
    """Nobody is expected for a turn, and who was asked to stand in; nothing once somebody is."""
    record = one.turn()
    why = None if record is None else one.gap(record)
    if record is None or why is None:
        return None
    params, here = one.params(record), one.here()
    asked = [here.name(one.voice, asked.person) for asked in one.u.duty.asked(record.turn.id)]
    said = one.voice.say(f"roster.why_{why}", {"name": params["name"]})
    return one.card("gap", {**params, "why": said, "asked": ", ".join(asked)}, open_turn(one.voice, record))


def uncovered(one: Telling) -> Card | None:
    """Nobody can be found; nothing once somebody was."""
    record = one.turn()
    if record is None or one.gap(record) is None:
        return None
    return one.card("uncovered", {**one.params(record), "count": one.number("asked")}, open_turn(one.voice, record))


def filled(one: Telling) -> Card | None:
    """Somebody is expected again; nothing when there is another gap already."""
    record = one.turn()
    if record is None or one.gap(record) is not None:
        return None
    return one.card("filled", one.params(record))


def swapped(one: Telling) -> Card | None:
    """Two have swapped their turns."""
    found = one.swap()
    if found is None:
        return None
    swap, mine, theirs = found
    params = {
        "first_name": one.name(swap.asker),
        "first_turn": turn_words(one.voice, theirs.turn),
        "second_name": one.name(swap.other),
        "second_turn": turn_words(one.voice, mine.turn),
    }
    return one.card("swapped", params)


def absence(one: Telling) -> Card | None:
    """Somebody will be away."""
    days = {"first": one.day("first"), "last": one.day("last")}
    return one.card("absent", {"name": one.name(one.number("person")), **days, "count": one.number("turns")})


TO_ORGANISERS: Mapping[str, Callable[[Telling], Card | None]] = {
    "roster_draft": draft,
    "turn_gap": gap_found,
    "turn_uncovered": uncovered,
    "turn_filled": filled,
    "swap_made": swapped,
    "absence_told": absence,
}
