"""What is said about how long papers are kept: to their owner, to officials, and in numbers to those who lead."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.callbacks import Desk, Menu
from bot.ports import Card
from bot.services.authority import fields_for, may
from bot.services.definitions import definition
from bot.services.papers_named import page_title
from bot.services.purging import HISTORY_KEPT
from bot.services.retention import Share, shares
from bot.services.screens import OneFile
from bot.services.visit import Rows, Visit
from flows.authority import Act
from flows.calendar import local_day
from flows.reminders import DRAFT_KEPT
from flows.retention import After, Hold, Pages, last_day
from storage.records import DossierRecord

# Who may look at the numbers.
_PERIODS = (30, 365)  # days


def of_file(visit: Visit, record: DossierRecord) -> Card:
    """Every paper of a file: why it is kept, until which day; and what was erased already."""
    voice = visit.voice
    visit.screen = OneFile(record.reference)
    here = [line for share in shares(visit.u, visit.library, record) for line in _share_lines(visit, record, share)]
    params = {"reference": record.reference, "lines": here, "gone": erased_lines(visit, record)}
    more = (
        voice.button("retention.button_rules", Menu("keeping")),
        voice.button("dialogue.button_home", Menu("home")),
    )
    back = (voice.button("dialogue.button_file", Menu("file", record.reference), main=True),)
    return Card(voice.say("retention.file", params), (back, more), wants="choice")


def button(visit: Visit, record: DossierRecord) -> Rows:
    """The way to that card, where the file has or had papers."""
    if not visit.u.documents.of_dossier(record.id) and not visit.u.retention.of_dossier(record.id):
        return ()
    return ((visit.voice.button("retention.button", Menu("kept", record.reference)),),)


def _share_lines(visit: Visit, record: DossierRecord, share: Share) -> list[str]:
    """A line a paper, then why."""
    sheet = definition(visit, record)
    papers = Counter(page_title(visit.voice, record, sheet, one.key) for one in share.documents)
    until = _until(visit, share)
    lines = [
        visit.voice.say("retention.line", {"paper": paper, "count": count, "until": until})
        for paper, count in papers.items()
    ]
    rule = _rule(visit, share)
    return [*lines, visit.voice.say("retention.why", {"why": rule})] if rule else lines


def _until(visit: Visit, share: Share) -> str:
    """Until when, in words: a day, or what has to happen first."""
    plan = share.plan
    if plan is None:
        return visit.voice.say("retention.until_unknown")
    if plan.at is None:
        return visit.voice.say(f"retention.until_{plan.hold}_{share.pages}")
    day = last_day(plan.at)
    if plan.hold is Hold.UNREAD:
        return visit.voice.say("retention.until_unread", {"day": day})
    return visit.voice.say("retention.until_day" if plan.at > visit.now else "retention.until_told", {"day": day})


def _rule(visit: Visit, share: Share) -> str:
    """Why: by the rule that holds, or that will hold if the file ends well."""
    id = share.plan.term if share.plan else ""
    if share.plan is not None and not id:
        after = After.USE if share.pages is Pages.IDENTITY else After.HANDED_OVER
        term = visit.library.schedule.rules.term(share.pages, after, local_day(visit.now))
        id = term.id if term else ""
    sheet = visit.library.schedule.sheets.get(id)
    return visit.voice.text(sheet.why) if sheet else ""


def erased_lines(visit: Visit, record: DossierRecord) -> list[str]:
    """What was erased of a file, when and why, a line for each paper and day."""
    sheet = definition(visit, record)
    gone: Counter[tuple[str, datetime, str]] = Counter(
        (page_title(visit.voice, record, sheet, one.key), one.erased_at, one.why)
        for one in visit.u.retention.of_dossier(record.id)
    )
    return [
        visit.voice.say(
            "retention.gone", {"paper": paper, "count": count, "day": local_day(at), "why": why_gone(visit, why)}
        )
        for (paper, at, why), count in gone.items()
    ]


def why_gone(visit: Visit, why: str) -> str:
    """Why pages went, by the rule in use; that of a rule which is no more is told in general."""
    sheet = visit.library.schedule.sheets.get(why)
    if sheet is not None:
        return visit.voice.text(sheet.gone)
    code = f"retention.gone_{why}"
    return visit.voice.say(code if visit.library.wording.has(code) else "retention.gone_rule")


def rules(visit: Visit) -> Card:
    """What is kept how long, whoever asks: every rule with why, and the law or practice behind it."""
    voice, schedule = visit.voice, visit.library.schedule
    today = local_day(visit.now)
    lines = [
        voice.say(
            "retention.rule",
            {
                "title": voice.text(schedule.sheets[term.id].title),
                "why": voice.text(schedule.sheets[term.id].why),
            },
        )
        for term in schedule.rules.terms
        if term.valid.covers(today)
    ]
    named = dict.fromkeys(schedule.sheets[term.id].source for term in schedule.rules.terms if term.valid.covers(today))
    sources = [voice.text(schedule.sources[one].title) for one in named]
    params = {"lines": lines, "drafts": DRAFT_KEPT.days, "history": HISTORY_KEPT.days, "sources": sources}
    rows = (
        (voice.button("dialogue.button_mine", Menu("mine"), main=True),),
        (voice.button("dialogue.button_home", Menu("home")),),
    )
    return Card(voice.say("retention.rules", params), rows, wants="choice")


def numbers_button(visit: Visit) -> Rows:
    """The way to the numbers, for those who lead."""
    if may(visit, Act.READ_ERASURES) is None:
        return ()
    return ((visit.voice.button("retention.button_numbers", Desk("erased")),),)


def numbers(visit: Visit) -> Card:
    """How many pages are kept and how many went by which rule, in the fields of whoever leads; nothing personal."""
    voice, u = visit.voice, visit.u
    if may(visit, Act.READ_ERASURES) is None:
        return visit.say("desk.not_staff")
    fields = fields_for(u, visit.person, Act.READ_ERASURES)
    until = visit.now + timedelta.resolution
    lines = []
    for days in _PERIODS:
        counts = u.retention.counts(visit.now - timedelta(days=days), until, fields)
        params = {"days": days, "total": sum(counts.values()), "lines": list(_counted(visit, counts.items()))}
        lines.append(voice.say("retention.period", params))
    back = ((voice.button("desk.button_list", Desk("list")),),)
    return visit.say("retention.numbers", {"kept": u.retention.kept(fields), "periods": lines}, back)


def _counted(visit: Visit, counts: Iterable[tuple[str, int]]) -> Iterable[str]:
    for why, count in counts:
        yield visit.voice.say("retention.counted", {"count": count, "why": why_gone(visit, why)})
