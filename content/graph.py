"""Draws a procedure as a Mermaid flowchart: what is asked, under which conditions, and where it ends."""

from collections.abc import Iterator

from content.sheet import LANGUAGES, Sheet, in_language
from flows.facts import Condition
from flows.procedure import End, Group, Step

_SENT = "sent"


def draw(sheet: Sheet, language: str = LANGUAGES[0]) -> str:
    """The flowchart as Mermaid text."""
    return "\n".join(("flowchart TD", *_lines(sheet, language)))


def _lines(sheet: Sheet, language: str) -> Iterator[str]:
    yield f'  start(["{_plain(in_language(sheet.title, language))}"])'
    before = "start"
    for step in sheet.procedure.steps:
        yield f"  {_node(step, sheet, language)}"
        yield f"  {before} {_arrow(step.only_if, sheet, language)} {step.id}"
        if step.only_if is None or isinstance(step, End):
            before = before if isinstance(step, End) else step.id
            continue
        yield f"  {before} --> {step.id}_on{{ }}"
        yield f"  {step.id} --> {step.id}_on"
        before = f"{step.id}_on"
    yield f'  {before} --> {_SENT}(["✓"])'


def _node(step: Step, sheet: Sheet, language: str) -> str:
    if isinstance(step, End):
        return f'{step.id}[/"{_plain(in_language(sheet.outcomes[step.outcome].title, language))}"/]'
    label = _plain(sheet.short(step.id, language))
    if isinstance(step, Group):
        members = "<br/>".join(_plain(sheet.short(f"{step.id}.{q.id}", language)) for q in step.questions)
        return f'{step.id}[["{label}<br/>{members}"]]'
    return f'{step.id}["{label}"]'


def _arrow(condition: Condition | None, sheet: Sheet, language: str) -> str:
    return "-->" if condition is None else f'-- "{_wanted(condition, sheet, language)}" -->'


def _wanted(condition: Condition, sheet: Sheet, language: str) -> str:
    answers = (
        f"{sheet.short(step, language)}: {' / '.join(sheet.label(step, option, language) for option in sorted(wanted))}"
        for step, wanted in condition.answers
    )
    facts = (fact.id if truth else f"not {fact.id}" for fact, truth in condition.facts)
    return _plain("; ".join((*answers, *facts)))


def _plain(text: str) -> str:
    return text.replace('"', "'").replace("\n", " ").replace("**", "").replace("`", "")
