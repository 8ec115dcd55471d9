"""Every kind of notice that is ever owed can be said, in both languages, and many at once stay tellable apart."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.services.delivery import Delivery
from bot.services.notice_cards import TOLD
from bot.services.notices import compose
from bot.services.reminders import plan
from flows.dossier import Role
from flows.moves import Accept
from flows.notices import POLICY
from storage.records_staff import Appointment
from storage.unit_of_work import UnitOfWork
from tests.bot.clock.office import LIBRARY, Town, at, town


@pytest_asyncio.fixture
async def here(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, "02/03/2026 09:00") as opened:
        couriers = {"web": opened.web}
        opened.delivery = Delivery(opened.database, couriers, lambda: LIBRARY, compose, lambda: opened.now)
        yield opened


def test_every_kind_of_notice_has_its_words_and_all_words_their_kind() -> None:
    written = {code.removeprefix("notices.") for code in LIBRARY.wording.codes() if code.startswith("notices.")}
    kinds = {row.kind for row in POLICY}
    assert kinds - set(TOLD) <= written <= kinds  # areas of work say theirs in their own way


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


@pytest.mark.parametrize(
    ("role", "kind", "words"),
    [
        (Role.CLERK, "help_wanted", "Đề nghị đồng chí gọi"),
        (Role.CHAIRMAN, "help_wanted", "Đề nghị đồng chí Chủ tịch gọi"),
        (Role.HELPER, "unread_near", "Anh/chị giúp được"),
        (Role.CHAIRMAN, "draft_expired", "bà bắt đầu lại"),
    ],
)
async def test_whoever_works_for_the_commune_is_addressed_by_role_and_in_their_own_affairs_as_they_asked(
    here: Town, role: Role, kind: str, words: str
) -> None:
    someone = await here.person("an")

    def hire_and_owe(u: UnitOfWork) -> None:
        u.people.settle(someone, form="ba")
        u.staff.invite(Appointment(role), "code", at("03/03/2026 09:00"), here.now, None)
        u.staff.redeem("code", someone, here.now)
        about = {"number": "0912", "procedure": "birth_registration", "hamlet": ""}
        u.outbox.owe(kind, someone, kind, about, now=here.now, reply=True)

    def told(u: UnitOfWork) -> str:
        (notice,), seat = u.outbox.pending_of(someone), u.people.at("web", "an")
        card = compose(u, LIBRARY, notice, seat, here.now) if seat is not None else None
        return "" if card is None else card.text

    await here.database.turn(hire_and_owe)
    assert words in await here.database.turn(told)
