"""Two helpers and their organiser with a phone each: a week comes out, two swap a turn, one checks in at the desk."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.services.people import appoint
from content.catalog import Library
from flows.dossier import Role
from storage.records_staff import Appointment
from tests.browser.conftest import SMALL
from tests.browser.phone import Phone
from tests.contracts.stages import ChannelStage, channel_stage
from tests.flows.calendars import at

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LOOKED_AT = os.environ.get("MOTCUA_PICTURES", "")  # a folder for pictures, to be looked at


@asynccontextmanager
async def seated(browser: Browser, stage: ChannelStage, offers: Appointment) -> AsyncIterator[Phone]:
    """A phone on which an invitation was opened."""
    code = stage.database.run(lambda u: appoint(u, offers, stage.now()))
    context = await browser.new_context(viewport=SMALL, is_mobile=True, has_touch=True, reduced_motion="reduce")
    phone = await Phone.open(context, f"{stage.url}?c={code}")
    yield phone
    assert phone.complaints == []
    await context.close()


async def told(phone: Phone, words: str, button: str = "") -> None:
    """Waits for a push with these words, and taps a button of it."""
    notice = phone.page.locator(".notice", has_text=words).last
    await expect(notice).to_be_visible()
    if button:
        await notice.get_by_role("button", name=button, exact=True).click()


async def look(phone: Phone, name: str) -> None:
    """The page fits the screen and has no fault that axe finds; a picture is kept where one is wanted."""
    if LOOKED_AT:
        await phone.page.screenshot(path=Path(LOOKED_AT) / f"{name}.png")
    assert await phone.wide() == 0
    assert await phone.faults() == []


def of(body: str, name: str) -> Appointment:
    return Appointment(Role.HELPER, name=name, organisation=body)


async def test_a_week_comes_out_two_swap_a_turn_and_one_checks_in(
    browser: Browser, library: Library, tmp_path: Path
) -> None:
    async with (
        channel_stage(tmp_path, library, at("26/11/2026 07:50"), "web") as stage,
        seated(browser, stage, of("front", "Trần Văn Hòa")) as hoa,
        seated(browser, stage, of("women", "Lê Thị Lan")) as lan,
        seated(browser, stage, Appointment(Role.ORGANISER)) as organiser,
        seated(browser, stage, Appointment(Role.CLERK)) as clerk,
    ):
        await stage.move_to(at("26/11/2026 08:00"))
        await told(organiser, "Dự thảo lịch trực tuần 30/11/2026", "Xếp lịch trực")
        await organiser.asked("Đoàn thể chưa có ai trong danh sách")
        await look(organiser, "board")

        await stage.move_to(at("27/11/2026 15:00"))
        await told(hoa, "Lịch trực tuần 30/11/2026", "Lịch của tôi")
        await hoa.asked("Lịch trực của tôi")
        await hoa.tap("Ca 1")
        await hoa.asked("Đây là ca của anh/chị")
        await hoa.tap("Đổi ca")
        await hoa.asked("muốn đổi ca sáng thứ Hai")
        await look(hoa, "swap")
        await hoa.tap("Ca 1")
        await hoa.asked("Đã hỏi Lê Thị Lan")

        await stage.move_to(at("27/11/2026 15:01"))
        await look(lan, "asked")
        await told(lan, "Trần Văn Hòa xin đổi ca", "Đồng ý đổi")
        await lan.asked("Đã đổi xong")
        await stage.move_to(at("27/11/2026 15:02"))
        await told(hoa, "Lê Thị Lan đã đồng ý đổi ca")
        await told(organiser, "đã đổi ca: Trần Văn Hòa trực ca sáng thứ Ba")

        await stage.move_to(at("30/11/2026 07:00"))
        await told(lan, "Hôm nay")
        await clerk.say("bàn làm việc")
        await clerk.tap("Công việc")
        await clerk.tap("Trực hôm nay")
        await clerk.tap("Mã điểm danh")
        await clerk.asked("Mã điểm danh hôm nay")
        await look(clerk, "code")
        await lan.say((await clerk.card.locator("strong").inner_text()).split(": ")[1])
        await lan.asked("đã ghi nhận có mặt")
        await lan.tap("+1")
        await expect(lan.card).to_contain_text("Đã giúp: 1")
        await look(lan, "on_duty")
