"""The path by a second, plain reading of the definition, to compare the core with."""

from datetime import date

from flows.answers import Answers, Gathered, Value
from flows.facts import Condition, holds
from flows.kinds import Context
from flows.procedure import End, Group, Procedure, Question, Slot, more_slot


class Expected:
    """The definition read as slowly and plainly as can be: what is on the path, and what stops it."""

    def __init__(self, procedure: Procedure, answers: Answers, today: date) -> None:
        self.answers, self.today = answers, today
        self.seen: dict[str, Value] = {}
        self.stop: Slot | End | None = None
        for step in procedure.steps:
            if holds(step.only_if, self.seen, today):
                self.walk(step)

    def walk(self, step: Question | Group | End) -> None:
        if isinstance(step, End):
            self.stop = self.stop or step
        elif isinstance(step, Question):
            self.pass_by(Slot(step.id, step))
        else:
            self.walk_group(step)

    def walk_group(self, group: Group) -> None:
        for block in range(group.most):
            own: dict[str, Value] = {}
            for question in group.questions:
                slot = Slot(f"{group.id}[{block}].{question.id}", question, block)
                if self.applies(question, own):
                    self.pass_by(slot)
                if slot.key in self.seen:
                    own[question.id] = self.seen[slot.key]
            more = more_slot(group, block)
            if group.least <= block + 1 < group.most:
                self.pass_by(more)
                if self.seen.get(more.key) != "yes":
                    break

    def applies(self, question: Question, own: Answers) -> bool:
        """Inside a group, answers of the same block come first; facts look outside."""
        if question.only_if is None:
            return True
        answers, facts = Condition(question.only_if.answers), Condition(facts=question.only_if.facts)
        return holds(answers, {**self.seen, **own}, self.today) and holds(facts, self.seen, self.today)

    def pass_by(self, slot: Slot) -> None:
        if self.stop is None and self.given(slot):
            self.seen[slot.key] = self.answers[slot.key]
        elif self.stop is None:
            self.stop = slot

    def given(self, slot: Slot) -> bool:
        if slot.key not in self.answers:
            return False
        value = self.answers[slot.key]
        if value is None:
            return slot.question.may_skip
        if isinstance(value, Gathered) and not value.done:
            return False
        return slot.question.kind.holds(value, Context(self.today, self.seen))
