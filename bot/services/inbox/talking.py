"""Writing inside a file (F38): both sides on one thread, sealed and only ever added to; who has read it, what waits."""

from dataclasses import dataclass

from bot.callbacks import Desk, Menu, Work
from bot.ports import Button, Card
from bot.services.desk import for_desk
from bot.services.inbox.choice import AREA
from bot.services.owing import officials
from bot.services.owned import mine
from bot.services.posts import owners
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.authority import Act
from flows.dossier import Role
from flows.talks import LONGEST, answer_by, closes_at, is_open, is_thanks
from flows.text import tidy
from storage.records import DossierRecord
from storage.talks import Talk

WROTE, ANSWERED = "resident_wrote", "office_wrote"
_KEPT = "talk_draft"  # what was typed and not sent yet, kept with the chat
_SHOWN = 6  # messages; older ones are counted


@dataclass(frozen=True, slots=True)
class Thread:
    """A file in which this person may write, as whom, and whether it is their own."""

    record: DossierRecord
    role: Role
    own: bool


def thread(visit: Visit, reference: str) -> Thread | None:
    """The thread of a file for who may write in it: its resident, or an official of its field."""
    own = mine(visit, reference)
    if own is not None:
        return Thread(own, Role.RESIDENT, own=True)
    found = for_desk(visit, reference, Act.WRITE_TO_RESIDENT)
    return Thread(*found, own=False) if found is not None else None


def talk(visit: Visit, reference: str) -> Card | None:
    """The thread with its last messages; that they were read is noted, and an official's look is logged."""
    here = thread(visit, reference)
    if here is None:
        return None
    record, talks = here.record, visit.u.talks.of(here.record.id)
    if talks:
        visit.u.talks.read(record.id, visit.person, talks[-1].id, visit.now)
    if not here.own:
        visit.u.views.log(visit.person, record.id, "talk", "handling", visit.now)
    visit.screen = Working(AREA, "talk", record.reference)
    params = {
        "reference": record.reference,
        "lines": [_line(visit, here, one) for one in talks[-_SHOWN:]],
        "earlier": max(0, len(talks) - _SHOWN),
        "own": here.own,
        "open": is_open(record.dossier, visit.now),
        "closed": closes_at(record.dossier) or "",
        "seen": _seen(visit, talks),
    }
    return visit.say("inbox.talk", params, pairs(_buttons(visit, here)))


def write(visit: Visit, reference: str, words: str) -> Card | None:
    """Adds what was typed; a resident's real words wait for an answer, thanks wait for none."""
    here, said = thread(visit, reference), tidy(words)
    if here is None:
        return None
    if not is_open(here.record.dossier, visit.now):
        return talk(visit, reference)
    if not said or len(said) > LONGEST:
        return _with(visit, "inbox.talk_long", reference)
    before = visit.u.talks.of(here.record.id)
    number = visit.u.talks.add(here.record.id, visit.person, here.role, said, visit.now)
    if here.own:
        asks = not is_thanks(said) or _was_asked(here.record, before)
        if asks:
            _wait(visit, here.record, number)
        return _with(visit, "inbox.talk_sent" if asks else "inbox.talk_thanks", reference)
    visit.u.talks.settle(here.record.id)
    _tell(visit, here.record, before, number)
    return _with(visit, "inbox.talk_answered", reference)


def draft(visit: Visit, reference: str, words: str) -> Card | None:
    """What an official typed, shown before it is sent: a word meant for the program must not reach a resident."""
    here, said = thread(visit, reference), tidy(words)
    if here is None or here.own or not is_open(here.record.dossier, visit.now) or not 0 < len(said) <= LONGEST:
        return write(visit, reference, words)
    visit.remember(_KEPT, said)
    visit.screen = Working(AREA, "talk", reference)
    send = visit.voice.button("inbox.button_send", Work(AREA, "post", reference), main=True)
    stop = visit.voice.button("desk.button_cancel", Work(AREA, "talk", reference))
    return visit.say("inbox.reply", {"words": said}, ((send, stop),))


def post(visit: Visit, reference: str) -> Card | None:
    """Sends what was typed and looked at."""
    kept = visit.kept.pop(_KEPT, "")
    return write(visit, reference, kept) if isinstance(kept, str) and kept else talk(visit, reference)


def settle(visit: Visit, reference: str) -> Card | None:
    """An official finds that what was written needs no answer."""
    here = thread(visit, reference)
    if here is None or here.own:
        return None
    visit.u.talks.settle(here.record.id)
    return _with(visit, "inbox.talk_settled", reference)


def _was_asked(record: DossierRecord, before: tuple[Talk, ...]) -> bool:
    """Whether the office asked something last, so that even a yes is an answer."""
    return bool(before) and before[-1].author_id != record.person_id and "?" in before[-1].words


def _wait(visit: Visit, record: DossierRecord, number: int) -> None:
    """The resident waits from their first unanswered message on; officials are told of that one."""
    visit.u.talks.wait(record.id, number, visit.now, answer_by(visit.now, visit.library.calendar))
    wait = visit.u.talks.wait_of(record.id)
    first = wait.talk_id if wait is not None else number
    for person in owners(visit.u, record) or officials(visit.u, record.field):
        key = f"{WROTE}:{record.id}:{first}:{person}"
        visit.u.outbox.owe(key, person, WROTE, {}, now=visit.now, dossier_id=record.id)
    visit.owes = True


def _tell(visit: Visit, record: DossierRecord, before: tuple[Talk, ...], number: int) -> None:
    """The resident hears once of all that they have not read yet."""
    readers = visit.u.talks.readers(record.id)
    read = max((one.talk_id for one in readers if one.person_id == record.person_id), default=0)
    unread = [one.id for one in before if one.id > read and one.author_id != record.person_id]
    key = f"{ANSWERED}:{record.id}:{min(unread, default=number)}:{record.person_id}"
    visit.u.outbox.owe(key, record.person_id, ANSWERED, {}, now=visit.now, dossier_id=record.id)
    visit.owes = True


def _line(visit: Visit, here: Thread, one: Talk) -> str:
    """Residents read the desk's name, never an official's; officials read who of them wrote."""
    voice = visit.voice
    if one.author_id == visit.person:
        who = voice.say("inbox.talk_me")
    elif one.author_id == here.record.person_id:
        who = voice.say("inbox.talk_resident")
    else:
        who = voice.desk(here.record.field) if here.own else visit.u.staff.known_as(one.author_id)[0]
    return voice.say("inbox.talk_line", {"who": who or voice.desk(here.record.field), "at": one.at, "words": one.words})


def _seen(visit: Visit, talks: tuple[Talk, ...]) -> bool:
    """Whether somebody of the other side has read this person's last message."""
    if not talks or talks[-1].author_id != visit.person:
        return False
    readers = visit.u.talks.readers(talks[-1].dossier_id)
    return any(one.person_id != visit.person and one.talk_id >= talks[-1].id for one in readers)


def _buttons(visit: Visit, here: Thread) -> list[Button]:
    voice, reference = visit.voice, here.record.reference
    if here.own:
        return [
            *_drafts(visit),
            voice.button("dialogue.button_file", Menu("file", reference)),
            voice.button("dialogue.button_home", Menu("home")),
        ]
    buttons = [voice.button("inbox.button_replies", Work(AREA, "replies", reference))]
    if visit.u.talks.wait_of(here.record.id) is not None:
        buttons.append(voice.button("inbox.button_settle", Work(AREA, "settle", reference)))
    return [*buttons, voice.button("desk.button_open", Desk("open", reference))]


def _drafts(visit: Visit) -> list[Button]:
    """The way back into what was being filled in."""
    for draft in visit.u.drafts.all_of(visit.person)[:1]:
        if draft.session.procedure in visit.library.procedures:
            return [visit.voice.button("dialogue.button_continue", Menu("start", draft.session.procedure), main=True)]
    return []


def _with(visit: Visit, code: str, reference: str) -> Card | None:
    card = talk(visit, reference)
    return above(visit.voice.say(code), card) if card is not None else None
