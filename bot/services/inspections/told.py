"""What notices about inspections say; a push names the unit and the day only to who may know of them by then."""

from datetime import date, datetime

from bot.callbacks import Work
from bot.ports import Card
from bot.services.discipline.naming import who
from bot.services.inspections.register import AREA, unit_name
from bot.services.voice import Voice
from flows.inspections import Inspection, read
from storage.records import Notice
from storage.unit_of_work import UnitOfWork

KINDS = (
    "inspection_planned",
    "inspection_assigned",
    "inspection_missed",
    "inspection_result",
    "inspection_grave",
    "inspection_follow",
)


def told(u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    """The card of a notice about an inspection; None once it makes no sense any more."""
    if notice.kind == "inspection_missed":
        return _missed(voice, notice)
    found = read(u.inspections.of(str(notice.params.get("code"))))
    if not found or not _fits(found[0], notice):
        return None
    one = found[0]
    params: dict[str, object] = {
        "kind": voice.say(f"inspections.kind_{one.kind}"),
        "unit": unit_name(voice, one.unit),
        "day": one.day,
        "who": who(u, voice, one.inspector),
        "cancelled": one.cancelled,
        "result": voice.say(f"inspections.result_{one.result}") if one.result else "",
        "words": one.words,
        "follow_up": one.follow_up or "",
    }
    button = voice.button("inspections.button_look", Work(AREA, "one", one.code), main=True)
    rows = () if one.cancelled else ((button,),)
    return Card(voice.say(f"inspections.told_{notice.kind}", params), rows, "notice", "choice")


def _fits(one: Inspection, notice: Notice) -> bool:
    """Asked again before it is sent: given to somebody else, moved, called off, looked at meanwhile."""
    match notice.kind:
        case "inspection_assigned":
            return one.inspector == notice.person_id and one.checked_in_at is None
        case "inspection_planned":
            return one.told_at is not None and one.checked_in_at is None
        case "inspection_follow":
            return one.followed_at is None
    return one.finished_at is not None


def _missed(voice: Voice, notice: Notice) -> Card:
    first = date.fromisoformat(str(notice.params.get("first")))
    params: dict[str, object] = {"first": first, "month": notice.params.get("what") == "month"}
    button = voice.button("inspections.button_plan", Work(AREA, "plan"), main=True)
    return Card(voice.say("inspections.told_inspection_missed", params), ((button,),), "notice", "choice")
