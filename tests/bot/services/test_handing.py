"""A file has one owner; taking over and handing over are explicit, written down and told."""

from bot.ports import Opened
from bot.services.people import appoint
from flows.dossier import Role
from storage.records import DossierRecord
from storage.records_staff import Appointment
from tests.bot.services.conftest import SENT, arrived, data_of, pressed, told
from tests.stage import DirectStage

FIELD = "certification"


async def hired(stage: DirectStage, who: str, role: Role, *fields: str) -> int:
    """Somebody called as the seat is, with a role; returns the person's id."""
    offers = Appointment(role, fields, name=who)
    code = stage.database.run(lambda u: appoint(u, offers, stage.now()))
    await arrived(stage, who, Opened(code), f"in {who} {role} {fields}")
    return stage.database.run(lambda u: u.people.meet("direct", who, stage.now())).person.id


async def sent(stage: DirectStage) -> str:
    """A file that was just sent in; its reference."""
    await told(await stage.seat("chủ hồ sơ"), *SENT)
    return stage.references()[-1]


def record_of(stage: DirectStage, reference: str) -> DossierRecord:
    """The file as it stands."""
    found = stage.database.run(lambda u: u.dossiers.by_reference(reference))
    assert found is not None
    return found


def owed(stage: DirectStage, person: int) -> list[str]:
    """The kinds of notices owed to somebody about files' owners."""
    found = stage.database.run(lambda u: u.outbox.of_dossier(1))
    return [one.kind for one in found if one.person_id == person and one.kind in ("file_handed", "file_taken")]


async def test_an_owner_hands_a_file_to_a_colleague_who_is_told(stage: DirectStage) -> None:
    reference = await sent(stage)
    lan, minh = await hired(stage, "Lan", Role.CLERK), await hired(stage, "Minh", Role.SPECIALIST, FIELD)
    await hired(stage, "Địa", Role.SPECIALIST, "land")
    await pressed(stage, "Lan", f"d:claim:{reference}")
    assert record_of(stage, reference).owner_id == lan
    card = await pressed(stage, "Lan", f"w:staff:hand:{reference}")
    assert "Minh" in str(card.rows)
    assert "Địa" not in str(card.rows)
    done = await pressed(stage, "Lan", data_of(card, "Minh"))
    assert "Đã giao hồ sơ" in done.text
    assert record_of(stage, reference).owner_id == minh
    assert owed(stage, minh) == ["file_handed"]
    assert owed(stage, lan) == []
    log = await pressed(stage, "Minh", f"d:log:{reference}")
    assert "giao hồ sơ cho người khác phụ trách (Minh)" in log.text


async def test_who_does_not_have_a_file_cannot_hand_it_over_but_the_head_can(stage: DirectStage) -> None:
    reference = await sent(stage)
    lan, minh = await hired(stage, "Lan", Role.CLERK), await hired(stage, "Minh", Role.CLERK)
    await hired(stage, "Hòa", Role.HEAD)
    await pressed(stage, "Lan", f"d:claim:{reference}")
    for data in (
        f"w:staff:hand:{reference}",
        f"w:staff:give:{reference}:{minh}:{lan}",
        f"w:staff:pool:{reference}:{lan}",
    ):
        assert "do người khác phụ trách" in (await pressed(stage, "Minh", data)).text
    assert record_of(stage, reference).owner_id == lan
    assert "Đã giao" in (await pressed(stage, "Hòa", f"w:staff:give:{reference}:{minh}:{lan}")).text
    assert record_of(stage, reference).owner_id == minh
    assert owed(stage, lan) == ["file_taken"]
    assert owed(stage, minh) == ["file_handed"]


async def test_a_button_that_did_not_know_the_present_owner_overrules_nobody(stage: DirectStage) -> None:
    reference = await sent(stage)
    lan, minh = await hired(stage, "Lan", Role.CLERK), await hired(stage, "Minh", Role.CLERK)
    await hired(stage, "Hòa", Role.HEAD)
    card = await pressed(stage, "Hòa", f"w:staff:hand:{reference}")
    await pressed(stage, "Minh", f"d:claim:{reference}")
    assert "vừa nhận" in (await pressed(stage, "Hòa", data_of(card, "Lan"))).text
    assert record_of(stage, reference).owner_id == minh
    assert owed(stage, lan) == []


async def test_a_file_goes_only_to_who_may_work_on_its_field(stage: DirectStage) -> None:
    reference = await sent(stage)
    lan, land = await hired(stage, "Lan", Role.CLERK), await hired(stage, "Địa", Role.CLERK, "land")
    await pressed(stage, "Lan", f"d:claim:{reference}")
    await pressed(stage, "Lan", f"w:staff:give:{reference}:{land}:{lan}")
    await pressed(stage, "Lan", f"w:staff:give:{reference}:999:{lan}", "nobody")
    assert record_of(stage, reference).owner_id == lan
    await pressed(stage, "Lan", f"w:staff:pool:{reference}:{lan}")
    assert record_of(stage, reference).owner_id is None


async def test_who_takes_a_file_over_is_written_down_and_the_owner_before_is_told(stage: DirectStage) -> None:
    reference = await sent(stage)
    lan, minh = await hired(stage, "Lan", Role.CLERK), await hired(stage, "Minh", Role.CLERK)
    await pressed(stage, "Lan", f"d:claim:{reference}")
    await pressed(stage, "Minh", f"d:claim:{reference}:{lan}")
    assert record_of(stage, reference).owner_id == minh
    assert owed(stage, lan) == ["file_taken"]
