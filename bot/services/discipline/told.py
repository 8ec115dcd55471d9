"""What notices about conduct say: to the person alone and to leaders, never with a resident's name (D6)."""

from datetime import date, datetime

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.discipline.ledger import AREA, book
from bot.services.discipline.naming import delay_facts, measure_facts, who
from bot.services.voice import Voice
from flows.calendar import local_day
from flows.conduct import Book, Case, proposals
from flows.discipline import OPEN, Standing, appeal_by, explain_by, standing
from storage.records import Notice
from storage.unit_of_work import UnitOfWork

_SHOWN = 8
KINDS = (
    "explanation_asked",
    "explanation_last",
    "explanation_decided",
    "conduct_waiting",
    "measure_given",
    "measure_counted",
    "measure_reviewed",
    "review_proposed",
    "december_pack",
    "head_duty",
)


def told(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    """The card of a notice about conduct; None once there is nothing to say any more."""
    match notice.kind:
        case "explanation_asked" | "explanation_last":
            return _to_explain(u, voice, notice, now)
        case "conduct_waiting":
            return _waiting(u, voice, notice, now)
        case "explanation_decided":
            return _decided(u, voice, notice, now)
        case "measure_given" | "measure_reviewed":
            return _measure(u, voice, notice, now)
        case "measure_counted" | "review_proposed":
            return _counted(u, voice, notice)
        case "december_pack":
            return _december(u, voice, now)
        case _:
            return _duty(voice, notice)


def _card(voice: Voice, kind: str, params: dict[str, object], button: Button) -> Card:
    return Card(voice.say(f"discipline.told_{kind}", params), ((button,),), "notice", "choice")


def _way(voice: Voice, code: str, verb: str, first: str = "") -> Button:
    return voice.button(code, Work(AREA, verb, first), main=True)


def _standing(voice: Voice, case: Case, now: datetime) -> Standing:
    return standing(case, now, voice.library.office.discipline, voice.library.calendar)


def _to_explain(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    own = book(u, now, notice.person_id)
    cases = [one for one in own.cases if _standing(voice, one, now) is Standing.TO_EXPLAIN]
    if not cases:
        return None
    terms, calendar = voice.library.office.discipline, voice.library.calendar
    lines = [voice.say("discipline.told_line", delay_facts(u, voice, one.delay)) for one in cases[:_SHOWN]]
    last = min(explain_by(one.delay, terms, calendar) for one in cases)
    params: dict[str, object] = {"lines": lines, "count": len(cases), "until": last, "more": len(cases) - len(lines)}
    return _card(voice, notice.kind, params, _way(voice, "discipline.button_explain", "mine"))


def _waiting(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    whole, me = book(u, now), notice.person_id
    cases = [one for one in whole.cases if one.delay.owner != me and _standing(voice, one, now) in OPEN]
    contested = _contested(whole, me)
    if not cases and not contested:
        return None
    params: dict[str, object] = {"count": len(cases), "appeals": contested}
    return _card(voice, notice.kind, params, _way(voice, "discipline.button_waiting", "list"))


def _contested(whole: Book, me: int) -> int:
    pending = (one for one in whole.measures if one.in_force and one.appeal and one.appeal.decided_at is None)
    return sum(one.person != me for one in pending)


def _decided(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    id = notice.params.get("delay")
    case = book(u, now, notice.person_id).case(id) if isinstance(id, int) else None
    if case is None or case.decision is None:
        return None
    params = {
        **delay_facts(u, voice, case.delay),
        "verdict": case.decision.verdict,
        "words": case.decision.words,
        "signer": who(u, voice, case.decision.by),
    }
    return _card(voice, notice.kind, params, _way(voice, "discipline.button_mine", "mine"))


def _measure(u: UnitOfWork, voice: Voice, notice: Notice, now: datetime) -> Card | None:
    id = notice.params.get("measure")
    measure = book(u, now, notice.person_id).measure(id) if isinstance(id, int) else None
    if measure is None:
        return None
    last = appeal_by(measure, voice.library.office.discipline, voice.library.calendar)
    params = {**measure_facts(u, voice, measure), "appeal_by": last}
    return _card(voice, notice.kind, params, _way(voice, "discipline.button_read", "given", str(measure.id)))


def _counted(u: UnitOfWork, voice: Voice, notice: Notice) -> Card:
    person, data = notice.params.get("person"), notice.params
    name = who(u, voice, person if isinstance(person, int) else None)
    params: dict[str, object] = {"who": name, "count": data.get("count", 0), "year": data.get("year", 0)}
    verb = "reviews" if notice.kind == "review_proposed" else "people"
    return _card(voice, notice.kind, params, _way(voice, "discipline.button_look", verb))


def _december(u: UnitOfWork, voice: Voice, now: datetime) -> Card | None:
    year = local_day(now).year
    found = proposals(book(u, now), year, voice.library.office.discipline.review_at)
    if not found:
        return None
    params: dict[str, object] = {"year": year, "names": ", ".join(who(u, voice, one.person) for one in found)}
    return _card(voice, "december_pack", params, _way(voice, "discipline.button_look", "reviews"))


def _duty(voice: Voice, notice: Notice) -> Card:
    duty, period = str(notice.params.get("duty")), str(notice.params.get("period"))
    until = date.fromisoformat(str(notice.params.get("until")))
    params: dict[str, object] = {"duty": voice.say(f"discipline.duty_{duty}"), "period": period, "until": until}
    return _card(voice, notice.kind, params, _way(voice, "discipline.button_duty", "duties"))
