"""What the clock does about mandates: it warns once, also after days of standing still, and ends what is outlived."""

from datetime import timedelta

from flows.mandates import Ending, Purpose
from storage.records_mandates import MandateRecord
from tests.bot.mandates.conftest import CLERK, HELPER, NEIGHBOUR, drafts, files, filled, mandate, person, press
from tests.bot.services.conftest import data_of
from tests.stage import DirectStage

DAY = timedelta(days=1)


async def seated(stage: DirectStage) -> None:
    for one in (HELPER, NEIGHBOUR, CLERK):
        await stage.seat(one)


async def heard(stage: DirectStage, who: str, after: timedelta) -> str:
    await stage.drivers[who].see()
    await stage.move_to(stage.now() + after)
    return "\n".join(await stage.drivers[who].see())


def ending(stage: DirectStage, record: MandateRecord) -> Ending | None:
    found = stage.database.run(lambda u: u.mandates.by_tag(record.tag))
    assert found is not None
    return found.mandate.ending


async def test_both_are_warned_once_three_days_before(stage: DirectStage) -> None:
    await seated(stage)
    mandate(stage, Purpose.ASSIST)
    assert "hết hạn lúc" not in await heard(stage, NEIGHBOUR, 27 * DAY)
    await stage.drivers[HELPER].see()
    assert "hết hạn lúc" in await heard(stage, NEIGHBOUR, DAY + timedelta(minutes=20))
    assert "hết lúc" in "\n".join(await stage.drivers[HELPER].see())
    assert "hết hạn lúc" not in await heard(stage, NEIGHBOUR, DAY)


async def test_after_a_standstill_nobody_is_warned_of_what_is_over(stage: DirectStage) -> None:
    await seated(stage)
    mandate(stage, Purpose.ASSIST)
    assert "hết hạn lúc" in await heard(stage, NEIGHBOUR, 30 * DAY)
    mandate(stage, Purpose.ASSIST)
    assert "hết hạn lúc" not in await heard(stage, NEIGHBOUR, 32 * DAY)


async def test_a_revoked_mandate_is_not_warned_of(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, Purpose.ASSIST)
    await press(stage, NEIGHBOUR, f"w:mandates:revoke:{record.tag}")
    assert "hết hạn lúc" not in await heard(stage, NEIGHBOUR, 28 * DAY + timedelta(minutes=20))


async def test_who_is_no_helper_any_more_is_taken_off_the_neighbours_list(stage: DirectStage) -> None:
    await seated(stage)
    record, helper = mandate(stage, Purpose.ASSIST), person(stage, HELPER)
    (staff,) = stage.database.run(lambda u: u.staff.of(helper))
    stage.database.run(lambda u: u.staff.revoke(staff.id, stage.now()))
    assert "trả lại việc" in await heard(stage, NEIGHBOUR, timedelta(minutes=20))
    assert ending(stage, record) is Ending.DISMISSED
    assert stage.database.run(lambda u: u.mandates.of_principal(person_of(record), stage.now())) == ()


def person_of(record: MandateRecord) -> int:
    assert record.principal_id is not None
    return record.principal_id


async def test_a_mandate_for_one_file_ends_with_it_and_its_rights_at_once(stage: DirectStage) -> None:
    await seated(stage)
    await filled(stage, mandate(stage, Purpose.ASSIST))
    (draft,) = drafts(stage)
    card = await press(stage, NEIGHBOUR, f"w:mandates:review:{draft.tag}")
    await press(stage, NEIGHBOUR, data_of(card, "Đúng, gửi đi"))
    (file,) = files(stage)
    one = mandate(stage, Purpose.NOTIFY, Purpose.COLLECT, file=file.id)
    await press(stage, NEIGHBOUR, f"m:withdraw!:{file.reference}")
    await press(stage, CLERK, f"d:stop:{file.reference}")
    await press(stage, CLERK, f"d:sure:{file.reference}:stop")
    assert files(stage)[0].dossier.closed_at is not None
    assert "đã xong" in (await press(stage, HELPER, f"w:mandates:file:{one.tag}:{file.reference}")).text
    await stage.move_to(stage.now() + timedelta(hours=25))
    assert ending(stage, one) is Ending.FILE_ENDED
