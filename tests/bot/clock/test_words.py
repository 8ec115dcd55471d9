"""Every kind of notice that is ever owed can be said, in both languages, and many at once stay tellable apart."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.services.delivery import Delivery
from bot.services.notices import compose
from bot.services.reminders import plan
from flows.moves import Accept
from flows.notices import POLICY
from tests.bot.clock.office import LIBRARY, Town, at, town


@pytest_asyncio.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, "02/03/2026 09:00") as opened:
        couriers = {"web": opened.web}
        opened.delivery = Delivery(opened.database, couriers, lambda: LIBRARY, compose, lambda: opened.now)
        yield opened


def test_every_kind_of_notice_has_its_words_and_all_words_their_kind() -> None:
    written = {code.removeprefix("notices.") for code in LIBRARY.wording.codes() if code.startswith("notices.")}
    assert written == {row.kind for row in POLICY}


async def test_a_digest_of_overdue_dossiers_names_each_and_has_a_button_for_each(here: Town) -> None:
    resident = await here.person("an")
    records = [await here.move(await here.dossier(resident), Accept()) for _ in range(3)]
    await here.official("clerk", records[0].field)
    here.now = at("10/03/2026 07:30")
    await plan(here.database, LIBRARY, here.now)
    await here.deliver()
    digest = next(card for address, card in here.web.delivered if address == "clerk")
    labels = [button.label for row in digest.rows for button in row]
    assert all(record.reference in digest.text for record in records)
    assert len(set(labels)) == len(labels) == len(records) + 1, labels
