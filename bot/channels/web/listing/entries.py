"""What the public list says about a procedure, in words: a plain table of facts for a template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.services.checklists import Told, announced, fee_words, limit_words, tell
from bot.services.voice import Voice
from content.sheet import FeeSheet, LimitSheet, PaperSheet, Sheet, Source, Text
from flows.procedure import Flat, PerPage, PerPiece, Validity


@dataclass(frozen=True, slots=True)
class Row:
    """One procedure on the first page."""

    key: str
    title: str
    decider: str
    fee: str
    limit: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One source of law with the day it was checked; `url` '' when it has no address."""

    title: str
    checked: str
    url: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """All that is public about a procedure (S11): papers of the usual case first, then those of other cases."""

    row: Row
    field: str
    codes: str
    sure: bool
    facts: tuple[tuple[str, str], ...]
    papers: tuple[str, ...]
    other_papers: tuple[str, ...]
    fees: tuple[str, ...]
    limits: tuple[str, ...]
    changes: tuple[str, ...]
    mistakes: tuple[str, ...]
    sources: tuple[Cited, ...]
    related: tuple[tuple[str, str], ...]


def row(voice: Voice, sheet: Sheet, today: date) -> Row:
    """The line of a procedure: what the usual case costs and how long it takes."""
    return _row(voice, sheet, tell(voice, sheet, {}, today))


def _row(voice: Voice, sheet: Sheet, told: Told) -> Row:
    decider = voice.say(f"words.decides_{sheet.decides}")
    return Row(sheet.key, voice.text(sheet.title), decider, told.fee, told.limit)


def entry(voice: Voice, sheet: Sheet, today: date) -> Entry:
    """Everything about one procedure that holds today."""
    told = tell(voice, sheet, {}, today)
    usual = {rule.id for rule in told.facts.papers}
    others = [one for one in sheet.papers if one.rule.valid.covers(today) and one.rule.id not in usual]
    known = voice.library.procedures
    return Entry(
        row=_row(voice, sheet, told),
        field=voice.say(f"words.field_{sheet.field}"),
        codes=", ".join(sheet.codes),
        sure=sheet.confidence == "high",
        facts=_facts(voice, sheet),
        papers=told.papers,
        other_papers=tuple(dict.fromkeys(_paper(voice, one) for one in others)),
        fees=_valid(voice, sheet.fees, today),
        limits=_valid(voice, sheet.limits, today),
        changes=announced(voice, sheet, today),
        mistakes=tuple(voice.text(mistake) for mistake in sheet.mistakes),
        sources=tuple(_cited(voice, source) for source in _named(sheet)),
        related=tuple((key, voice.text(known[key].title)) for key in sheet.related if key in known),
    )


def _facts(voice: Voice, sheet: Sheet) -> tuple[tuple[str, str], ...]:
    told: dict[str, Text] = {
        "who": sheet.who,
        "where": sheet.where,
        "online": sheet.online,
        "result": sheet.result,
        "validity": sheet.validity,
    }
    return tuple((voice.say(f"listing.{name}"), voice.text(text)) for name, text in told.items())


def _paper(voice: Voice, sheet: PaperSheet) -> str:
    said = f"{voice.text(sheet.title)} ({voice.say(f'words.form_{sheet.form}')})"
    return f"{said}; {voice.text(sheet.when)}" if sheet.when else said


def _valid(voice: Voice, rows: Sequence[FeeSheet | LimitSheet], today: date) -> tuple[str, ...]:
    """The rows that hold today; of one that ends, until when."""
    valid = [one for one in rows if one.rule.valid.covers(today)]
    said = [_amount(voice, one) if isinstance(one, FeeSheet) else limit_words(voice, one) for one in valid]
    return tuple(_until(voice, text, one.rule.valid) for one, text in zip(valid, said, strict=True))


def _amount(voice: Voice, sheet: FeeSheet) -> str:
    match sheet.rule.amount:
        case Flat(0):
            amount = voice.say("dialogue.fee_free")
        case Flat(dong):
            amount = voice.say("dialogue.fee_total", {"amount": dong})
        case PerPiece(dong):
            amount = voice.say("listing.fee_each", {"amount": dong})
        case PerPage():
            amount = voice.say("dialogue.fee_per")
    return fee_words(voice, sheet, amount)


def _until(voice: Voice, text: str, valid: Validity) -> str:
    return text if valid.until is None else voice.say("listing.until", {"what": text, "day": valid.until})


def _named(sheet: Sheet) -> list[Source]:
    """The sources of the legal basis first, then those that some paper, fee or limit names besides."""
    stated: list[PaperSheet | FeeSheet | LimitSheet] = [*sheet.papers, *sheet.fees, *sheet.limits]
    return [sheet.sources[key] for key in dict.fromkeys((*sheet.basis, *(one.source for one in stated)))]


def _cited(voice: Voice, source: Source) -> Cited:
    checked = voice.say("listing.checked", {"day": source.checked})
    return Cited(voice.text(source.title), checked, source.url, source.confidence == "high")
