"""What notices tell members: their turns, and what is asked of them. What is no longer so is not told."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.callbacks import Work
from bot.ports import Card
from bot.services.roster.days import turns_between
from bot.services.roster.telling import AREA, Telling
from bot.services.roster.thanks import deeds
from bot.services.roster.told_organisers import TO_ORGANISERS
from bot.services.roster.words import named, turn_words, week_params
from bot.services.visit import Rows, pairs
from bot.services.voice import Voice
from storage.records import Notice
from storage.roster_records import TurnRecord
from storage.unit_of_work import UnitOfWork


def published(one: Telling) -> Card | None:
    """The week is out: the turns of its reader."""
    monday, voice = one.day("monday"), one.voice
    mine = [
        record
        for record in turns_between(one.u, one.voice.library, monday, monday + timedelta(days=6))
        if one.is_mine(record)
    ]
    turns = [turn_words(voice, record.turn) for record in mine if not one.is_over(record)]
    if not turns:
        return None
    params = {**week_params(monday), "turns": turns}
    ways = [
        voice.button("roster.button_mine", Work(AREA, "mine"), main=True),
        voice.button("roster.button_week", Work(AREA, "week", monday.isoformat())),
    ]
    return one.card("published", params, pairs(ways))


def reminded(one: Telling) -> Card | None:
    """The turns of a day come near: those that are the reader's and not over, none of them being served yet."""
    day, voice = one.day("day"), one.voice
    mine = [
        record for record in turns_between(one.u, one.voice.library, day, day, published=True) if one.is_mine(record)
    ]
    coming = [record for record in mine if record.turn.arrived_at is None and not one.is_over(record)]
    if not coming:
        return None
    asks = any(record.turn.confirmed_at is None for record in coming)
    lines = [voice.say("roster.span_line", one.params(record)) for record in coming]
    name = "tomorrow" if one.notice.kind == "turn_tomorrow" else "today"
    return one.card(name, {"day": day, "lines": lines, "asks": asks}, confirming(voice, coming) if asks else ())


def given(one: Telling) -> Card | None:
    """A turn was given to the reader; nothing once it is another's, being served, or over."""
    record = one.turn()
    if record is None or not one.is_mine(record) or record.turn.arrived_at is not None or one.is_over(record):
        return None
    if not one.voice.library.calendar.is_working_day(record.turn.day):
        return None
    return one.card("given", one.params(record), confirming(one.voice, [record]))


def confirming(voice: Voice, records: Sequence[TurnRecord]) -> Rows:
    """The ways to answer a reminder: all turns of the day are confirmed at once, each can be swapped or given up."""
    sure = voice.button("roster.button_confirm", Work(AREA, "sureday", records[0].turn.day.isoformat()), main=True)
    if len(records) > 1:
        return ((sure,), (voice.button("roster.button_mine", Work(AREA, "mine")),))
    id = str(records[0].turn.id)
    swap = voice.button("roster.button_swap", Work(AREA, "swap", id))
    return ((sure,), *pairs([swap, voice.button("roster.button_give_up", Work(AREA, "cannot", id))]))


def off(one: Telling) -> Card | None:
    """The reader's day at the desk became a day off; nothing when it is a working day after all."""
    record = one.turn()
    if record is None or not one.is_mine(record) or one.voice.library.calendar.is_working_day(record.turn.day):
        return None
    return one.card("off", one.params(record))


def released(one: Telling) -> Card | None:
    """Somebody else has the turn."""
    record = one.turn()
    if record is None or record.turn.person is None or one.is_mine(record):
        return None
    return one.card("released", one.params(record))


def asked_to_stand_in(one: Telling) -> Card | None:
    """Nobody is expected for a turn: could the reader take it? Nothing once somebody is."""
    record = one.turn()
    if record is None or one.gap(record) is None:
        return None
    id = str(record.turn.id)
    take = one.voice.button("roster.button_take", Work(AREA, "take", id), main=True)
    decline = one.voice.button("roster.button_decline", Work(AREA, "decline", id))
    return one.card("reserve", one.params(record), ((take,), (decline,)))


def asked_to_swap(one: Telling) -> Card | None:
    """A colleague asks to swap; nothing once it was answered."""
    found = one.swap()
    if found is None or found[0].state != "asked":
        return None
    swap, mine, theirs = found
    params = {
        "name": one.name(swap.asker),
        "mine": turn_words(one.voice, mine.turn),
        "theirs": turn_words(one.voice, theirs.turn),
    }
    agree = one.voice.button("roster.button_agree", Work(AREA, "agree", str(swap.id)), main=True)
    refuse = one.voice.button("roster.button_refuse", Work(AREA, "refuse", str(swap.id)))
    return Card(one.voice.say("roster.swap_question", params), pairs([agree, refuse]), "notice", "choice")


def swap_answered(one: Telling) -> Card | None:
    """What became of the swap the reader asked for; nothing when the turn has gone on to others since."""
    found = one.swap()
    if found is None or found[0].state not in ("made", "refused"):
        return None
    swap, mine, theirs = found
    record = theirs if swap.state == "made" else mine
    if not one.is_mine(record):
        return None
    params = {"name": one.name(swap.other), **named(one.voice, record.turn)}
    return one.card(f"answered_{swap.state}", params)


def thanks(one: Telling) -> Card | None:
    """What the reader did last month."""
    month = one.day("month")
    done = deeds(one.u, one.notice.person_id, month)
    counts = {"turns": done.turns, "helped": done.helped, "first_time": done.first_time}
    return one.card("thanks", {"month": f"{month:%m/%Y}", **counts})


Says = Callable[[Telling], Card | None]
_SAYS: Mapping[str, Says] = {
    "roster_published": published,
    "turn_tomorrow": reminded,
    "turn_today": reminded,
    "turn_given": given,
    "turn_off": off,
    "turn_released": released,
    "turn_reserve": asked_to_stand_in,
    "swap_asked": asked_to_swap,
    "swap_answered": swap_answered,
    "roster_thanks": thanks,
    **TO_ORGANISERS,
}


def told(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """The card of a notice about the roster; None when it is no longer so."""
    return _SAYS[notice.kind](Telling(u, voice, notice, now))


CARDS = dict.fromkeys(_SAYS, told)
