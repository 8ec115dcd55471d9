"""One request for several papers, with buttons pressed late, twice, and for papers that are none of this file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.callbacks import Act, Desk, Menu
from bot.ports import Card, Sent
from bot.services.form_filling import fill
from bot.services.papers_named import paper_title
from bot.services.screens import Home
from bot.services.visit import Visit
from bot.services.voice import Voice
from content.catalog import load
from content.forms.filled import SupplementRequest
from flows.dossier import Role, State, Supplement
from storage.database import Database
from storage.keys import Key
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork
from tests.bot.dossier.village import SINGLE, Village
from tests.papers import photo

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LIBRARY = load("nam_thanh_mien")


@pytest.fixture
def village(database: Database, tmp_path: Path, key: Key) -> Village:
    here = Village(database, LIBRARY, START, tmp_path, key)
    here.hire("clerk", Role.CLERK)
    return here


def papers(card: Card) -> list[str]:
    """The ids of the papers that a card offers."""
    data = [button.data for row in card.rows for button in row]
    return [one.split(":")[-1] for one in data if one.startswith("d:paper:")]


async def asked(village: Village) -> tuple[DossierRecord, list[str]]:
    """A file of which two papers are asked for, with late and doubled presses on the way."""
    file = await village.send("an", "marital_status_certificate", SINGLE)
    first, second, *_ = papers(await village.press("clerk", Desk("ask_supplement", file.reference)))
    await village.press("clerk", Desk("paper", file.reference, first))
    offered = papers(await village.press("clerk", Desk("another", file.reference)))
    assert first not in offered
    await village.press("clerk", Desk("paper", file.reference, second))
    await village.press("clerk", Desk("another", file.reference))
    await village.press("clerk", Desk("paper", file.reference, first))  # an old card: it is chosen already
    await village.press("clerk", Desk("reason", file.reference, "blurred"))
    await village.press("clerk", Desk("note", file.reference))
    return village.file(file.reference), [first, second]


def supplement(record: DossierRecord) -> Supplement:
    assert record.dossier.supplement is not None
    return record.dossier.supplement


async def test_every_paper_is_asked_for_once_and_the_last_one_completes_the_file(village: Village) -> None:
    record, wanted = await asked(village)
    assert supplement(record).papers == tuple(wanted)
    await village.press("an", Menu("supplement", record.reference))
    tag = village.database.run(lambda u: u.drafts.all_of(record.person_id))[0].tag
    await village.does("an", Sent(photo()))
    await village.press("an", Act(tag, "done", "paper"))
    assert village.file(record.reference).dossier.state is State.BO_SUNG_TRUOC
    await village.does("an", Sent(photo()))
    await village.press("an", Act(tag, "done", "paper2"))
    await village.press("an", Act(tag, "done", "paper2"))
    after = village.file(record.reference)
    assert (after.dossier.state, after.dossier.supplement) == (State.CHO_TIEP_NHAN, None)
    pages = village.database.run(lambda u: u.documents.of_dossier(record.id))
    assert sorted(page.key for page in pages) == sorted(wanted)
    assert [event.kind for event in village.events(record)] == ["sent", "ask_supplement", "complete"]


async def test_the_printed_request_names_every_paper(village: Village) -> None:
    record, wanted = await asked(village)

    def printed(u: UnitOfWork) -> tuple[tuple[str, ...], list[str]]:
        seat = u.people.meet("web", "clerk", village.now)
        visit = Visit(u, LIBRARY, village.now, seat, Voice(LIBRARY, "vi", "any"), Home())
        form = fill(visit, record, "supplement")
        assert isinstance(form, SupplementRequest)
        return form.asks, [paper_title(visit.voice, record, paper) for paper in wanted]

    asks, titles = village.database.run(printed)
    assert list(asks) == titles


async def test_a_paper_that_is_none_of_this_file_begins_the_choice_anew(village: Village) -> None:
    file = await village.send("an", "marital_status_certificate", SINGLE)
    offered = papers(await village.press("clerk", Desk("ask_supplement", file.reference)))
    await village.press("clerk", Desk("paper", file.reference, offered[0]))
    await village.press("clerk", Desk("another", file.reference))
    again = await village.press("clerk", Desk("paper", file.reference, "no_such_paper"))
    assert papers(again) == offered
    assert village.file(file.reference).dossier.supplement is None


async def test_what_was_chosen_for_one_file_is_not_asked_of_another(village: Village) -> None:
    one = await village.send("an", "marital_status_certificate", SINGLE)
    other = await village.send("binh", "marital_status_certificate", SINGLE)
    first, second, *_ = papers(await village.press("clerk", Desk("ask_supplement", one.reference)))
    await village.press("clerk", Desk("paper", one.reference, first))
    await village.press("clerk", Desk("another", one.reference))
    await village.press("clerk", Desk("paper", other.reference, second))
    await village.press("clerk", Desk("reason", other.reference, "blurred"))
    await village.press("clerk", Desk("note", other.reference))
    assert supplement(village.file(other.reference)).papers == (second,)
    assert village.file(one.reference).dossier.supplement is None


async def test_with_every_paper_chosen_no_other_is_offered(village: Village) -> None:
    file = await village.send("an", "marital_status_certificate", SINGLE)
    left = papers(await village.press("clerk", Desk("ask_supplement", file.reference)))
    while left:
        card = await village.press("clerk", Desk("paper", file.reference, left[0]))
        more = any(button.data.startswith("d:another") for row in card.rows for button in row)
        left = papers(await village.press("clerk", Desk("another", file.reference))) if more else []
    assert not more


async def test_a_reason_pressed_on_the_old_card_of_another_file_asks_nothing_of_either(village: Village) -> None:
    one = await village.send("an", "marital_status_certificate", SINGLE)
    other = await village.send("binh")
    (first, *_) = papers(await village.press("clerk", Desk("ask_supplement", one.reference)))
    await village.press("clerk", Desk("paper", one.reference, first))
    await village.press("clerk", Desk("reason", other.reference, "blurred"))
    await village.press("clerk", Desk("note", other.reference))
    assert village.file(other.reference).dossier.supplement is village.file(one.reference).dossier.supplement is None
