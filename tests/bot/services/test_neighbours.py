"""Help among neighbours: every button in the wrong hands, late, or after the consent was taken back."""

from datetime import datetime, timedelta
from itertools import count

import pytest

from bot.ports import Said
from bot.services.neighbours.houses import TOPIC
from flows.answers import Data
from flows.assistance import Need, Purpose, Request, Stage
from flows.calendar import ZONE, local_day
from flows.dossier import Role
from flows.mandates import Mandate, Means, agree, offer
from flows.mandates import Purpose as Mandated
from storage.help_requests import HelpRecord
from storage.records_mandates import Wording
from storage.records_staff import Appointment
from storage.unit_of_work import UnitOfWork
from tests.bot.services.conftest import MORNING, SENT, arrived, pressed, told
from tests.stage import DirectStage

_KEYS = count()
NAME, PHONE = "Nguyễn Thị Mẫu", "0912345678"
BOTH = frozenset({Purpose.CONTACT, Purpose.PROGRESS})


def person(stage: DirectStage, who: str) -> int:
    """The person in a seat."""
    return stage.database.run(lambda u: u.people.meet("direct", who, stage.now()).person.id)


def helper(stage: DirectStage, who: str, *hamlets: str) -> int:
    """A helper of these hamlets; none means all."""
    id = person(stage, who)

    def admit(u: UnitOfWork) -> None:
        offers, ends = Appointment(Role.HELPER, (), hamlets, who), stage.now() + timedelta(days=1)
        u.staff.invite(offers, f"h{id}", ends, stage.now(), None)
        u.staff.redeem(f"h{id}", id, stage.now())

    stage.database.run(admit)
    return id


def asked(stage: DirectStage, about: str = "", shares: frozenset[Purpose] = BOTH) -> HelpRecord:
    """A request from «người nhờ» in t1, open."""
    resident = person(stage, "người nhờ")
    request = Request(Need.FORM, resident, stage.now(), Stage.OPEN, None, stage.now() + timedelta(hours=2), shares)
    contact: dict[str, Data] = {"name": NAME, "phone": PHONE}
    return stage.database.run(lambda u: u.help_requests.open(request, "clb1", about, contact))


def stands(stage: DirectStage, record: HelpRecord) -> Request:
    """Where the request stands now."""
    found = stage.database.run(lambda u: u.help_requests.get(record.id))
    assert found is not None
    return found.request


async def press(stage: DirectStage, who: str, *parts: str) -> str:
    """What a press of this area shows."""
    return (await pressed(stage, who, ":".join(("w:neighbours", *parts)), f"{who}{next(_KEYS)}")).text


@pytest.mark.parametrize("who", ["kẻ lạ", "thôn khác", "chủ tịch"])
@pytest.mark.parametrize("verb", ["take", "back", "tick", "attend"])
async def test_nobody_but_helpers_near_and_officials_takes_a_request(stage: DirectStage, who: str, verb: str) -> None:
    record = asked(stage)
    helper(stage, "thôn khác", "clb2")
    await stage.seat("chủ tịch")
    shown = await press(stage, who, verb, str(record.id))
    assert PHONE not in shown
    assert NAME not in shown
    assert stands(stage, record) == record.request


async def test_a_helper_near_has_the_contact_and_a_second_one_does_not(stage: DirectStage) -> None:
    record = asked(stage)
    helper(stage, "gần một", "clb1")
    helper(stage, "gần hai", "clb1")
    assert PHONE in await press(stage, "gần một", "take", str(record.id))
    assert PHONE not in await press(stage, "gần hai", "take", str(record.id))
    assert PHONE not in await press(stage, "gần hai", "one", f"r{record.id}")
    assert "không do" in await press(stage, "gần hai", "tick", str(record.id))
    assert "đã nhận" in await press(stage, "gần một", "take", str(record.id))


async def test_who_leaves_sees_no_contact_from_then_on(stage: DirectStage) -> None:
    record = asked(stage)
    id = helper(stage, "gần", "clb1")
    await press(stage, "gần", "take", str(record.id))
    (post,) = stage.database.run(lambda u: u.staff.of(id))
    stage.database.run(lambda u: u.staff.revoke(post.id, stage.now()))
    for verb, of in (("one", f"r{record.id}"), ("list", ""), ("tick", str(record.id))):
        assert PHONE not in await press(stage, "gần", verb, of)
    assert stands(stage, record).stage is Stage.TAKEN
    await stage.move_to(stage.now() + timedelta(minutes=1))
    assert stands(stage, record).stage is Stage.DESK


@pytest.mark.parametrize("verb", ["cancel", "unshare", "done", "notyet"])
async def test_only_who_asked_answers_for_a_request(stage: DirectStage, verb: str) -> None:
    record = asked(stage)
    helper(stage, "gần")
    await press(stage, "gần", "take", str(record.id))
    await press(stage, "gần", "tick", str(record.id))
    before = stands(stage, record)
    await press(stage, "gần", verb, str(record.id))
    await press(stage, "kẻ lạ", verb, str(record.id))
    assert stands(stage, record) == before


async def test_taking_the_consent_back_hides_everything_at_once(stage: DirectStage) -> None:
    record = asked(stage)
    helper(stage, "gần")
    await press(stage, "gần", "take", str(record.id))
    await press(stage, "người nhờ", "cancel", str(record.id))
    for verb, of in (("one", f"r{record.id}"), ("list", ""), ("back", str(record.id))):
        shown = await press(stage, "gần", verb, of)
        assert PHONE not in shown
        assert NAME not in shown
    kept = stage.database.run(lambda u: u.help_requests.get(record.id))
    assert kept is not None
    assert kept.contact == {}


async def test_a_helper_sees_files_only_as_far_as_was_agreed_to_and_each_look_is_logged(stage: DirectStage) -> None:
    owner = await stage.seat("người nhờ")
    await told(owner, *SENT)
    (reference,) = stage.references()
    helper(stage, "gần")
    silent, open_one = asked(stage, shares=frozenset({Purpose.CONTACT})), asked(stage)
    assert reference not in await press(stage, "gần", "take", str(silent.id))
    shown = await press(stage, "gần", "take", str(open_one.id))
    assert reference in shown
    assert "Còn nguyên" not in shown  # no answer of the file
    looks = stage.database.run(lambda u: u.views.of(1))
    assert {(one.what, one.reason) for one in looks} == {("neighbours", "helping")}


async def test_a_request_about_one_procedure_shows_no_other_file(stage: DirectStage) -> None:
    owner = await stage.seat("người nhờ")
    await told(owner, *SENT, "khai sinh", "bắt đầu")
    helper(stage, "gần")
    shown = await press(stage, "gần", "take", str(asked(stage, "birth_registration").id))
    assert "Đăng ký khai sinh" in shown
    assert stage.references()[0] not in shown


async def test_nobody_asks_without_having_said_yes(stage: DirectStage) -> None:
    """Forged buttons of later cards do nothing: the consent is asked on the way, and kept word by word."""
    await stage.seat("người nhờ")
    helper(stage, "gần")
    for parts in (("share", "yes"), ("share", "no"), ("contact", "yes"), ("visit_yes",), ("need", "call", "")):
        await press(stage, "người nhờ", *parts)
    id = person(stage, "người nhờ")
    assert stage.database.run(lambda u: u.help_requests.of_person(id)) == ()
    assert stage.database.run(lambda u: u.hamlet_rounds.agreed()) == ()


async def test_what_was_agreed_to_is_kept_in_the_words_that_stood_there(stage: DirectStage) -> None:
    owner = await stage.seat("người nhờ")
    helper(stage, "gần")
    await press(stage, "người nhờ", "need", "home")
    card = await press(stage, "người nhờ", "where", "home", "", "clb1")
    await press(stage, "người nhờ", "contact", "yes")
    await told(owner, NAME, PHONE)
    await press(stage, "người nhờ", "share", "no")
    events = stage.database.run(lambda u: u.help_requests.events(1))
    assert events[0].data["agreed"] == {"contact": card}
    assert events[0].data["channel"] == "direct"


def hosting(stage: DirectStage) -> int:
    """«người nhờ» agrees to be visited, without a telephone."""
    id = person(stage, "người nhờ")
    house: dict[str, Data] = {"name": NAME, "house": "ngõ 3", "phone": ""}
    stage.database.run(lambda u: u.hamlet_rounds.agree(id, "clb1", house, "…", "direct", stage.now()))
    return id


async def walked(stage: DirectStage) -> str:
    """A morning on which «gần» has the house of an accepted file on the list; returns the stop's id."""
    owner = await stage.seat("người nhờ")
    await told(owner, *SENT)
    hosting(stage)
    walker = helper(stage, "gần", "clb1")
    stage.drivers["gần"] = await stage.seat("gần")
    stage.database.run(lambda u: u.preferences.put(walker, TOPIC, "on"))
    await stage.seat("cán bộ")
    await pressed(stage, "cán bộ", f"d:accept:{stage.references()[0]}")
    await arrived(stage, "cán bộ", Said("H24.31.45-261123-0001"), "mã")
    await stage.move_to(datetime(2026, 11, 25, 7, 31, tzinfo=ZONE))
    ((id, _),) = stage.database.run(lambda u: u.hamlet_rounds.stops(walker, local_day(stage.now())))
    return str(id)


async def test_a_tick_counts_for_who_has_the_house_on_the_list_and_for_nobody_else(stage: DirectStage) -> None:
    stop = await walked(stage)
    helper(stage, "hàng xóm", "clb1")
    for who in ("hàng xóm", "kẻ lạ", "cán bộ"):
        shown = await press(stage, who, "came", stop, "told")
        assert NAME not in shown
    assert "đã báo tận nhà" in await press(stage, "gần", "came", stop, "told")
    events = stage.database.run(lambda u: u.dossiers.events(1))
    assert [(one.role, one.data["reason"]) for one in events if one.kind == "visited"] == [("helper", "visit_told")]


async def test_a_tick_of_yesterday_or_after_the_consent_is_gone_explains_itself(stage: DirectStage) -> None:
    stop = await walked(stage)
    id = person(stage, "người nhờ")
    stage.database.run(lambda u: u.hamlet_rounds.withdraw(id, stage.now()))
    assert "không còn đồng ý" in await press(stage, "gần", "came", stop, "told")
    assert NAME not in await press(stage, "gần", "round")
    hosting(stage)
    await stage.move_to(stage.now() + timedelta(days=1))
    assert "hôm khác" in await press(stage, "gần", "came", stop, "told")
    assert [one for one in stage.database.run(lambda u: u.dossiers.events(1)) if one.kind == "visited"] == []


@pytest.mark.parametrize(("outcome", "kind"), [("moved", "resident_moved"), ("call", "help_wanted"), ("away", "")])
async def test_what_came_of_a_visit_reaches_the_officials(stage: DirectStage, outcome: str, kind: str) -> None:
    stop = await walked(stage)
    await press(stage, "gần", "came", stop, outcome)
    official = person(stage, "cán bộ")
    owed = stage.database.run(lambda u: [one.kind for one in u.outbox.pending_of(official)])
    assert [one for one in owed if one in ("resident_moved", "help_wanted")] == ([kind] if kind else [])
    agreed = stage.database.run(lambda u: u.hamlet_rounds.agreed())
    assert bool(agreed) == (outcome != "moved")


async def test_rounds_of_days_in_which_nothing_ran_are_not_made_up_for(stage: DirectStage) -> None:
    await walked(stage)
    walker = person(stage, "gần")
    await stage.move_to(MORNING + timedelta(days=9, hours=8))  # in the afternoon, after days of silence
    days = [local_day(MORNING + timedelta(days=day)) for day in range(3, 10)]
    assert not any(stage.database.run(lambda u: [u.hamlet_rounds.stops(walker, on) for on in days]))


async def test_who_did_not_agree_to_go_round_gets_no_list(stage: DirectStage) -> None:
    await walked(stage)
    walker = person(stage, "gần")
    await press(stage, "gần", "round_off")
    await stage.move_to(datetime(2026, 11, 26, 7, 31, tzinfo=ZONE))
    assert stage.database.run(lambda u: u.hamlet_rounds.stops(walker, local_day(stage.now()))) == ()


def trusted(stage: DirectStage, *purposes: Mandated, pledges: bool = True) -> None:
    """«người nhờ» lets «gần» act with certified copies from now on."""
    agent, principal, now = helper(stage, "gần"), person(stage, "người nhờ"), stage.now()
    offered = offer(purposes, ("certify_copy",), None, 31, now)
    assert isinstance(offered, Mandate)
    made = agree(offered, purposes, Means.TAP, now)
    assert isinstance(made, Mandate)

    def keep(u: UnitOfWork) -> None:
        if pledges:
            u.deeds.pledge(agent, "Tôi cam kết", now)
        about = Wording(NAME, "chị Lan", "Tôi đồng ý", "v1")
        u.mandates.agree(u.mandates.offer(made, agent, about, f"{agent}{now}"), made, principal, about)

    stage.database.run(keep)


async def test_a_mandate_shows_files_from_its_day_on_only_while_it_holds(stage: DirectStage) -> None:
    owner = await stage.seat("người nhờ")
    await told(owner, *SENT)
    await stage.move_to(stage.now() + timedelta(hours=1))
    trusted(stage, Mandated.NOTIFY)
    await told(owner, "việc khác", *SENT[:2], *SENT[3:])
    before, since = stage.references()
    shown = await press(stage, "gần", "list")
    assert NAME in shown
    assert since in shown
    assert before not in shown
    await stage.move_to(stage.now() + timedelta(days=32))
    assert NAME not in await press(stage, "gần", "list")


async def test_without_the_years_pledge_a_mandate_shows_nobody(stage: DirectStage) -> None:
    trusted(stage, Mandated.NOTIFY, pledges=False)
    assert NAME not in await press(stage, "gần", "list")
