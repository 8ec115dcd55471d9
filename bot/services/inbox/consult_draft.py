"""A question to another unit while it is being written: kept with the chat until it is sent."""

from dataclasses import dataclass, replace

from bot.services.authority import posts
from bot.services.inbox.asked import bureau
from bot.services.posts import OWNERS, holders
from bot.services.visit import Visit
from flows.authority import Act, Subject, permitted
from flows.consulting import DAYS
from storage.records import DossierRecord

_KEPT = "question_draft"


@dataclass(frozen=True, slots=True)
class Draft:
    """About which file, to whom ('u.land' a unit, 'p.12' a person), and what of it is written so far."""

    reference: str
    to: str
    question: str = ""
    papers: tuple[str, ...] = ()
    days: int = DAYS[0]

    def toggled(self, paper: str) -> "Draft":
        """The same with a paper shared, or no longer."""
        rest = tuple(one for one in self.papers if one != paper)
        return replace(self, papers=rest if paper in self.papers else (*rest, paper))


def keep(visit: Visit, draft: Draft) -> None:
    """Keeps it with the chat."""
    papers = list(draft.papers)
    visit.remember(_KEPT, [draft.reference, draft.to, draft.question, " ".join(papers), str(draft.days)])


def drop(visit: Visit) -> None:
    """Forgets it."""
    visit.kept.pop(_KEPT, None)


def kept(visit: Visit, reference: str) -> Draft | None:
    """What is being asked about this file; None when nothing is, or it was sent."""
    match visit.kept.get(_KEPT):
        case [str(file), str(to), str(question), str(papers), str(days)] if file == reference and days.isdecimal():
            return Draft(file, to, question, tuple(papers.split()), int(days))
    return None


def colleagues(visit: Visit, record: DossierRecord) -> tuple[int, ...]:
    """Officials of other fields with a name: who may open the file needs no asking."""
    about = Subject(field=record.field)
    return tuple(
        person
        for person in holders(visit.u, OWNERS, None)
        if person != visit.person
        and permitted(posts(visit.u, person), Act.OPEN_FILE, about) is None
        and visit.u.staff.known_as(person)[0]
    )


def target(visit: Visit, record: DossierRecord, to: str) -> tuple[str, int | None] | None:
    """Whom a button means: a unit's id, or a person; None when they cannot be asked (any more)."""
    kind, _, id = to.partition(".")
    if kind == "u":
        unit = bureau(visit.library, id)
        return (unit.id, None) if unit is not None and unit.field != record.field else None
    people = colleagues(visit, record) if kind == "p" and id.isdecimal() else ()
    return ("", int(id)) if people and int(id) in people else None
