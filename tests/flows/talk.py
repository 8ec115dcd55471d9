"""A conversation with the bare core: a small birth registration, and someone who answers it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from flows.checks import HasAccents, NumberFits
from flows.engine import advance
from flows.events import Event, Resumed
from flows.facts import Condition, DaysSince, Fact
from flows.kinds import Choice, CitizenId, Date, Document, PersonName, Phone, Several
from flows.procedure import End, Group, Procedure, Question
from flows.session import Session
from flows.turn import Ask, Effect, Outcome, Reply, Review
from tests.flows.reading import options

NOW = datetime(2026, 5, 5, 3, 0, tzinfo=UTC)
YES_NO = Choice(options("yes=co", "no=khong"))
LATE = Fact("late", DaysSince("born_on", 60))


def when(step: str, *wanted: str) -> Condition:
    return Condition(((step, frozenset(wanted)),))


BIRTH = Procedure(
    "birth",
    "1",
    (
        Question("here", YES_NO),
        End("elsewhere", "wrong_office", when("here", "no")),
        Question("name", PersonName()),
        Question("born_on", Date()),
        Question("reason", Several(options("far=o xa", "ill=om", "forgot=quen")), Condition(facts=((LATE, True),))),
        Question("notice", Document(most=2), at_desk=True),
        Group(
            "parent",
            (
                Question("role", Choice(options("mother=me", "father=cha"))),
                Question("number", CitizenId(), when("role", "mother")),
                Question("father_known", YES_NO, when("role", "father")),
            ),
            least=1,
            most=2,
        ),
        Question("phone", Phone(), optional=True),
    ),
    (LATE,),
    checks=(HasAccents("name"), NumberFits("parent[0].number", sex="female")),
)


@dataclass(slots=True)
class Talk:
    """A session moved on by events, with what was last replied and everything that was to be done."""

    procedure: Procedure = BIRTH
    session: Session | None = field(default_factory=lambda: Session("birth", "1"))
    replies: tuple[Reply, ...] = ()
    effects: list[Effect] = field(default_factory=list)
    now: datetime = NOW

    def hear(self, *events: Event) -> "Talk":
        for event in events:
            turn = advance(self.procedure, self.open, event, now=self.now)
            self.session, self.replies = turn.session, turn.replies
            self.effects.extend(turn.effects)
        return self

    @property
    def open(self) -> Session:
        assert self.session is not None
        return self.session

    @property
    def table(self) -> str:
        """What lies on the table: the key asked, `review`, or the outcome."""
        match self.replies[-1] if self.replies else self.hear(Resumed()).replies[-1]:
            case Ask(slot):
                return slot.key
            case Review():
                return "review"
            case Outcome(name):
                return name
            case other:
                raise AssertionError(other)

    @property
    def ask(self) -> Ask:
        reply = self.replies[-1]
        assert isinstance(reply, Ask)
        return reply

    @property
    def review(self) -> Review:
        reply = self.replies[-1]
        assert isinstance(reply, Review)
        return reply

    @property
    def remarks(self) -> tuple[Reply, ...]:
        """What was said before what is on the table."""
        return self.replies[:-1]
