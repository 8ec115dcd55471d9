"""One message to many on its card – as it will be read, for whom, what became of it – and the list of all."""

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.neighbours.places import at_work
from bot.services.outreach.groups import group_name, readers
from bot.services.screens_work import Working
from bot.services.visit import Visit, pairs
from flows.authority import Act
from flows.outreach import Stage, counted
from storage.outreach import OutreachRecord

NAME = "outreach"
_WAITING = (Stage.DRAFT, Stage.PROPOSED)


def home(visit: Visit) -> Card:
    """The latest messages, and a way to write one."""
    voice = at_work(visit)
    if may(visit, Act.READ_OUTREACH) is None:
        return visit.say("outreach.not_yours")
    visit.screen = Working(NAME)
    lines, buttons = [], []
    for number, record in enumerate(visit.u.outreach.latest()[:8], 1):
        params = {
            "number": number,
            "group": group_name(voice, record.letter.group, record.letter.which),
            "stage": voice.say(f"outreach.stage_{record.letter.stage}"),
            "at": record.created_at,
        }
        lines.append(voice.say("outreach.line", params))
        buttons.append(voice.button("outreach.button_open", Work(NAME, "open", str(record.id)), params))
    write = may(visit, Act.DRAFT_OUTREACH) is not None
    new = ((voice.button("outreach.button_write", Work(NAME, "write"), main=True),),) if write else ()
    rows = (*pairs(buttons, 4), *new, (voice.button("dialogue.button_home", Menu("home")),))
    return Card(voice.say("outreach.home", {"lines": lines}), rows, wants="choice")


def opened(visit: Visit, record: OutreachRecord) -> Card:
    """The message as it will be read, to how many, and what became of it until now."""
    if may(visit, Act.READ_OUTREACH) is None:
        return visit.say("outreach.not_yours")
    visit.screen = Working(NAME, "open", str(record.id))
    voice, letter = at_work(visit), record.letter
    people, out = readers(visit.u, letter) if letter.stage in _WAITING else ((), ())
    tally = visit.u.outreach.tally(record.id)
    params = {
        "group": group_name(voice, letter.group, letter.which),
        "stage": voice.say(f"outreach.stage_{letter.stage}"),
        "preview": voice.say("outreach.message", {"text": record.text}),
        "planned": letter.stage in _WAITING,
        "count": counted(len(people), is_leader(visit)),
        "out": len(out) if is_leader(visit) else 0,
        "tally": tally if tally.owed else None,
    }
    rows = (*pairs(_acts(visit, record, len(people))), (voice.button("outreach.button", Work(NAME, "home")),))
    return Card(voice.say("outreach.card", params), rows, wants="choice")


def logged(visit: Visit, record: OutreachRecord) -> Card:
    """Who did what with it, and when."""
    if may(visit, Act.READ_OUTREACH) is None:
        return visit.say("outreach.not_yours")
    voice, lines = at_work(visit), []
    for event in visit.u.outreach.events(record.id):
        who = visit.u.staff.known_as(event.actor_id)[0] if event.actor_id is not None else ""
        said = voice.say(f"outreach.event_{event.kind}", {"count": event.count})
        lines.append(voice.say("outreach.event", {"at": event.at, "who": who, "what": said}))
    back = (voice.button("outreach.button_back", Work(NAME, "open", str(record.id))),)
    return Card(voice.say("outreach.log", {"lines": lines}), (back,), wants="choice")


def is_leader(visit: Visit) -> bool:
    """Whether small numbers may be told: to the head and to the chairman, not to who only drafts."""
    return may(visit, Act.APPROVE_OUTREACH) is not None or may(visit, Act.DRAFT_OUTREACH) is None


def _acts(visit: Visit, record: OutreachRecord, count: int) -> list[Button]:
    voice, letter, id = at_work(visit), record.letter, str(record.id)
    leads = may(visit, Act.APPROVE_OUTREACH) is not None
    found: list[Button] = []
    own = letter.author == visit.person
    if leads and count and (letter.stage is Stage.PROPOSED or (letter.stage is Stage.DRAFT and own)):
        press = Work(NAME, "approve", id, str(count))
        found.append(voice.button("outreach.button_approve", press, {"count": count}, main=True))
    if letter.stage is Stage.DRAFT and own and not leads:
        found.append(voice.button("outreach.button_propose", Work(NAME, "propose", id), main=True))
    if letter.stage in _WAITING and (own or leads):
        found.append(voice.button("outreach.button_drop", Work(NAME, "drop", id), danger=True))
    if letter.stage is Stage.RUNNING:
        found.append(voice.button("outreach.button_refresh", Work(NAME, "open", id)))
        if leads:
            found.append(voice.button("outreach.button_stop", Work(NAME, "stop", id), danger=True))
    return [*found, voice.button("outreach.button_log", Work(NAME, "log", id))]
