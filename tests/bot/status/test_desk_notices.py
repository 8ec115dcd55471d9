"""“Tin đã gửi”: what officials see of the notices about a file, and sending one again."""

from collections.abc import Callable

import pytest

from bot.callbacks import Desk
from bot.ports import Card
from flows.dossier import Role
from flows.notices import POLICY
from storage.records import DossierRecord, Notice
from storage.unit_of_work import UnitOfWork
from tests.bot.dossier.village import Village
from tests.bot.status.test_status_import import LIBRARY, accepted, at, bring, row, village

__all__ = ["village"]


def _of(record: DossierRecord) -> Callable[[UnitOfWork], tuple[Notice, ...]]:
    return lambda u: u.outbox.of_dossier(record.id)


async def told(village: Village) -> tuple[DossierRecord, dict[str, int]]:
    """A file with every fate of a notice: sent, reached, waiting, failed, unreachable, dropped."""
    record = await accepted(village)
    await bring(village, row("4", "25/11/2026 08:15"), row("9", "26/11/2026 16:00"))
    ids = {one.kind: one.id for one in village.database.run(_of(record))}

    def settle(u: UnitOfWork) -> None:
        u.outbox.sent(ids["accepted"], at("23/11/2026 10:01"), "web")
        u.outbox.claim(village.now, 50, village.now - at("30/11/2026 16:00"))
        u.outbox.give_up(ids["in_process"], "failed", "timeout")
        u.outbox.give_up(ids["result_ready"], "unreachable", "unreachable")
        u.outbox.drop(ids["new_file"], "pointless")

    village.database.run(settle)
    return record, ids


def labels(card: Card) -> list[str]:
    return [button.label for line in card.rows for button in line]


async def test_an_official_sees_how_far_each_notice_got_and_nothing_else(village: Village) -> None:
    record, _ = await told(village)
    card = await village.press("clerk", Desk("open", record.reference))
    assert "Tin đã gửi" in labels(card)
    card = await village.press("clerk", Desk("notices", record.reference))
    assert card.text.splitlines() == [
        f"**Tin về hồ sơ** `{record.reference}`",
        "1. đã tiếp nhận: đã gửi 10 giờ 01, thứ Hai 23/11/2026 qua trang web",
        "2. đang giải quyết: gửi không được, đã thử 1 lần",
        "3. đã có kết quả: không liên lạc được, xin gọi điện hoặc đến nhà",
    ]
    assert labels(card) == ["Gửi lại 2", "Gửi lại 3", "Xem hồ sơ", "Danh sách"]
    assert await village.say("clerk", "gì đó") != card


async def test_what_was_read_is_shown_as_reached(village: Village) -> None:
    record, ids = await told(village)

    def read(u: UnitOfWork) -> None:
        sent = at("23/11/2026 10:01")
        u.reach.watch(ids["accepted"], record.person_id, record.id, "web", sent, village.now)
        u.reach.read(ids["accepted"], record.person_id, at("24/11/2026 07:00"), "read")

    village.database.run(read)
    card = await village.press("clerk", Desk("notices", record.reference))
    assert "1. đã tiếp nhận: đã tới người đọc 07 giờ 00, thứ Ba 24/11/2026" in card.text


async def test_a_dead_letter_is_sent_again_once(village: Village) -> None:
    record, ids = await told(village)
    failed = Desk("notices", record.reference, str(ids["in_process"]))
    card = await village.press("clerk", failed)
    assert card.text.startswith("Tin sẽ được gửi lại ngay.")
    assert "2. đang giải quyết: chờ gửi lúc 17 giờ 00, thứ Hai 30/11/2026" in card.text
    assert labels(card)[0] == "Gửi lại 3"
    assert (await village.press("clerk", failed)).text.startswith("Tin này không cần gửi lại")


async def test_only_notices_of_the_file_and_only_by_its_officials_are_sent_again(village: Village) -> None:
    record, ids = await told(village)
    other = await village.send("binh", "certify_copy")
    village.hire("land", Role.SPECIALIST, "land")
    before = village.database.run(_of(record))
    for who, reference, notice in (
        ("clerk", other.reference, str(ids["in_process"])),
        ("clerk", record.reference, "x"),
        ("clerk", record.reference, "9" * 40),
        ("land", record.reference, str(ids["in_process"])),
        ("an", record.reference, str(ids["in_process"])),
        ("clerk", "XXXXXX", str(ids["in_process"])),
    ):
        await village.press(who, Desk("notices", reference, notice))
    assert village.database.run(_of(record)) == before


async def test_an_official_hears_of_their_own_notices_only_when_they_failed(village: Village) -> None:
    record = await village.send("an")
    card = await village.press("clerk", Desk("notices", record.reference))
    assert card.text == f"Chưa có tin nào về hồ sơ `{record.reference}`."
    (new,) = village.database.run(_of(record))
    village.database.run(lambda u: u.outbox.give_up(new.id, "failed", "timeout"))
    card = await village.press("clerk", Desk("notices", record.reference))
    assert "1. hồ sơ mới (gửi cán bộ): gửi không được, đã thử 0 lần" in card.text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_and_state_has_its_words(language: str) -> None:
    given = {"at": at("23/11/2026 10:01"), "channel": "", "count": 1}
    for row_ in POLICY:
        assert LIBRARY.wording.say(f"sent.kind_{row_.kind}", language)
    for state in ("pending", "claimed", "sent", "failed", "dropped", "unreachable", "reached"):
        assert LIBRARY.wording.say(f"sent.state_{state}", language, given)
