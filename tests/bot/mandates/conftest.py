"""A stage with a helper, a neighbour and an official; mandates are made at once, for how is tried elsewhere."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.ports import Card
from flows.mandates import Mandate, Means, Purpose, agree, offer
from storage.records import DossierRecord, Draft
from storage.records_mandates import MandateRecord, Wording
from storage.unit_of_work import UnitOfWork
from tests.bot.services.conftest import MORNING, pressed
from tests.replay import library
from tests.stage import DirectStage

HELPER, NEIGHBOUR, CLERK = "người hỗ trợ chị Lan", "bà Mẫu", "cán bộ"
COPY = "certify_copy"
_PRESSES = count(1)
ANSWERS = ("1", "1", "1", "2", "3", "bỏ qua", "Nguyễn Thị Mẫu", "0912345678")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[DirectStage]:
    opened = DirectStage(tmp_path, library("nam_thanh_mien"), MORNING)
    yield opened
    opened.close()


def person(stage: DirectStage, who: str) -> int:
    """The id of whoever sits there."""
    return stage.database.run(lambda u: u.people.meet("direct", who, stage.now())).person.id


def mandate(
    stage: DirectStage,
    *purposes: Purpose,
    procedures: tuple[str, ...] = (COPY,),
    file: int | None = None,
    days: int = 31,
    certified: bool = False,
    pledges: bool = True,
    helper: str = HELPER,
    neighbour: str = NEIGHBOUR,
) -> MandateRecord:
    """A mandate that the neighbour gave just now; the helper has pledged."""
    agent, principal, now = person(stage, helper), person(stage, neighbour), stage.now()
    offered = offer(purposes, () if file else procedures, file, days, now)
    assert isinstance(offered, Mandate)
    made = agree(offered, purposes, Means.SLIP if certified else Means.TAP, now, certified)
    assert isinstance(made, Mandate)

    def keep(u: UnitOfWork) -> MandateRecord:
        if pledges:
            u.deeds.pledge(agent, "Tôi cam kết", now)
        about = Wording("Nguyễn Thị Mẫu", "chị Lan", "Tôi đồng ý", "v1")
        key = f"code {agent} {principal} {now} {purposes} {procedures} {file}"
        return u.mandates.agree(u.mandates.offer(offered, agent, about, key), made, principal, about)

    return stage.database.run(keep)


async def filled(stage: DirectStage, record: MandateRecord, answers: tuple[str, ...] = ANSWERS) -> Draft:
    """The neighbour's draft of a copy, filled in by the helper up to the review."""
    driver = stage.drivers.get(HELPER) or await stage.seat(HELPER)
    await press(stage, HELPER, f"w:mandates:fill:{record.tag}:{COPY}")
    for answer in answers:
        await driver.say(answer)
    (draft,) = drafts(stage)
    return draft


def drafts(stage: DirectStage, who: str = NEIGHBOUR) -> tuple[Draft, ...]:
    """The drafts of a person."""
    owner = person(stage, who)
    return stage.database.run(lambda u: u.drafts.all_of(owner))


def files(stage: DirectStage, who: str = NEIGHBOUR) -> tuple[DossierRecord, ...]:
    """The files of a person."""
    owner = person(stage, who)
    return stage.database.run(lambda u: u.dossiers.of_person(owner))


async def press(stage: DirectStage, who: str, data: str) -> Card:
    """Presses any button data, each time anew."""
    return await pressed(stage, who, data, f"press {next(_PRESSES)}")
