"""Who applies and who files are different people in the data, and the owner's confirmation is what sends a draft in."""

from datetime import timedelta

import pytest

from bot.ports import Opened, Said
from bot.services.people import invite
from bot.services.reports.cases import case_of
from flows.dossier import Dossier, Role, State
from flows.mandates import Purpose
from storage.records import NewDossier
from tests.bot.mandates.conftest import CLERK, HELPER, NEIGHBOUR, drafts, files, filled, mandate, person, press
from tests.bot.services.conftest import arrived, data_of
from tests.papers import photo
from tests.stage import DirectStage


async def seated(stage: DirectStage) -> None:
    for one in (HELPER, NEIGHBOUR, CLERK):
        await stage.seat(one)


async def confirmation(stage: DirectStage, whose: str, text: str) -> str:
    """The code that stands in a card, as it is typed."""
    return text.split(whose)[1].strip().splitlines()[0].strip("* ")[:9]


async def asked(stage: DirectStage) -> tuple[str, str]:
    """The neighbour is asked to confirm: the code for the desk, and that on the neighbour's own phone."""
    draft = await filled(stage, mandate(stage, Purpose.ASSIST))
    card = await press(stage, HELPER, f"x:{draft.tag}:send")
    desk = await confirmation(stage, "quầy mở:", card.text)
    own = await press(stage, NEIGHBOUR, f"w:mandates:review:{draft.tag}")
    return desk, await confirmation(stage, "người giúp:", own.text)


async def test_confirmed_by_a_tap_the_neighbour_applies_and_the_helper_is_the_filer(stage: DirectStage) -> None:
    await seated(stage)
    await asked(stage)
    (draft,) = drafts(stage)
    card = await press(stage, NEIGHBOUR, f"w:mandates:review:{draft.tag}")
    await press(stage, NEIGHBOUR, data_of(card, "Đúng, gửi đi"))
    (file,) = files(stage)
    assert (file.person_id, file.filer_id) == (person(stage, NEIGHBOUR), person(stage, HELPER))
    assert file.channel == "direct"
    (event,) = stage.database.run(lambda u: u.dossiers.events(file.id))
    assert (event.role, event.actor_id) == (Role.RESIDENT, file.person_id)
    assert event.data == {"helper": file.filer_id, "confirmed": "tap"}


async def test_a_code_typed_at_the_helpers_phone_sends_it_once(stage: DirectStage) -> None:
    await seated(stage)
    _, own = await asked(stage)
    await arrived(stage, "kẻ lạ", Said(own), "stranger")
    assert files(stage) == ()
    await arrived(stage, HELPER, Said(own), "typed")
    await arrived(stage, HELPER, Said(own), "typed again")
    (file,) = files(stage)
    (event,) = stage.database.run(lambda u: u.dossiers.events(file.id))
    assert event.data["confirmed"] == "code"


async def test_what_was_changed_after_it_was_looked_at_is_not_sent_by_the_code(stage: DirectStage) -> None:
    await seated(stage)
    _, own = await asked(stage)
    (draft,) = drafts(stage)
    await press(stage, HELPER, f"x:{draft.tag}:fix:copies")
    await arrived(stage, HELPER, Said("9"), "changed")
    card = await arrived(stage, HELPER, Said(own), "typed")
    assert "vừa được sửa" in card.text
    assert files(stage) == ()


async def test_a_code_for_the_phone_is_good_for_a_day(stage: DirectStage) -> None:
    await seated(stage)
    _, own = await asked(stage)
    await stage.move_to(stage.now() + timedelta(days=1))
    assert "không đúng hoặc đã hết hạn" in (await arrived(stage, HELPER, Said(own), "late")).text
    assert files(stage) == ()


async def test_at_the_counter_an_official_of_the_field_sends_what_the_neighbour_looked_at(stage: DirectStage) -> None:
    await seated(stage)
    desk, _ = await asked(stage)
    other = stage.database.run(lambda u: invite(u, Role.CLERK, ("land",), stage.now()))
    await arrived(stage, "địa chính", Opened(other), "invited")
    for who in ("địa chính", HELPER, "kẻ lạ"):
        assert "0912345678" not in (await arrived(stage, who, Said(desk), f"desk {who}")).text
    (draft,) = drafts(stage)
    await press(stage, "địa chính", f"w:mandates:counter:{draft.tag}")
    assert files(stage) == ()
    assert "0912345678" in (await arrived(stage, CLERK, Said(desk), "desk")).text
    await press(stage, CLERK, f"w:mandates:counter:{draft.tag}")
    (file,) = files(stage)
    assert (file.person_id, file.filer_id, file.channel) == (person(stage, NEIGHBOUR), person(stage, HELPER), "desk")
    looked = stage.database.run(lambda u: u.acts.latest(10, about=file.person_id))
    assert [act.kind for act in looked] == ["assisted_draft_seen"]


async def test_under_a_mandate_to_submit_the_helper_sends_and_the_file_says_so(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, Purpose.ASSIST, Purpose.SUBMIT)
    await filled(stage, record)
    await stage.drivers[HELPER].say("gửi")
    (file,) = files(stage)
    assert (file.person_id, file.filer_id, file.channel) == (person(stage, NEIGHBOUR), person(stage, HELPER), "mandate")
    (event,) = stage.database.run(lambda u: u.dossiers.events(file.id))
    assert (event.role, event.data["mandate"]) == (Role.HELPER, record.id)
    assert "Nộp thay theo ủy quyền" in (await press(stage, CLERK, f"d:open:{file.reference}")).text


@pytest.mark.parametrize(("channel", "online"), [("web", True), ("mandate", False), ("desk", False)])
async def test_what_others_hands_sent_in_does_not_count_as_online(
    stage: DirectStage, channel: str, online: bool
) -> None:
    someone = person(stage, NEIGHBOUR)
    dossier = Dossier(State.CHO_TIEP_NHAN, stage.now(), "5wd")
    new = NewDossier(
        "", "birth_registration", "v", "civil_status", "", someone, someone, channel, dossier, {"filing": "online"}
    )

    def opened() -> bool:
        stage.database.run(lambda u: u.contents.keep("v", "birth_registration", "{}"))
        record = stage.database.run(lambda u: u.dossiers.open(new, stage.now()))
        return stage.database.run(lambda u: case_of(u, record)).file.online

    assert opened() is online


async def test_in_civil_status_a_tap_alone_lets_nobody_send_in(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, Purpose.ASSIST, Purpose.SUBMIT, procedures=("marital_status_certificate",))
    card = await press(stage, HELPER, f"w:mandates:fill:{record.tag}:marital_status_certificate")
    assert card.progress is not None
    (draft,) = drafts(stage)
    await press(stage, HELPER, f"x:{draft.tag}:send")
    assert files(stage) == ()


async def test_papers_asked_for_are_sent_by_the_helper_only_when_the_neighbour_confirmed(stage: DirectStage) -> None:
    await seated(stage)
    record = mandate(stage, Purpose.ASSIST, Purpose.NOTIFY)
    await asked(stage)
    (draft,) = drafts(stage)
    own = await press(stage, NEIGHBOUR, f"w:mandates:review:{draft.tag}")
    await press(stage, NEIGHBOUR, data_of(own, "Đúng, gửi đi"))
    (file,) = files(stage)
    clerk = stage.drivers[CLERK]
    await press(stage, CLERK, f"d:open:{file.reference}")
    for said in ("yêu cầu bổ sung", "1", "1", "bỏ qua"):
        await clerk.say(said)
    assert files(stage)[0].dossier.supplement is not None
    await press(stage, HELPER, f"w:mandates:paper:{record.tag}:{file.reference}")
    await stage.drivers[HELPER].send([("giấy.jpg", photo("giấy"))])
    await stage.drivers[HELPER].say("xong")
    (answer,) = drafts(stage)
    await press(stage, HELPER, f"x:{answer.tag}:send")
    await arrived(stage, HELPER, Said("gửi"), "typed")
    assert files(stage)[0].dossier.supplement is not None
    look = await press(stage, NEIGHBOUR, f"w:mandates:review:{answer.tag}")
    assert files(stage)[0].dossier.supplement is not None
    await press(stage, NEIGHBOUR, data_of(look, "Đúng, gửi đi"))
    assert files(stage)[0].dossier.supplement is None
    (page,) = stage.database.run(lambda u: u.documents.of_dossier(file.id))
    assert page.owner_person == file.person_id
