"""Papers shared with a question: no others, for the asked alone, only while it is open, and every look logged."""

from bot.ports import Chat, Opened, Said
from bot.services.people import appoint
from flows.dossier import Role
from storage.records_staff import Appointment
from tests.bot.services.conftest import SENT, arrived, pressed, told
from tests.papers import photo
from tests.stage import DirectStage

OWNER, CLERK, ASKED, OTHER = "chủ hồ sơ", "cán bộ một", "địa chính", "công an"


async def _hired(stage: DirectStage, who: str, role: Role, field: str) -> int:
    code = stage.database.run(lambda u: appoint(u, Appointment(role, (field,), (), f"Bà {who}"), stage.now()))
    await arrived(stage, who, Opened(code), f"hired {who}")
    return stage.database.run(lambda u: u.people.meet("direct", who, stage.now())).person.id


async def _asked(stage: DirectStage, *papers: str) -> tuple[str, str, int]:
    """A file with a photo, about which a land official is asked by name; its code, the tag, who is asked."""
    owner = await stage.seat(OWNER)
    await told(owner, *SENT[:8])
    await owner.send([("một.jpg", photo("trang 1"))])
    await told(owner, "xong", "Nguyễn Thị Mẫu", "0912345678", "gửi")
    (reference,) = stage.references()
    await _hired(stage, CLERK, Role.CLERK, "certification")
    person = await _hired(stage, ASKED, Role.SPECIALIST, "land")
    await _hired(stage, OTHER, Role.SPECIALIST, "land")
    await pressed(stage, CLERK, f"d:open:{reference}")
    await pressed(stage, CLERK, f"d:accept:{reference}")
    await arrived(stage, CLERK, Said("H24.31.45-261123-0001"), "code")
    card = await pressed(stage, CLERK, f"w:inbox:askto:{reference}")
    assert "Bà địa chính" in [button.label for row in card.rows for button in row]
    await pressed(stage, CLERK, f"w:inbox:askabout:{reference}:p.{person}")
    card = await arrived(stage, CLERK, Said("Bản chính này có đúng mẫu không?"), "question")
    assert "Chưa chọn giấy nào" in card.text
    for number, paper in enumerate(papers):
        await pressed(stage, CLERK, f"w:inbox:askpaper:{reference}:{paper}", f"tick {number}")
    await pressed(stage, CLERK, f"w:inbox:askday:{reference}:1")
    await pressed(stage, CLERK, f"w:inbox:asksend:{reference}")
    (one,) = stage.database.run(lambda u: u.consultations.of_dossier(1))
    return reference, one.tag, person


async def test_nothing_is_shared_that_was_not_ticked(stage: DirectStage) -> None:
    _, tag, _ = await _asked(stage)
    card = await pressed(stage, ASKED, f"w:inbox:opinion:{tag}")
    assert card.files == ()
    assert "không có" in card.text
    page = stage.database.run(lambda u: u.documents.of_dossier(1)[0])
    for file_id in (f"opinion:{tag}:{page.id}:0", page.id, f"look:{page.id}:0:0:"):
        assert await stage.assistant.file(Chat("direct", ASKED), file_id) is None


async def test_a_shared_paper_is_seen_by_the_asked_alone_and_the_look_is_logged(stage: DirectStage) -> None:
    reference, tag, person = await _asked(stage, "original")
    card = await pressed(stage, ASKED, f"w:inbox:opinion:{tag}")
    (picture,) = card.files
    for who in (OTHER, OWNER, "người lạ"):
        assert await stage.assistant.file(Chat("direct", who), picture.file_id) is None
    assert await stage.assistant.file(Chat("direct", ASKED), picture.file_id) is not None
    page = stage.database.run(lambda u: u.documents.of_dossier(1)[0])
    assert await stage.assistant.file(Chat("direct", ASKED), f"opinion:{tag}:{page.id}:7") is None
    seen = [view.what for view in stage.database.run(lambda u: u.views.of(1)) if view.person_id == person]
    assert seen == ["opinion", f"document:{page.id}"]
    assert reference in card.text
    assert "Nguyễn Thị Mẫu" not in card.text


async def test_a_paper_is_no_longer_shared_once_the_question_is_answered(stage: DirectStage) -> None:
    _, tag, _ = await _asked(stage, "original")
    card = await pressed(stage, ASKED, f"w:inbox:opinion:{tag}")
    await arrived(stage, ASKED, Said("Đúng mẫu."), "answer")
    await pressed(stage, ASKED, f"w:inbox:opine:{tag}")
    again = await pressed(stage, ASKED, f"w:inbox:opinion:{tag}", "again")
    assert "Đúng mẫu." in again.text
    assert again.files == ()
    assert await stage.assistant.file(Chat("direct", ASKED), card.files[0].file_id) is None


async def test_ticking_twice_shares_nothing_and_an_unknown_paper_is_not_taken(stage: DirectStage) -> None:
    _, tag, _ = await _asked(stage, "original", "original", "secret")
    one = stage.database.run(lambda u: u.consultations.by_tag(tag))
    assert one is not None
    assert one.papers == ()
