"""What people are told about requests for help, and how each such notice reads."""

from collections.abc import Callable
from datetime import datetime

from bot.callbacks import Work
from bot.ports import Card
from bot.services.neighbours.places import NAME, button, facts, first_upper, helper_name
from bot.services.owing import officials
from bot.services.visit import Rows
from bot.services.voice import Voice
from flows.answers import Data
from flows.assistance import ENDED, Request, Stage, is_waiting
from flows.dossier import Role
from storage.help_requests import HelpRecord
from storage.records import Notice
from storage.unit_of_work import UnitOfWork


def near(u: UnitOfWork, hamlet: str, besides: int) -> tuple[int, ...]:
    """The helpers of a hamlet but one person, who asks for help or handed it back."""
    found = u.staff.with_roles((Role.HELPER,), hamlet=hamlet)
    return tuple(dict.fromkeys(one.person_id for one in found if one.person_id != besides))


def tell_near(u: UnitOfWork, record: HelpRecord, besides: int, now: datetime) -> None:
    """Helpers of the hamlet hear that somebody there needs help with what; never who."""
    for person in near(u, record.hamlet, besides):
        owe(u, "help_wanted_near", person, record, now)


def tell_desk(u: UnitOfWork, record: HelpRecord, now: datetime) -> None:
    """The officials hear that nobody has accepted."""
    for person in officials(u, None):
        owe(u, "help_at_desk", person, record, now)


def owe(u: UnitOfWork, kind: str, person: int, record: HelpRecord, now: datetime) -> None:
    """A notice about a request as it stands now, once for each such moment."""
    params: dict[str, Data] = {"request": record.id}
    u.outbox.owe(f"{kind}:{record.id}.{record.revision}:{person}", person, kind, params, now=now)


def _wanted(u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    """To helpers: dropped once somebody has it."""
    record = request_of(u, notice)
    if record is None or record.request.stage is not Stage.OPEN:
        return None
    id = str(record.id)
    rows: Rows = ((button(voice, "take", "take", id, main=True),),)
    return _card(voice, "help_wanted_near", facts(voice, record), rows)


def _at_desk(u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    """To officials: dropped once somebody has it."""
    record = request_of(u, notice)
    if record is None or not is_waiting(record.request):
        return None
    return _card(voice, "help_at_desk", facts(voice, record), ((button(voice, "desk", "desk", main=True),),))


def _call(_u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    """To officials: the number to be phoned, and the list where it is ticked."""
    rows: Rows = ((button(voice, "desk", "desk", main=True),),)
    return _card(voice, "help_wanted", dict(notice.params), rows)


def _taken(u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    record = request_of(u, notice)
    if record is None or record.request.stage is not Stage.TAKEN or record.request.helper is None:
        return None
    params = {**facts(voice, record), "helper": first_upper(helper_name(u, voice, record.request.helper))}
    return _card(voice, "help_taken", params, _mine(voice))


def _to_desk(u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    record = request_of(u, notice)
    if record is None or record.request.stage is not Stage.DESK:
        return None
    return _card(voice, "help_to_desk", facts(voice, record), _mine(voice))


def _done(u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    record = request_of(u, notice)
    if record is None or record.request.stage is not Stage.DONE:
        return None
    id = str(record.id)
    rows: Rows = ((button(voice, "confirm", "done", id, main=True), button(voice, "not_yet", "notyet", id)),)
    return _card(voice, "help_done", facts(voice, record), rows)


def _not_yet(u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    record = request_of(u, notice)
    if record is None or record.request.stage is not Stage.TAKEN:
        return None
    return _card(voice, "help_not_done", facts(voice, record), _list(voice))


def _cancelled(u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    record = request_of(u, notice)
    return _card(voice, "help_cancelled", facts(voice, record), _list(voice)) if record is not None else None


def _round(_u: UnitOfWork, voice: Voice, notice: Notice, _now: datetime) -> Card | None:
    """«Hôm nay N nhà»: names stay in the list, which is opened by a tap."""
    return _card(voice, "hamlet_round", dict(notice.params), ((button(voice, "round", "round", main=True),),))


def request_of(u: UnitOfWork, notice: Notice) -> HelpRecord | None:
    """The request that a notice is about."""
    number = notice.params.get("request")
    return u.help_requests.get(number) if isinstance(number, int) else None


def after(u: UnitOfWork, record: HelpRecord, request: Request) -> HelpRecord:
    """Keeps what became of a request, and gives it back as it now is."""
    u.help_requests.save(record, request)
    contact = {} if request.stage in ENDED else record.contact
    return HelpRecord(record.id, request, record.hamlet, record.about, contact, record.revision + 1)


def _card(voice: Voice, kind: str, params: dict[str, object], rows: Rows) -> Card:
    return Card(voice.say(f"notices.{kind}", params), rows, "notice", "choice")


def _mine(voice: Voice) -> Rows:
    return ((button(voice, "mine", "mine"),),)


def _list(voice: Voice) -> Rows:
    return ((voice.button("neighbours.button_list", Work(NAME, "list"), main=True),),)


TOLD: dict[str, Callable[[UnitOfWork, Voice, Notice, datetime], Card | None]] = {
    "help_wanted": _call,
    "help_wanted_near": _wanted,
    "help_at_desk": _at_desk,
    "help_taken": _taken,
    "help_to_desk": _to_desk,
    "help_done": _done,
    "help_not_done": _not_yet,
    "help_cancelled": _cancelled,
    "hamlet_round": _round,
}
