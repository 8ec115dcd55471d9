"""A procedure with everything that is said about it: the rules the core runs, and the texts and sources beside them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from flows.facts import Condition
from flows.procedure import Fee, Limit, Paper, Procedure, Validity

LANGUAGES = ("vi", "en")  # the first is the one that must always be there
Text = Mapping[str, str]  # language → template
Confidence = Literal["high", "medium", "low"]
Form = Literal["original", "copy", "certified_copy", "photo", "shown"]

_BLOCK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact of law was read, and how sure it is; `checked` is the day somebody last looked, `checker` who that
    was: '' for whoever wrote the file.
    """

    id: str
    title: Text
    checked: date
    confidence: Confidence
    url: str = ""
    checker: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSheet:
    """A change of law announced for a day, told until it is worked into the file or `valid` ends."""

    id: str
    valid: Validity
    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class OptionSheet:
    """The label of one option, the same words on every channel."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class StepSheet:
    """The texts of one question; `quick` are numbers offered as buttons, `short` its label on the review card.

    `identity`: its pages show an identity card.

    A group has `more` ('one more?') and no `ask`; the question 'one more?' itself has the kind `more` and no
    options, its buttons being `words.yes` and `words.no`.
    """

    id: str
    kind: str
    ask: Text
    short: Text
    why: Text | None = None
    example: Text | None = None
    options: tuple[OptionSheet, ...] = ()
    quick: tuple[int, ...] = ()
    paper: str | None = None
    more: Text | None = None
    identity: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeSheet:
    """What is said where a procedure ends early, and the procedure to go on with.

    `papers`: the papers, fee and time limit for the answers given stand below it, for who decides is somebody else.
    """

    id: str
    title: Text
    text: Text
    procedure: str | None = None
    papers: bool = False


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """The texts of one paper; `when` is a remark, `instead` are papers taken in its place.

    `blank` names the form (in `forms/`) that it is written on: to download empty, or filled in from the answers.
    `identity`: it is an identity paper, whose pictures are marked and go soon (`retention.toml`).
    """

    rule: Paper
    title: Text
    form: Form
    source: str
    count: int = 1
    when: Text | None = None
    instead: tuple[Text, ...] = ()
    local: bool = False
    blank: str | None = None
    identity: bool = False


@dataclass(frozen=True, slots=True)
class FeeSheet:
    """The texts of one line of the fee; `exempt` tells who does not pay."""

    rule: Fee
    title: Text
    source: str
    exempt: Text | None = None
    local: bool = False


@dataclass(frozen=True, slots=True)
class LimitSheet:
    """The texts of one time limit; `extra_when` tells when the extra term is needed."""

    rule: Limit
    title: Text
    source: str
    extra_when: Text | None = None
    local: bool = False


@dataclass(frozen=True, slots=True)
class InPerson:
    """That the parties act themselves, so that nobody sends in or collects for them; in all cases, or `only_if`."""

    source: str
    only_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One procedure as the office offers it. Texts are templates for `Wording.render`.

    `steps` has group members under `group.member` and the question 'one more?' under `group.more`.
    `cards` tells whose identity cards may be photographed, `changes` what the law will change, and when.
    `snapshot` is the whole definition as text, from which `procedures.restore` builds the same sheet again.
    """

    procedure: Procedure
    field: str
    codes: tuple[str, ...]
    decides: str
    confidence: Confidence
    minutes: int
    title: Text
    summary: Text
    who: Text
    result: Text
    validity: Text
    where: Text
    online: Text
    related: tuple[str, ...]
    phrases: tuple[str, ...]
    mistakes: tuple[Text, ...]
    basis: tuple[str, ...]
    sources: Mapping[str, Source]
    steps: Mapping[str, StepSheet]
    outcomes: Mapping[str, OutcomeSheet]
    papers: tuple[PaperSheet, ...]
    fees: tuple[FeeSheet, ...]
    limits: tuple[LimitSheet, ...]
    cards: Mapping[str, Text]
    changes: tuple[ChangeSheet, ...]
    snapshot: str
    in_person: InPerson | None = None

    @property
    def key(self) -> str:
        """The procedure's key, the name of its file."""
        return self.procedure.id

    @property
    def version(self) -> str:
        """Names this definition, texts and local overrides included."""
        return self.procedure.version

    def step(self, key: str) -> StepSheet:
        """The texts of the question at an answer key such as `witness[0].name`; raises KeyError."""
        return self.steps[_BLOCK.sub("", key)]

    def ask(self, key: str, language: str) -> str:
        """The question as it is asked."""
        return in_language(self.step(key).ask, language)

    def short(self, key: str, language: str) -> str:
        """The question's label on the review card."""
        return in_language(self.step(key).short, language)

    def why(self, key: str, language: str) -> str:
        """Why it is asked, '' when the file does not say."""
        return in_language(self.step(key).why, language)

    def example(self, key: str, language: str) -> str:
        """An example of an answer, '' when there is none."""
        return in_language(self.step(key).example, language)

    def label(self, key: str, option: str, language: str) -> str:
        """The label of an option (or hamlet); the id itself when the option is gone."""
        found = next((one.label for one in self.step(key).options if one.id == option), None)
        return in_language(found, language) or option

    def paper(self, rule: Paper) -> PaperSheet:
        """The texts of a paper of the checklist; raises StopIteration for a paper of another procedure."""
        return next(sheet for sheet in self.papers if sheet.rule == rule)

    def fee(self, rule: Fee) -> FeeSheet:
        """The texts of a line of the fee."""
        return next(sheet for sheet in self.fees if sheet.rule == rule)

    def limit(self, rule: Limit) -> LimitSheet:
        """The texts of a time limit."""
        return next(sheet for sheet in self.limits if sheet.rule == rule)


def in_language(text: Text | None, language: str) -> str:
    """The template in a language, in the first one when that is missing, '' for no text."""
    if text is None:
        return ""
    return text.get(language) or text.get(LANGUAGES[0], "")
