"""Whose a file is (F42): handed over to a colleague who is told, or given back to its field; never two owners."""

from bot.callbacks import Work
from bot.ports import Button
from bot.services.authority import may, posts
from bot.services.owing import owe_to
from bot.services.visit import Visit
from bot.services.voice import Voice
from flows.authority import Act, Subject, permitted
from flows.dossier import ENDED, LIVE, Role
from storage.records import DossierRecord
from storage.records_staff import Staff
from storage.unit_of_work import UnitOfWork

HANDED = "file_handed"  # told to the new owner
TAKEN = "file_taken"  # told to the owner before
PASSED = "pass_on"  # the event


def may_hand_over(visit: Visit, record: DossierRecord) -> Role | None:
    """The role in which this person may hand the file over: its owner, or who may reassign anybody's."""
    if record.dossier.state in ENDED:
        return None
    own = may(visit, Act.HAND_OVER_FILE, record) if record.owner_id == visit.person else None
    return own or may(visit, Act.REASSIGN_FILE, record)


def may_own(u: UnitOfWork, person: int, record: DossierRecord) -> bool:
    """Whether somebody may be the owner of a file, as roles stand now."""
    return permitted(posts(u, person), Act.OWN_FILE, Subject(field=record.field)) is not None


def colleagues(visit: Visit, record: DossierRecord) -> list[Staff]:
    """Those to whom a file can be handed: each once, but not who has it."""
    found: dict[int, Staff] = {}
    for one in visit.u.staff.everybody():
        if one.person_id != record.owner_id and may_own(visit.u, one.person_id, record):
            found.setdefault(one.person_id, one)
    return list(found.values())


def give(visit: Visit, record: DossierRecord, to: int | None, role: Role) -> DossierRecord:
    """Makes somebody (None: nobody) the one owner, writes it into the file's log and tells who has to know."""
    was = record.owner_id
    saved = visit.u.dossiers.assign(record, to, visit.now)
    name = visit.u.staff.known_as(to)[0] if to is not None else ""
    seq = visit.u.dossiers.append(
        record.id, PASSED, visit.person, role, visit.now, {"to": to, "was": was, "note": name}
    )
    if to is not None and to != visit.person:
        owe_to(visit.u, to, saved, HANDED, seq, {}, visit.now)
        visit.owes = True
    if was is not None and was != visit.person and may_own(visit.u, was, record):
        tell_former(visit, saved, was, seq)
    return saved


def tell_former(visit: Visit, record: DossierRecord, was: int, seq: int) -> None:
    """The owner before hears that somebody else has the file now."""
    owe_to(visit.u, was, record, TAKEN, seq, {}, visit.now)
    visit.owes = True


def let_go(visit: Visit, person: int, to: int | None, role: Role) -> tuple[int, int]:
    """Hands on every open file that a person owns and may own no longer: to a colleague where they may own it, else
    back to all of its field. Returns how many went to the colleague, how many back.
    """
    handed = back = 0
    for dossier_id in visit.u.ownership.of(person, LIVE):
        record = visit.u.dossiers.get(dossier_id)
        if record is None or may_own(visit.u, person, record):
            continue
        heir = to if to is not None and may_own(visit.u, to, record) else None
        give(visit, record, heir, role)
        handed, back = handed + (heir is not None), back + (heir is None)
    return handed, back


def name_of(voice: Voice, one: Staff) -> str:
    """How a colleague is called: the name the commune gave, with the role; the role and a number without one."""
    role = voice.say(f"words.role_{one.role}")
    return voice.say("staff.named", {"name": one.name, "role": role, "number": one.person_id})


def hand_over_button(visit: Visit, record: DossierRecord) -> list[Button]:
    """The way to hand a file over, for those who may."""
    if may_hand_over(visit, record) is None:
        return []
    return [visit.voice.button("staff.button_hand", Work("staff", "hand", record.reference))]
