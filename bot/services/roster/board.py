"""The organiser's board: a week drawn, looked through, changed by hand, published."""

from datetime import date, timedelta

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.roster import turns, weeks
from bot.services.roster.crew import body_name
from bot.services.roster.days import turns_between
from bot.services.roster.finding import in_reserve, month_loads
from bot.services.roster.mine import AREA, day_in, here_of
from bot.services.roster.words import named, turn_words, week_lines, week_params
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above, pairs
from flows.authority import Act
from flows.calendar import local_day
from flows.roster import WEEK, monday_of, period
from storage.roster_records import TurnRecord, Week

_MOST = 9


def organises(visit: Visit) -> bool:
    """Whether this person organises the roster, looked up anew."""
    return may(visit, Act.ORGANISE_ROSTER) is not None


def board(visit: Visit, written: str = "") -> Card:
    """A week, next week's if none is named, with all that can be done to it."""
    if not organises(visit):
        return visit.say("roster.not_yours")
    voice, here = visit.voice, here_of(visit)
    monday = monday_of(day_in(written, local_day(visit.now) + WEEK))
    visit.screen = Working(AREA, "board", monday.isoformat())
    if not here.crew.members:
        return visit.say("roster.board_none")
    week, records = visit.u.roster.week(monday), _turns(visit, monday)
    params = {
        **week_params(monday),
        "state": voice.say(f"roster.state_{state(week)}"),
        "lines": week_lines(voice, records, here, numbered=True, marked=state(week) == "published"),
        "empty": sum(one.turn.person is None for one in records),
        "missing": ", ".join(body_name(voice, one) for one in here.crew.bodies if not here.crew.of(one)),
    }
    return Card(voice.say("roster.board", params), _rows(visit, monday, week, records), wants="choice")


def state(week: Week | None) -> str:
    """How far a week is: none, draft, edited, published."""
    if week is None:
        return "none"
    if week.published_at is not None:
        return "published"
    return "edited" if week.edited else "draft"


def draw(visit: Visit, written: str, *, sure: bool) -> Card:
    """Draws a week; one changed by hand only when that is meant."""
    if not organises(visit):
        return visit.say("roster.not_yours")
    monday = monday_of(day_in(written, local_day(visit.now) + WEEK))
    if state(visit.u.roster.week(monday)) == "edited" and not sure:
        return ask_to_draw(visit, monday.isoformat())
    weeks.draft(visit.u, visit.library, monday, visit.now)
    return board(visit, monday.isoformat())


def ask_to_draw(visit: Visit, written: str) -> Card:
    """Asked once more, for what was changed by hand would be lost."""
    if not organises(visit):
        return visit.say("roster.not_yours")
    monday = monday_of(day_in(written, local_day(visit.now) + WEEK))
    visit.screen = Working(AREA, "draw", monday.isoformat())
    again = visit.voice.button("roster.button_draw_again", Work(AREA, "draw!", monday.isoformat()), danger=True)
    return visit.say("roster.draw_sure", rows=((again,), (_back(visit, monday),)))


def publish(visit: Visit, written: str, *, sure: bool) -> Card:
    """Publishes a week, after a look at what that means."""
    if not organises(visit):
        return visit.say("roster.not_yours")
    monday = monday_of(day_in(written, local_day(visit.now) + WEEK))
    if not sure:
        visit.screen = Working(AREA, "publish", monday.isoformat())
        empty = sum(one.turn.person is None for one in _turns(visit, monday))
        go = visit.voice.button("roster.button_publish_sure", Work(AREA, "publish!", monday.isoformat()), main=True)
        return visit.say(
            "roster.publish_sure", {**week_params(monday), "empty": empty}, ((go,), (_back(visit, monday),))
        )
    done = weeks.publish(visit.u, visit.library, monday, visit.now, visit.person)
    visit.owes = True
    words = visit.voice.say("roster.published" if done else "roster.published_not")
    return above(words, board(visit, monday.isoformat()))


def change(visit: Visit, record: TurnRecord) -> Card:
    """To whom shall a turn go? Those who could, first who comes first."""
    if not organises(visit):
        return visit.say("roster.not_yours")
    voice, here, turn = visit.voice, here_of(visit), record.turn
    visit.screen = Working(AREA, "change", str(turn.id))
    counts, lines, buttons = month_loads(visit.u, turn), list[str](), list[Button]()
    for number, person in enumerate(in_reserve(visit.u, turn, here)[:_MOST], 1):
        name, body = here.name(voice, person), body_name(voice, here.body_of(person))
        lines.append(
            voice.say(
                "roster.change_line", {"number": number, "name": name, "body": body, "count": counts.get(person, 0)}
            )
        )
        press = Work(AREA, "give", str(turn.id), str(person))
        buttons.append(voice.button("roster.button_person", press, {"number": number, "name": name}))
    about = {
        **named(voice, turn),
        "body": body_name(voice, turn.body),
        "name": here.name(voice, turn.person),
    }
    if not lines:
        return visit.say("roster.change_none", about, ((_back(visit, record.monday),),))
    rows = (*pairs(buttons), (_back(visit, record.monday),))
    return Card(voice.say("roster.change", {**about, "lines": lines}), rows, wants="choice")


def give(visit: Visit, record: TurnRecord, person: str) -> Card:
    """Gives a turn to somebody."""
    if not organises(visit):
        return visit.say("roster.not_yours")
    number = int(person) if person.isdecimal() and len(person) < 16 else 0
    refused = turns.assign(visit.u, visit.library, record.turn.id, number, visit.person, visit.now)
    visit.owes = True
    about = {"turn": turn_words(visit.voice, record.turn), "name": here_of(visit).name(visit.voice, number)}
    words = visit.voice.say(f"roster.no_{refused}" if refused else "roster.changed", about)
    return above(words, board(visit, record.monday.isoformat()))


def _turns(visit: Visit, monday: date) -> tuple[TurnRecord, ...]:
    return turns_between(visit.u, visit.library, monday, monday + timedelta(days=6))


def _back(visit: Visit, monday: date) -> Button:
    return visit.voice.button("roster.button_back", Work(AREA, "board", monday.isoformat()))


def _rows(visit: Visit, monday: date, week: Week | None, records: tuple[TurnRecord, ...]) -> Rows:
    voice, iso, hours = visit.voice, monday.isoformat(), visit.library.calendar.hours
    changes = [
        voice.button(
            "roster.button_change",
            Work(AREA, "turn" if week and week.published_at else "change", str(one.turn.id)),
            {"number": number},
        )
        for number, one in enumerate(records, 1)
        if visit.now < period(one.turn.day, one.turn.shift, hours)[1]
    ]
    makes = list[Button]()
    if week is None or week.published_at is None:
        label = "roster.button_draw" if week is None else "roster.button_draw_again"
        makes.append(voice.button(label, Work(AREA, "draw", iso), main=week is None))
        if records:
            makes.append(voice.button("roster.button_publish", Work(AREA, "publish", iso), main=True))
    looks = [
        voice.button("roster.button_load", Work(AREA, "load", iso)),
        voice.button("roster.button_reserve", Work(AREA, "reserve")),
        voice.button("roster.button_absences", Work(AREA, "absences")),
        *((voice.button("roster.button_print", Work(AREA, "print", iso)),) if week and week.published_at else ()),
    ]
    steps = [
        voice.button("roster.button_prev", Work(AREA, "board", (monday - WEEK).isoformat())),
        voice.button("roster.button_next", Work(AREA, "board", (monday + WEEK).isoformat())),
    ]
    return (*pairs(makes), *pairs(changes, 4), *pairs(looks), *pairs(steps))
