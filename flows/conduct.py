"""Conduct (handbook §5): delays, explanations, measures and appeals, read from a history that is only ever added to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from flows.answers import Data
from flows.calendar import local_day
from flows.delays import Step


class Reason(StrEnum):
    """Why a date was missed, as the owner explains it (D2)."""

    SYSTEM = "system"
    AGENCY = "agency"
    CITIZEN = "citizen"
    LEAVE = "leave"
    OVERLOAD = "overload"
    NONE = "none"
    OTHER = "other"


class Sanction(StrEnum):
    """What a leader may issue: a reminder or a criticism; both count alike (D4)."""

    REMINDER = "reminder"
    CRITICISM = "criticism"


@dataclass(frozen=True, slots=True)
class Delay:
    """A missed date and who answers for it; None while nobody does."""

    id: int
    file: int
    step: Step
    owner: int | None
    due: datetime
    detected_at: datetime


@dataclass(frozen=True, slots=True)
class Explanation:
    """The owner's explanation: a reason, own words, and what proves it ('' for nothing)."""

    at: datetime
    reason: Reason
    text: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a leader decided about a delay: accepted, not accepted, or that it rests without a measure."""

    at: datetime
    by: int
    verdict: str
    words: str = ""


ACCEPTED, NOT_ACCEPTED, RESTS = "accepted", "not_accepted", "rests"


@dataclass(frozen=True, slots=True)
class Appeal:
    """The person contests a measure; decided once: kept or revoked."""

    at: datetime
    text: str
    decided_at: datetime | None = None
    kept: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A reminder or criticism that a named leader signed, with the number and text of the paper."""

    id: int
    person: int
    sanction: Sanction
    number: str
    text: str
    by: int
    at: datetime
    delays: tuple[int, ...]
    revoked_at: datetime | None = None
    appeal: Appeal | None = None

    @property
    def in_force(self) -> bool:
        """Whether it counts."""
        return self.revoked_at is None


@dataclass(frozen=True, slots=True)
class Case:
    """A delay with all that came of it."""

    delay: Delay
    explanation: Explanation | None = None
    decision: Decision | None = None
    measure: Measure | None = None

    @property
    def cause(self) -> str:
        """What several late files of one day may have in common."""
        return "unexplained" if self.explanation is None else self.explanation.reason.value


def counted(measures: Iterable[Measure], person: int, year: int) -> tuple[Measure, ...]:
    """The measures against a person with effect in a calendar year, revoked ones left out, the first first (D4)."""
    mine = (one for one in measures if one.person == person and one.in_force and local_day(one.at).year == year)
    return tuple(sorted(mine, key=lambda one: (one.at, one.id)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: what was done about a person's delay or measure, by whom, with which words."""

    id: int
    kind: str
    person: int
    delay: int | None
    measure: int | None
    by: int
    at: datetime
    data: Mapping[str, Data]


@dataclass(frozen=True, slots=True)
class Book:
    """All that is known of conduct: cases in the order they were found, measures in the order they were signed."""

    cases: tuple[Case, ...]
    measures: tuple[Measure, ...]
    reviews: tuple[Entry, ...]

    def case(self, delay: int) -> Case | None:
        """The case of a delay."""
        return next((one for one in self.cases if one.delay.id == delay), None)

    def measure(self, id: int) -> Measure | None:
        """The measure of this number."""
        return next((one for one in self.measures if one.id == id), None)


EXPLAINED, DECIDED, MEASURED, APPEALED, APPEAL_DECIDED, REVOKED = (
    "explained",
    "decided",
    "measured",
    "appealed",
    "appeal_decided",
    "revoked",
)
SIGNED, DECLINED = "review_signed", "review_declined"


def read(delays: Iterable[Delay], history: Iterable[Entry]) -> Book:
    """The book that delays and history make; the history is in its order."""
    cases = {delay.id: Case(delay) for delay in delays}
    measures: dict[int, Measure] = {}
    reviews: list[Entry] = []
    for entry in history:
        if entry.kind in (SIGNED, DECLINED):
            reviews.append(entry)
        elif entry.kind == MEASURED:
            measures[entry.id] = _measure(entry)
        elif entry.measure in measures:
            measures[entry.measure] = _changed(measures[entry.measure], entry)
        elif entry.delay in cases:
            cases[entry.delay] = _told(cases[entry.delay], entry)
    for measure in measures.values():
        cases.update({id: replace(cases[id], measure=measure) for id in measure.delays if id in cases})
    return Book(tuple(cases.values()), tuple(measures.values()), tuple(reviews))


def _told(case: Case, entry: Entry) -> Case:
    data = entry.data
    if entry.kind == EXPLAINED:
        reason = Reason(str(data["reason"]))
        told = Explanation(entry.at, reason, str(data["text"]), str(data.get("evidence", "")))
        return replace(case, explanation=told)
    verdict = Decision(entry.at, entry.by, str(data["verdict"]), str(data.get("words", "")))
    return replace(case, decision=verdict)


def _measure(entry: Entry) -> Measure:
    data, about = entry.data, entry.data.get("delays")
    delays = tuple(one for one in about if isinstance(one, int)) if isinstance(about, list) else ()
    sanction = Sanction(str(data["sanction"]))
    return Measure(entry.id, entry.person, sanction, str(data["number"]), str(data["text"]), entry.by, entry.at, delays)


def _changed(measure: Measure, entry: Entry) -> Measure:
    words = str(entry.data.get("words", ""))
    if entry.kind == APPEALED:
        return replace(measure, appeal=Appeal(entry.at, words))
    kept = entry.kind == APPEAL_DECIDED and entry.data.get("kept") is True
    appeal = None if measure.appeal is None else replace(measure.appeal, decided_at=entry.at, kept=kept, words=words)
    return replace(measure, appeal=appeal, revoked_at=None if kept else entry.at)


class ReviewState(StrEnum):
    """What a human made of the proposal for a year-end review."""

    OPEN = "open"
    SIGNED = "signed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Proposal:
    """«Đề nghị kiểm điểm cuối năm; đề xuất chuyển vị trí công tác» for a person and a year (D4); never an act."""

    person: int
    year: int
    measures: tuple[Measure, ...]
    state: ReviewState = ReviewState.OPEN
    decided: Entry | None = None


def proposals(book: Book, year: int, review_at: int) -> tuple[Proposal, ...]:
    """Everybody whom the measures of a year have brought to the review, as long as so many are in force."""
    found = []
    for person in dict.fromkeys(measure.person for measure in book.measures):
        mine = counted(book.measures, person, year)
        if len(mine) < review_at:
            continue
        last = next((one for one in reversed(book.reviews) if _is_of(one, person, year, mine)), None)
        state = ReviewState.OPEN if last is None else _STATE[last.kind]
        found.append(Proposal(person, year, mine, state, last))
    return tuple(found)


_STATE = {SIGNED: ReviewState.SIGNED, DECLINED: ReviewState.DECLINED}


def _is_of(entry: Entry, person: int, year: int, measures: tuple[Measure, ...]) -> bool:
    """What was decided before the last measure does not answer it."""
    return entry.person == person and entry.data.get("year") == year and entry.at >= measures[-1].at
