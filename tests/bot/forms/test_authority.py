"""Whose form it is: looked up at every opening, every look of an official written down."""

from pathlib import Path

import pytest

from bot.ports import Opened
from bot.services.people import invite
from flows.dossier import Role
from tests.bot.forms.played import CLERK, RESIDENT, pdf, play, read, record_of, script_of, stage_of
from tests.bot.services.conftest import arrived
from tests.content.forms.reading import squeezed, text
from tests.replay import drafts
from tests.stage import DirectStage

CASE = "dossier/accepted_finished_handed_over"
FORMS = ("receipt", "control", "slip", "marital_status_declaration")


async def _hired(stage: DirectStage, who: str, role: Role, *fields: str) -> int:
    code = stage.database.run(lambda u: invite(u, role, fields, stage.now()))
    await arrived(stage, who, Opened(code), f"hired {who}")
    return stage.database.run(lambda u: u.people.meet("direct", who, stage.now())).person.id


@pytest.mark.parametrize(
    ("role", "fields", "may"),
    [
        (Role.CLERK, ("civil_status",), True),
        (Role.HEAD, (), True),
        (Role.CHAIRMAN, (), True),
        (Role.CLERK, ("land",), False),
        (Role.HELPER, (), False),
    ],
)
async def test_forms_are_for_the_officials_of_the_field(
    tmp_path: Path, role: Role, fields: tuple[str, ...], may: bool
) -> None:
    with stage_of(script := script_of(CASE), tmp_path) as stage:
        await play(stage, script)
        person = await _hired(stage, "người xem", role, *fields)
        record = record_of(stage)
        assert [bool(await read(stage, "người xem", form)) for form in FORMS] == [may] * len(FORMS)
        views = [one for one in stage.database.run(lambda u: u.views.of(record.id)) if one.person_id == person]
    assert [view.what for view in views] == ([f"form:{form}" for form in FORMS] if may else [])
    assert all(view.reason for view in views)


async def test_a_neighbour_and_a_stranger_get_nothing(tmp_path: Path) -> None:
    with stage_of(script := script_of(CASE), tmp_path) as stage:
        await play(stage, script)
        await (await stage.seat("hàng xóm")).say("xin chào")
        for who in ("hàng xóm", "chưa từng đến"):
            for form in FORMS:
                assert await read(stage, who, form) == ""
            assert await pdf(stage, who, "register:2026-11") is None


@pytest.mark.parametrize(
    "file_id",
    [
        "form:", "form:HS:receipt", "form:{reference}:paper", "form:{reference}:../fonts", "form:{reference}:register",
        "form:{reference}:birth_declaration", "register:2026-13", "register:", "register:2026-11-01x", "draft:x:slip",
        "blank:../../README", "blank:paper", "blank:", "blank:authorisation:x",
    ],
)  # fmt: skip
async def test_a_made_up_form_is_not_there(tmp_path: Path, file_id: str) -> None:
    with stage_of(script := script_of(CASE), tmp_path) as stage:
        await play(stage, script)
        for who in (RESIDENT, CLERK):
            assert await pdf(stage, who, file_id.format(reference=stage.references()[0])) is None


async def test_the_register_has_the_files_of_the_month_and_the_field_each_look_logged(tmp_path: Path) -> None:
    with stage_of(script := script_of(CASE), tmp_path) as stage:
        await play(stage, script)
        record = record_of(stage)
        await _hired(stage, "cán bộ đất", Role.CLERK, "land")
        own, other, before = [
            squeezed(text(printed)) if printed else ""
            for printed in (
                await pdf(stage, CLERK, "register:2026-11"),
                await pdf(stage, "cán bộ đất", "register:2026-11"),
                await pdf(stage, CLERK, "register:2026-10"),
            )
        ]
        looks = [one for one in stage.database.run(lambda u: u.views.of(record.id)) if one.what == "form:register"]
    code = str(record.official_code)
    assert code in own
    assert "NguyễnVănBình" in own
    assert "23/11/202623/11/202627/11/202625/11/202626/11/2026" in own
    assert code not in other
    assert code not in before
    assert len(looks) == 1


async def test_a_drafts_declaration_is_its_owners_and_has_whole_numbers(tmp_path: Path) -> None:
    script = script_of(CASE).split("\n> [Gửi hồ sơ]")[0]
    with stage_of(script, tmp_path) as stage:
        await play(stage, script)
        (draft,) = drafts(stage)
        mine = await pdf(stage, RESIDENT, f"draft:{draft.tag}:marital_status_declaration")
        assert mine is not None
        assert await pdf(stage, CLERK, f"draft:{draft.tag}:marital_status_declaration") is None
        assert await pdf(stage, RESIDENT, f"draft:{draft.tag}:birth_declaration") is None
    said = squeezed(text(mine))
    assert "NGUYỄNVĂNBÌNH" in said
    assert "030095001234" in said
    assert "20/08/1995" in said


async def test_blank_forms_are_for_everybody_and_name_nobody(tmp_path: Path) -> None:
    with stage_of(script := script_of(CASE), tmp_path) as stage:
        await play(stage, script)
        await (await stage.seat("hàng xóm")).say("xin chào")
        printed = await pdf(stage, "hàng xóm", "blank:marital_status_declaration")
    assert printed is not None
    said = squeezed(text(printed))
    assert "NamThanhMiện" in said
    assert "NguyễnVănBình".upper() not in said
