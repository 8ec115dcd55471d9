"""Random procedures of every kind of step, fact and check; conditions look at earlier steps only."""

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from flows.checks import Check, HasAccents, NumberFits, YearsBetween
from flows.facts import (
    AgeBelow,
    AnyOf,
    Condition,
    CountAtLeast,
    DayBefore,
    DaysSince,
    Fact,
    NumberOver,
    Rule,
    SameText,
    TodayFrom,
)
from flows.kinds import (
    Address,
    Choice,
    CitizenId,
    Date,
    Document,
    Kind,
    Money,
    Number,
    Option,
    PersonName,
    Phone,
    Several,
    Text,
)
from flows.procedure import End, Group, Procedure, Question, Step

OPTIONS = tuple(Option(name, (f"lua chon {name}", f"option {name}")) for name in "abcd")
DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))


@st.composite
def kinds(draw: st.DrawFn, earlier: Sequence[Question]) -> Kind:
    options = OPTIONS[: draw(st.integers(1, 4))]
    least = draw(st.integers(0, 3))
    dates = [question for question in earlier if isinstance(question.kind, Date)]
    bound = draw(st.none() | st.sampled_from(dates)) if dates else None
    ahead = draw(st.booleans()) or (bound is not None and isinstance(bound.kind, Date) and bound.kind.future)
    every: tuple[Kind, ...] = (
        *(Choice(options), Choice(options), Several(options, min(least, len(options)))),
        Date(ahead, draw(st.booleans()), bound.id if bound else None),
        *(Document(least + 1), Number(least, least + draw(st.integers(0, 5))), Money(least * 1_000, 10_000_000)),
        *(Text(least, least + 10), Address(options, 40), PersonName(), Phone(), CitizenId()),
    )
    return draw(st.sampled_from(every))


@st.composite
def rules(draw: st.DrawFn, earlier: Sequence[Question], groups: Sequence[str]) -> Rule:
    names = [question.id for question in earlier]
    if not names:
        return TodayFrom(draw(DAYS))
    one, other, number = draw(st.sampled_from(names)), draw(st.sampled_from(names)), draw(st.integers(0, 60))
    choices: list[Rule] = [
        *(TodayFrom(draw(DAYS)), DaysSince(one, number), AgeBelow(one, number), AgeBelow(one, number, other)),
        *(NumberOver(one, number % 5), DayBefore(one, draw(DAYS)), SameText(one, other)),
        *(CountAtLeast(group, 1 + number % 3) for group in groups),
        AnyOf(tuple(draw(st.lists(simple_conditions(earlier), max_size=2)))),
    ]
    return draw(st.sampled_from(choices))


@st.composite
def simple_conditions(draw: st.DrawFn, earlier: Sequence[Question]) -> Condition:
    chosen = [question for question in earlier if isinstance(question.kind, Choice | Several)]
    if not chosen:
        return Condition()
    question = draw(st.sampled_from(chosen))
    assert isinstance(question.kind, Choice | Several)
    ids = [option.id for option in question.kind.options]
    return Condition(((question.id, frozenset(draw(st.lists(st.sampled_from(ids), min_size=1)))),))


@st.composite
def conditions(draw: st.DrawFn, earlier: Sequence[Question], groups: Sequence[str]) -> Condition | None:
    shape = draw(st.sampled_from(("none", "answer", "answer", "fact", "both")))
    if shape == "none":
        return None
    answers = draw(simple_conditions(earlier)).answers if shape in ("answer", "both") else ()
    if shape == "answer":
        return Condition(answers)
    return Condition(answers, ((Fact("fact", draw(rules(earlier, groups))), draw(st.booleans())),))


@st.composite
def questions(draw: st.DrawFn, name: str, earlier: Sequence[Question], groups: Sequence[str]) -> Question:
    kind = draw(kinds(earlier))
    skip = draw(st.sampled_from(("never", "never", "optional", "desk")))
    return Question(name, kind, draw(conditions(earlier, groups)), skip == "optional", skip == "desk")


@st.composite
def steps(draw: st.DrawFn, name: str, earlier: list[Question], groups: list[str]) -> Step:
    """One step; what later steps may look at is added to `earlier` and `groups`."""
    shape = draw(st.sampled_from(("question",) * 6 + ("group", "end")))
    if shape == "end" and earlier:
        return End(name, f"outcome_{name}", draw(conditions(earlier, groups)))
    if shape == "group":
        own: list[Question] = []
        for index in range(draw(st.integers(1, 3))):
            own.append(draw(questions(f"{name}q{index}", [*earlier, *own], groups)))
        least = draw(st.integers(1, 2))
        group = Group(name, tuple(own), least, least + draw(st.integers(0, 2)), draw(conditions(earlier, groups)))
        groups.append(name)
        return group
    question = draw(questions(name, earlier, groups))
    earlier.append(question)
    return question


@st.composite
def checks(draw: st.DrawFn, earlier: Sequence[Question]) -> Check:
    """Checks over any steps, whether or not their kinds make sense together."""
    one, other, third = (draw(st.sampled_from(earlier)).id for _ in range(3))
    sex = draw(st.sampled_from(("male", "female", third, None)))
    every: tuple[Check, ...] = (NumberFits(one, other, sex), YearsBetween(one, other, 16), HasAccents(one))
    return draw(st.sampled_from(every))


@st.composite
def procedures(draw: st.DrawFn) -> Procedure:
    earlier: list[Question] = []
    groups: list[str] = []
    made = tuple(draw(steps(f"s{index}", earlier, groups)) for index in range(draw(st.integers(1, 7))))
    odd = draw(st.lists(checks(earlier), max_size=2)) if earlier else []
    return Procedure("random", "1", made, checks=tuple(odd))


@st.composite
def changed(draw: st.DrawFn, old: Procedure) -> Procedure:
    """A newer version: some steps gone, some with another kind or condition, some new, in another order perhaps."""
    earlier: list[Question] = []
    groups: list[str] = []
    made: list[Step] = []
    for index, step in enumerate(old.steps):
        fate = draw(st.sampled_from(("keep", "keep", "keep", "drop", "change", "insert", "demand")))
        if fate == "insert":
            made.append(draw(steps(f"n{index}", earlier, groups)))
        if fate == "change":
            made.append(draw(steps(step.id, earlier, groups)))
        elif fate != "drop":
            made.append(step)
            if isinstance(step, Question):
                made[-1] = Question(step.id, step.kind, step.only_if) if fate == "demand" else step
                earlier.append(step)
            elif isinstance(step, Group):
                groups.append(step.id)
    return Procedure(old.id, "2", tuple(made))
