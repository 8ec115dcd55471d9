"""A role that ends, and somebody who leaves: access ends at once, invitations too, and their files are handed on."""

from bot.callbacks import Work
from bot.ports import Card
from bot.services.authority import may, may_appoint
from bot.services.handing import let_go, name_of
from bot.services.staffing.members import AREA, home, member, of_mine, post, refused
from bot.services.visit import Visit
from flows.authority import Act, does
from flows.dossier import Role
from storage.records_staff import Staff

_POOL = "0"


def pressed(visit: Visit, button: Work) -> Card | None:
    """Asked, or done; authority over every role that ends is looked up anew."""
    if may(visit, Act.DISMISS) is None:
        return refused(visit)
    match button:
        case Work(_, "end" | "end!" as verb, written):
            held = next((one for roles in of_mine(visit).values() for one in roles if str(one.id) == written), None)
            if held is None:
                return home(visit, said=visit.voice.say("staff.gone"))
            return end(visit, held) if verb == "end!" else _ask_end(visit, held)
        case Work(_, "leave", person):
            return _ask_heir(visit, _whole(visit, person))
        case Work(_, "leave!", person, heir):
            return leave(visit, _whole(visit, person), heir)
    return None


def _whole(visit: Visit, written: str) -> list[Staff]:
    """All roles of a person, if every one of them is this person's to end; else none."""
    roles = list(visit.u.staff.of(int(written))) if written.isascii() and written.isdigit() else []
    mine = all(may_appoint(visit.u, visit.person, Role(one.role), one.fields) for one in roles)
    return roles if mine else []


def _ask_end(visit: Visit, held: Staff) -> Card:
    params = {"name": name_of(visit.voice, held), "post": post(visit, held)}
    yes = visit.voice.button("staff.button_end_sure", Work(AREA, "end!", str(held.id)), danger=True)
    no = visit.voice.button("staff.button_keep", Work(AREA, "one", str(held.person_id)))
    return visit.say("staff.ask_end", params, ((yes,), (no,)))


def end(visit: Visit, held: Staff) -> Card:
    """One role ends; files that it was needed for go back to their field."""
    visit.u.staff.revoke(held.id, visit.now)
    log_end(visit, held)
    _, back = let_go(visit, held.person_id, None, _acting(visit))
    if not visit.u.staff.of(held.person_id):
        _withdraw_all(visit, held.person_id)
    said = visit.voice.say("staff.ended", {"post": post(visit, held), "back": back})
    return member(visit, held.person_id, said)


def log_end(visit: Visit, held: Staff) -> None:
    """Notes who took which role away from whom."""
    data = {"role": held.role, "name": held.name}
    visit.u.acts.log("dismissed", visit.person, visit.now, dict(data), held.person_id)


def _ask_heir(visit: Visit, roles: list[Staff]) -> Card:
    """To whom do the open files go? A colleague, or back to all of the field."""
    if not roles:
        return home(visit, said=visit.voice.say("staff.not_all_yours"))
    person, voice = str(roles[0].person_id), visit.voice
    others = [one for one in visit.u.staff.everybody() if one.person_id != roles[0].person_id and _owns([one])]
    heirs = {one.person_id: one for one in others} if _owns(roles) else {}
    buttons = [
        voice.button(
            "staff.button_heir",
            Work(AREA, "leave!", person, str(one.person_id)),
            {"number": n, "name": name_of(voice, one)},
        )
        for n, one in enumerate(heirs.values(), 1)
    ]
    pool = voice.button("staff.button_leave_sure", Work(AREA, "leave!", person, _POOL), danger=True)
    keep = voice.button("staff.button_keep", Work(AREA, "one", person))
    params = {"name": name_of(voice, roles[0]), "heirs": len(buttons)}
    return visit.say("staff.ask_leave", params, (*((one,) for one in buttons), (pool,), (keep,)))


def _owns(roles: list[Staff]) -> bool:
    """Whether one of the roles may own files."""
    return any(does(Role(one.role), Act.OWN_FILE) for one in roles)


def leave(visit: Visit, roles: list[Staff], heir: str) -> Card:
    """All roles end, what they had invited is taken back, their open files go to the colleague or to the field."""
    if not roles:
        return home(visit, said=visit.voice.say("staff.not_all_yours"))
    person = roles[0].person_id
    for one in roles:
        visit.u.staff.revoke(one.id, visit.now)
        log_end(visit, one)
    _withdraw_all(visit, person)
    to = int(heir) if heir.isascii() and heir.isdigit() and heir not in (_POOL, str(person)) else None
    handed, back = let_go(visit, person, to, _acting(visit))
    params = {"name": name_of(visit.voice, roles[0]), "handed": handed, "back": back}
    return home(visit, said=visit.voice.say("staff.left", params))


def _withdraw_all(visit: Visit, person: int) -> None:
    """What somebody had invited to, who is no longer here, is taken back."""
    for one in visit.u.staff.pending(visit.now):
        if one.by == person and visit.u.staff.withdraw(one.id, visit.now):
            visit.u.acts.log("withdrawn", visit.person, visit.now, {"role": one.offers.role, "name": one.offers.name})


def _acting(visit: Visit) -> Role:
    return may(visit, Act.DISMISS) or Role.ADMINISTRATOR
