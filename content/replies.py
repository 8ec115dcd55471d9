"""Ready-made replies of an office to its residents, by field; what they may say is held to what can be filled in."""

from dataclasses import dataclass

from content.reading import Table
from content.sheet import Text
from content.wording import BadTemplate, variables

_LONGEST = 16  # letters of an id, which buttons carry
# What a reply may be filled with.
FILLED = frozenset("you You commune centre phone hours place reference code procedure due desk day".split())


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply with the title officials choose it by; no fields means all of them."""

    id: str
    fields: tuple[str, ...]
    title: Text
    text: Text

    def is_for(self, field: str) -> bool:
        """Whether it is offered in a field."""
        return not self.fields or field in self.fields


def read_replies(table: Table) -> tuple[Reply, ...]:
    """The replies of an office's file; one that names what cannot be filled in is a fault."""
    return tuple(_reply(inner) for inner in table.tables("replies"))


def _reply(table: Table) -> Reply:
    reply = Reply(table.text("id"), table.words("fields"), table.said("title"), table.said("text"))
    for language, text in reply.text.items():
        try:
            unknown = variables(text) - FILLED
        except BadTemplate as fault:
            table.fault(f"{language}: {fault}", "mend the text", "text")
            continue
        if unknown:
            table.fault(f"{language}: {min(unknown)} cannot be filled in", f"use {', '.join(sorted(FILLED))}", "text")
    if len(reply.id) > _LONGEST:
        table.fault("the id is too long for a button", "use at most 16 letters", "id")
    table.close()
    return reply
