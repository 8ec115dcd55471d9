"""Planning: what has fallen due becomes rows once, and is asked again before it is sent."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.services.paging import PAGE
from bot.services.purging import CLOSED_KEPT, NOTICES_KEPT, purge
from bot.services.reminders import desk_papers, plan
from flows.dossier import State
from flows.moves import Accept, AskSupplement, HandOver, RecordResult
from flows.procedure import Question
from tests.bot.clock.office import LIBRARY, PROCEDURE, Town, at, town


@pytest_asyncio.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, "02/03/2026 09:00") as opened:
        yield opened


async def planned(here: Town, moment: str) -> None:
    """The clock moved, everything planned (twice, for once must be enough) and delivered."""
    here.now = at(moment)
    await plan(here.database, LIBRARY, here.now)
    await plan(here.database, LIBRARY, here.now)
    await here.deliver()


async def test_an_idle_draft_is_recalled_once_and_warned_of_before_it_is_deleted(here: Town) -> None:
    person = await here.person("an")
    draft = await here.draft(person)
    await planned(here, "04/03/2026 09:00")
    assert here.web.texts() == []
    await planned(here, "05/03/2026 09:00")
    await planned(here, "06/03/2026 09:00")
    assert here.web.texts() == ["draft_idle"]
    await planned(here, "23/03/2026 09:00")
    await planned(here, "30/03/2026 09:00")
    assert here.web.texts() == ["draft_idle", "draft_idle", "draft_expiring"]
    params = (await here.notices(person))["draft_expiring"].params
    assert (params["draft"], params["procedure"]) == (draft.id, PROCEDURE)
    assert datetime.fromisoformat(str(params["kept_until"])) == at("02/04/2026 09:00")


async def test_a_draft_touched_again_makes_its_recall_pointless(here: Town) -> None:
    person = await here.person("an")
    draft = await here.draft(person)
    here.now = at("05/03/2026 09:00")
    await plan(here.database, LIBRARY, here.now)
    await here.database.turn(lambda u: u.drafts.save(draft, draft.session, here.now))
    await here.deliver()
    assert await here.kinds(person) == [("draft_idle", "dropped")]


async def test_a_draft_sent_in_or_deleted_makes_its_recall_pointless(here: Town) -> None:
    person = await here.person("an")
    draft = await here.draft(person)
    here.now = at("05/03/2026 09:00")
    await plan(here.database, LIBRARY, here.now)
    await here.database.turn(lambda u: u.drafts.delete(draft))
    await here.deliver()
    assert await here.kinds(person) == [("draft_idle", "dropped")]


async def test_a_supplement_begun_is_recalled_with_its_dossier_only(here: Town) -> None:
    person = await here.person("an")
    await here.draft(person, "supplement:HS-ABC")
    await planned(here, "06/03/2026 09:00")
    assert await here.kinds(person) == []


async def test_a_draft_is_deleted_only_three_days_after_the_warning(here: Town) -> None:
    person = await here.person("an")
    await here.draft(person)
    here.now = at("20/04/2026 09:00")
    await purge(here.database, here.now)
    await planned(here, "20/04/2026 09:00")
    await here.owe(person, "tin khác")
    await purge(here.database, at("23/04/2026 08:59"))
    assert len(await here.database.turn(lambda u: u.drafts.all_of(person))) == 1
    here.now = at("23/04/2026 09:00")
    await purge(here.database, here.now)
    await here.deliver()
    assert await here.database.turn(lambda u: u.drafts.all_of(person)) == ()
    assert here.web.texts() == ["draft_expiring", "tin khác\n\ndraft_expired"]


async def test_a_supplement_draft_expires_without_a_word_of_its_own(here: Town) -> None:
    person = await here.person("an")
    await here.draft(person, "supplement:HS-ABC")
    await purge(here.database, at("02/04/2026 09:00"))
    assert await here.database.turn(lambda u: u.drafts.all_of(person)) == ()
    assert await here.kinds(person) == []


async def test_old_updates_and_old_web_history_are_forgotten(here: Town) -> None:
    seat = await here.database.turn(lambda u: u.people.meet("web", "an", here.now))
    await here.database.turn(lambda u: u.seen.first("web", "1", here.now))
    await here.database.turn(lambda u: u.history.add(seat.chat_id, here.now, "me", {"text": "xin chào"}))
    await here.database.turn(lambda u: u.traffic.note("web", here.now, 1, 0))
    await purge(here.database, here.now + timedelta(days=7, seconds=1))
    assert await here.database.turn(lambda u: u.seen.first("web", "1", here.now))
    assert len(await here.database.turn(lambda u: u.history.last(seat.chat_id, 9))) == 1
    assert await here.database.turn(lambda u: u.traffic.since(here.now)) == {"web": (1, 0)}
    later = here.now + timedelta(days=89)
    other = await here.database.turn(lambda u: u.people.meet("web", "binh", later))
    await here.database.turn(lambda u: u.history.add(other.chat_id, later, "me", {"text": "chào"}))
    await purge(here.database, here.now + timedelta(days=90, seconds=1))
    assert await here.database.turn(lambda u: u.history.last(seat.chat_id, 9)) == ()
    assert len(await here.database.turn(lambda u: u.history.last(other.chat_id, 9))) == 1
    assert await here.database.turn(lambda u: u.traffic.since(here.now)) == {}


async def test_the_outbox_forgets_what_nobody_asks_for_any_more_and_says_how_much(
    here: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "motcua.purging")
    person, began = await here.person("an"), here.now
    record = await here.move(await here.move(await here.dossier(person), Accept()), RecordResult())
    open_one = await here.move(await here.dossier(person), Accept())
    await here.owe(person, "tin khác")
    await here.deliver()
    await here.move(record, HandOver("signed"))
    await here.deliver()
    kept = ["accepted", "result_ready", "accepted", "greeting", "handed_over"]
    await purge(here.database, began + NOTICES_KEPT)
    assert [kind for kind, _ in await here.kinds(person)] == kept
    assert not caplog.messages
    await purge(here.database, began + NOTICES_KEPT + timedelta(seconds=1))
    await purge(here.database, began + CLOSED_KEPT)
    kept.remove("greeting")
    assert [kind for kind, _ in await here.kinds(person)] == kept
    await purge(here.database, began + CLOSED_KEPT + timedelta(seconds=1))
    assert [kind for kind, _ in await here.kinds(person)] == ["accepted"]
    assert len(await here.database.turn(lambda u: u.reach.of_dossier(open_one.id))) == 1
    assert caplog.messages == [
        "forgot 1 notices about no file and 0 about files long closed",
        "forgot 0 notices about no file and 3 about files long closed",
    ]


async def test_a_paper_promised_for_the_desk_is_recalled_by_its_name(here: Town) -> None:
    person = await here.person("an")
    steps = LIBRARY.procedures[PROCEDURE].procedure.steps
    question = next(step.id for step in steps if isinstance(step, Question) and step.at_desk)
    paper = next(paper.id for paper in LIBRARY.procedures[PROCEDURE].procedure.papers if paper.step == question)
    record = await here.dossier(person, answers={question: None})
    assert desk_papers(LIBRARY, record) == (paper,)
    await planned(here, "03/03/2026 09:00")
    assert (await here.notices(person))["missing_paper"].params == {"paper": paper, "papers": [paper]}
    assert here.web.texts() == ["missing_paper"]
    withdrawn = replace(record, procedure="no_longer_offered")
    assert desk_papers(LIBRARY, withdrawn) == ()


async def test_a_supplement_is_recalled_twice_and_the_dossier_closed_when_nothing_came(here: Town) -> None:
    person = await here.person("an")
    record = await here.move(await here.dossier(person), Accept())
    here.now = at("04/03/2026 09:00")
    record = await here.move(record, AskSupplement("proof", "blurred"))
    for day in ("04", "12", "13", "18", "19"):
        await planned(here, f"{day}/03/2026 09:00")
    assert here.web.texts() == ["accepted\n\nsupplement_asked", "supplement_half", "supplement_last"]
    await planned(here, "20/03/2026 09:00")
    assert here.web.texts()[3:] == ["closed"]
    closed = await here.database.turn(lambda u: u.dossiers.get(record.id))
    assert closed is not None
    assert closed.dossier.state is State.DONG_HO_SO
    events = await here.database.turn(lambda u: u.dossiers.events(record.id))
    assert [(event.kind, event.role, event.actor_id) for event in events][-1] == ("close_unanswered", "clock", None)


async def test_a_result_that_waits_is_recalled_until_it_is_collected(here: Town) -> None:
    person = await here.person("an")
    record = await here.move(await here.move(await here.dossier(person), Accept()), RecordResult())
    await here.deliver()
    await planned(here, "05/03/2026 09:00")
    assert here.web.texts() == ["accepted\n\nresult_ready", "result_waiting"]
    await here.move(record, HandOver("signed"))
    await planned(here, "12/03/2026 09:00")
    assert here.web.texts()[2:] == ["handed_over"]


async def test_officials_of_the_field_hear_the_day_before_and_every_morning_it_is_overdue(here: Town) -> None:
    record = await here.move(await here.dossier(await here.person("an")), Accept())
    official = await here.official("clerk", record.field)
    await here.official("other", "another_field")
    await here.deliver()
    for day in ("05", "06", "09", "10", "11"):
        await planned(here, f"{day}/03/2026 08:30")
    await planned(here, "11/03/2026 18:00")
    told = [kind for kind, _ in await here.kinds(official)]
    assert told == ["due_in_two", "due_tomorrow", "due_today", "overdue", "overdue"]
    assert {address for address, _ in here.web.delivered} == {"an", "clerk"}


async def test_many_overdue_dossiers_make_one_digest(here: Town) -> None:
    resident = await here.person("an")
    for _ in range(5):
        record = await here.move(await here.dossier(resident), Accept())
    official = await here.official("clerk", record.field)
    await planned(here, "10/03/2026 07:30")
    assert await here.kinds(official) == [("overdue", "sent")]
    assert [card.text for address, card in here.web.delivered if address == "clerk"] == ["overdue"]


async def test_more_dossiers_and_drafts_than_one_page_are_all_planned(here: Town) -> None:
    people = [await here.person(f"p{number}") for number in range(PAGE + 2)]
    for person in people:
        await here.draft(person)
        record = await here.dossier(person)
        await here.move(await here.move(record, Accept()), RecordResult())
    await plan(here.database, LIBRARY, at("05/03/2026 10:00"))
    for person in (people[0], people[-1]):
        kinds = [kind for kind, _ in await here.kinds(person)]
        assert kinds == ["accepted", "result_ready", "draft_idle", "result_waiting"]
