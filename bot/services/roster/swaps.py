"""Swapping turns: a colleague's turn is chosen, the colleague agrees or not, and nothing changes before that."""

from datetime import timedelta

from bot.callbacks import Work
from bot.ports import Card
from bot.services.roster import turns
from bot.services.roster.crew import is_member
from bot.services.roster.days import turns_between
from bot.services.roster.mine import AREA, back_to_mine, here_of, mine, turn_of
from bot.services.roster.words import named, turn_words
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.calendar import local_day
from flows.duty import swap_refusal
from storage.roster_records import Swap, TurnRecord

_AHEAD = timedelta(days=14)
_MOST = 9


def choose(visit: Visit, record: TurnRecord) -> Card:
    """Which turn shall it be swapped for? Only those that can be."""
    here, voice = here_of(visit), visit.voice
    if not is_member(visit, here) or record.turn.person != visit.person:
        return above(voice.say("roster.no_gone"), mine(visit))
    visit.screen = Working(AREA, "swap", str(record.turn.id))
    turn = turn_words(voice, record.turn)
    lines, buttons = [], []
    for number, one in enumerate(_offered(visit, record)[:_MOST], 1):
        about = {**named(voice, one.turn), "number": number, "name": here.name(voice, one.turn.person)}
        lines.append(voice.say("roster.swap_line", about))
        press = Work(AREA, "swapto", str(record.turn.id), str(one.turn.id))
        buttons.append(voice.button("roster.button_turn", press, {"number": number}))
    if not lines:
        return visit.say("roster.swap_none", {"turn": turn}, ((back_to_mine(visit),),))
    text = voice.say("roster.swap_choose", {"turn": turn, "lines": lines})
    return Card(text, (*pairs(buttons, 3), (back_to_mine(visit),)), wants="choice")


def ask(visit: Visit, own: str, theirs: str) -> Card:
    """Asks the colleague."""
    here, voice = here_of(visit), visit.voice
    first, second = turn_of(visit, own), turn_of(visit, theirs)
    if not is_member(visit, here):
        return visit.say("roster.not_member")
    if first is None or second is None:
        return above(voice.say("roster.no_gone"), mine(visit))
    refused = turns.ask_swap(visit.u, visit.library, first.turn.id, second.turn.id, visit.person, visit.now)
    if refused:
        return above(voice.say(f"roster.no_{refused}"), mine(visit))
    visit.owes = True
    about = {
        "name": here.name(voice, second.turn.person),
        "mine": turn_words(voice, first.turn),
        "theirs": turn_words(voice, second.turn),
    }
    return above(voice.say("roster.swap_sent", about), mine(visit))


def answer(visit: Visit, verb: str, id: str) -> Card:
    """The colleague agrees or refuses; the asker takes it back."""
    here, voice = here_of(visit), visit.voice
    swap = visit.u.duty.swap(int(id)) if id.isdecimal() and len(id) < 16 else None
    if not is_member(visit, here):
        return visit.say("roster.not_member")
    if swap is None or visit.person not in (swap.asker, swap.other):
        return above(voice.say("roster.no_gone"), mine(visit))
    visit.owes = True
    if verb == "refuse":
        refused = turns.refuse_swap(visit.u, swap, visit.person, visit.now)
        done = "swap_refused" if visit.person == swap.other else "swap_withdrawn"
        return above(voice.say(f"roster.no_{refused}" if refused else f"roster.{done}"), mine(visit))
    refused = turns.agree(visit.u, visit.library, swap, visit.person, visit.now)
    got = visit.u.roster.get(swap.mine)
    if refused or got is None:
        return above(voice.say(f"roster.no_{refused or 'gone'}"), mine(visit))
    return above(voice.say("roster.swap_made", {"turn": turn_words(voice, got.turn)}), mine(visit))


def waiting(visit: Visit) -> Card:
    """The swaps that wait: those asked of this person, and those they asked for."""
    if not is_member(visit, here_of(visit)):
        return visit.say("roster.not_member")
    visit.screen = Working(AREA, "swaps")
    found = [one for one in visit.u.duty.open_swaps() if visit.person in (one.asker, one.other)]
    if not found:
        return mine(visit)
    swap = next((one for one in found if one.other == visit.person), found[0])
    return _question(visit, swap)


def _question(visit: Visit, swap: Swap) -> Card:
    here, voice = here_of(visit), visit.voice
    own, theirs = visit.u.roster.get(swap.mine), visit.u.roster.get(swap.theirs)
    if own is None or theirs is None:
        return mine(visit)
    asked = swap.other == visit.person
    about = {
        "name": here.name(voice, swap.asker if asked else swap.other),
        "mine": turn_words(voice, own.turn),
        "theirs": turn_words(voice, theirs.turn),
    }
    if not asked:
        back = voice.button("roster.button_withdraw", Work(AREA, "refuse", str(swap.id)))
        return visit.say("roster.swap_sent", about, ((back,), (back_to_mine(visit),)))
    agree = voice.button("roster.button_agree", Work(AREA, "agree", str(swap.id)), main=True)
    refuse = voice.button("roster.button_refuse", Work(AREA, "refuse", str(swap.id)))
    return visit.say("roster.swap_question", about, (*pairs([agree, refuse]), (back_to_mine(visit),)))


def _offered(visit: Visit, record: TurnRecord) -> list[TurnRecord]:
    """The turns of the next two weeks that this one can be swapped for."""
    today, crew = local_day(visit.now), here_of(visit).crew
    around = turns_between(visit.u, visit.library, today, today + _AHEAD, published=True)
    every, hours = [one.turn for one in around], visit.library.calendar.hours
    return [one for one in around if swap_refusal(record.turn, one.turn, every, crew, visit.now, hours) == ""]
