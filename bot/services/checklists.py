"""Papers, fee and time limit in the reader's words, from the same definition that the application runs on."""

from dataclasses import dataclass
from datetime import date

from bot.services.voice import Voice
from content.sheet import FeeSheet, LimitSheet, PaperSheet, Sheet, Source, Text
from flows.answers import Answers
from flows.checklist import Checklist, FeeLine, checklist


@dataclass(frozen=True, slots=True)
class Told:
    """A checklist in words: one line a paper, the fee and the time limit in a phrase each; `titles` are the papers'."""

    papers: tuple[str, ...]
    fee: str
    limit: str
    facts: Checklist
    titles: tuple[str, ...]

    def params(self) -> dict[str, object]:
        """What the phrases of a checklist are filled with."""
        return {"papers": self.papers, "fee": self.fee, "limit": self.limit}


def tell(voice: Voice, sheet: Sheet, answers: Answers, today: date) -> Told:
    """The checklist for these answers on a day."""
    facts = checklist(sheet.procedure, answers, today)
    papers = tuple(paper_line(voice, sheet.paper(paper)) for paper in facts.papers)
    titles = tuple(voice.text(sheet.paper(paper).title) for paper in facts.papers)
    limit = limit_words(voice, sheet.limit(facts.limit)) if facts.limit else voice.say("dialogue.fee_depends")
    return Told(papers or (voice.say("dialogue.no_papers"),), _fee(voice, sheet, facts), limit, facts, titles)


def paper_line(voice: Voice, sheet: PaperSheet) -> str:
    """'Giấy chứng sinh (bản chính) – khi …; hoặc …'."""
    form = voice.say(f"words.form_{sheet.form}")
    if sheet.count > 1:
        form = f"{form}, {voice.say('dialogue.copies', {'count': sheet.count})}"
    parts = [f"{voice.text(sheet.title)} ({form})"]
    if sheet.when:
        parts.append(voice.text(sheet.when))
    parts.extend(voice.say("dialogue.paper_instead", {"paper": voice.text(other)}) for other in sheet.instead)
    return "; ".join(parts)


def limit_words(voice: Voice, sheet: LimitSheet) -> str:
    """A time limit with what may be added to it."""
    title = voice.text(sheet.title)
    if sheet.rule.extra is None:
        return title
    return voice.say("dialogue.limit_extra", {"limit": title, "when": voice.text(sheet.extra_when)})


def _fee(voice: Voice, sheet: Sheet, facts: Checklist) -> str:
    if facts.total == 0:
        return voice.say("dialogue.fee_free")
    lines = [_fee_line(voice, sheet, line) for line in facts.fees if line.dong != 0]
    if len(lines) > 1 and facts.total is not None:
        return voice.say("dialogue.fee_sum", {"amount": facts.total, "lines": "; ".join(lines)})
    return "; ".join(lines) or voice.say("dialogue.fee_depends")


def _fee_line(voice: Voice, sheet: Sheet, line: FeeLine) -> str:
    fee = sheet.fee(line.fee)
    amount = (
        voice.say("dialogue.fee_per") if line.dong is None else voice.say("dialogue.fee_total", {"amount": line.dong})
    )
    return fee_words(voice, fee, amount)


def fee_words(voice: Voice, fee: FeeSheet, amount: str) -> str:
    """A line of the fee with its amount, and who does not pay it."""
    text = voice.say("dialogue.fee_line", {"title": voice.text(fee.title), "amount": amount})
    return f"{text} ({voice.text(fee.exempt)})" if fee.exempt else text


def changes(before: Told, after: Told, voice: Voice) -> str:
    """What another assumption changed: papers more and less, the fee, the time limit; '' beside an ending."""
    if before.facts.outcome or after.facts.outcome:
        return ""
    found = [voice.say("dialogue.change_paper_more", {"paper": p}) for p in after.titles if p not in before.titles]
    found += [voice.say("dialogue.change_paper_less", {"paper": p}) for p in before.titles if p not in after.titles]
    if after.fee != before.fee:
        total = after.facts.total
        sum_ = voice.say("dialogue.fee_total", {"amount": total}) if total else after.fee
        found.append(voice.say("dialogue.change_fee", {"fee": sum_}))
    if after.limit != before.limit:
        found.append(voice.say("dialogue.change_limit", {"limit": after.limit}))
    return "; ".join(found)


def announced(voice: Voice, sheet: Sheet, today: date) -> tuple[str, ...]:
    """The changes of law that were announced, each with its day, until they end."""
    known = (one for one in sheet.changes if one.valid.until is None or today <= one.valid.until)
    return tuple(
        voice.say("dialogue.change_from", {"since": one.valid.since, "text": voice.text(one.text)}) for one in known
    )


def basis(voice: Voice, sheet: Sheet, today: date) -> str:
    """Every source with the day it was checked, and the papers, fees and limits it stands for (F80)."""
    facts: dict[str, list[str]] = {source: [] for source in sheet.basis}
    for source, what in _stated(sheet, today):
        facts.setdefault(source, []).append(voice.text(what))
    lines = tuple(_source(voice, sheet.sources[key], whats) for key, whats in facts.items())
    return voice.say("dialogue.basis", {"title": voice.text(sheet.title), "lines": lines})


def _stated(sheet: Sheet, today: date) -> list[tuple[str, Text]]:
    """The papers, fees and limits that apply today, each with its source."""
    papers = [(one.source, one.title) for one in sheet.papers if one.rule.valid.covers(today)]
    fees = [(one.source, one.title) for one in sheet.fees if one.rule.valid.covers(today)]
    return papers + fees + [(one.source, one.title) for one in sheet.limits if one.rule.valid.covers(today)]


def _source(voice: Voice, source: Source, whats: list[str]) -> str:
    params: dict[str, object] = {"title": voice.text(source.title), "checked": source.checked}
    if not whats:
        return voice.say("dialogue.basis_line", params)
    return voice.say("dialogue.basis_fact", {"what": "; ".join(dict.fromkeys(whats)), **params})
