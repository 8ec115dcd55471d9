"""The files that a period concerns, read page by page so that no turn waits behind a report."""

from collections.abc import Collection
from datetime import datetime

from bot.services.mandates.filing import OTHERS_HANDS
from bot.services.paging import PAGE, each_page
from flows.reports.case import Case
from storage.database import Database
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

# The question by which a procedure asks how a file is sent in, and the answer that counts as online (QĐ 766, 3.3).
FILING, ONLINE = "filing", "online"


async def gather_cases(
    database: Database, since: datetime, until: datetime, fields: Collection[str] | None = None
) -> tuple[Case, ...]:
    """Every file that may count in the time from `since` on and before `until`, in these fields (None: in all)."""
    found: list[Case] = []

    def page(u: UnitOfWork, after: int) -> int | None:
        ids = u.reports.concerned(since, until, PAGE, after)
        records = (u.dossiers.get(id) for id in ids)
        found.extend(case_of(u, one) for one in records if one and (fields is None or one.field in fields))
        return ids[-1] if len(ids) == PAGE else None

    await each_page(database, page)
    return tuple(found)


def case_of(u: UnitOfWork, record: DossierRecord) -> Case:
    """A file as reports see it."""
    return Case(
        record.reference,
        record.field,
        record.procedure,
        record.answers.get(FILING) == ONLINE and record.channel not in OTHERS_HANDS,
        record.dossier.term,
        u.dossiers.events(record.id),
        record.owner_id,
        u.reports.papers(record.id),
        u.ratings.of(record.id),
        record.official_code is not None,
    )
