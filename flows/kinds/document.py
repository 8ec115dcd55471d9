"""Photos or files of one paper: one to many pages, complete when the resident says so."""

from dataclasses import dataclass

from flows.answers import Gathered, Value
from flows.kinds.base import Context, Refusal


@dataclass(frozen=True, slots=True)
class Document:
    """A question answered by 1 to `most` pages (`Gathered` page ids in order)."""

    most: int = 50

    def parse(self, text: str, context: Context) -> Value | Refusal:
        """Text is no page: refuses with `document_wants_photo`."""
        return Refusal("document_wants_photo")

    def tap(self, value: str, before: Value, context: Context) -> Value | Refusal:
        """Pages are sent, not tapped: refuses with `document_wants_photo`."""
        return Refusal("document_wants_photo")

    def add(self, page: str, follower: str | None, before: Value) -> Value | Refusal:
        """One more page, placed before `follower` when given; refuses with `document_full`."""
        pages = before.items if isinstance(before, Gathered) else ()
        if len(pages) >= self.most:
            return Refusal("document_full", {"most": self.most})
        place = pages.index(follower) if follower in pages else len(pages)
        return Gathered((*pages[:place], page, *pages[place:]))

    def finish(self, before: Value) -> Value | Refusal:
        """Closes the paper; refuses with `document_empty`."""
        pages = before.items if isinstance(before, Gathered) else ()
        return Gathered(pages, done=True) if pages else Refusal("document_empty")

    def holds(self, value: Value, context: Context) -> bool:
        """Whether a stored value is still an answer to this question."""
        return isinstance(value, Gathered) and len(value.items) <= self.most and (bool(value.items) or not value.done)
