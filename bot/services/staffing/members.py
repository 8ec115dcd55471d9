"""Who works here, and which invitations nobody has used yet, for those who appoint."""

from collections.abc import Mapping

from bot.callbacks import Menu, Work
from bot.ports import Button, Card
from bot.services.authority import may, may_appoint
from bot.services.handing import name_of
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, pairs
from flows.authority import Act
from flows.dossier import Role
from storage.records_staff import Appointment, Invitation, Staff

AREA = "staff"
_PAGE = 8


def home(visit: Visit, page: int = 0, said: str = "") -> Card:
    """Everybody whom this person may dismiss, and the invitations they may take back."""
    if may(visit, Act.APPOINT) is None:
        return refused(visit)
    visit.screen = Working(AREA, "home", str(page))
    voice, known = visit.voice, of_mine(visit)
    here = list(known.items())[page * _PAGE : (page + 1) * _PAGE]
    lines, buttons = [], []
    for number, (person, held) in enumerate(here, 1):
        params = {"number": number, "name": name_of(voice, held[0]), "posts": [post(visit, one) for one in held]}
        lines.append(voice.say("staff.line", {**params, "name": held[0].name or params["name"]}))
        buttons.append(voice.button("staff.button_one", Work(AREA, "one", str(person)), params))
    waiting = pending(visit)
    for number, one in enumerate(waiting, 1):
        lines.append(voice.say("staff.invited_line", {"number": number, **_offer(visit, one)}))
        buttons.append(voice.button("staff.button_withdraw", Work(AREA, "withdraw", str(one.id)), {"number": number}))
    text = voice.say("staff.home", {"lines": lines, "count": len(known), "waiting": len(waiting)})
    more = (
        [voice.button("desk.button_more", Work(AREA, "home", str(page + 1)))] if len(known) > (page + 1) * _PAGE else []
    )
    invite = voice.button("staff.button_invite", Work(AREA, "invite"), main=True)
    rows = ((invite,), *pairs(buttons), *((one,) for one in more), _onward(visit))
    return Card(f"{said}\n\n{text}" if said else text, rows, wants="choice")


def member(visit: Visit, person: int, said: str = "") -> Card:
    """One person's roles, each to be ended; or all of them at once, for who leaves."""
    held = of_mine(visit).get(person)
    if held is None:
        return home(visit, said=said or visit.voice.say("staff.gone"))
    visit.screen = Working(AREA, "one", str(person))
    voice = visit.voice
    lines = [
        voice.say("staff.post_line", {"number": n, "post": post(visit, one), "since": one.since})
        for n, one in enumerate(held, 1)
    ]
    buttons = [
        voice.button("staff.button_end", Work(AREA, "end", str(one.id)), {"number": n}) for n, one in enumerate(held, 1)
    ]
    leave = voice.button("staff.button_leave", Work(AREA, "leave", str(person)), danger=True)
    text = voice.say("staff.member", {"name": name_of(voice, held[0]), "lines": lines})
    back = (voice.button("staff.button_home", Work(AREA, "home")),)
    return Card(f"{said}\n\n{text}" if said else text, (*pairs(buttons), (leave,), back), wants="choice")


def of_mine(visit: Visit) -> Mapping[int, list[Staff]]:
    """The roles that this person may end, by whom they are held."""
    found: dict[int, list[Staff]] = {}
    for one in visit.u.staff.everybody():
        if may_appoint(visit.u, visit.person, Role(one.role), one.fields):
            found.setdefault(one.person_id, []).append(one)
    return found


def pending(visit: Visit) -> list[Invitation]:
    """The invitations that this person may take back."""
    return [
        one
        for one in visit.u.staff.pending(visit.now)
        if may_appoint(visit.u, visit.person, Role(one.offers.role), one.offers.fields)
    ]


def post(visit: Visit, held: Staff | Appointment) -> str:
    """A role in words, with its fields, hamlets and body."""
    voice, office = visit.voice, visit.library.office
    body = office.body(held.organisation)
    hamlets = [hamlet.name for id in held.hamlets if (hamlet := office.hamlet(id)) is not None]
    places = [voice.say(f"words.field_{field}") for field in held.fields] + hamlets
    params = {
        "role": voice.say(f"words.role_{held.role}"),
        "places": places,
        "body": voice.text(body.name) if body is not None else "",
    }
    return voice.say("staff.post", params)


def _offer(visit: Visit, one: Invitation) -> dict[str, object]:
    return {"name": one.offers.name, "post": post(visit, one.offers), "until": one.expires_at}


def _onward(visit: Visit) -> tuple[Button, ...]:
    return (visit.voice.button("work.button", Menu("work")), visit.voice.button("dialogue.button_home", Menu("home")))


def refused(visit: Visit) -> Card:
    """Not for this person."""
    return visit.say("staff.not_yours", rows=(_onward(visit),))


def back(visit: Visit) -> Rows:
    """To everybody."""
    return ((visit.voice.button("staff.button_home", Work(AREA, "home")),),)
