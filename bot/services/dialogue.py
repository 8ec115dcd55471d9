"""Where a turn goes: every arrival is understood from the screen before the person, and ends on a screen."""

from typing import assert_never

from bot.callbacks import Act, Answer, Desk, Menu, Work, typed_press, unpack
from bot.ports import Card, Incoming, Opened, Pressed, Said, Sent, Unusable
from bot.services import areas, browsing, card_photos, desk_words, drafting, people, retaking, reusing, standing
from bot.services.calling import be_called
from bot.services.card_photos import CardPhoto
from bot.services.earlier_answers import chosen, typed
from bot.services.genuine import asked, judge
from bot.services.help import help_card
from bot.services.mandates import assisting
from bot.services.menu import at_desk, choose
from bot.services.misses import ELSEWHERE, UNKNOWN, declined, missed
from bot.services.reach import wrote
from bot.services.remarks import remark, stale
from bot.services.screens import CallMe, Filling, Home
from bot.services.screens_beside import Checking
from bot.services.showing import show
from bot.services.smalltalk import small_talk
from bot.services.uploads import Copies, Upload
from bot.services.visit import Visit
from bot.services.words import FIRST, act_word, global_word, hears
from bot.verdicts import UNFIT
from flows.events import Event, PageSent, Tapped, Typed, WentBack
from storage.records import Draft

_UNUSABLE = frozenset({"sticker", "voice", "edited", "too_big", "broken", *UNFIT})

Photo = Upload | Copies | CardPhoto | None


def take(visit: Visit, what: Incoming, upload: Photo = None) -> Card:
    """One arrival, already known to be new; the visit's screen is where it ends."""
    card = _taken(visit, what, upload)
    wrote(visit.u, visit.person, visit.seat.channel, visit.now)
    return card


def _taken(visit: Visit, what: Incoming, upload: Photo) -> Card:
    match what:
        case Opened(code):
            return _opened(visit, code)
        case Pressed(data) if isinstance(upload, Copies):
            return reusing.reuse(visit, data, upload) or stale(visit)
        case Pressed(data):
            return press(visit, data)
        case Said(text):
            return _said(visit, text)
        case Sent():
            return _sent(visit, upload)
        case Unusable(kind):
            return remark(visit, visit.voice.say(f"dialogue.{kind if kind in _UNUSABLE else 'sticker'}"))
    assert_never(what)


def _opened(visit: Visit, code: str) -> Card:
    if not code:
        return show(visit) if visit.seat.state else browsing.home(visit)
    sheet = visit.sheet(code)
    return browsing.about(visit, sheet) if sheet else _code(visit, code)


def _code(visit: Visit, code: str) -> Card:
    """A code that came with a link or was typed: an area's, an invitation, a move to this device."""
    if people.guessed_too_often(visit):
        return visit.say("dialogue.code_many")
    return areas.opened(visit, code) or people.opened(visit, code)


def press(visit: Visit, data: str) -> Card:
    """A button, from whatever card and whoever's hand: state and authority are looked up anew."""
    match unpack(data):
        case Answer(tag, key, value):
            return _in_draft(visit, tag, chosen(visit, tag, key, value) or Tapped(key, value))
        case Act(tag, verb, key):
            return _act(visit, tag, verb, key)
        case Menu() as choice:
            if choice == Menu("home"):
                declined(visit)
            return choose(visit, choice) or stale(visit)
        case Desk() as action:
            return at_desk(visit, action)
        case Work() as button:
            return areas.press(visit, button) or stale(visit)
        case None:
            return stale(visit)


def _in_draft(visit: Visit, tag: str, event: Event) -> Card:
    draft = standing.current(visit, tag)
    return drafting.happen(visit, draft, event) if draft is not None else stale(visit, tag)


def _act(visit: Visit, tag: str, verb: str, key: str) -> Card:
    draft = standing.current(visit, tag)
    if draft is None:
        return stale(visit, tag)
    match verb:
        case "stop":
            return drafting.ask_to_stop(visit, draft)
        case "later":
            visit.screen = Home()
            return remark(visit, visit.voice.say("dialogue.kept"))
        case "drop":
            words = drafting.drop(visit, draft).text
            visit.screen = Home()
            return remark(visit, words)
        case "send":
            return drafting.send(visit, draft, key)
        case "back":
            return back(visit, draft)
        case "declare":
            return drafting.declare(visit, draft)
        case "blank":
            return drafting.empty_form(visit, draft, key)
        case "retake":
            return retaking.retake(visit, draft, key) or stale(visit)
        case "use":
            return retaking.use(visit, draft, key)
    event = standing.event_of(verb, key)
    return drafting.happen(visit, draft, event) if event is not None else stale(visit)


def back(visit: Visit, draft: Draft) -> Card:
    """One question back; from the first question, to the page before the procedure was begun."""
    sheet = visit.sheet(draft.session.procedure)
    if sheet is not None and not draft.session.answers and draft.person_id == visit.person:
        return browsing.about(visit, sheet)
    return drafting.happen(visit, draft, WentBack())


def _said(visit: Visit, text: str) -> Card:
    """Typed words: the words that work everywhere, then what the screen waits for, then a label, then a need."""
    verb = global_word(visit.voice, text)
    if verb is not None and not _chosen(visit, verb, text):
        labelled = _labelled(visit, text)  # 'Bắt đầu' on a button means that button
        return press(visit, labelled) if labelled else _everywhere(visit, verb)
    if people.looks_like_code(text):
        return _code(visit, text)
    match visit.screen:
        case Filling(tag):
            return _filled(visit, tag, text)
        case CallMe():
            return be_called(visit, text)
        case Checking():
            return judge(visit, text)
    told = desk_words.typed(visit, text)
    if told is not None:
        return told
    data = _labelled(visit, text)
    if data:
        return press(visit, data)
    return areas.typed(visit, text) or desk_words.besides(visit, text) or _need(visit, text)


def _chosen(visit: Visit, verb: str, text: str) -> bool:
    """'Tiếng Anh' may be an answer to the question asked; the five words of FIRST are never one."""
    draft = standing.current(visit, visit.screen.tag) if isinstance(visit.screen, Filling) else None
    return draft is not None and verb not in FIRST and standing.is_option(visit, draft, text)


def _labelled(visit: Visit, text: str) -> str | None:
    """The data of the button on the present card whose label or number was typed."""
    return typed_press(tuple((b.label, b.data) for row in show(visit).rows for b in row), text)


def _everywhere(visit: Visit, verb: str) -> Card:
    draft = standing.current(visit, visit.screen.tag) if isinstance(visit.screen, Filling) else None
    match verb:
        case "back":
            return back(visit, draft) if draft else browsing.home(visit)
        case "stop":
            none = visit.voice.say("dialogue.nothing_to_stop")
            return drafting.ask_to_stop(visit, draft) if draft else remark(visit, none)
        case "near":
            return areas.press(visit, Work("neighbours", "ask")) or stale(visit)
        case "vi" | "en":
            return choose(visit, Menu("lang", verb)) or stale(visit)
    return choose(visit, Menu(verb)) or stale(visit)


def _filled(visit: Visit, tag: str, text: str) -> Card:
    draft = standing.current(visit, tag)
    if draft is None:
        why, visit.screen = standing.lost(visit, tag), Home()
        return remark(visit, why) if why else _need(visit, text, counted=False)  # it may have been an answer
    refused = assisting.secrets(visit, draft, text)
    if refused:
        return remark(visit, refused)
    verb, key = act_word(visit.voice, text), standing.asked(visit, draft)
    if verb == "send" and key == "":
        return drafting.send(visit, draft)
    advised = retaking.typed(visit, draft, text)
    if advised is not None:
        return advised
    if hears(visit.voice, "dialogue.ask_why", text):
        return help_card(visit)
    again = typed(visit, draft, text)
    if again is not None:
        return press(visit, again)
    event = standing.event_of(verb, key) if verb and key and standing.offers(visit, draft, verb) else None
    if event is not None:
        return drafting.happen(visit, draft, event)
    answer = standing.side_answer(visit, draft, text)
    if answer:
        return remark(visit, answer)
    return drafting.happen(visit, draft, Typed(text)) if key else _beyond(visit, draft, text)


def _beyond(visit: Visit, draft: Draft, text: str) -> Card:
    """Words typed where nothing is asked: a button of the card, the number of a line to mend, or another need."""
    fix = visit.voice.say("dialogue.button_fix", {"number": text.strip()})
    data = _labelled(visit, text) or _labelled(visit, fix)
    if data:
        return press(visit, data)
    unclear = visit.voice.say("dialogue.review_unclear")
    return _need(visit, text) if standing.ended(visit, draft) else remark(visit, unclear)


def _need(visit: Visit, text: str, *, counted: bool = True) -> Card:
    """Somebody's own words for what they need (F1); a decent answer where it is not a procedure."""
    talk = small_talk(visit, text)
    if talk is not None and talk.final:
        return remark(visit, talk.words)
    found = desk_words.named(visit, text) or asked(visit, text) or browsing.find(visit, text)
    if found is not None:
        return found
    if talk is not None:
        return remark(visit, talk.words)
    elsewhere = visit.library.finder.is_elsewhere(text)
    if counted:
        missed(visit, text, ELSEWHERE if elsewhere else UNKNOWN)
    return remark(visit, visit.voice.say("smalltalk.not_here" if elsewhere else "smalltalk.unknown"))


def _sent(visit: Visit, upload: Photo) -> Card:
    draft = standing.current(visit, visit.screen.tag) if isinstance(visit.screen, Filling) else None
    at_work = areas.sent(visit, upload) if isinstance(upload, Upload) else None
    if at_work is not None:
        return at_work
    if draft is None or upload is None or isinstance(upload, Copies):
        why = standing.lost(visit, visit.screen.tag) if isinstance(visit.screen, Filling) else ""
        return remark(visit, why or visit.voice.say("remarks.photo_not_asked"))
    if isinstance(upload, CardPhoto):
        card_photos.remember(visit, upload)
        return card_photos.with_removal(visit, drafting.happen(visit, draft, upload.event))
    event = PageSent(upload.id, drafting.follower(visit, draft, upload))
    return drafting.happen(visit, draft, event, upload)
