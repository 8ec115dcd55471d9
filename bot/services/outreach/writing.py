"""Writing to many: to whom, the words, a preview with the count, and the head's word that lets it go."""

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.neighbours.places import at_work, first_upper
from bot.services.outreach.groups import choices, group_name, readers
from bot.services.outreach.sheet import NAME, home, opened
from bot.services.screens_work import Working
from bot.services.visit import Visit, above
from flows.authority import Act
from flows.dossier import Role
from flows.outreach import Group, Letter, Unsent, approve, check, drop, propose, stop
from storage.outreach import OutreachRecord


def groups(visit: Visit) -> Card:
    """To whom?"""
    if may(visit, Act.DRAFT_OUTREACH) is None:
        return _not_yours(visit)
    visit.screen = Working(NAME, "group")
    voice = at_work(visit)
    found = [(voice.button(f"outreach.button_{one}", Work(NAME, "group", one)),) for one in Group]
    return Card(voice.say("outreach.group"), (*found, _back(visit)), wants="choice")


def which(visit: Visit, chosen: str) -> Card | None:
    """Which hamlet, which procedure?"""
    group = next((one for one in Group if one == chosen), None)
    if group is None:
        return None
    if may(visit, Act.DRAFT_OUTREACH) is None:
        return _not_yours(visit)
    if group is Group.ALL:
        return text(visit, group, "")
    visit.screen = Working(NAME, "which", group)
    voice, rows = at_work(visit), list[tuple[Button, ...]]()
    for number, (id, title) in enumerate(choices(visit, group), 1):
        label = {"number": number, "title": first_upper(title)}
        rows.append((voice.button("outreach.button_which", Work(NAME, "text", group, id), label),))
    said = voice.say(f"outreach.which_{group}" if rows else "outreach.none_yet")
    return Card(said, (*rows, _back(visit)), wants="choice")


def text(visit: Visit, group: str, of: str) -> Card | None:
    """The words of the message."""
    if may(visit, Act.DRAFT_OUTREACH) is None:
        return _not_yours(visit)
    if group not in set(Group):
        return None
    visit.screen = Working(NAME, "text", group, of)
    params = {"group": group_name(at_work(visit), Group(group), of)}
    return Card(at_work(visit).say("outreach.text", params), (_back(visit),))


def written(visit: Visit, screen: Working, words: str) -> Card:
    """The draft is kept, and shown as it will be read."""
    if may(visit, Act.DRAFT_OUTREACH) is None:
        return _not_yours(visit)
    wrong = check(words)
    if wrong is not None:
        return above(_why(visit, wrong), text(visit, screen.first, screen.second) or home(visit))
    letter = Letter(visit.person, Group(screen.first), screen.second)
    record = visit.u.outreach.draft(letter, words.strip(), visit.now)
    visit.u.outreach.log(record.id, "drafted", visit.person, visit.now)
    return opened(visit, record)


def hand_on(visit: Visit, record: OutreachRecord) -> Card:
    """The drafter hands it to the head."""
    made = propose(record.letter)
    if isinstance(made, Unsent):
        return above(_why(visit, made), opened(visit, record))
    kept = _keep(visit, record, made, "proposed")
    for person in dict.fromkeys(one.person_id for one in visit.u.staff.with_roles((Role.HEAD,))):
        key = f"outreach_waits:{record.id}:{person}"
        visit.u.outbox.owe(key, person, "outreach_waits", {"outreach": record.id}, now=visit.now)
    visit.owes = True
    return above(at_work(visit).say("outreach.proposed"), opened(visit, kept))


def let_go(visit: Visit, record: OutreachRecord, seen: str) -> Card:
    """The head lets it go, to exactly as many as the card said; when that changed it is shown anew."""
    role = may(visit, Act.APPROVE_OUTREACH)
    people, out = readers(visit.u, record.letter)
    if role is None:
        return _not_yours(visit)
    if seen != str(len(people)):
        return above(at_work(visit).say("outreach.changed"), opened(visit, record))
    made = approve(record.letter, visit.person, role, len(people), visit.now)
    if isinstance(made, Unsent):
        return above(_why(visit, made), opened(visit, record))
    visit.u.outreach.address(record.id, people)
    visit.u.outreach.address(record.id, out, "out")
    kept = _keep(visit, record, made, "approved", len(people))
    return above(at_work(visit).say("outreach.approved", {"count": len(people)}), opened(visit, kept))


def throw_away(visit: Visit, record: OutreachRecord) -> Card:
    """It is not sent at all: by who drafted it, or by the head."""
    if record.letter.author != visit.person and may(visit, Act.APPROVE_OUTREACH) is None:
        return _not_yours(visit)
    made = drop(record.letter)
    if isinstance(made, Unsent):
        return above(_why(visit, made), opened(visit, record))
    _keep(visit, record, made, "dropped")
    return above(at_work(visit).say("outreach.dropped"), home(visit))


def halt(visit: Visit, record: OutreachRecord) -> Card:
    """What has not gone out stays here."""
    if may(visit, Act.APPROVE_OUTREACH) is None:
        return _not_yours(visit)
    made = stop(record.letter)
    if isinstance(made, Unsent):
        return above(_why(visit, made), opened(visit, record))
    visit.u.outreach.stop(record.id)
    visit.u.outreach.settle(record.id)
    kept = _keep(visit, record, made, "stopped", visit.u.outreach.tally(record.id).stopped)
    return above(at_work(visit).say("outreach.stopped"), opened(visit, kept))


def _keep(visit: Visit, record: OutreachRecord, letter: Letter, kind: str, count: int = 0) -> OutreachRecord:
    visit.u.outreach.save(record, letter)
    visit.u.outreach.log(record.id, kind, visit.person, visit.now, count)
    return OutreachRecord(record.id, letter, record.text, record.created_at, record.revision + 1)


def _why(visit: Visit, why: Unsent) -> str:
    return at_work(visit).say(f"outreach.unsent_{why.code}")


def _not_yours(visit: Visit) -> Card:
    return visit.say("outreach.not_yours")


def _back(visit: Visit) -> tuple[Button, ...]:
    return (at_work(visit).button("outreach.button", Work(NAME, "home")),)
