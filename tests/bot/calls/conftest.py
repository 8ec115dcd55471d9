"""A village with officials of two fields, and files whose notices reached nobody."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from flows.answers import Answers
from flows.dossier import Role
from storage.database import open_database
from storage.keys import new_key
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork
from tests.bot.dossier.village import COPY, SINGLE, Village
from tests.bot.status.test_status_import import LIBRARY, at


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    key = new_key()
    database = open_database(f"sqlite:///{tmp_path / 'village.db'}", key)
    here = Village(database, LIBRARY, at("23/11/2026 09:00"), tmp_path, key)
    here.hire("clerk", Role.CLERK, "civil_status")
    here.hire("copies", Role.SPECIALIST, "certification")
    here.hire("chairman", Role.CHAIRMAN)
    here.hire("helper", Role.HELPER)
    yield here
    database.close()


def miss(village: Village, record: DossierRecord, kind: str = "result_ready") -> None:
    """A legal notice about a file that could not be delivered."""

    def owe(u: UnitOfWork) -> None:
        u.outbox.owe(f"{kind}:{record.id}", record.person_id, kind, {}, now=village.now, dossier_id=record.id)
        notice = u.outbox.of_dossier(record.id)[-1]
        u.outbox.give_up(notice.id, "unreachable", "unreachable")
        u.reach.miss(notice.id, record.person_id, record.id, village.now)

    village.database.run(owe)


async def single(village: Village, who: str, hamlet: str = "clb1", phone: str | None = "0912345678") -> DossierRecord:
    """A file of civil status whose acceptance is not known to its resident."""
    answers: Answers = {**SINGLE, "address": (hamlet, "" if hamlet else "Số 1, xã Mẫu"), "phone": phone}
    record = await village.send(who, "marital_status_certificate", answers)
    miss(village, record, "carried_on")
    village.now += timedelta(minutes=1)
    return record


async def copies(village: Village, who: str) -> DossierRecord:
    """A file of certification, without address and number."""
    record = await village.send(who, "certify_copy", COPY)
    miss(village, record, "carried_on")
    return record
