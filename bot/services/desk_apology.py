"""Apology and one new date at the desk: why it is late, until when, and once more before it is sent (art. 19.6)."""

from datetime import datetime

from bot.callbacks import Desk
from bot.ports import Card
from bot.services.desk import desk_file, for_desk
from bot.services.desk_acts import cancel, impossible, made, missing
from bot.services.desk_letters import AS_PROPOSED, letter_card, propose
from bot.services.letters import LATE, letter_of, may_approve, reason_in_words
from bot.services.screens import DeskLate, DeskNewDate, DeskPromise
from bot.services.visit import Rows, Visit, above, pairs
from flows.authority import Act
from flows.calendar import local, local_day
from flows.deadlines import instant
from flows.dossier import Dossier
from flows.kinds import Context, Date
from flows.kinds.date import as_date
from flows.moves import PromiseNewDate
from flows.text import tidy
from flows.transition import Illegal, move
from storage.records import DossierRecord

_OFFERED = (1, 2, 3, 5)  # working days after the date that cannot be kept
_LEAST_WORDS = 10  # characters that can be called a reason
_DAY = "%Y%m%d"


def choose_reason(visit: Visit, record: DossierRecord) -> Card:
    """Why it is late: a usual reason, or the official's own words; once the letter lies ready, in the letter."""
    found = letter_of(visit, record)
    if found is not None:
        return letter_card(visit, record, found)
    visit.screen = DeskLate(record.reference)
    buttons = []
    for number, reason in enumerate(LATE, 1):
        params = {"number": number, "reason": visit.voice.say(f"words.reason_{reason}")}
        buttons.append(visit.voice.button("desk.button_reason", Desk("late", record.reference, reason), params))
    rows = (*pairs(buttons), *cancel(visit, record.reference))
    return visit.say("desk.late_ask", {"reference": record.reference}, rows)


def as_drafted(visit: Visit, reference: str, reason: str) -> Card:
    """The letter that lies ready, with the reason chosen (or the one proposed) and its date."""
    found = for_desk(visit, reference, Act.MOVE_FILE)
    ready = letter_of(visit, found[0]) if found else None
    if found is None:
        return missing(visit, reference)
    if ready is None:
        return desk_file(visit, *found)
    chosen = ready.reason if reason == AS_PROPOSED else reason
    if not chosen:
        return letter_card(visit, found[0], ready)
    return confirm(visit, DeskPromise(reference, chosen, f"{local(ready.until):{_DAY}}"))


def own_reason(visit: Visit, reference: str, words: str) -> Card:
    """A reason in the official's own words, which the resident will read."""
    if len(tidy(words)) < _LEAST_WORDS:
        return visit.say("desk.late_short", rows=cancel(visit, reference))
    return ask_date(visit, reference, tidy(words)[:200])


def ask_date(visit: Visit, reference: str, reason: str) -> Card:
    """The new date: the next working days to choose from, or typed."""
    found = for_desk(visit, reference, Act.MOVE_FILE)
    if found is None:
        return missing(visit, reference)
    visit.screen = DeskNewDate(reference, reason)
    dossier, calendar = found[0].dossier, visit.library.calendar
    start = max(local_day(visit.now), local_day(dossier.due_at or visit.now))
    buttons = []
    for number, days in enumerate(_OFFERED, 1):
        day = calendar.working_days_after(start, days)
        until = Desk("until", reference, f"{day:{_DAY}}")
        buttons.append(visit.voice.button("desk.button_until", until, {"number": number, "day": day}))
    rows = (*pairs(buttons), *cancel(visit, reference))
    return visit.say("desk.until_ask", {"due": dossier.due_at or ""}, rows)


def typed_date(visit: Visit, screen: DeskNewDate, words: str) -> Card:
    """A date in the official's own hand."""
    read = Date(future=True).parse(words, Context(local_day(visit.now), {}))
    day = as_date(read) if isinstance(read, str) else None
    if day is None:
        return above(visit.voice.say("desk.until_unclear"), ask_date(visit, screen.reference, screen.reason))
    return confirm(visit, DeskPromise(screen.reference, screen.reason, f"{day:{_DAY}}"))


def confirm(visit: Visit, screen: DeskPromise) -> Card:
    """The apology as the resident will read it, before it is sent: a second one is impossible."""
    found = for_desk(visit, screen.reference, Act.MOVE_FILE)
    what = _promise(found[0].dossier, screen, visit.now) if found else None
    if found is None or what is None:
        return missing(visit, screen.reference)
    tried = move(found[0].dossier, what, found[1], visit.now, visit.library.law)
    if isinstance(tried, Illegal):
        if "promise_new_date" not in tried.instead:
            return impossible(visit, *found, tried)
        why = visit.voice.say(f"illegal.{tried.code}", tried.params)
        return above(why, ask_date(visit, screen.reference, screen.reason))
    visit.screen = screen
    params = {"reference": screen.reference, "reason": reason_in_words(visit, screen.reason), "until": what.until}
    button, said = ("desk.button_promise", "desk.promise_sure")
    if not may_approve(visit, found[0]):
        button, said = ("ladder.button_propose", "ladder.propose_sure")
    yes = visit.voice.button(button, Desk("promise!", screen.reference), main=True)
    return visit.say(said, params, ((yes,), *_other_day(visit, screen), *cancel(visit, screen.reference)))


def _other_day(visit: Visit, screen: DeskPromise) -> Rows:
    """Another day with the same reason; an official's own words fit on no button and are written again."""
    if screen.reason not in LATE:
        return ()
    return ((visit.voice.button("ladder.button_other_day", Desk("late", screen.reference, screen.reason)),),)


def promise(visit: Visit, screen: DeskPromise) -> Card:
    """Sends the apology with its new date, or lays it before the head of the field."""
    found = for_desk(visit, screen.reference, Act.MOVE_FILE)
    what = _promise(found[0].dossier, screen, visit.now) if found else None
    if found is None or what is None:
        return missing(visit, screen.reference)
    record, role = found
    if may_approve(visit, record):
        return made(visit, screen.reference, what, "desk.promised")
    tried = move(record.dossier, what, role, visit.now, visit.library.law)
    return impossible(visit, record, role, tried) if isinstance(tried, Illegal) else propose(visit, record, role, what)


def _promise(dossier: Dossier, screen: DeskPromise, now: datetime) -> PromiseNewDate | None:
    """The move: at the clock time of the first date, as receipts keep it. None for what is no day."""
    try:
        day = datetime.strptime(screen.until, _DAY).date()  # noqa: DTZ007 - a day, no moment
    except ValueError:
        return None
    return PromiseNewDate(instant(day, local(dossier.due_at or now).time()), screen.reason)
