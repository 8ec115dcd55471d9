"""The morning message (F39): one a working day to each official who has something to do, none to the others."""

import pytest

from bot.services.inbox import morning
from flows.dossier import Role
from storage.unit_of_work import UnitOfWork
from tests.bot.ladder.desk import Desks


def mornings(desks: Desks, who: str) -> list[str]:
    person = desks.village.person(who)

    def work(u: UnitOfWork) -> list[str]:
        morning.go_round(u, library=desks.village.library, now=desks.village.now)
        since = desks.village.now.replace(hour=0, minute=0)
        return [one.dedupe for one in u.outbox.of_person_since(person, since) if one.kind == morning.KIND]

    return desks.village.database.run(work)


@pytest.fixture
def staffed(desks: Desks) -> Desks:
    desks.village.hire("clerk", Role.CLERK)
    desks.village.hire("other", Role.CLERK, "land")
    return desks


async def test_who_has_something_to_do_is_told_once_a_working_day(staffed: Desks) -> None:
    await staffed.accepted()
    await staffed.to("24/08/2026 07:31")
    assert len(mornings(staffed, "clerk")) == 1
    assert mornings(staffed, "other") == []
    assert len(mornings(staffed, "clerk")) == 1


async def test_nothing_is_told_on_days_off_and_after_the_office_has_closed(staffed: Desks) -> None:
    await staffed.accepted()
    for moment in ("22/08/2026 19:00", "23/08/2026 09:00", "24/08/2026 07:00", "24/08/2026 18:00"):
        await staffed.to(moment)
        assert mornings(staffed, "clerk") == []
