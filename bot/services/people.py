"""Who somebody is to the program: form of address, language, roles by invitation, and moving to another device."""

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from bot.callbacks import Menu
from bot.ports import Card
from bot.services.screens import Addressing, Home
from bot.services.standing import unfinished
from bot.services.visit import Rows, Visit, pairs
from bot.services.voice import Voice
from flows.authority import Act, does
from flows.dossier import Role
from storage.records_staff import Appointment
from storage.unit_of_work import UnitOfWork

FORMS = ("ong", "ba", "bac", "co", "chu", "anh", "chi", "em")
CODE_LIFE = timedelta(minutes=15)
INVITATION_LIFE = timedelta(days=7)
_MOST_TRIES = 5
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else


def new_code(length: int = 8) -> str:
    """A code to be typed, without letters that can be confused (8 of them: 39 bits); a digit tells it from a word."""
    while True:
        code = "".join(secrets.choice(_LETTERS) for _ in range(length))
        if any(letter.isdigit() for letter in code):
            return code


def hashed(code: str) -> str:
    """How codes are kept: only their hash, spaces and case forgiven."""
    plain = "".join(letter for letter in code.upper() if letter in _LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()


def addressing(visit: Visit, procedure: str = "") -> Card:
    """Asked once: how would you like to be addressed?"""
    visit.screen = Addressing(procedure)
    buttons = [
        visit.voice.button(f"words.form_{form}", Menu("form", form))
        for form in FORMS
        if visit.voice.library.wording.has(f"words.form_{form}")
    ]
    any_form = visit.voice.button("words.form_any", Menu("form", "any"), main=True)
    return visit.say("dialogue.addressing", rows=(*pairs(buttons, 4), (any_form,)))


def settle_form(visit: Visit, form: str) -> str:
    """Keeps the form of address; returns the remark that it is understood."""
    chosen = form if form in FORMS else "any"
    visit.u.people.settle(visit.person, form=chosen)
    visit.seat = replace(visit.seat, person=replace(visit.seat.person, form=chosen))
    visit.voice = Voice(visit.library, visit.voice.language, chosen)
    return visit.voice.say("dialogue.addressing_done")


def settle_language(visit: Visit, language: str) -> str:
    """Keeps the language; returns the remark in the new one."""
    chosen = "en" if language == "en" else "vi"
    visit.u.people.settle(visit.person, language=chosen)
    visit.seat = replace(visit.seat, person=replace(visit.seat.person, language=chosen))
    visit.voice = Voice(visit.library, chosen, visit.voice.form)
    return visit.voice.say("dialogue.language_done")


def invite(u: UnitOfWork, role: str, fields: tuple[str, ...], now: datetime, by: int | None = None) -> str:
    """Invites to a role in some fields (none: all of them); returns the code, of which only the hash is kept."""
    return appoint(u, Appointment(role, fields), now, by)


def appoint(u: UnitOfWork, offers: Appointment, now: datetime, by: int | None = None) -> str:
    """Invites to what is offered; returns the code. `by` is None for the command line."""
    code = new_code()
    u.staff.invite(offers, hashed(code), now + INVITATION_LIFE, now, by)
    u.acts.log("invited", by, now, {"role": offers.role, "name": offers.name})
    return code


def guessed_too_often(visit: Visit) -> bool:
    """Whether so many wrong codes came from this chat that no more are looked at for a while."""
    return visit.u.codes.tries(visit.seat.chat_id, visit.now) >= _MOST_TRIES


def opened(visit: Visit, code: str) -> Card:
    """What a code that came with a link or was typed does: an invitation, or a move to this device."""
    staff = visit.u.staff.redeem(hashed(code), visit.person, visit.now)
    if staff is not None:
        visit.u.acts.log("appointed", visit.person, visit.now, {"role": staff.role, "name": staff.name}, visit.person)
        visit.screen = Home()
        rows: Rows = ((visit.voice.button("dialogue.button_desk", Menu("desk"), main=True),),)
        if does(Role(staff.role), Act.CHOOSE_PACE):
            rows = (*rows, (visit.voice.button("settings.button_paces", Menu("paces")),))
        return visit.say("dialogue.staff_welcome", {"role": visit.voice.say(f"words.role_{staff.role}")}, rows)
    person = visit.u.codes.redeem(hashed(code), "resume", visit.now)
    if person is not None:
        return _joined(visit, person)
    visit.u.codes.wrong(visit.seat.chat_id, visit.now)
    return visit.say("dialogue.code_wrong", rows=((visit.voice.button("dialogue.button_home", Menu("home")),),))


def _joined(visit: Visit, person: int) -> Card:
    """This chat now belongs to somebody known: greeted in their own form, with what they had begun."""
    visit.u.people.join(visit.seat.chat_id, person)
    visit.seat = visit.u.people.at(visit.seat.channel, visit.seat.address) or visit.seat
    visit.voice = Voice(visit.library, visit.seat.person.language, visit.seat.person.form or "")
    visit.screen = Home()
    mine = (visit.voice.button("dialogue.button_mine", Menu("mine")),)
    home = (visit.voice.button("dialogue.button_home", Menu("home")),)
    return visit.say("dialogue.code_done", rows=(*((one,) for one in unfinished(visit, 1)), mine, home))


def looks_like_code(text: str) -> bool:
    """Whether typed words may be such a code: eight letters and digits, in one or two pieces."""
    plain = text.replace(" ", "").replace("-", "").upper()
    return len(plain) == 8 and all(letter in _LETTERS for letter in plain) and any(c.isdigit() for c in plain)


def move_code(visit: Visit) -> Card:
    """A one-time code with which this conversation goes on on another device or channel."""
    code = new_code()
    visit.u.codes.issue(hashed(code), "resume", visit.person, visit.now + CODE_LIFE, visit.now)
    params = {"code": f"{code[:4]} {code[4:]}", "minutes": int(CODE_LIFE.total_seconds() // 60)}
    return visit.say("dialogue.code_made", params, ((visit.voice.button("dialogue.button_continue", Menu("here")),),))
