"""The log of what was done beside files: who invited, appointed, dismissed, exported, reset; for those who lead."""

from bot.callbacks import Menu, Work
from bot.ports import Card
from bot.services.authority import may
from bot.services.screens_work import Working
from bot.services.staffing.members import refused
from bot.services.visit import Visit
from flows.authority import Act
from storage.records_staff import ActRecord

_AREA, _PAGE = "staff", 10


def deeds(visit: Visit, page: int = 0) -> Card:
    """A page of it, the latest first; that it was read is written down once a page."""
    if may(visit, Act.READ_ACTS) is None:
        return refused(visit)
    visit.u.acts.log("read_acts", visit.person, visit.now)
    visit.screen = Working(_AREA, "deeds", str(page))
    found = visit.u.acts.latest(_PAGE + 1, page * _PAGE)
    ways = [visit.voice.button("work.button", Menu("work"))]
    if len(found) > _PAGE:
        ways.insert(0, visit.voice.button("desk.button_more", Work(_AREA, "deeds", str(page + 1))))
    lines = [_line(visit, one) for one in found[:_PAGE]]
    return Card(visit.voice.say("staff.deeds", {"lines": lines}), (tuple(ways),), wants="choice")


def _line(visit: Visit, one: ActRecord) -> str:
    voice, code = visit.voice, f"staff.did_{one.kind}"
    about, role = one.data.get("name"), one.data.get("role")
    params = {
        "at": one.at,
        "who": who(visit, one.by),
        "about": about if isinstance(about, str) and about else who(visit, one.about) if one.about else "",
        "role": voice.say(f"words.role_{role}") if isinstance(role, str) else "",
    }
    what = voice.say(code, params) if voice.library.wording.has(code) else one.kind
    return voice.say("staff.deed_line", {**params, "what": what})


def who(visit: Visit, person: int | None) -> str:
    """A person as the log calls them."""
    if person is None:
        return visit.voice.say("staff.who_system")
    name, role = visit.u.staff.known_as(person)
    return visit.voice.say(
        "staff.named", {"name": name, "role": visit.voice.say(f"words.role_{role or 'resident'}"), "number": person}
    )
