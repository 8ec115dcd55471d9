"""Letting people in and out in the chat: invitations, roles that end, somebody who leaves; who saw and did what."""

from bot.ports import Chat, Opened, Said
from bot.services.people import INVITATION_LIFE
from flows.dossier import Role
from storage.records_staff import Invitation
from tests.bot.services.conftest import arrived, data_of, pressed
from tests.bot.services.test_handing import hired, owed, record_of, sent
from tests.stage import DirectStage


def _pending(stage: DirectStage) -> tuple[Invitation, ...]:
    return stage.database.run(lambda u: u.staff.pending(stage.now()))


def _roles(stage: DirectStage, person: int) -> list[str]:
    return [one.role for one in stage.database.run(lambda u: u.staff.of(person))]


async def _invite(stage: DirectStage, who: str, role: Role, name: str, *steps: str) -> str:
    """Plays an invitation through; the text of its last card."""
    await pressed(stage, who, "w:staff:invite", f"{who} {name} invite")
    await pressed(stage, who, f"w:staff:role:{role}", f"{who} {name} role")
    for step in steps:
        await pressed(stage, who, step, f"{who} {name} {step}")
    card = await arrived(stage, who, Said(name), f"{who} {name}")
    return card.text


async def test_a_head_invites_a_specialist_by_name_and_field(stage: DirectStage) -> None:
    await hired(stage, "Hòa", Role.HEAD)
    text = await _invite(stage, "Hòa", Role.SPECIALIST, "Trần Văn Minh", "w:staff:place:land", "w:staff:name")
    assert "Trần Văn Minh" in text
    assert "Đất đai" in text
    code = text.split("Mã: `")[1].split("`")[0]
    (waiting,) = _pending(stage)
    assert (waiting.offers.role, waiting.offers.fields) == ("specialist", ("land",))
    assert waiting.expires_at == stage.now() + INVITATION_LIFE
    assert "Đồng chí" in (await arrived(stage, "Minh", Said(code), "code")).text
    person = stage.database.run(lambda u: u.people.meet("direct", "Minh", stage.now())).person.id
    (held,) = stage.database.run(lambda u: u.staff.of(person))
    assert (held.name, held.fields) == ("Trần Văn Minh", ("land",))
    kinds = [one.kind for one in stage.database.run(lambda u: u.acts.latest(9))]
    assert kinds[:2] == ["appointed", "invited"]


async def test_a_helper_is_invited_with_body_and_hamlets_and_gets_a_qr(stage: DirectStage) -> None:
    await hired(stage, "Sáu", Role.ORGANISER)
    await pressed(stage, "Sáu", "w:staff:invite")
    await pressed(stage, "Sáu", "w:staff:role:helper")
    await pressed(stage, "Sáu", "w:staff:body:women")
    hamlets = [one.id for one in stage.content.office.hamlets]
    for turn, place in enumerate((hamlets[0], hamlets[1], hamlets[0])):
        await pressed(stage, "Sáu", f"w:staff:place:{place}", f"place {turn}")
    await pressed(stage, "Sáu", "w:staff:name")
    card = await arrived(stage, "Sáu", Said("Vũ Thị Lý"), "name")
    (waiting,) = _pending(stage)
    assert waiting.offers.organisation == "women"
    assert waiting.offers.hamlets == (hamlets[1],)
    (picture,) = card.files
    made = await stage.assistant.file(Chat("direct", "Sáu"), picture.file_id)
    assert made is not None
    assert made.data.startswith(b"\x89PNG")
    assert await stage.assistant.file(Chat("direct", "kẻ lạ"), picture.file_id) is None


async def test_nobody_invites_above_themselves_or_beyond_their_fields(stage: DirectStage) -> None:
    await hired(stage, "Hòa", Role.HEAD, "land")
    for role in (Role.HEAD, Role.CHAIRMAN, Role.ADMINISTRATOR, Role.ORGANISER):
        assert "không thuộc phần" in (await pressed(stage, "Hòa", f"w:staff:role:{role}")).text
    await pressed(stage, "Hòa", "w:staff:role:clerk")
    assert "ít nhất một lĩnh vực" in (await pressed(stage, "Hòa", "w:staff:name")).text
    await _invite(stage, "Hòa", Role.CLERK, "Tất Cả", "w:staff:name")
    await _invite(stage, "Hòa", Role.CLERK, "Người Khác", "w:staff:place:merit", "w:staff:name")
    assert _pending(stage) == ()
    for who, role in (("Lan", Role.CLERK), ("Bảy", Role.HELPER)):
        await hired(stage, who, role)
        assert "không thuộc phần" in (await pressed(stage, who, "w:staff:invite")).text
        assert "không thuộc phần" in (await pressed(stage, who, "w:staff:home")).text


async def test_an_invitation_taken_back_opens_nothing(stage: DirectStage) -> None:
    await hired(stage, "Hòa", Role.HEAD)
    text = await _invite(stage, "Hòa", Role.CLERK, "Trần Văn Minh", "w:staff:name")
    code = text.split("Mã: `")[1].split("`")[0]
    (waiting,) = _pending(stage)
    await hired(stage, "Lan", Role.CLERK)
    await pressed(stage, "Lan", f"w:staff:withdraw:{waiting.id}")
    assert _pending(stage) == (waiting,)
    assert "Đã thu hồi" in (await pressed(stage, "Hòa", f"w:staff:withdraw:{waiting.id}")).text
    await arrived(stage, "Minh", Said(code), "code")
    assert _roles(stage, stage.database.run(lambda u: u.people.meet("direct", "Minh", stage.now())).person.id) == []


async def test_who_leaves_loses_access_at_once_and_their_files_go_to_the_colleague(stage: DirectStage) -> None:
    reference = await sent(stage)
    await hired(stage, "Hòa", Role.CHAIRMAN)
    lan = await hired(stage, "Lan", Role.HEAD)
    await hired(stage, "Lan", Role.CLERK)
    minh = await hired(stage, "Minh", Role.CLERK)
    await pressed(stage, "Lan", f"d:claim:{reference}")
    await _invite(stage, "Lan", Role.CLERK, "Người Mới", "w:staff:name")
    opened = await pressed(stage, "Lan", f"d:open:{reference}")
    card = await pressed(stage, "Hòa", f"w:staff:leave:{lan}")
    done = await pressed(stage, "Hòa", data_of(card, "Minh"))
    assert "Lan (phụ trách Một cửa) đã thôi việc" in done.text.replace("**", "")
    assert "Đã giao 1 hồ sơ" in done.text
    assert record_of(stage, reference).owner_id == minh
    assert (owed(stage, minh), owed(stage, lan)) == (["file_handed"], [])
    assert (_roles(stage, lan), _pending(stage)) == ([], ())
    for data in [button.data for row in opened.rows for button in row if button.data.startswith("d:")]:
        assert "Nguyễn Thị Mẫu" not in (await pressed(stage, "Lan", data)).text
    file = record_of(stage, reference).id
    events = stage.database.run(lambda u: u.dossiers.events(file))
    assert (events[-1].kind, events[-1].role) == ("pass_on", "chairman")


async def test_files_go_back_to_the_field_when_nobody_is_named(stage: DirectStage) -> None:
    reference = await sent(stage)
    await hired(stage, "Quân", Role.ADMINISTRATOR)
    lan = await hired(stage, "Lan", Role.CLERK)
    await pressed(stage, "Lan", f"d:claim:{reference}")
    await pressed(stage, "Quân", f"w:staff:leave!:{lan}:0")
    assert record_of(stage, reference).owner_id is None
    assert _roles(stage, lan) == []


async def test_a_role_that_ends_takes_only_the_files_it_was_needed_for(stage: DirectStage) -> None:
    reference = await sent(stage)
    await hired(stage, "Hòa", Role.CHAIRMAN)
    lan = await hired(stage, "Lan", Role.CLERK, "certification")
    await hired(stage, "Lan", Role.SPECIALIST, "certification", "land")
    await pressed(stage, "Lan", f"d:claim:{reference}")
    first, second = stage.database.run(lambda u: u.staff.of(lan))
    await pressed(stage, "Hòa", f"w:staff:end:{first.id}")
    await pressed(stage, "Hòa", f"w:staff:end!:{first.id}")
    assert record_of(stage, reference).owner_id == lan
    await pressed(stage, "Hòa", f"w:staff:end!:{second.id}")
    assert record_of(stage, reference).owner_id is None


async def test_nobody_ends_roles_that_are_not_theirs_to_give(stage: DirectStage) -> None:
    await hired(stage, "Hòa", Role.HEAD)
    chairman = await hired(stage, "Chủ", Role.CHAIRMAN)
    both = await hired(stage, "Hai", Role.CLERK)
    await hired(stage, "Hai", Role.HEAD)
    (post,) = stage.database.run(lambda u: u.staff.of(chairman))
    for data in (f"w:staff:end!:{post.id}", f"w:staff:leave!:{chairman}:0", f"w:staff:leave!:{both}:0"):
        await pressed(stage, "Hòa", data)
    assert (_roles(stage, chairman), _roles(stage, both)) == (["chairman"], ["clerk", "head"])


async def test_the_leader_reads_who_saw_a_file_and_that_reading_is_written_down(stage: DirectStage) -> None:
    reference = await sent(stage)
    await hired(stage, "Lan", Role.CLERK)
    await hired(stage, "Chủ", Role.CHAIRMAN)
    await hired(stage, "Đất", Role.HEAD, "land")
    for turn in range(12):
        await pressed(stage, "Lan", f"d:open:{reference}", f"look {turn}")
    for who in ("Lan", "Đất", "kẻ lạ"):
        assert "Ai đã xem" not in (await pressed(stage, who, f"w:staff:views:{reference}")).text
    card = await pressed(stage, "Chủ", f"w:staff:views:{reference}")
    assert "13 lượt" in card.text
    assert "Lan (cán bộ tiếp nhận và trả kết quả): mở hồ sơ – để giải quyết" in card.text
    assert "Chủ (lãnh đạo ủy ban): xem nhật ký xem" in card.text
    rest = await pressed(stage, "Chủ", data_of(card, "Xem tiếp"))
    assert "14 lượt" in rest.text
    assert card.text.count("•") == 10
    assert rest.text.count("•") == 4


async def test_what_was_done_beside_files_is_read_by_those_who_lead_only(stage: DirectStage) -> None:
    await hired(stage, "Chủ", Role.CHAIRMAN)
    await hired(stage, "Lan", Role.CLERK)
    assert "không thuộc phần" in (await pressed(stage, "Lan", "w:staff:deeds")).text
    card = await pressed(stage, "Chủ", "w:staff:deeds")
    assert "máy chủ: mời Lan làm cán bộ tiếp nhận và trả kết quả" in card.text
    assert "nhận vai trò lãnh đạo ủy ban" in card.text
    again = await pressed(stage, "Chủ", "w:staff:deeds", "again")
    assert "xem nhật ký quản trị" in again.text


async def test_an_old_link_of_somebody_who_left_opens_no_desk(stage: DirectStage) -> None:
    await hired(stage, "Quân", Role.ADMINISTRATOR)
    lan = await hired(stage, "Lan", Role.CLERK)
    await pressed(stage, "Quân", f"w:staff:leave!:{lan}:0")
    card = await arrived(stage, "Lan", Opened(""), "again")
    assert "chỉ dành cho cán bộ" in (await pressed(stage, "Lan", "d:list")).text
    assert "hồ sơ đang" not in card.text
