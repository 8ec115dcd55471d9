"""What a procedure is: steps in the order of the paper form, its facts, papers, fees and time limits."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from flows.checks import Check
from flows.facts import Condition, Fact
from flows.kinds import Choice, Kind, Option


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `usual` is the option assumed in a checklist before it is answered.

    `optional`: may be skipped. `at_desk`: a paper that may be skipped now and brought to the desk. `by_card`: filled by
    an identity card or left out, never asked.
    """

    id: str
    kind: Kind
    only_if: Condition | None = None
    optional: bool = False
    at_desk: bool = False
    usual: str | None = None
    by_card: bool = False

    @property
    def may_skip(self) -> bool:
        """Whether 'skip' is an answer."""
        return self.optional or self.at_desk or self.by_card


@dataclass(frozen=True, slots=True)
class Group:
    """A block of questions asked `least` to `most` times (a second child, a witness).

    Block `i` has the keys `id[i].question`; after each block but the last one 'one more?' is asked as `id[i].more`.
    """

    id: str
    questions: tuple[Question, ...]
    least: int = 1
    most: int = 5
    only_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The procedure ends here kindly: `outcome` names what is said and where to go."""

    id: str
    outcome: str
    only_if: Condition | None = None


Step = Question | Group | End


@dataclass(frozen=True, slots=True)
class Slot:
    """A question as it stands in the path: its key in the answers, and its block of a group if any."""

    key: str
    question: Question
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """A person whose identity card may be photographed instead of typing: which field of it answers which step.

    `fills` pairs fields of `flows.identity.FIELDS` with steps, members of `group` where that is given. `sex` is the
    one that this person must have. `invited`: whether the card is asked for; else it is only taken when it is sent.
    """

    id: str
    fills: tuple[tuple[str, str], ...]
    group: str | None = None
    sex: str | None = None
    invited: bool = True


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody asked about, by what they are to who files (`role`), so that their answers can serve in a later dossier.

    `fills` pairs fields of `flows.earlier.FIELDS` with steps outside groups. `anew`: told to later dossiers, but never
    taken from earlier ones (a newborn). The role is theirs while `only_if` holds.
    """

    role: str
    fills: tuple[tuple[str, str], ...]
    only_if: Condition | None = None
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which a fact of law applies, both included; `until` None means until further notice."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to hand in or show; `step` is the question that collects its photos, if one does."""

    id: str
    valid: Validity
    only_if: Condition | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Flat:
    """A fixed amount in đồng."""

    dong: int


@dataclass(frozen=True, slots=True)
class PerPiece:
    """An amount in đồng times the number answered at `count`."""

    dong: int
    count: str


@dataclass(frozen=True, slots=True)
class PerPage:
    """Certified copies (TT 226/2016/TT-BTC): pages one and two at `first`, further at `then`, at most `cap` a copy."""

    first: int
    then: int
    cap: int
    pages: str
    copies: str


Amount = Flat | PerPiece | PerPage


@dataclass(frozen=True, slots=True)
class Fee:
    """One line of the fee, in đồng."""

    id: str
    amount: Amount
    valid: Validity
    only_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A legal time limit as a term: `0d` same day, `5wd` working days, `8wh` working hours, `30d` calendar days.

    `extra` is the most that verification may add, also a term.
    """

    id: str
    term: str
    valid: Validity
    only_if: Condition | None = None
    extra: str | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """A whole procedure as the core runs it; sentences about it live in the content."""

    id: str
    version: str
    steps: tuple[Step, ...]
    facts: tuple[Fact, ...] = ()
    papers: tuple[Paper, ...] = ()
    fees: tuple[Fee, ...] = ()
    limits: tuple[Limit, ...] = ()
    checks: tuple[Check, ...] = ()
    holders: tuple[Holder, ...] = ()
    parties: tuple[Party, ...] = ()
    slots: tuple[Slot | Group | End, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepares the slots of plain questions once, for the path is walked at every turn."""
        slots = tuple(Slot(step.id, step) if isinstance(step, Question) else step for step in self.steps)
        object.__setattr__(self, "slots", slots)


MORE = Choice((Option("yes", ("co", "them", "yes")), Option("no", ("khong", "du", "no"))))


@lru_cache(maxsize=1024)
def block_slots(group: Group, block: int) -> tuple[Slot, ...]:
    """The slots of one block of a group, its conditions pointing at the block's own answers."""
    own = {question.id for question in group.questions}
    return tuple(
        Slot(f"{group.id}[{block}].{question.id}", _placed(question, group.id, block, own), block)
        for question in group.questions
    )


@lru_cache(maxsize=1024)
def more_slot(group: Group, block: int) -> Slot:
    """The question 'one more?' after a block."""
    return Slot(f"{group.id}[{block}].more", Question(f"{group.id}.more", MORE), block)


def _placed(question: Question, group: str, block: int, own: set[str]) -> Question:
    condition = question.only_if
    if condition is None:
        return question
    answers = tuple((f"{group}[{block}].{step}" if step in own else step, wanted) for step, wanted in condition.answers)
    return replace(question, only_if=Condition(answers, condition.facts))
