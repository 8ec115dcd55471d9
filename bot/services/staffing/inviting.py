"""Inviting in the chat: a role, its body, fields or hamlets, a name; then a link, a code and a QR, for seven days."""

import io

import segno

from bot.callbacks import Work
from bot.ports import Attachment, Card, File
from bot.services.authority import may, may_appoint
from bot.services.people import INVITATION_LIFE, appoint, hashed
from bot.services.screens_work import Working
from bot.services.staffing.members import AREA, back, home, pending, post, refused
from bot.services.visit import Visit, above, pairs
from flows.authority import APPOINTABLE, Act
from flows.dossier import Role
from flows.text import tidy
from storage.records_staff import Appointment

_LONGEST_NAME = 60
_WITH_FIELDS = (Role.CLERK, Role.SPECIALIST, Role.HEAD)
_NONE = "-"  # of no body


def pressed(visit: Visit, button: Work) -> Card | None:
    """The steps of an invitation, and one taken back."""
    screen = visit.screen
    match button:
        case Work(_, "invite"):
            return _ask_role(visit)
        case Work(_, "role", role):
            return _after_role(visit, role)
        case Work(_, "body", body) if isinstance(screen, Working) and screen.place == "body":
            return _ask_places(visit, Working(AREA, "places", screen.first, "", body))
        case Work(_, "place", place) if isinstance(screen, Working) and screen.place == "places":
            return _ask_places(visit, Working(AREA, "places", screen.first, _turned(screen, place), screen.third))
        case Work(_, "name") if isinstance(screen, Working) and screen.place == "places":
            return _ask_name(visit, Working(AREA, "name", screen.first, screen.second, screen.third))
        case Work(_, "withdraw", invitation):
            return _withdraw(visit, invitation)
    return None


def show(visit: Visit, screen: Working) -> Card | None:
    """The step that the person is at."""
    match screen.place:
        case "body":
            return _after_role(visit, screen.first)
        case "places":
            return _ask_places(visit, screen)
        case "name":
            return _ask_name(visit, screen)
    return _ask_role(visit)


def _ask_role(visit: Visit) -> Card:
    roles = [role for role in Role if _appointable(visit, role)]
    if may(visit, Act.APPOINT) is None or not roles:
        return refused(visit)
    visit.screen = Working(AREA, "invite")
    words = [{"number": n, "role": visit.voice.say(f"words.role_{role}")} for n, role in enumerate(roles, 1)]
    buttons = [
        visit.voice.button("staff.button_role", Work(AREA, "role", role), params)
        for role, params in zip(roles, words, strict=True)
    ]
    return visit.say("staff.ask_role", rows=(*((one,) for one in buttons), *back(visit)))


def _appointable(visit: Visit, role: Role) -> bool:
    """Whether this person may invite to a role at all: in all fields, or in some single one."""
    fields = visit.library.office.fields()
    offered = ((), *((field,) for field in fields))
    return role in APPOINTABLE and any(may_appoint(visit.u, visit.person, role, one) for one in offered)


def _after_role(visit: Visit, written: str) -> Card | None:
    role = next((one for one in Role if one == written and _appointable(visit, one)), None)
    if role is None:
        return refused(visit)
    bodies = visit.library.office.bodies
    if role not in (Role.HELPER, Role.ORGANISER) or not bodies:
        return _ask_places(visit, Working(AREA, "places", role))
    visit.screen = Working(AREA, "body", role)
    names = [*((body.id, visit.voice.text(body.name)) for body in bodies), (_NONE, visit.voice.say("staff.no_body"))]
    buttons = [
        visit.voice.button("staff.button_role", Work(AREA, "body", id), {"number": n, "role": name})
        for n, (id, name) in enumerate(names, 1)
    ]
    return visit.say("staff.ask_body", rows=(*((one,) for one in buttons), *back(visit)))


def _places(visit: Visit, role: str) -> list[tuple[str, str]]:
    """What the role can be limited to: the office's hamlets for a helper, its fields for who works at the desk."""
    office = visit.library.office
    if role == Role.HELPER:
        return [(hamlet.id, hamlet.name) for hamlet in office.hamlets]
    mine = [one for one in office.fields() if role in _WITH_FIELDS and _allowed(visit, Appointment(role, (one,)))]
    return [(one, visit.voice.say(f"words.field_{one}")) for one in mine]


def _turned(screen: Working, place: str) -> str:
    chosen = [one for one in screen.second.split(",") if one]
    left = [one for one in chosen if one != place]
    return ",".join(left if place in chosen else [*chosen, place])


def _ask_places(visit: Visit, screen: Working) -> Card | None:
    """Which fields or hamlets; none chosen means all."""
    known = _places(visit, screen.first)
    if not known and not _allowed(visit, _offers(visit, screen, "")):
        return refused(visit)
    if not known:
        return _ask_name(visit, Working(AREA, "name", screen.first, "", screen.third))
    visit.screen = screen
    chosen = screen.second.split(",")
    buttons = [
        visit.voice.button(
            "staff.button_place", Work(AREA, "place", id), {"number": n, "name": name, "chosen": id in chosen}
        )
        for n, (id, name) in enumerate(known, 1)
    ]
    go_on = visit.voice.button("staff.button_go_on", Work(AREA, "name"), main=True)
    params = {"helper": screen.first == Role.HELPER, "chosen": [name for id, name in known if id in chosen]}
    return Card(visit.voice.say("staff.ask_places", params), (*pairs(buttons), (go_on,), *back(visit)), wants="choice")


def _ask_name(visit: Visit, screen: Working) -> Card:
    if not _allowed(visit, _offers(visit, screen, "")):
        again = _ask_places(visit, Working(AREA, "places", *_kept(screen))) if _places(visit, screen.first) else None
        return above(visit.voice.say("staff.choose_one"), again) if again is not None else refused(visit)
    visit.screen = screen
    return visit.say("staff.ask_name", {"post": post(visit, _offers(visit, screen, ""))}, back(visit))


def _kept(screen: Working) -> tuple[str, str, str]:
    return screen.first, screen.second, screen.third


def _offers(visit: Visit, screen: Working, name: str) -> Appointment:
    known = [id for id, _ in _places(visit, screen.first)]
    places = tuple(one for one in known if one in screen.second.split(","))
    body = visit.library.office.body(screen.third)
    helper = screen.first == Role.HELPER
    fields, hamlets = ((), places) if helper else (places, ())
    return Appointment(screen.first, fields, hamlets, name, body.id if body else "")


def _allowed(visit: Visit, offers: Appointment) -> bool:
    known = {str(one): one for one in APPOINTABLE}.get(offers.role)
    return known is not None and may_appoint(visit.u, visit.person, known, offers.fields)


def named(visit: Visit, screen: Working, text: str) -> Card:
    """The name completes the invitation; authority is asked anew."""
    name = tidy(text)[:_LONGEST_NAME]
    offers = _offers(visit, screen, name)
    if not _allowed(visit, offers):
        return refused(visit)
    if len(name) < len("An"):
        return _ask_name(visit, screen)
    code = appoint(visit.u, offers, visit.now, visit.person)
    visit.screen = Working(AREA, "home", "0")
    params = {
        "name": name,
        "post": post(visit, offers),
        "code": f"{code[:4]} {code[4:]}",
        "link": f"{visit.link}/?c={code}" if visit.link else "",
        "days": INVITATION_LIFE.days,
    }
    picture = Attachment(f"w:{AREA}:{code}", visit.voice.say("staff.qr_name"), "image/png")
    return Card(visit.voice.say("staff.invited", params), back(visit), wants="choice", files=(picture,))


def qr(visit: Visit, code: str) -> File | None:
    """The QR of an invitation that is still open, for whoever may make such ones."""
    open_one = next((one for one in pending(visit) if one.by == visit.person), None)
    if open_one is None or not visit.u.staff.is_open(hashed(code), visit.now):
        return None
    out = io.BytesIO()
    content = f"{visit.link}/?c={code}" if visit.link else code
    segno.make(content, micro=False, error="m").save(out, kind="png", scale=6, border=3)
    return File(out.getvalue(), f"{visit.voice.say('staff.qr_name')}.png", "image/png")


def _withdraw(visit: Visit, invitation: str) -> Card:
    found = next((one for one in pending(visit) if str(one.id) == invitation), None)
    if found is None:
        return home(visit, said=visit.voice.say("staff.invitation_gone"))
    visit.u.staff.withdraw(found.id, visit.now)
    visit.u.acts.log("withdrawn", visit.person, visit.now, {"role": found.offers.role, "name": found.offers.name})
    return home(visit, said=visit.voice.say("staff.withdrawn"))
