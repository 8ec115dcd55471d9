"""Asking another unit (F43), step by step: whom, what, which papers it may see, until when; looked at, then sent."""

from dataclasses import replace

from bot.callbacks import Work
from bot.ports import Button, Card
from bot.services.desk import for_desk
from bot.services.file_papers import FilePaper, papers_in_file
from bot.services.inbox.asked import asked_name, bureau
from bot.services.inbox.choice import AREA
from bot.services.inbox.consult_draft import Draft, colleagues, drop, keep, kept, target
from bot.services.inbox.consulting import ask
from bot.services.inbox.opinions import opinions
from bot.services.screens_work import Working
from bot.services.visit import Visit, above, pairs
from flows.authority import Act
from flows.consulting import DAYS, LONGEST, SHORTEST, due_by
from flows.dossier import RUNNING, Role
from flows.text import tidy
from storage.records import DossierRecord


def whom(visit: Visit, reference: str) -> Card | None:
    """The units of the commune, and colleagues of other fields by name."""
    found = _open(visit, reference)
    if found is None:
        return None
    record, voice = found[0], visit.voice
    visit.screen = Working(AREA, "askto", reference)
    units = [f"u.{one.id}" for one in visit.library.office.bureaus if one.field != record.field]
    to = [*units, *(f"p.{person}" for person in colleagues(visit, record))]
    buttons = [
        voice.button("consulting.button_whom", Work(AREA, "askabout", reference, one), {"name": _named(visit, one)})
        for one in to
    ]
    return visit.say("consulting.whom", {"reference": reference}, (*pairs(buttons), _stop(visit, reference)))


def about(visit: Visit, reference: str, to: str) -> Card | None:
    """Asks for the question; a unit that is not in the program is phoned, and its answer is written down."""
    found = _open(visit, reference)
    if found is None:
        return None
    if target(visit, found[0], to) is None:
        return whom(visit, reference)
    visit.screen = Working(AREA, "askabout", reference, to)
    unit = bureau(visit.library, to.removeprefix("u.")) if to.startswith("u.") else None
    params = {"name": _named(visit, to), "phone": unit.phone if unit is not None and not unit.field else ""}
    return visit.say("consulting.about", params, (_stop(visit, reference),))


def typed(visit: Visit, reference: str, to: str, words: str) -> Card | None:
    """Takes the question, and goes on to the papers."""
    found, said = _open(visit, reference), tidy(words)
    if found is None or target(visit, found[0], to) is None:
        return about(visit, reference, to)
    if not SHORTEST <= len(said) <= LONGEST:
        card = about(visit, reference, to)
        return above(visit.voice.say("consulting.length"), card) if card is not None else None
    keep(visit, Draft(reference, to, said))
    return papers(visit, reference)


def papers(visit: Visit, reference: str) -> Card | None:
    """Which papers are shared: none but those that are ticked here."""
    here = _draft(visit, reference)
    if here is None:
        return whom(visit, reference)
    record, _, draft = here
    shown = _shareable(visit, record)
    if not shown:
        return days(visit, reference)
    visit.screen = Working(AREA, "askpapers", reference)
    buttons = [
        visit.voice.button(
            "consulting.button_paper",
            Work(AREA, "askpaper", reference, one.id),
            {"paper": one.title, "shared": one.id in draft.papers},
        )
        for one in shown
    ]
    go_on = visit.voice.button("consulting.button_go_on", Work(AREA, "askdays", reference), main=True)
    rows = (*pairs(buttons), (go_on,), _stop(visit, reference))
    return visit.say("consulting.papers", {"count": len(draft.papers)}, rows)


def tick(visit: Visit, reference: str, paper: str) -> Card | None:
    """Shares a paper, or no longer."""
    here = _draft(visit, reference)
    if here is not None and paper in {one.id for one in _shareable(visit, here[0])}:
        keep(visit, here[2].toggled(paper))
    return papers(visit, reference)


def days(visit: Visit, reference: str) -> Card | None:
    """Until when: in working days, each with its date."""
    if _draft(visit, reference) is None:
        return whom(visit, reference)
    visit.screen = Working(AREA, "askdays", reference)
    buttons = [
        visit.voice.button(
            "consulting.button_days",
            Work(AREA, "askday", reference, str(count)),
            {"count": count, "until": due_by(visit.now, count, visit.library.calendar)},
            main=count == DAYS[0],
        )
        for count in DAYS
    ]
    return visit.say("consulting.days", {}, (*pairs(buttons), _stop(visit, reference)))


def preview(visit: Visit, reference: str, count: str) -> Card | None:
    """The question as it will be read, with what is shared and until when."""
    here = _draft(visit, reference)
    if here is None:
        return whom(visit, reference)
    if count not in {str(one) for one in DAYS}:
        return days(visit, reference)
    record, _, draft = here
    draft = replace(draft, days=int(count))
    keep(visit, draft)
    visit.screen = Working(AREA, "askday", reference, count)
    params = {
        "name": _named(visit, draft.to),
        "reference": reference,
        "question": draft.question,
        "papers": [one.title for one in _shareable(visit, record) if one.id in draft.papers],
        "until": due_by(visit.now, draft.days, visit.library.calendar),
    }
    go = visit.voice.button("inbox.button_send", Work(AREA, "asksend", reference), main=True)
    return visit.say("consulting.preview", params, ((go,), _stop(visit, reference)))


def send(visit: Visit, reference: str) -> Card | None:
    """Sends what was looked at; pressed twice, it is sent once."""
    here = _draft(visit, reference)
    if here is None:
        return opinions(visit, reference)
    record, role, draft = here
    to = target(visit, record, draft.to)
    if to is None:
        return whom(visit, reference)
    shared = tuple(one.id for one in _shareable(visit, record) if one.id in draft.papers)
    drop(visit)
    ask(visit, record, role, to, (draft.question, shared), draft.days)
    card = opinions(visit, reference)
    return above(visit.voice.say("consulting.sent"), card) if card is not None else None


def _open(visit: Visit, reference: str) -> tuple[DossierRecord, Role] | None:
    """A file about which this person may still ask."""
    found = for_desk(visit, reference, Act.ASK_UNIT)
    return found if found is not None and found[0].dossier.state in RUNNING else None


def _draft(visit: Visit, reference: str) -> tuple[DossierRecord, Role, Draft] | None:
    found, draft = _open(visit, reference), kept(visit, reference)
    return (*found, draft) if found is not None and draft is not None else None


def _shareable(visit: Visit, record: DossierRecord) -> list[FilePaper]:
    return [one for one in papers_in_file(visit, record) if one.documents and not one.held]


def _named(visit: Visit, to: str) -> str:
    kind, _, id = to.partition(".")
    unit, person = (id, None) if kind == "u" else ("", int(id))
    return asked_name(visit.u, visit.voice, unit, person)


def _stop(visit: Visit, reference: str) -> tuple[Button, ...]:
    return (visit.voice.button("desk.button_cancel", Work(AREA, "asks", reference)),)
