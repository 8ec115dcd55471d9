"""«Ai đã xem hồ sơ này»: who looked into a file, when, at what and why; reading this is itself written down."""

from bot.callbacks import Desk, Work
from bot.ports import Card
from bot.services.desk import for_desk
from bot.services.desk_acts import missing
from bot.services.papers_named import paper_title
from bot.services.screens_work import Working
from bot.services.visit import Visit
from flows.authority import Act
from storage.records import DossierRecord
from storage.records_staff import ViewRecord

_AREA, _PAGE = "staff", 10


def viewers(visit: Visit, reference: str, page: int = 0) -> Card:
    """A page of those who looked, the latest first; this look of the leader is the first of them."""
    found = for_desk(visit, reference, Act.READ_VIEWS)
    if found is None:
        return missing(visit, reference)
    record, voice = found[0], visit.voice
    visit.u.views.log(visit.person, record.id, "views", "inspection", visit.now)
    visit.screen = Working(_AREA, "views", reference, str(page))
    seen = visit.u.views.of(record.id)[::-1]
    here = seen[page * _PAGE : (page + 1) * _PAGE]
    lines = [_line(visit, record, one) for one in here]
    params = {"reference": reference, "count": len(seen), "lines": lines, "first": page * _PAGE + 1}
    ways = [voice.button("desk.button_open", Desk("open", reference))]
    if seen[(page + 1) * _PAGE :]:
        ways.insert(0, voice.button("desk.button_more", Work(_AREA, "views", reference, str(page + 1))))
    return Card(voice.say("staff.views", params), (tuple(ways),), wants="choice")


def _line(visit: Visit, record: DossierRecord, one: ViewRecord) -> str:
    voice = visit.voice
    name, role = visit.u.staff.known_as(one.person_id)
    what, _, which = one.what.partition(":")
    code = f"staff.saw_{what}"
    params = {
        "at": one.at,
        "name": name,
        "number": one.person_id,
        "role": voice.say(f"words.role_{role or 'resident'}"),
        "what": voice.say(code if voice.library.wording.has(code) else "staff.saw_other", {"what": one.what}),
        "which": paper_title(voice, record, which) if what == "paper" else "",
        "reason": voice.say(why) if voice.library.wording.has(why := f"staff.why_{one.reason}") else one.reason,
    }
    return voice.say("staff.view_line", params)
