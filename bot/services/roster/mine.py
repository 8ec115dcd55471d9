"""A member's own side: their turns, the week with everybody's, a turn opened, and what is done with it."""

from datetime import date, timedelta

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.roster import turns
from bot.services.roster.crew import People, is_member, people, sees
from bot.services.roster.days import turns_between
from bot.services.roster.history import history_lines
from bot.services.roster.words import named, standing, turn_label, turn_params, turn_words, week_lines, week_params
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.authority import Act
from flows.calendar import local_day
from flows.duty import arrival_refusal, gap
from flows.roster import WEEK, monday_of, period
from storage.roster_records import TurnRecord

AREA = "roster"
_AHEAD = timedelta(days=45)


def here_of(visit: Visit) -> People:
    """Everybody on the roster, and who is away from this week on."""
    return people(visit.u, visit.library, monday_of(local_day(visit.now)))


def day_in(text: str, otherwise: date) -> date:
    """A day written as ISO on a button, else another."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def turn_of(visit: Visit, id: str) -> TurnRecord | None:
    """The turn that a button names."""
    return visit.u.roster.get(int(id)) if id.isdecimal() and len(id) < 16 else None


def back_to_mine(visit: Visit) -> Button:
    """The way back to one's own turns."""
    return visit.voice.button("roster.button_mine", Work(AREA, "mine"))


def coming(visit: Visit, person: int) -> tuple[TurnRecord, ...]:
    """The turns of a person that are not over."""
    today, hours = local_day(visit.now), visit.library.calendar.hours
    return tuple(
        one
        for one in turns_between(visit.u, visit.library, today, today + _AHEAD, published=True)
        if one.turn.person == person and visit.now < period(one.turn.day, one.turn.shift, hours)[1]
    )


def mine(visit: Visit) -> Card:
    """My turns, each a tap away; the week of all; being away."""
    here, voice = here_of(visit), visit.voice
    if not is_member(visit, here):
        return visit.say("roster.not_member")
    visit.screen = Working(AREA, "mine")
    records = coming(visit, visit.person)
    lines, buttons = [], []
    for number, record in enumerate(records[:9], 1):
        mark = voice.say(f"roster.mark_{standing(record)}")
        about = {**named(voice, record.turn), "number": number, "mark": mark}
        lines.append(voice.say("roster.mine_line", about))
        buttons.append(voice.button("roster.button_turn", Work(AREA, "turn", str(record.turn.id)), {"number": number}))
    swaps = [one for one in visit.u.duty.open_swaps() if visit.person in (one.asker, one.other)]
    ways = [
        *((voice.button("roster.button_swaps", Work(AREA, "swaps")),) if swaps else ()),
        voice.button("roster.button_week", Work(AREA, "week")),
        voice.button("roster.button_away", Work(AREA, "away")),
    ]
    text = voice.say("roster.mine", {"lines": lines})
    return Card(text, (*pairs(buttons, 3), *pairs(ways)), wants="choice")


def week(visit: Visit, written: str = "") -> Card:
    """A published week with the names of colleagues, for all on the roster; drafts only the organiser sees."""
    here, voice = here_of(visit), visit.voice
    if not sees(visit, here):
        return visit.say("roster.not_member")
    monday = monday_of(day_in(written, _current(visit)))
    visit.screen = Working(AREA, "week", monday.isoformat())
    records = turns_between(visit.u, visit.library, monday, monday + timedelta(days=6), published=True)
    steps = pairs(
        [
            voice.button("roster.button_prev", Work(AREA, "week", (monday - WEEK).isoformat())),
            voice.button("roster.button_next", Work(AREA, "week", (monday + WEEK).isoformat())),
        ]
    )
    if not records:
        return visit.say("roster.week_none", week_params(monday), (*steps, *_ways(visit, here)))
    params = {**week_params(monday), "lines": week_lines(voice, records, here, numbered=False)}
    open_ones = [_to(visit, one) for one in records if one.turn.person == visit.person or _is_open(visit, one)]
    sheet = (voice.button("roster.button_print", Work(AREA, "print", monday.isoformat())),)
    return Card(
        voice.say("roster.week", params), (*pairs(open_ones), *steps, sheet, *_ways(visit, here)), wants="choice"
    )


def one_turn(visit: Visit, record: TurnRecord) -> Card:
    """A turn opened: by its holder, by who may take it over, by officials."""
    here, voice, turn = here_of(visit), visit.voice, record.turn
    out = turns.is_published(visit.u, visit.library, record) or may(visit, Act.ORGANISE_ROSTER) is not None
    if not out or not sees(visit, here):
        return visit.say("roster.not_member")
    visit.screen = Working(AREA, "turn", str(turn.id))
    own = turn.person == visit.person
    params = {
        **turn_params(voice, turn, here),
        "mark": voice.say(f"roster.mark_{standing(record)}"),
        "before": here.name(voice, turn.before) if turn.before is not None else "",
        "helped": record.helped,
    }
    text = voice.say("roster.one_mine" if own else "roster.one", params)
    if may(visit, Act.ORGANISE_ROSTER) is not None:
        text = "\n".join([text, *history_lines(visit, record, here)])
    return Card(text, (*_deeds(visit, record, here), *_ways(visit, here)), wants="choice")


def cannot(visit: Visit, record: TurnRecord) -> Card:
    """Asked once more before a turn is given up."""
    if record.turn.person != visit.person:
        return above(visit.voice.say("roster.no_gone"), mine(visit))
    visit.screen = Working(AREA, "cannot", str(record.turn.id))
    id = str(record.turn.id)
    back = visit.voice.button("roster.button_back", Work(AREA, "turn", id))
    press, about = Work(AREA, "cannot!", id), {"turn": turn_words(visit.voice, record.turn)}
    if turns.was_taken(visit.u, record.turn.id, visit.person):
        sure = visit.voice.button("roster.button_give_back_sure", press, danger=True)
        return visit.say("roster.give_back_sure", about, ((sure,), (back,)))
    sure = visit.voice.button("roster.button_give_up_sure", press, danger=True)
    return visit.say("roster.give_up_sure", about, ((sure,), (back,)))


def act(visit: Visit, verb: str, record: TurnRecord) -> Card:
    """A member confirms, gives up, takes over or declines a turn."""
    here = here_of(visit)
    if not is_member(visit, here):
        return visit.say("roster.not_member")
    u, library, now, id, me = visit.u, visit.library, visit.now, record.turn.id, visit.person
    match verb:
        case "sure":
            refused, done = turns.confirm(u, library, id, me, now), "confirmed"
        case "cannot!":
            given_back = turns.was_taken(u, id, me)
            refused, done = turns.give_up(u, library, id, me, now), "given_back" if given_back else "given_up"
        case "take":
            refused, done = turns.take(u, library, id, me, now), "taken"
        case _:
            refused, done = turns.decline(u, library, id, me, now), "declined"
    visit.owes = True
    words = f"roster.no_{refused}" if refused else f"roster.{done}"
    return above(visit.voice.say(words, {"turn": turn_words(visit.voice, record.turn)}), mine(visit))


def sure_of_day(visit: Visit, written: str) -> Card:
    """A member confirms all their turns of a day."""
    here, voice = here_of(visit), visit.voice
    if not is_member(visit, here):
        return visit.say("roster.not_member")
    day = day_in(written, local_day(visit.now))
    records = [one for one in coming(visit, visit.person) if one.turn.day == day and one.turn.arrived_at is None]
    for record in records:
        turns.confirm(visit.u, visit.library, record.turn.id, visit.person, visit.now)
    visit.owes = True
    said = ", ".join(turn_words(voice, record.turn) for record in records)
    words = voice.say("roster.confirmed", {"turn": said}) if records else voice.say("roster.no_gone")
    return above(words, mine(visit))


def _shown_day(visit: Visit) -> str:
    """A day of the week that is on the screen, so that the board opens on it."""
    if not isinstance(visit.screen, Working):
        return ""
    record = turn_of(visit, visit.screen.first) if visit.screen.place == "turn" else None
    return visit.screen.first if record is None else record.monday.isoformat()


def _current(visit: Visit) -> date:
    """A day of the week that matters now: next week's, once it is out and nothing of this one is to come."""
    today, hours = local_day(visit.now), visit.library.calendar.hours
    following = monday_of(today) + WEEK
    coming_up = turns_between(visit.u, visit.library, today, following - timedelta(days=1), published=True)
    if any(visit.now < period(one.turn.day, one.turn.shift, hours)[1] for one in coming_up):
        return today
    return (
        following
        if turns_between(visit.u, visit.library, following, following + timedelta(days=6), published=True)
        else today
    )


def _ways(visit: Visit, here: People) -> tuple[tuple[Button, ...], ...]:
    if is_member(visit, here):
        return ((back_to_mine(visit),),)
    if may(visit, Act.ORGANISE_ROSTER) is not None:
        return ((visit.voice.button("roster.door_board", Work(AREA, "board", _shown_day(visit))),),)
    return ((visit.voice.button("roster.door_desk", Work(AREA, "desk")),),)


def _to(visit: Visit, record: TurnRecord) -> Button:
    label = turn_label(visit.voice, record.turn)
    return visit.voice.button("roster.button_to", Work(AREA, "turn", str(record.turn.id)), {"turn": label})


def _is_open(visit: Visit, record: TurnRecord) -> bool:
    return gap(record.turn, visit.now, visit.library.calendar.hours) is not None


def _deeds(visit: Visit, record: TurnRecord, here: People) -> tuple[tuple[Button, ...], ...]:
    """What this person may do with a turn now."""
    voice, turn, id = visit.voice, record.turn, str(record.turn.id)
    begins, ends = period(turn.day, turn.shift, visit.library.calendar.hours)
    if visit.now >= ends:
        return ()
    own, buttons = turn.person == visit.person and is_member(visit, here), list[Button]()
    if own and turn.arrived_at is not None:
        buttons.append(voice.button("roster.button_desk", Work(AREA, "here", id), main=True))
    elif own:
        if turn.confirmed_at is None:
            buttons.append(voice.button("roster.button_confirm", Work(AREA, "sure", id), main=True))
        if visit.now < begins:
            buttons.append(voice.button("roster.button_swap", Work(AREA, "swap", id)))
        back = turns.was_taken(visit.u, turn.id, visit.person)
        buttons.append(voice.button(f"roster.button_give_{'back' if back else 'up'}", Work(AREA, "cannot", id)))
    elif is_member(visit, here) and _is_open(visit, record):
        buttons.append(voice.button("roster.button_take", Work(AREA, "take", id), main=True))
    comes = turn.person is not None and arrival_refusal(turn, visit.now, visit.library.calendar.hours) == ""
    if comes and may(visit, Act.ADMIT_TO_DESK) is not None:
        buttons.append(voice.button("roster.button_arrived", Work(AREA, "admit", id)))
    if may(visit, Act.ORGANISE_ROSTER) is not None:
        buttons.append(voice.button("roster.button_give", Work(AREA, "change", id)))
    return pairs(buttons)
