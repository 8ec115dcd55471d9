"""Officials open, judge and circle papers one by one; what is wrong is asked for once, and only that reopens."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from bot.callbacks import Act, Desk, Menu
from bot.ports import Card, Chat, Sent
from bot.services.form_filling import fill
from bot.services.notices import compose
from bot.services.visit import visit
from content.catalog import load
from content.forms.filled import SupplementRequest
from flows.dossier import Role, State
from flows.looking import AFTERWARDS
from flows.marks import EVENT, Mark, marks_in
from flows.session import Session
from storage.database import Database
from storage.keys import Key
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault
from tests.bot.dossier.village import SINGLE, Village
from tests.papers import photo

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LIBRARY = load("nam_thanh_mien")
CARD, HOME = "identity", "residence"  # two papers of a marital-status certificate


@pytest.fixture
def village(database: Database, tmp_path: Path, key: Key) -> Village:
    here = Village(database, LIBRARY, START, tmp_path, key)
    here.hire("clerk", Role.CLERK)
    here.hire("land clerk", Role.CLERK, "land")
    here.hire("chairman", Role.CHAIRMAN)
    return here


async def sent(village: Village) -> DossierRecord:
    """A file with two pictures of one paper and one of another."""
    file = await village.send("an", "marital_status_certificate", SINGLE)
    put(village, file, CARD, "mặt trước", "mặt sau")
    put(village, file, HOME, "nơi cư trú")
    return file


def put(village: Village, file: DossierRecord, key: str, *pictures: str) -> list[str]:
    """Pictures on record under a paper, as if they had come with the file."""
    stored = [Vault(village.folder / "vault", village.key).write(photo(one)) for one in pictures]

    def work(u: UnitOfWork) -> None:
        draft = u.drafts.create(file.person_id, Session(f"put {key}", file.version), village.now)
        for one in stored:
            u.documents.add(
                one.id,
                file.person_id,
                draft.id,
                key,
                media_type="image/jpeg",
                size=1,
                sha256="",
                name="ảnh.jpg",
                wrapped_key=one.wrapped_key,
                now=village.now,
            )
        u.documents.attach(draft.id, file.id, [one.id for one in stored])
        u.drafts.delete(draft)

    village.database.run(work)
    return [one.id for one in stored]


def data(card: Card, verb: str) -> list[str]:
    return [button.data for row in card.rows for button in row if button.data.split(":")[1:2] == [verb]]


async def tap(village: Village, card: Card, verb: str, who: str = "clerk") -> Card:
    """Presses the first button of a card with this verb."""
    kind, *values = data(card, verb)[0].split(":")
    return await village.press(who, {"d": Desk, "m": Menu}[kind](*values))


async def marked(village: Village, file: DossierRecord, paper: str, reason: str) -> Card:
    """A paper looked at and found wrong."""
    asked = await tap(village, await village.press("clerk", Desk("look", file.reference, paper)), "wrong")
    assert f"d:fault:{file.reference}:{reason}" in data(asked, "fault")
    return await village.press("clerk", Desk("fault", file.reference, reason))


def marks(village: Village, file: DossierRecord) -> tuple[Mark, ...]:
    return marks_in(village.events(file))


def looks(village: Village, file: DossierRecord) -> list[tuple[str, str]]:
    seen = village.database.run(lambda u: u.views.of(file.id))
    return [(one.what.partition(":")[0], one.reason) for one in seen if one.what != "file"]


async def picture(village: Village, who: str, file_id: str) -> Image.Image | None:
    found = await village.assistant.file(Chat("web", who), file_id)
    return None if found is None else Image.open(io.BytesIO(found.data))


async def test_a_paper_is_opened_as_pictures_and_each_look_is_logged_with_its_reason(village: Village) -> None:
    file = await sent(village)
    card = await village.press("clerk", Desk("look", file.reference, CARD))
    assert [one.picture for one in card.files] == [True, True]
    assert looks(village, file) == []  # nothing was shown yet
    for one in card.files:
        assert await picture(village, "clerk", one.file_id) is not None
    assert looks(village, file) == [("document", "reception")] * 2


async def test_the_picture_says_whose_file_it_is_for_and_is_not_what_was_sent(village: Village) -> None:
    file = await sent(village)
    (front, _) = (await village.press("clerk", Desk("look", file.reference, CARD))).files
    shown = await picture(village, "clerk", front.file_id)
    plain = Image.open(io.BytesIO(photo("mặt trước")))
    assert shown is not None and shown.size == plain.size
    assert shown.convert("RGB").getcolors(2**24) != plain.convert("RGB").getcolors(2**24)
    raw = await village.assistant.file(Chat("web", "clerk"), front.file_id.split(":")[1])
    assert raw is not None and raw.data != photo("mặt trước")


async def test_a_paper_is_had_as_one_pdf_and_that_look_is_logged_too(village: Village) -> None:
    file = await sent(village)
    card = await tap(village, await village.press("clerk", Desk("look", file.reference, CARD)), "bound")
    (pdf,) = card.files
    found = await village.assistant.file(Chat("web", "clerk"), pdf.file_id)
    assert found is not None and found.data.startswith(b"%PDF")
    assert looks(village, file) == [("paper", "reception")]


async def test_nobody_outside_the_field_looks_or_judges(village: Village) -> None:
    file = await sent(village)
    card = await village.press("clerk", Desk("look", file.reference, CARD))
    right = data(card, "right")[0].split(":")[1:]
    for who in ("land clerk", "an", "stranger"):
        for press in (Desk(*right), Desk("look", file.reference, CARD), Desk("papers", file.reference)):
            answer = await village.press(who, press)
            assert answer.files == () and "✔" not in answer.text and "○" not in answer.text
        for one in card.files:
            assert await picture(village, who, one.file_id) is None
    assert marks(village, file) == ()
    assert looks(village, file) == []


async def test_who_only_signs_looks_but_does_not_judge(village: Village) -> None:
    file = await sent(village)
    card = await village.press("chairman", Desk("look", file.reference, CARD))
    assert len(card.files) == 2 and not data(card, "right") and not data(card, "wrong")
    seal = data(await village.press("clerk", Desk("look", file.reference, CARD)), "right")[0].split(":")[-1]
    await village.press("chairman", Desk("right", file.reference, CARD, seal))
    assert marks(village, file) == ()


async def test_marks_are_kept_and_the_latest_stands_on_the_card(village: Village) -> None:
    file = await sent(village)
    await tap(village, await village.press("clerk", Desk("look", file.reference, CARD)), "right")
    assert "✔ 1." in (await village.press("clerk", Desk("open", file.reference))).text
    await marked(village, file, CARD, "blurred")
    text = (await village.press("clerk", Desk("open", file.reference))).text
    assert "✖ 1." in text and "nhòe" in text and "○ 2." in text
    assert [mark.right for mark in marks(village, file)] == [True, False]
    assert "duyệt giấy tờ" in (await village.press("clerk", Desk("log", file.reference))).text


async def test_a_reason_in_own_words_is_kept_word_for_word(village: Village) -> None:
    file = await sent(village)
    await tap(village, await village.press("clerk", Desk("look", file.reference, HOME)), "wrong")
    assert "ngắn" in (await village.say("clerk", "mờ")).text
    await village.say("clerk", "Giấy này của người khác cùng tên")
    (mark,) = marks(village, file)
    assert (mark.reason, mark.note) == ("other", "Giấy này của người khác cùng tên")


async def test_what_was_sent_anew_meanwhile_is_not_judged_unseen(village: Village) -> None:
    file = await sent(village)
    card = await village.press("clerk", Desk("look", file.reference, HOME))
    put(village, file, HOME, "trang mới")
    answer = await tap(village, card, "right")
    assert "vừa gửi lại" in answer.text and len(answer.files) == 2
    answer = await tap(village, card, "wrong")
    assert "vừa gửi lại" in answer.text
    assert marks(village, file) == ()


async def test_an_old_button_of_a_reason_does_nothing(village: Village) -> None:
    file, other = await sent(village), await sent(village)
    await tap(village, await village.press("clerk", Desk("look", file.reference, HOME)), "wrong")
    for press in (
        Desk("fault", other.reference, "dark"),
        Desk("fault", file.reference, "made_up"),
        Desk("spot", file.reference, "0", "0.0.9.9"),
    ):
        await village.press("clerk", press)
    assert marks(village, file) == marks(village, other) == ()


async def test_a_spot_is_named_by_its_cell_or_drawn_and_goes_with_the_mark(village: Village) -> None:
    file = await sent(village)
    card = await tap(village, await marked(village, file, CARD, "cut"), "circle")
    assert [one.spot for one in card.files] == [f"d:spot:{file.reference}:0", f"d:spot:{file.reference}:1"]
    assert "Chưa rõ" in (await village.say("clerk", "góc trên")).text
    assert "Chưa rõ" in (await village.say("clerk", "3 B3")).text
    shown = await village.say("clerk", "2 B3")
    _, circled = marks(village, file)
    back = [one for one in village.database.run(lambda u: u.documents.of_dossier(file.id)) if one.key == CARD][1]
    assert circled.spot is not None
    assert (circled.spot.document, circled.spot.box, circled.reason) == (back.id, (250, 500, 500, 750), "cut")
    (attached,) = shown.files
    assert await picture(village, "clerk", attached.file_id) is not None
    await tap(village, shown, "circle")
    await village.press("clerk", Desk("spot", file.reference, "0", "10.20.30.40"))
    spot = marks(village, file)[-1].spot
    assert spot is not None and spot.box == (10, 20, 30, 40)


async def test_the_request_names_exactly_what_was_found_wrong(village: Village) -> None:
    file = await sent(village)
    await marked(village, file, CARD, "dark")
    await tap(village, await village.press("clerk", Desk("look", file.reference, HOME)), "right")
    card = await village.press("clerk", Desk("ask_supplement", file.reference))
    assert "✖" in card.text and "✔" not in card.text
    await tap(village, card, "together!")
    asked = village.file(file.reference).dossier
    assert asked.state is State.BO_SUNG_TRUOC
    assert asked.supplement is not None
    assert (asked.supplement.papers, asked.supplement.reason) == ((CARD,), "dark")


async def test_one_request_has_every_paper_with_its_own_reason_and_the_officials_words(village: Village) -> None:
    file = await requested(village)
    asked = village.file(file.reference).dossier.supplement
    assert asked is not None
    assert (asked.papers, asked.reason, asked.note) == ((CARD, HOME), "marked", "Xin gửi trước thứ sáu")

    def printed(u: UnitOfWork) -> object:
        seat = u.people.at("web", "clerk")
        assert seat is not None
        record = u.dossiers.get(file.id)
        assert record is not None
        return fill(visit(u, LIBRARY, village.now, seat, ""), record, "supplement")

    form = village.database.run(printed)
    assert isinstance(form, SupplementRequest)
    assert [ask.partition(": ")[2] for ask in form.asks[:2]] == ["ảnh bị tối", "Giấy này đã cũ lắm rồi"]


async def requested(village: Village) -> DossierRecord:
    """A file of which two papers were found wrong, one with a circle, and asked for together."""
    file = await sent(village)
    await tap(village, await marked(village, file, CARD, "dark"), "circle")
    await village.say("clerk", "A1")
    await tap(village, await village.press("clerk", Desk("look", file.reference, HOME)), "wrong")
    await village.say("clerk", "Giấy này đã cũ lắm rồi")
    await village.press("clerk", Desk("together", file.reference))
    await tap(village, await village.say("clerk", "Xin gửi trước thứ sáu"), "together!")
    return file


async def test_a_request_is_shown_anew_when_a_mark_changed_since_it_was_shown(village: Village) -> None:
    file = await sent(village)
    await marked(village, file, CARD, "dark")
    card = await village.press("clerk", Desk("together", file.reference))
    await marked(village, file, HOME, "expired")
    answer = await tap(village, card, "together!")
    assert "vừa thay đổi" in answer.text and answer.text.count("✖") == 2
    assert village.file(file.reference).dossier.supplement is None


async def test_without_any_cross_there_is_nothing_to_ask_for_together(village: Village) -> None:
    file = await sent(village)
    assert not data(await village.press("clerk", Desk("papers", file.reference)), "together")
    await village.press("clerk", Desk("together", file.reference))
    await village.press("clerk", Desk("together!", file.reference, "abcdef"))
    assert village.file(file.reference).dossier.supplement is None


async def test_a_second_request_before_acceptance_is_not_made(village: Village) -> None:
    file = await requested(village)
    await answered(village, file, CARD, HOME)
    await marked(village, file, CARD, "dark")
    assert not data(await village.press("clerk", Desk("papers", file.reference)), "together")
    await village.press("clerk", Desk("together", file.reference))
    assert village.file(file.reference).dossier.supplement is None


async def answered(village: Village, file: DossierRecord, *papers: str) -> None:
    """The resident sends these papers anew, each by its own button."""
    for paper in papers:
        await village.press("an", Menu("resend", file.reference, paper))
        await village.does("an", Sent(photo(f"{paper} mới"), "mới.jpg"))
        await finish(village)


async def finish(village: Village) -> None:
    """'That is all' for the paper being asked for, pages that the coach would rather see again taken as they are."""
    use = next((b.data for row in village.cards["an"].rows for b in row if ":use:" in b.data), None)
    if use is not None:
        _, draft, verb, key = use.split(":")
        await village.press("an", Act(draft, verb, key))
    done = next(b.data for row in village.cards["an"].rows for b in row if ":done:" in b.data)
    _, draft, verb, key = done.split(":")
    await village.press("an", Act(draft, verb, key))


async def test_the_resident_gets_that_picture_and_a_button_for_each_paper(village: Village) -> None:
    file = await requested(village)

    def told(u: UnitOfWork) -> Card | None:
        (notice,) = (one for one in u.outbox.of_dossier(file.id) if one.kind == "supplement_asked")
        seat = u.people.at("web", "an")
        assert seat is not None
        return compose(u, LIBRARY, notice, seat, village.now)

    card = village.database.run(told)
    assert card is not None
    assert card.text.count("✖") == 2 and "ảnh bị tối" in card.text and "Giấy này đã cũ lắm rồi" in card.text
    assert data(card, "resend") == [f"m:resend:{file.reference}:{paper}" for paper in (CARD, HOME)]
    assert [one.picture for one in card.files] == [True, True]
    for one in card.files:
        assert await picture(village, "an", one.file_id) is not None
        assert await picture(village, "stranger", one.file_id) is None
    assert looks(village, file) == []  # their own papers are nobody else's look
    number = marks(village, file)[0].number
    assert await picture(village, "an", f"mark:{file.reference}:{number + 40}") is None


async def test_only_what_was_asked_for_reopens_and_is_unseen_again(village: Village) -> None:
    file = await requested(village)
    card = await village.press("an", Menu("resend", file.reference, HOME))
    assert "Giấy này đã cũ lắm rồi" in card.text
    before = {one.id for one in village.database.run(lambda u: u.documents.of_dossier(file.id))}
    await answered(village, file, HOME)
    assert village.file(file.reference).dossier.supplement is not None  # the other paper is still to come
    await answered(village, file, CARD)
    assert village.file(file.reference).dossier.state is State.CHO_TIEP_NHAN
    card = await village.press("clerk", Desk("papers", file.reference))
    assert "✖" not in card.text and card.text.count("○") == 2
    look = await village.press("clerk", Desk("look", file.reference, CARD))
    assert len(look.files) == 1 and look.files[0].file_id.split(":")[1] not in before
    kept = {one.id for one in village.database.run(lambda u: u.documents.of_dossier(file.id))}
    assert before <= kept  # set aside, not destroyed


async def test_a_page_that_was_missing_joins_those_that_came(village: Village) -> None:
    file = await sent(village)
    await marked(village, file, CARD, "missing_page")
    await tap(village, await village.press("clerk", Desk("together", file.reference)), "together!")
    await answered(village, file, CARD)
    assert len((await village.press("clerk", Desk("look", file.reference, CARD))).files) == 3


async def test_a_stranger_and_a_late_press_send_nothing_anew(village: Village) -> None:
    file = await requested(village)
    stranger = await village.press("stranger", Menu("resend", file.reference, CARD))
    assert "Giấy này" not in stranger.text and "✖" not in stranger.text
    await answered(village, file, HOME, CARD)
    late = await village.press("an", Menu("resend", file.reference, CARD))
    assert late.wants != "photo"


async def test_a_paper_that_never_came_can_be_asked_for(village: Village) -> None:
    file = await village.send("an", "marital_status_certificate", SINGLE)
    card = await village.press("clerk", Desk("look", file.reference, HOME))
    assert card.files == () and not data(card, "right")
    await tap(village, card, "wrong")
    await village.press("clerk", Desk("fault", file.reference, "missing"))
    await tap(village, await village.press("clerk", Desk("together", file.reference)), "together!")
    asked = village.file(file.reference).dossier.supplement
    assert asked is not None and (asked.papers, asked.reason) == ((HOME,), "missing")


async def test_every_page_of_a_pdf_is_looked_at_and_can_be_circled(village: Village) -> None:
    file = await sent(village)
    await marked(village, file, HOME, "dark")
    await tap(village, await village.press("clerk", Desk("together", file.reference)), "together!")
    await village.press("an", Menu("resend", file.reference, HOME))
    await village.does("an", Sent(pdf(12), "giấy.pdf"))
    await finish(village)
    card = await village.press("clerk", Desk("look", file.reference, HOME))
    assert len(card.files) == 10
    rest = await tap(village, card, "look")
    assert [one.name.rpartition(" ")[2] for one in rest.files] == ["11", "12"]
    pages = [await picture(village, "clerk", one.file_id) for one in (card.files[0], *rest.files)]
    sizes = [page.size for page in pages if page is not None]
    assert len(set(sizes)) == 3  # each page is another one
    beyond = rest.files[-1].file_id.replace(":11:", ":12:")
    assert await picture(village, "clerk", beyond) is None
    await marked(village, file, HOME, "cut")
    seal = data(await village.press("clerk", Desk("look", file.reference, HOME)), "wrong")[0].split(":")[-1]
    await village.press("clerk", Desk("circle", file.reference, HOME, seal))
    await village.say("clerk", "trang 12 ô A1")
    spot = marks(village, file)[-1].spot
    assert spot is not None and (spot.page, spot.box) == (11, (0, 0, 250, 250))


def pdf(pages: int) -> bytes:
    """A PDF whose pages differ in their shape."""
    out = io.BytesIO()
    first, *others = [Image.new("RGB", (300 + 7 * page, 400), "white") for page in range(pages)]
    first.save(out, "PDF", save_all=True, append_images=others)
    return out.getvalue()


def erase(u: UnitOfWork, file: DossierRecord, now: datetime) -> None:
    pages = u.documents.of_dossier(file.id)
    for page in pages:
        u.retention.note(page, "handed_over", now)
    u.documents.remove([page.id for page in pages])


async def test_what_was_erased_since_still_tells_what_was_found(village: Village) -> None:
    file = await sent(village)
    await tap(village, await village.press("clerk", Desk("look", file.reference, CARD)), "right")
    village.database.run(lambda u: erase(u, file, village.now))
    text = (await village.press("clerk", Desk("papers", file.reference))).text
    assert "✔ 1." in text and "đã xóa" in text and "○" not in text
    card = await village.press("clerk", Desk("look", file.reference, HOME))
    assert card.files == () and "đã xóa" in card.text


async def test_once_a_file_has_ended_a_reason_is_named_before_anything_is_shown(village: Village) -> None:
    file = await sent(village)
    old = await village.press("clerk", Desk("look", file.reference, CARD))
    await village.press("an", Menu("withdraw!", file.reference))
    card = await village.press("clerk", Desk("look", file.reference, CARD))
    assert card.files == ()
    assert [one.split(":")[-1] for one in data(card, "look")] == list(AFTERWARDS)
    opened = await village.press("clerk", Desk("look", file.reference, CARD, "complaint"))
    assert not data(opened, "right") and not data(opened, "wrong")
    assert await picture(village, "clerk", opened.files[0].file_id) is not None
    assert await picture(village, "clerk", old.files[0].file_id) is None
    assert await picture(village, "clerk", opened.files[0].file_id.replace("complaint", "curiosity")) is None
    assert looks(village, file) == [("document", "complaint")]


async def test_the_reason_follows_the_work(village: Village) -> None:
    file = await sent(village)
    opened = (await village.press("clerk", Desk("look", file.reference, CARD))).files[0]
    await village.press("clerk", Desk("accept", file.reference))
    await village.say("clerk", "H24.31.45-261123-0001")
    assert await picture(village, "clerk", opened.file_id) is not None  # a card from before
    assert looks(village, file) == [("document", "processing")]


async def test_every_screen_can_be_drawn_anew(village: Village) -> None:
    file = await sent(village)
    await marked(village, file, CARD, "dark")
    seal = data(await village.press("clerk", Desk("look", file.reference, CARD)), "wrong")[0].split(":")[-1]
    for press in (
        Desk("papers", file.reference),
        Desk("look", file.reference, CARD),
        Desk("wrong", file.reference, CARD, seal),
        Desk("circle", file.reference, CARD, seal),
        Desk("together", file.reference),
    ):
        card = await village.press("clerk", press)
        again = await village.press("clerk", Menu("here"))
        assert (again.text, again.rows, again.files) == (card.text, card.rows, card.files)


async def test_forged_presses_change_nothing(village: Village) -> None:
    file = await sent(village)
    for press in (
        Desk("look", file.reference, "nothing"),
        Desk("right", file.reference, CARD, ""),
        Desk("right", file.reference, "nothing", "abcdef"),
        Desk("wrong", "HS-XXXXXX", CARD, "abcdef"),
        Desk("circle", file.reference, CARD, "abcdef"),
        Desk("spot", file.reference, "x", "1.2.3"),
        Desk("bound", file.reference, "nothing"),
        Desk("together", "HS-XXXXXX"),
    ):
        assert (await village.press("clerk", press)).text
    assert not [one for one in village.events(file) if one.kind == EVENT]
    for file_id in ("look", "look:x:0:0:", "look:x:-1:0:", "mark", f"mark:{file.reference}:x", "look:a:b:c:d:e"):
        assert await picture(village, "clerk", file_id) is None
