"""At the desk: the code of the day, coming on duty, today's cases, residents helped, a note for who comes next."""

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.callbacks import Work
from bot.ports import Attachment, Button, Card, File
from bot.services.attachments import qr_code
from bot.services.authority import may
from bot.services.people import new_code
from bot.services.roster import turns
from bot.services.roster.cases import cases
from bot.services.roster.crew import People, is_member, speak
from bot.services.roster.days import turns_between
from bot.services.roster.mine import AREA, back_to_mine, coming, here_of
from bot.services.roster.words import turn_line, turn_words
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above, pairs
from flows.authority import Act
from flows.calendar import local_day
from flows.duty import arrival_refusal
from storage.roster_records import TurnRecord
from storage.unit_of_work import UnitOfWork

_CODE, _BEFORE = "roster:code", "roster:code_before"
_NOTES_KEPT = timedelta(days=3)
_NOTES, _LONGEST_NOTE = 3, 400
_NUMBER = re.compile(r"\d(?:[ .-]?\d){8,}")
_STEPS = {"plus": 1, "five": 5, "minus": -1}


def today(visit: Visit) -> Card:
    """Today's turns as officials see them, with a tap for who came, and the code of the day."""
    here, voice = here_of(visit), visit.voice
    if may(visit, Act.ADMIT_TO_DESK) is None:
        return visit.say("roster.not_yours")
    visit.screen = Working(AREA, "desk")
    day = local_day(visit.now)
    records = turns_between(visit.u, visit.library, day, day, published=True)
    lines = [turn_line(voice, record, here) for record in records]
    came = [
        voice.button(
            "roster.button_there", Work(AREA, "admit", str(one.turn.id)), {"name": here.name(voice, one.turn.person)}
        )
        for one in records
        if one.turn.person is not None and not arrival_refusal(one.turn, visit.now, visit.library.calendar.hours)
    ]
    ways = [
        voice.button("roster.button_code", Work(AREA, "code")),
        voice.button("roster.button_week", Work(AREA, "week")),
    ]
    return visit.say("roster.desk", {"day": day, "lines": lines}, (*pairs(came), *pairs(ways)))


def admit(visit: Visit, record: TurnRecord) -> Card:
    """An official saw that the holder of a turn is at the desk."""
    if may(visit, Act.ADMIT_TO_DESK) is None:
        return visit.say("roster.not_yours")
    refused = turns.arrive(visit.u, visit.library, record.turn.id, visit.person, visit.now)
    about = {"name": here_of(visit).name(visit.voice, record.turn.person), "turn": turn_words(visit.voice, record.turn)}
    visit.owes = True
    return above(visit.voice.say(f"roster.no_{refused}" if refused else "roster.there", about), today(visit))


def show_code(visit: Visit) -> Card:
    """The code of the day as QR and in letters, to be shown at the desk."""
    if may(visit, Act.ADMIT_TO_DESK) is None:
        return visit.say("roster.not_yours")
    visit.screen = Working(AREA, "code")
    code = code_of(visit.u, local_day(visit.now))
    picture = Attachment(f"w:{AREA}:qr:{code}", f"{local_day(visit.now)}.png", "image/png", picture=True)
    back = (visit.voice.button("roster.door_desk", Work(AREA, "desk")),)
    text = visit.voice.say("roster.code", {"code": f"{code[:4]} {code[4:]}"})
    return Card(text, (back,), files=(picture,))


def code_picture(visit: Visit, code: str) -> File | None:
    """The QR of the code of the day, for officials; an older one is nobody's."""
    if may(visit, Act.ADMIT_TO_DESK) is None or code != code_of(visit.u, local_day(visit.now)):
        return None
    return replace(qr_code(code, visit.link), picture=True)


def code_of(u: UnitOfWork, day: date) -> str:
    """The code of a day, made when first asked for; the one before is kept, to be told from a wrong one."""
    written, _, code = (u.settings.get(_CODE) or "").partition(" ")
    if written == day.isoformat():
        return code
    u.settings.put(_BEFORE, code)
    made = new_code()
    u.settings.put(_CODE, f"{day.isoformat()} {made}")
    return made


def opened(visit: Visit, code: str) -> Card | None:
    """The desk's code, scanned or typed: its holder comes on duty. None for any other code."""
    plain = re.sub(r"[\s-]", "", code).upper()
    written, _, current = (visit.u.settings.get(_CODE) or "").partition(" ")
    if not plain or plain not in (current, visit.u.settings.get(_BEFORE)):
        return None
    speak(visit)
    if not is_member(visit, here_of(visit)):
        return visit.say("roster.code_foreign")
    if plain != current or written != local_day(visit.now).isoformat():
        return visit.say("roster.code_old", rows=((back_to_mine(visit),),))
    return _come_on_duty(visit)


def _come_on_duty(visit: Visit) -> Card:
    mine = [one for one in coming(visit, visit.person) if one.turn.day == local_day(visit.now)]
    for record in mine:
        if turns.arrive(visit.u, visit.library, record.turn.id, None, visit.now) == "":
            visit.owes = True
            return at_desk(visit, visit.u.roster.get(record.turn.id) or record)
        if record.turn.arrived_at is not None:
            return at_desk(visit, record)
    return visit.say("roster.code_no_turn", rows=((back_to_mine(visit),),))


def at_desk(visit: Visit, record: TurnRecord) -> Card:
    """On duty: today's cases, what the turn before says, and the count of residents helped."""
    voice, here = visit.voice, here_of(visit)
    if not is_on_duty(visit, record, here):
        return visit.say("roster.no_gone", rows=((back_to_mine(visit),),))
    visit.screen = Working(AREA, "here", str(record.turn.id))
    id = str(record.turn.id)
    params = {
        "turn": turn_words(voice, record.turn),
        "cases": cases(visit),
        "notes": _notes(visit, here, record),
        "helped": record.helped,
    }
    plus = (voice.button("roster.button_plus", Work(AREA, "plus", id), main=True),)
    more = (
        voice.button("roster.button_plus_five", Work(AREA, "five", id)),
        voice.button("roster.button_minus", Work(AREA, "minus", id)),
    )
    note = (voice.button("roster.button_note", Work(AREA, "note", id)), back_to_mine(visit))
    queue = (voice.button("roster.button_waiting", Work(AREA, "waiting", id)),)
    return Card(voice.say("roster.here", params), (plus, more, queue, note), wants="choice")


def waiting(visit: Visit, record: TurnRecord) -> Card:
    """How people who wait are received, who comes first, and what is never done for them (S10)."""
    if not is_on_duty(visit, record, here_of(visit)):
        return at_desk(visit, record)
    visit.screen = Working(AREA, "waiting", str(record.turn.id))
    back = visit.voice.button("roster.button_back", Work(AREA, "here", str(record.turn.id)))
    return visit.say("roster.waiting", rows=((back,),))


def count(visit: Visit, verb: str, record: TurnRecord) -> Card:
    """Residents helped: one or five more, or one less."""
    if is_on_duty(visit, record, here_of(visit)):
        visit.u.roster.count(record.turn.id, _STEPS[verb])
    return at_desk(visit, visit.u.roster.get(record.turn.id) or record)


def ask_note(visit: Visit, record: TurnRecord) -> Card:
    """What shall be said to who comes next?"""
    if not is_on_duty(visit, record, here_of(visit)):
        return at_desk(visit, record)
    visit.screen = Working(AREA, "note", str(record.turn.id))
    back: Button = visit.voice.button("roster.button_back", Work(AREA, "here", str(record.turn.id)))
    return visit.say("roster.note_ask", rows=((back,),))


def keep_note(visit: Visit, record: TurnRecord, text: str) -> Card:
    """Keeps the note; refuses what looks like somebody's number."""
    if not is_on_duty(visit, record, here_of(visit)):
        return at_desk(visit, record)
    if _NUMBER.search(text):
        return above(visit.voice.say("roster.note_numbers"), ask_note(visit, record))
    if len(text) > _LONGEST_NOTE:
        return above(visit.voice.say("roster.note_long"), ask_note(visit, record))
    visit.u.duty.leave_note(record.turn.id, visit.person, text.strip(), visit.now)
    return above(visit.voice.say("roster.note_kept"), at_desk(visit, record))


def is_on_duty(visit: Visit, record: TurnRecord, here: People) -> bool:
    """Whether this person holds the turn and came to the desk for it."""
    own = record.turn.person == visit.person and record.turn.arrived_at is not None
    return own and record.turn.day == local_day(visit.now) and is_member(visit, here)


def way_to_duty(visit: Visit) -> Rows:
    """The way back to the desk's card, while somebody is on duty."""
    on = [one for one in coming(visit, visit.person) if one.turn.arrived_at is not None]
    return tuple(
        (visit.voice.button("roster.button_desk", Work(AREA, "here", str(one.turn.id)), main=True),) for one in on[:1]
    )


def _notes(visit: Visit, here: People, record: TurnRecord) -> list[str]:
    """What was left by others in the last days, the newest last."""
    found = [one for one in visit.u.duty.notes(visit.now - _NOTES_KEPT) if one.turn_id != record.turn.id]
    return [
        visit.voice.say(
            "roster.note_line", {"name": here.name(visit.voice, one.person), "at": one.at, "text": one.text}
        )
        for one in found[-_NOTES:]
    ]
