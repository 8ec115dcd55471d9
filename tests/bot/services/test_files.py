"""Pages of a file are opened by those whose work it is, while it is; every look is written down; a QR tells no name."""

import io

import pytest
from PIL import Image

from bot.ports import Chat, Opened
from bot.services.attachments import qr_code
from bot.services.people import invite
from flows.dossier import Role
from storage.records import Document
from tests.bot.services.conftest import SENT, arrived, pressed, told
from tests.papers import photo
from tests.stage import DirectStage

OWNER = "chủ hồ sơ"


async def _page(stage: DirectStage, *, sent: bool) -> Document:
    owner = await stage.seat(OWNER)
    await told(owner, *SENT[:8])
    await owner.send([("ảnh.jpg", photo("trang 1"))])
    (draft,) = stage.database.run(lambda u: u.drafts.all_of(1))
    (page,) = stage.database.run(lambda u: u.documents.of_draft(draft.id))
    if sent:
        await told(owner, "xong", "Nguyễn Thị Mẫu", "0912345678", "gửi")
    return page


async def _opens(stage: DirectStage, who: str, page: str) -> bool:
    return await stage.assistant.file(Chat("direct", who), page) is not None


async def _hired(stage: DirectStage, who: str, role: Role, *fields: str) -> int:
    code = stage.database.run(lambda u: invite(u, role, fields, stage.now()))
    await arrived(stage, who, Opened(code), f"hired {who}")
    return stage.database.run(lambda u: u.people.meet("direct", who, stage.now())).person.id


async def test_a_page_of_a_draft_is_nobodys_business_yet(stage: DirectStage) -> None:
    page = await _page(stage, sent=False)
    await _hired(stage, "trưởng", Role.HEAD)
    assert await _opens(stage, OWNER, page.id)
    assert not await _opens(stage, "trưởng", page.id)


@pytest.mark.parametrize(
    ("role", "fields", "may"),
    [
        (Role.CLERK, ("certification",), True),
        (Role.SPECIALIST, ("land", "certification"), True),
        (Role.HEAD, (), True),
        (Role.CLERK, ("land",), False),
        (Role.HELPER, (), False),
    ],
)
async def test_a_page_is_opened_by_the_officials_of_its_field(
    stage: DirectStage, role: Role, fields: tuple[str, ...], may: bool
) -> None:
    page = await _page(stage, sent=True)
    await _hired(stage, "người xem", role, *fields)
    assert await _opens(stage, "người xem", page.id) is may
    views = stage.database.run(lambda u: u.views.of(1))
    assert [view.what for view in views] == ([f"document:{page.id}"] if may else [])


async def test_every_look_is_written_down_with_who_and_when(stage: DirectStage) -> None:
    page = await _page(stage, sent=True)
    clerk = await _hired(stage, "cán bộ một", Role.CLERK)
    head = await _hired(stage, "trưởng", Role.HEAD)
    (reference,) = stage.references()
    await pressed(stage, "cán bộ một", f"d:open:{reference}", "first look")
    await pressed(stage, "cán bộ một", f"d:open:{reference}", "second look")
    await _opens(stage, "trưởng", page.id)
    views = stage.database.run(lambda u: u.views.of(1))
    assert [(view.person_id, view.what) for view in views] == [
        (clerk, "file"),
        (clerk, "file"),
        (head, f"document:{page.id}"),
    ]
    assert all(view.reason and view.at == stage.now() for view in views)


async def test_who_lost_the_role_opens_nothing_with_old_buttons(stage: DirectStage) -> None:
    page = await _page(stage, sent=True)
    person = await _hired(stage, "cán bộ cũ", Role.CLERK)
    (staff,) = stage.database.run(lambda u: u.staff.of(person))
    stage.database.run(lambda u: u.staff.revoke(staff.id, stage.now()))
    (reference,) = stage.references()
    card = await pressed(stage, "cán bộ cũ", f"d:open:{reference}")
    assert "Nguyễn Thị Mẫu" not in card.text
    assert card.files == ()
    assert not await _opens(stage, "cán bộ cũ", page.id)
    assert stage.database.run(lambda u: u.views.of(1)) == ()


@pytest.mark.parametrize("page", ["", "1", "../../motcua.key", "' OR 1=1 --", "\x00", "ạ" * 300])
async def test_a_made_up_page_is_not_there(stage: DirectStage, page: str) -> None:
    await _page(stage, sent=True)
    await _hired(stage, "trưởng", Role.HEAD)
    for who in (OWNER, "trưởng", "chưa từng đến"):
        assert not await _opens(stage, who, page)


def test_a_qr_is_a_clean_picture_that_differs_with_the_code() -> None:
    one, two = (qr_code(code, "https://motcua.example") for code in ("HS-7K3MQ2", "HS-7K3MQ3"))
    assert (one.media_type, one.name) == ("image/png", "HS-7K3MQ2.png")
    assert one.data != two.data
    with Image.open(io.BytesIO(one.data)) as image:
        assert image.width == image.height >= 120
        assert image.info.keys() <= {"dpi"}
