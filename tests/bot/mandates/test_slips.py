"""The paper way: a photographed slip holds only once an official of the field has looked at it."""

from datetime import timedelta

import pytest

from bot.ports import Chat, Opened
from bot.services.people import invite
from flows.dossier import Role
from flows.mandates import Ending, Means, Phase, Purpose, phase
from storage.records_mandates import MandateRecord
from tests.bot.mandates.conftest import CLERK, HELPER, NEIGHBOUR, person, press
from tests.bot.services.conftest import arrived, data_of
from tests.papers import photo
from tests.stage import DirectStage


async def offered(stage: DirectStage, procedure: str = "sao y", *wants: str) -> MandateRecord:
    """What a helper offers for somebody without a telephone, its slip photographed."""
    for one in (HELPER, NEIGHBOUR, CLERK):
        await stage.seat(one)
    helper = stage.drivers[HELPER]
    await press(stage, HELPER, "w:mandates:pledged")
    await press(stage, HELPER, "w:mandates:new")
    for said in ("Vũ Thị Tý", procedure):
        await helper.say(said)
    await press(stage, HELPER, "w:mandates:picked")
    for purpose in wants or ("assist", "submit"):
        await press(stage, HELPER, f"w:mandates:want:{purpose}")
    await press(stage, HELPER, "w:mandates:days:31")
    agent = person(stage, HELPER)
    (record,) = stage.database.run(lambda u: u.mandates.offers_of(agent, stage.now()))
    await press(stage, HELPER, f"w:mandates:slip:{record.tag}")
    await helper.send([("phiếu.jpg", photo("phiếu"))])
    return found(stage, record)


def found(stage: DirectStage, record: MandateRecord) -> MandateRecord:
    again = stage.database.run(lambda u: u.mandates.by_tag(record.tag))
    assert again is not None
    return again


async def ticked(stage: DirectStage, record: MandateRecord, *boxes: str) -> str:
    """What an official is told who ticks these boxes and notes the slip."""
    card = await press(stage, CLERK, f"w:mandates:check:{record.tag}")
    for box in boxes:
        card = await press(stage, CLERK, f"w:mandates:mark:{record.tag}:{box}")
    return (await press(stage, CLERK, data_of(card, "Phiếu đúng"))).text


async def test_a_slip_allows_nothing_before_an_official_noted_it_and_then_what_is_ticked_on_it(
    stage: DirectStage,
) -> None:
    record = await offered(stage)
    assert record.slip is not None
    assert "Mở" not in (await press(stage, HELPER, f"w:mandates:fill:{record.tag}:certify_copy")).text
    assert phase(record.mandate, stage.now()) is Phase.OFFERED
    await ticked(stage, record, "assist")
    made = found(stage, record)
    assert (made.mandate.purposes, made.mandate.means) == ((Purpose.ASSIST,), Means.SLIP)
    assert made.principal_id not in (None, person(stage, HELPER), person(stage, NEIGHBOUR), person(stage, CLERK))
    kinds = [(step.kind, step.role) for step in stage.database.run(lambda u: u.mandates.steps(record.id))]
    assert kinds == [("offered", "helper"), ("slip_sent", "helper"), ("slip_right", "official")]
    assert "☑ Điền hồ sơ" in made.about.text
    assert "☐ Nộp hồ sơ" in made.about.text


async def test_nothing_ticked_notes_nothing(stage: DirectStage) -> None:
    record = await offered(stage)
    assert "chưa bấm ô nào" in await ticked(stage, record)
    assert found(stage, record) == record


async def test_in_civil_status_acting_for_somebody_takes_a_certified_signature(stage: DirectStage) -> None:
    record = await offered(stage, "khai sinh")
    assert "chứng thực" in await ticked(stage, record, "assist", "submit")
    assert found(stage, record) == record
    await ticked(stage, record, "certified")
    assert found(stage, record) == record
    await press(stage, CLERK, f"w:mandates:mark:{record.tag}:certified")
    await ticked(stage, record, "assist", "submit", "certified")
    assert found(stage, record).mandate.certified


async def test_a_slip_that_will_not_do_is_photographed_again(stage: DirectStage) -> None:
    record = await offered(stage)
    await press(stage, CLERK, f"w:mandates:wrong:{record.tag}:unsigned")
    assert found(stage, record).slip is None
    assert stage.database.run(lambda u: u.documents.all_ids()) == frozenset()
    await press(stage, CLERK, f"w:mandates:right:{record.tag}")
    assert phase(found(stage, record).mandate, stage.now()) is Phase.OFFERED
    await press(stage, HELPER, f"w:mandates:slip:{record.tag}")
    await stage.drivers[HELPER].send([("phiếu.jpg", photo("phiếu đã ký"))])
    assert found(stage, record).slip not in (None, record.slip)


@pytest.mark.parametrize("who", [HELPER, NEIGHBOUR, "địa chính"])
async def test_nobody_but_an_official_of_the_field_sees_or_notes_a_slip(stage: DirectStage, who: str) -> None:
    record = await offered(stage)
    code = stage.database.run(lambda u: invite(u, Role.CLERK, ("land",), stage.now()))
    await arrived(stage, "địa chính", Opened(code), "invited")
    for data in ("check", "mark", "right", "wrong"):
        card = await press(stage, who, f"w:mandates:{data}:{record.tag}:assist")
        assert "Đối chiếu" not in card.text
    assert "Vũ Thị Tý nhờ" not in (await press(stage, who, "w:mandates:slips")).text
    assert await stage.assistant.file(Chat("direct", who), f"w:mandates:picture:{record.tag}") is None
    assert found(stage, record) == record


async def test_the_picture_goes_ninety_days_after_the_mandate_is_over_and_its_words_stay(stage: DirectStage) -> None:
    record = await offered(stage)
    await ticked(stage, record, "assist")
    for days, kept in ((100, True), (22, False)):
        await stage.move_to(stage.now() + timedelta(days=days))
        assert (found(stage, record).slip is not None) is kept
        assert (record.slip in stage.database.run(lambda u: u.documents.all_ids())) is kept
    assert "☑ Điền hồ sơ" in found(stage, record).about.text


async def test_who_has_no_telephone_ends_it_by_telling_an_official(stage: DirectStage) -> None:
    record = await offered(stage)
    await ticked(stage, record, "assist")
    for who in (HELPER, NEIGHBOUR):
        await press(stage, who, f"w:mandates:end:{record.tag}")
    assert phase(found(stage, record).mandate, stage.now()) is Phase.ACTIVE
    assert "đang nhờ chị Lan" in (await press(stage, CLERK, "w:mandates:slips")).text
    await press(stage, CLERK, f"w:mandates:end:{record.tag}")
    assert found(stage, record).mandate.ending is Ending.REVOKED
    last = stage.database.run(lambda u: u.mandates.steps(record.id))[-1]
    assert (last.kind, last.actor_id, last.role) == ("revoked", person(stage, CLERK), "official")
    assert "đã thôi nhờ" in (await press(stage, HELPER, f"w:mandates:fill:{record.tag}:certify_copy")).text


async def test_each_look_at_the_picture_is_logged(stage: DirectStage) -> None:
    record = await offered(stage)
    picture = await stage.assistant.file(Chat("direct", CLERK), f"w:mandates:picture:{record.tag}")
    assert picture is not None
    assert picture.media_type == "image/jpeg"
    last = stage.database.run(lambda u: u.mandates.steps(record.id))[-1]
    assert (last.kind, last.actor_id) == ("slip_seen", person(stage, CLERK))


async def test_an_official_who_helps_does_not_note_their_own_slip(stage: DirectStage) -> None:
    record = await offered(stage)
    code = stage.database.run(lambda u: invite(u, Role.CLERK, (), stage.now()))
    await arrived(stage, HELPER, Opened(code), "also a clerk")
    await press(stage, HELPER, f"w:mandates:check:{record.tag}")
    await press(stage, HELPER, f"w:mandates:mark:{record.tag}:assist")
    await press(stage, HELPER, f"w:mandates:right:{record.tag}:as")
    assert found(stage, record) == record


async def test_the_slip_to_print_is_given_to_its_helper_only(stage: DirectStage) -> None:
    record = await offered(stage)
    paper = await stage.assistant.file(Chat("direct", HELPER), f"w:mandates:paper:{record.tag}")
    assert paper is not None
    assert paper.data[:5] == b"%PDF-"
    for who in (NEIGHBOUR, CLERK):
        assert await stage.assistant.file(Chat("direct", who), f"w:mandates:paper:{record.tag}") is None
