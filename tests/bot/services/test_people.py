"""Codes that give a role or move a conversation: once, in time, for one purpose, and not to be guessed."""

import re
from datetime import timedelta

import pytest

from bot.ports import Said
from bot.services.people import CODE_LIFE, INVITATION_LIFE, hashed, invite, looks_like_code, new_code
from flows.dossier import Role
from tests.bot.services.conftest import SENT, arrived, told
from tests.stage import DirectStage

_SHOWN = re.compile(r"[2-9A-HJ-NP-Z]{4} [2-9A-HJ-NP-Z]{4}")


def _person(stage: DirectStage, who: str) -> int:
    return stage.database.run(lambda u: u.people.meet("direct", who, stage.now())).person.id


def _roles(stage: DirectStage, who: str) -> list[str]:
    person = _person(stage, who)
    return [staff.role for staff in stage.database.run(lambda u: u.staff.of(person))]


async def _move_code(stage: DirectStage, who: str) -> str:
    shown = await told(stage.drivers.get(who) or await stage.seat(who), "chuyển máy")
    found = _SHOWN.search(shown)
    assert found, shown
    return found[0]


def test_codes_are_typed_easily_and_never_the_same() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(looks_like_code(code) and not set(code) & set("01ILO") for code in codes)


@pytest.mark.parametrize("text", ["bỏ qua", "KHAISINH", "12345678901", "22/11/2026", "", "ABCD-EFG"])
def test_words_dates_and_numbers_are_no_code(text: str) -> None:
    assert not looks_like_code(text)


@pytest.mark.parametrize("written", ["abcd efg2", "ABCDEFG2", " abcd-efg2 ", "Abcd Efg2."])
def test_spaces_dashes_and_case_of_a_code_are_forgiven(written: str) -> None:
    assert hashed(written) == hashed("ABCDEFG2")


async def test_an_invitation_gives_its_role_once_and_to_one_person(stage: DirectStage) -> None:
    code = stage.database.run(lambda u: invite(u, Role.HEAD, (), stage.now()))
    await arrived(stage, "một", Said(f"{code[:4].lower()} {code[4:].lower()}"), "1")
    await arrived(stage, "hai", Said(code), "2")
    await arrived(stage, "một", Said(code), "3")
    assert (_roles(stage, "một"), _roles(stage, "hai")) == (["head"], [])


async def test_an_invitation_that_nobody_took_up_is_worthless_after_a_week(stage: DirectStage) -> None:
    code = stage.database.run(lambda u: invite(u, Role.HEAD, (), stage.now()))
    await stage.move_to(stage.now() + INVITATION_LIFE + timedelta(minutes=1))
    await arrived(stage, "một", Said(code), "1")
    assert _roles(stage, "một") == []


async def test_a_move_code_brings_the_draft_to_one_other_chat(stage: DirectStage) -> None:
    await told(await stage.seat("máy cũ"), *SENT[:6])
    code = await _move_code(stage, "máy cũ")
    new, thief = await stage.seat("máy mới"), await stage.seat("kẻ lạ")
    assert "Làm tiếp" in await told(new, code)
    assert "Làm tiếp" not in await told(thief, code)
    assert _person(stage, "máy mới") == _person(stage, "máy cũ") != _person(stage, "kẻ lạ")


async def test_a_move_code_is_worthless_after_its_minutes_and_after_the_next_one(stage: DirectStage) -> None:
    await told(await stage.seat("máy cũ"), *SENT[:6])
    first, second = await _move_code(stage, "máy cũ"), await _move_code(stage, "máy cũ")
    assert "Làm tiếp" not in await told(await stage.seat("máy mới"), first)
    await stage.move_to(stage.now() + CODE_LIFE + timedelta(seconds=1))
    assert "Làm tiếp" not in await told(stage.drivers["máy mới"], second)


async def test_a_move_code_gives_no_role_and_an_invitation_moves_nobody(stage: DirectStage) -> None:
    await stage.seat("trưởng bộ phận")
    code = stage.database.run(lambda u: invite(u, Role.HELPER, (), stage.now(), 1))
    await arrived(stage, "người mới", Said(code), "1")
    assert _roles(stage, "người mới") == ["helper"]
    assert _person(stage, "người mới") != _person(stage, "trưởng bộ phận")


async def test_who_guessed_too_often_may_try_again_after_an_hour_and_others_at_once(stage: DirectStage) -> None:
    code = stage.database.run(lambda u: invite(u, Role.CLERK, (), stage.now()))
    other = stage.database.run(lambda u: invite(u, Role.CLERK, (), stage.now()))
    for attempt in range(5):
        await arrived(stage, "vụng tay", Said(f"2345678{attempt + 2}"), f"guess {attempt}")
    await arrived(stage, "vụng tay", Said(code), "too soon")
    await arrived(stage, "người khác", Said(other), "not concerned")
    assert (_roles(stage, "vụng tay"), _roles(stage, "người khác")) == ([], ["clerk"])
    await stage.move_to(stage.now() + timedelta(minutes=61))
    await arrived(stage, "vụng tay", Said(code), "in time")
    assert _roles(stage, "vụng tay") == ["clerk"]
