"""Papers come back as one PDF each, named by rule: to the resident, and to officials, every look logged."""

import io

import pypdfium2

from bot.ports import Chat, Opened
from bot.services.people import invite
from flows.dossier import Role
from tests.bot.services.conftest import SENT, arrived, pressed, told
from tests.imaging.shots import Shot
from tests.stage import DirectStage

OWNER = "chủ hồ sơ"
PAGES = [("một.jpg", Shot("letter", 11).jpeg()), ("hai.jpg", Shot("letter", 17, turn=90).jpeg())]


async def _sent_in(stage: DirectStage) -> str:
    owner = await stage.seat(OWNER)
    await told(owner, *SENT[:8])
    await owner.send(PAGES)
    await told(owner, "xong", "Nguyễn Thị Mẫu", "0912345678", "gửi")
    (reference,) = stage.references()
    return reference


async def test_the_resident_gets_their_papers_back_as_upright_pdfs(stage: DirectStage) -> None:
    reference = await _sent_in(stage)
    card = await pressed(stage, OWNER, f"m:pdf:{reference}")
    (file,) = card.files
    assert file.name == file.file_name
    assert file.name.isascii()
    assert file.name.startswith(f"{reference}_")
    found = await stage.assistant.file(Chat("direct", OWNER), file.file_id)
    assert found is not None
    assert (found.name, found.media_type) == (file.name, "application/pdf")
    pages = [page.get_size() for page in pypdfium2.PdfDocument(io.BytesIO(found.data))]
    assert [wide < high for wide, high in pages] == [True, True]
    assert stage.database.run(lambda u: u.views.of(1)) == ()


async def test_an_official_opens_one_pdf_a_paper_and_the_look_is_logged(stage: DirectStage) -> None:
    reference = await _sent_in(stage)
    person = await _hired(stage, "cán bộ một", Role.CLERK)
    card = await pressed(stage, "cán bộ một", f"d:bound:{reference}:original")
    (file,) = card.files
    assert await stage.assistant.file(Chat("direct", "cán bộ một"), file.file_id) is not None
    views = stage.database.run(lambda u: u.views.of(1))
    assert [(view.person_id, view.what) for view in views] == [(person, "paper:original_photo")]


async def test_nobody_else_gets_a_paper_by_guessing_its_name(stage: DirectStage) -> None:
    reference = await _sent_in(stage)
    await _hired(stage, "cán bộ đất đai", Role.CLERK, "land")
    await _hired(stage, "người giúp", Role.HELPER)
    for who in ("cán bộ đất đai", "người giúp", "người lạ"):
        assert await stage.assistant.file(Chat("direct", who), f"pdf:{reference}:original_photo") is None
    for made_up in ("pdf", "pdf:", f"pdf:{reference}", f"pdf:{reference}:none", "pdf:HS-XXXXXX:original_photo"):
        assert await stage.assistant.file(Chat("direct", OWNER), made_up) is None


async def test_a_paper_that_waits_for_the_scanner_is_not_opened_by_officials(stage: DirectStage) -> None:
    reference = await _sent_in(stage)
    await _hired(stage, "cán bộ một", Role.CLERK)
    page = stage.database.run(lambda u: u.documents.of_dossier(1)[0])
    stage.database.run(lambda u: u.documents.judge(page.id, page.turn, page.verdict, "held"))
    card = await pressed(stage, "cán bộ một", f"d:look:{reference}:original")
    assert card.files == ()
    for file_id in (f"pdf:{reference}:original_photo", page.id):
        assert await stage.assistant.file(Chat("direct", "cán bộ một"), file_id) is None
        assert await stage.assistant.file(Chat("direct", OWNER), file_id) is not None


async def _hired(stage: DirectStage, who: str, role: Role, *fields: str) -> int:
    code = stage.database.run(lambda u: invite(u, role, fields, stage.now()))
    await arrived(stage, who, Opened(code), f"hired {who}")
    return stage.database.run(lambda u: u.people.meet("direct", who, stage.now())).person.id
