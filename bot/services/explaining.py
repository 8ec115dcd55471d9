"""A due date that explains itself (N6): in a sentence on the file's card, and whole behind a button."""

from bot.callbacks import Menu
from bot.ports import Card
from bot.services.papers_named import paper_titles, papers_in
from bot.services.visit import Visit
from content.rules import LimitRow
from flows.chronicle import first_of, moment_of
from flows.deadlines import parse_term
from flows.dossier import deadline, is_overdue, is_running
from flows.explain import Reason, days_off_between, explain, working_days_left
from storage.records import DossierRecord


def brief(visit: Visit, record: DossierRecord) -> list[str]:
    """One or two plain sentences about the date: why it is so, and how long it still is."""
    voice, dossier = visit.voice, record.dossier
    end = deadline(dossier)
    if end is None or dossier.finished_at is not None or dossier.closed_at is not None:
        return []
    reasons = explain(visit.u.dossiers.events(record.id))
    lines = [_sentence(visit, record, reasons[-1])] if reasons else []
    if is_running(dossier) and visit.now <= end:
        left = working_days_left(visit.now, end, visit.library.calendar)
        lines.append(voice.say("explain.left" if left else "explain.today", {"left": left}))
    elif is_overdue(dossier, visit.now):
        lines.append(voice.say("explain.late"))
    return lines


def whole(visit: Visit, record: DossierRecord) -> Card:
    """Every move of the date with its reason and article, and the days off that it skips."""
    voice, dossier = visit.voice, record.dossier
    reasons = explain(visit.u.dossiers.events(record.id))
    lines = [voice.say("explain.title", {"reference": record.reference})]
    if not reasons:
        lines.append(voice.say("explain.not_accepted", {"term": dossier.term}))
    for number, reason in enumerate(reasons, 1):
        sentence = _sentence(visit, record, reason)
        said = {"number": number, "at": reason.at, "what": sentence, "basis": _basis(visit, record, reason)}
        lines.append(voice.say("explain.line", said))
    end = deadline(dossier)
    if end is not None and dossier.clock_from is not None:
        skipped = days_off_between(dossier.clock_from, end, visit.library.calendar)
        if skipped:
            days = [voice.say("explain.day_off", {"day": day, "name": name}) for day, name in skipped]
            lines.append(voice.say("explain.days_off", {"days": days}))
    back = voice.button("dialogue.button_file", Menu("file", record.reference), main=True)
    return Card("\n".join(lines), ((back,),), wants="choice")


def refusal(visit: Visit, record: DossierRecord) -> list[str]:
    """Why a dossier was refused, in the official's words, and until when one may complain about it (N13)."""
    event = first_of(visit.u.dossiers.events(record.id), "refuse", "decline")
    if event is None:
        return []
    until, note = moment_of(event, "complain_by"), event.data.get("note")
    lines = [visit.voice.say("file.reason", {"note": note})] if isinstance(note, str) and note else []
    if until is not None:
        over = until < visit.now
        lines.append(visit.voice.say("file.complaint_over" if over else "file.complaint", {"until": until}))
    return lines


def _sentence(visit: Visit, record: DossierRecord, reason: Reason) -> str:
    voice, about = visit.voice, reason.about
    code = reason.code
    if code == "accepted":
        term = parse_term(record.dossier.term)
        unit = "0d" if term is None or term.amount == 0 else term.unit
        return voice.say(f"explain.accepted_{unit}", {"term": record.dossier.term, "due": reason.due_at or ""})
    params = {
        "at": reason.at,
        "due": reason.due_at or "",
        "was": reason.was or "",
        "paper": paper_titles(voice, record, papers_in(about)),
        "reason": _words(visit, str(about.get("reason", ""))),
    }
    return voice.say(f"explain.{code}", params)


def _words(visit: Visit, reason: str) -> str:
    """A reason code in words, an official's own words as they are."""
    known = visit.library.wording.has(f"words.reason_{reason}")
    return visit.voice.say(f"words.reason_{reason}") if known else reason


def _basis(visit: Visit, record: DossierRecord, reason: Reason) -> str:
    """Where the law says so, as people cite it: khoản 5 Điều 19 Nghị định 118/2025/NĐ-CP."""
    decree = visit.library.decree(visit.library.law.of(record.dossier))
    row = decree.limits.get(reason.limit)
    if row is None or not row.article:
        return ""
    return visit.voice.say(
        "explain.basis",
        {"articles": _articles(visit, row), "source": visit.voice.text(decree.sources[row.source].title)},
    )


def _articles(visit: Visit, row: LimitRow) -> list[str]:
    cited = []
    for written in row.article.split(", "):
        article, *below = written.split(".")
        names = dict(zip(("clause", "point"), below, strict=False))
        cited.append(visit.voice.say(f"explain.article_{len(below)}", {"article": article, **names}))
    return cited
