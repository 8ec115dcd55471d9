"""Inspections planned, drawn, changed and called off; whoever knew is told, and the clock misses none."""

import pytest

from bot.callbacks import Work
from bot.services.inspections import register
from flows.dossier import Role
from flows.inspections import Inspection, Kind
from tests.bot.ladder.desk import Desks, at

UNIT = "land"


def staffed(desks: Desks) -> None:
    desks.village.hire("chairman", Role.CHAIRMAN)
    desks.village.hire("vice", Role.VICE_CHAIRMAN)
    desks.village.hire("inspector", Role.SPECIALIST, "civil_status")
    desks.village.hire("second", Role.SPECIALIST, "social")
    desks.village.hire("inside", Role.SPECIALIST, "land")
    desks.village.hire("head", Role.HEAD)


async def press(desks: Desks, who: str, verb: str, *rest: str) -> str:
    """A button of inspections; what is shown."""
    return (await desks.village.press(who, Work("inspections", verb, *rest))).text


def every(desks: Desks) -> tuple[Inspection, ...]:
    return desks.village.database.run(lambda u: register.everything(u, desks.village.now))


async def planned(desks: Desks, kind: Kind, day: str = "20260304", who: str = "inspector") -> Inspection:
    for step in (("new",), ("kind", kind.value), ("unit", UNIT), ("day", day)):
        await press(desks, "chairman", *step)
    await press(desks, "chairman", "who", str(desks.village.person(who)))
    return every(desks)[-1]


async def held(desks: Desks, one: Inspection, result: str = "good") -> None:
    await press(desks, "inspector", "arrive", one.code)
    await press(desks, "inspector", "alone", one.code)
    await press(desks, "inspector", "result", one.code, result)
    await desks.village.say("inspector", "Đã xem đủ các mục.")
    if result != "good":
        await press(desks, "inspector", "finish", one.code, result, "20260309")


async def test_a_unit_is_drawn_with_its_lots_and_its_own_people_cannot_inspect_it(desks: Desks) -> None:
    staffed(desks)
    await press(desks, "chairman", "new")
    await press(desks, "chairman", "kind", "surprise")
    card = await desks.village.press("chairman", Work("inspections", "draw"))
    assert "Bốc thăm:" in card.text
    assert card.text.count("13 phiếu") == len(desks.village.library.office.desks)
    await press(desks, "chairman", "unit", UNIT)
    card = await desks.village.press("chairman", Work("inspections", "day", "20260304"))
    offered = {button.data.rsplit(":", 1)[-1] for row in card.rows for button in row if ":who:" in button.data}
    inside, head = (str(desks.village.person(who)) for who in ("inside", "head"))
    assert offered
    assert not offered & {inside, head}
    await press(desks, "chairman", "who", inside)
    assert every(desks) == ()


async def test_a_moved_or_called_off_periodic_inspection_is_told_again(desks: Desks) -> None:
    staffed(desks)
    one = await planned(desks, Kind.PERIODIC)
    await desks.to("02/03/2026 08:31")
    for who in ("inside", "head"):
        assert [line for line in desks.told(who) if "Kiểm tra định kỳ" in line], who
    assert any("được giao" in line for line in desks.told("inspector"))
    assert desks.told("second") == []
    assert "báo trước" in await press(desks, "chairman", "moved", one.code, "20260302")
    await press(desks, "chairman", "moved", one.code, "20260305")
    await press(desks, "chairman", "reassign", one.code, str(desks.village.person("second")))
    await desks.to("02/03/2026 08:32")
    assert desks.told("inside") != []
    assert any("được giao" in line for line in desks.told("second"))
    assert await press(desks, "inspector", "arrive", one.code) != ""
    assert every(desks)[0].arrived_at is None
    await press(desks, "chairman", "cancel", one.code)
    await desks.to("02/03/2026 08:33")
    assert any("đã hủy" in line for line in desks.told("inside"))
    assert any("đã hủy" in line for line in desks.told("second"))
    assert every(desks)[0].cancelled


async def test_only_the_chairman_plans_and_only_before_anybody_is_there(desks: Desks) -> None:
    staffed(desks)
    one = await planned(desks, Kind.SURPRISE)
    for who in ("vice", "head", "inside", "inspector"):
        for verb, rest in (
            ("cancel", ()),
            ("moved", ("20260306",)),
            ("reassign", (str(desks.village.person("second")),)),
        ):
            await press(desks, who, verb, one.code, *rest)
    assert every(desks) == (one,)
    await desks.to("04/03/2026 09:00")
    await press(desks, "inspector", "arrive", one.code)
    await press(desks, "inspector", "alone", one.code)
    for verb in ("cancel", "move", "other"):
        await press(desks, "chairman", verb, one.code)
    assert not every(desks)[0].cancelled


async def test_a_code_is_good_for_half_an_hour_and_for_somebody_of_the_unit(desks: Desks) -> None:
    staffed(desks)
    one = await planned(desks, Kind.SURPRISE)
    await desks.to("04/03/2026 09:00")
    await press(desks, "inspector", "arrive", one.code)
    old = every(desks)[0].pass_code
    await desks.to("04/03/2026 09:31")
    assert "30 phút" in (await desks.village.say("inside", old)).text
    await press(desks, "inspector", "arrive", one.code)
    code = every(desks)[0].pass_code
    for who in ("second", "vice", "resident"):
        await desks.village.say(who, code)
        assert every(desks)[0].checked_in_at is None, who
    assert "Đã xác nhận" in (await desks.village.say("inside", f"{code[:4]} {code[4:]}")).text
    assert every(desks)[0].confirmed_by == desks.village.person("inside")
    assert "có mặt" in (await desks.village.say("head", code)).text


@pytest.mark.parametrize(("result", "told"), [("good", 0), ("faults", 0), ("grave", 1)])
async def test_only_a_grave_result_reaches_the_chairman_at_once(desks: Desks, result: str, told: int) -> None:
    staffed(desks)
    one = await planned(desks, Kind.SURPRISE)
    await desks.to("04/03/2026 09:00")
    await held(desks, one, result)
    desks.told("chairman")
    await desks.to("04/03/2026 09:30")
    assert sum("nghiêm trọng" in line for line in desks.told("chairman")) == told
    assert sum("Kết quả kiểm tra" in line for line in desks.told("inside")) == 1
    assert every(desks)[0].result == result


async def test_what_was_wanting_is_recalled_on_its_day_and_then_to_the_chairman(desks: Desks) -> None:
    staffed(desks)
    one = await planned(desks, Kind.SURPRISE)
    await desks.to("04/03/2026 09:00")
    await held(desks, one, "faults")
    await desks.to("04/03/2026 10:00")
    for who in ("chairman", "head", "inspector"):
        desks.told(who)
    await desks.to("09/03/2026 07:30")
    assert [sum("kiểm tra lại" in line for line in desks.told(who)) for who in ("inspector", "head", "chairman")] == [
        1,
        1,
        0,
    ]
    await desks.to("10/03/2026 07:30", "11/03/2026 07:30")
    assert [sum("kiểm tra lại" in line for line in desks.told(who)) for who in ("inspector", "head", "chairman")] == [
        1,
        0,
        1,
    ]
    await press(desks, "inspector", "followed", one.code)
    await desks.to("12/03/2026 07:30")
    assert desks.told("inspector") == []


async def test_a_week_without_an_inspection_is_told_once_on_friday_at_15_and_one_with_never(desks: Desks) -> None:
    staffed(desks)
    await desks.to("02/03/2026 08:30", "06/03/2026 14:59")
    assert not any("chưa có cuộc kiểm tra" in line for line in desks.told("chairman"))
    await desks.to("06/03/2026 15:00", "06/03/2026 16:00", "09/03/2026 08:00")
    assert sum("tuần từ 02/03/2026" in line for line in desks.told("chairman")) == 1
    assert desks.told("vice") == []
    one = await planned(desks, Kind.SURPRISE, "20260311")
    await desks.to("11/03/2026 09:00")
    await held(desks, one)
    await desks.to("13/03/2026 15:00", "16/03/2026 08:00")
    assert not any("tuần từ" in line for line in desks.told("chairman"))


async def test_after_days_without_the_program_the_week_that_just_ended_is_told_and_older_ones_are_not(
    desks: Desks,
) -> None:
    staffed(desks)
    await desks.to("02/03/2026 08:30", "24/03/2026 08:00")
    lines = [line for line in desks.told("chairman") if "tuần từ" in line]
    assert [line.split("tuần từ ")[1][:10] for line in lines] == ["16/03/2026"]
    await desks.to("31/03/2026 15:00")
    assert any("tháng từ 01/03/2026" in line for line in desks.told("chairman"))
    assert at("31/03/2026 15:00") == desks.village.now
