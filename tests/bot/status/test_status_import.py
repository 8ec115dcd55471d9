"""Rows from the official software against real dossiers: what applies, what changes nothing, what is refused."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.callbacks import Desk, Menu
from bot.clock import Timekeeper
from bot.ports import Card
from bot.services.delivery import Delivery
from bot.services.notices import compose
from bot.services.status_import import Outcome, import_status, reason
from content.catalog import load
from flows.calendar import ZONE
from flows.dossier import Role, State
from storage.database import open_database
from storage.keys import new_key
from storage.records import DossierRecord
from tests.bot.clock.office import Recorder
from tests.bot.dossier.village import SINGLE, Village

LIBRARY = load("nam_thanh_mien")
CODE = "H24.31.45-261123-0001"
OTHER = "H24.31.45-261123-0002"
LINK = "https://dichvucong.haiphong.gov.vn/ket-qua/8f3a"


def at(written: str) -> datetime:
    return datetime.strptime(written, "%d/%m/%Y %H:%M").replace(tzinfo=ZONE)


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    key = new_key()
    database = open_database(f"sqlite:///{tmp_path / 'village.db'}", key)
    here = Village(database, LIBRARY, at("23/11/2026 09:00"), tmp_path, key)
    here.hire("clerk", Role.CLERK)
    yield here
    database.close()


async def accepted(village: Village, code: str = CODE, who: str = "an") -> DossierRecord:
    """A file of five working days, accepted at 10:00."""
    record = await village.send(who, "marital_status_certificate", SINGLE)
    village.now = at("23/11/2026 10:00")
    await village.press("clerk", Desk("open", record.reference))
    await village.press("clerk", Desk("accept", record.reference))
    await village.say("clerk", code)
    village.now = at("30/11/2026 17:00")
    return village.file(record.reference)


def row(state: str, moment: str, code: str = CODE, **more: str) -> dict[str, str]:
    return {"official_code": code, "state": state, "moment": moment, **more}


async def bring(village: Village, *rows: Mapping[str, str], dry_run: bool = False) -> list[tuple[int, str, str]]:
    """Imports rows numbered from 2; returns number, result and code of each."""
    done: Sequence[Outcome] = await import_status(
        village.database, LIBRARY, tuple(enumerate(rows, 2)), village.now, dry_run=dry_run
    )
    return [(one.number, one.result, one.code) for one in done]


def trace(village: Village, record: DossierRecord) -> tuple[object, ...]:
    """All that an import could change."""
    now = village.file(record.reference)
    return (now, village.events(now), village.kinds(now))


async def test_a_status_is_a_real_move_told_to_the_resident(village: Village) -> None:
    record = await accepted(village)
    before = village.kinds(record)
    assert await bring(village, row("4", "24/11/2026 08:15"), row("9", "26/11/2026 16:00")) == [
        (2, "applied", ""),
        (3, "applied", ""),
    ]
    now = village.file(record.reference)
    assert (now.dossier.state, now.dossier.finished_at) == (State.DA_CO_KET_QUA, at("26/11/2026 16:00"))
    started, finished = village.events(now)[-2:]
    assert [(one.kind, one.role, one.actor_id, one.at) for one in (started, finished)] == [
        ("start", "clock", None, at("24/11/2026 08:15")),
        ("record_result", "clock", None, at("26/11/2026 16:00")),
    ]
    assert started.data["source"] == "one_stop_software"
    assert village.kinds(now)[len(before) :] == ["in_process", "result_ready"]


async def test_importing_twice_changes_nothing(village: Village) -> None:
    record = await accepted(village)
    rows = (
        row("2", "23/11/2026 10:00"),
        row("4", "24/11/2026 08:15"),
        row("9", "26/11/2026 16:00", result_link=LINK + "1"),
        row("10", "27/11/2026 09:00", result_link=LINK + "2"),
    )
    assert [result for _, result, _ in await bring(village, *rows)] == ["unchanged", "applied", "applied", "applied"]
    after = trace(village, record)
    village.now += timedelta(days=3)
    assert [result for _, result, _ in await bring(village, *rows)] == ["unchanged"] * 4
    assert trace(village, record) == after


async def test_rows_in_any_order_are_applied_in_the_order_they_happened(village: Village) -> None:
    record = await accepted(village)
    rows = (row("10", "27/11/2026 09:00"), row("9", "26/11/2026 16:00"), row("4", "24/11/2026 08:15"))
    assert [result for _, result, _ in await bring(village, *rows)] == ["applied"] * 3
    assert [one.kind for one in village.events(record)][-3:] == ["start", "record_result", "hand_over"]


async def test_what_the_desk_did_here_is_not_told_again(village: Village) -> None:
    record = await accepted(village)
    await village.press("clerk", Desk("record_result", record.reference))
    await village.press("clerk", Desk("sure", record.reference, "record_result"))
    before = trace(village, record)
    assert await bring(village, row("9", "26/11/2026 16:00")) == [(2, "unchanged", "")]
    assert trace(village, record) == before


async def test_one_row_may_tell_the_whole_rest(village: Village) -> None:
    record = await accepted(village)
    assert await bring(village, row("10", "27/11/2026 16:30", finished_at="26/11/2026 11:00")) == [(2, "applied", "")]
    dossier = village.file(record.reference).dossier
    assert (dossier.finished_at, dossier.handed_at) == (at("26/11/2026 11:00"), at("27/11/2026 16:30"))


async def test_a_file_sent_in_here_is_accepted_there_by_both_codes(village: Village) -> None:
    record = await village.send("an", "marital_status_certificate", SINGLE)
    village.now = at("23/11/2026 15:00")
    both = row("2", "23/11/2026 09:40", reference=record.reference.lower())
    assert await bring(village, {**both, "official_code": ""}) == [(2, "refused", "code_needed")]
    assert await bring(village, row("4", "23/11/2026 11:00"), both) == [(2, "applied", ""), (3, "applied", "")]
    now = village.file(record.reference)
    assert (now.official_code, now.dossier.state) == (CODE, State.DANG_XU_LY)
    assert now.dossier.accepted_at == at("23/11/2026 09:40")
    assert village.kinds(now)[-2:] == ["accepted", "in_process"]


async def test_a_supplement_names_the_form_and_can_be_answered(village: Village) -> None:
    record = await accepted(village)
    await bring(village, row("5", "24/11/2026 08:30", note="Thiếu bản án ly hôn"))
    asked = village.file(record.reference).dossier.supplement
    assert asked is not None
    assert (asked.paper, asked.reason, asked.note) == ("unnamed", "on_form", "Thiếu bản án ly hôn")
    card = await village.press("an", Menu("file", record.reference))
    assert "Bổ sung: giấy tờ ghi trong phiếu yêu cầu bổ sung" in [one.label for line in card.rows for one in line]
    card = await village.press("an", Menu("supplement", record.reference))
    assert "Lý do: đã ghi trong phiếu của bộ phận một cửa." in card.text
    assert "Thiếu bản án ly hôn" in card.text
    card = await village.press("clerk", Desk("open", record.reference))
    assert "giấy tờ ghi trong phiếu yêu cầu bổ sung" in card.text


async def test_the_link_is_offered_once_the_result_is_ready(village: Village) -> None:
    record = await accepted(village)

    async def links() -> list[str]:
        card: Card = await village.press("an", Menu("file", record.reference))
        return [one.link for line in card.rows for one in line if one.link]

    assert await bring(village, row("4", "24/11/2026 08:30", result_link=LINK)) == [(2, "applied", "")]
    assert await links() == []
    await bring(village, row("9", "26/11/2026 16:00"))
    assert await links() == [LINK]
    sent = await _delivered(village)
    assert [one.link for card in sent for line in card.rows for one in line if one.link] == [LINK]


async def _delivered(village: Village) -> list[Card]:
    """What goes out when the clock ticks."""
    web = Recorder("web")
    delivery = Delivery(village.database, {"web": web}, lambda: LIBRARY, compose, lambda: village.now)
    await Timekeeper(village.database, delivery, lambda: LIBRARY, lambda: village.now).run_all_ticks()
    resident = village.person("an")
    address = village.database.run(lambda u: u.people.seats_of(resident))[0].address
    return [card for where, card in web.delivered if where == address]


async def test_a_dry_run_says_the_same_and_writes_nothing(village: Village) -> None:
    record = await accepted(village)
    rows = (row("4", "24/11/2026 08:15"), row("9", "26/11/2026 16:00"), row("4", "27/11/2026 16:00"))
    before = trace(village, record)
    dry = await bring(village, *rows, dry_run=True)
    assert trace(village, record) == before
    assert dry == await bring(village, *rows) == [(2, "applied", ""), (3, "applied", ""), (4, "refused", "backwards")]


REFUSED = (
    ({"state": "4", "moment": "24/11/2026 08:15"}, "code_missing"),
    (row("4", "24/11/2026 08:15", "261123-1"), "code_bad"),
    (row("4", "24/11/2026 08:15", OTHER), "code_unknown"),
    (row("4", "24/11/2026 08:15", reference="XXXXXX"), "code_mismatch"),
    (row("0", "24/11/2026 08:15"), "state_bad"),
    (row("11", "24/11/2026 08:15"), "state_bad"),
    (row("²", "24/11/2026 08:15"), "state_bad"),
    (row("đang làm", "24/11/2026 08:15"), "state_bad"),
    (row("4", ""), "moment_bad"),
    (row("4", "24/11/2026"), "moment_bad"),
    (row("4", "31/11/2026 08:15"), "moment_bad"),
    (row("4", "24/11/2026 25:15"), "moment_bad"),
    (row("4", "0001-01-01 00:00"), "moment_bad"),
    (row("4", "24/11/2026 08:15", accepted_at="hôm qua"), "moment_bad"),
    (row("4", "30/11/2026 17:01"), "moment_future"),
    (row("9", "26/11/2026 08:15", finished_at="26/11/2026 08:16"), "moments_disordered"),
    (row("4", "23/11/2026 09:59"), "before_last"),
    (row("1", "24/11/2026 08:15"), "backwards"),
    (row("3", "24/11/2026 08:15"), "no_way"),
    (row("5", "30/11/2026 16:00"), "too_late_to_ask"),
    (row("6", "24/11/2026 08:15"), "amount_missing"),
    (row("6", "24/11/2026 08:15", amount="nhiều"), "amount_bad"),
    *(
        (row("9", "24/11/2026 08:15", result_link=link), "link_bad")
        for link in (
            "http://dichvucong.gov.vn/1",
            "javascript:alert(1)",
            "dichvucong.gov.vn",
            "https://",
            "https://localhost/1",
            "https://10.0.0.1/1",
            "https://gov.vn@evil.example/1",
            "https://dichvucong.gov.vn:8443/1",
            "https://dichvucong.gov.vn:x/1",
            "https://dichvucong.gov.vn/a b",
            'https://dichvucong.gov.vn/"onclick=',
            "https://dichvucong.gov.vn/" + "a" * 1000,
        )
    ),
)


@pytest.mark.parametrize(("cells", "code"), REFUSED)
async def test_a_refused_row_says_why_and_changes_nothing(
    village: Village, cells: Mapping[str, str], code: str
) -> None:
    record = await accepted(village)
    before = trace(village, record)
    assert await bring(village, cells) == [(2, "refused", code)]
    assert trace(village, record) == before


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_is_a_sentence(language: str) -> None:
    for code in {code for _, code in REFUSED} | {"duplicate", "conflict", "code_needed", "ended"}:
        assert reason(LIBRARY, Outcome(2, "", "refused", code), language)
    assert reason(LIBRARY, Outcome(2, "", "applied"), language) == ""


async def test_good_rows_are_applied_beside_refused_ones(village: Village) -> None:
    first, second = await accepted(village), await accepted(village, OTHER, "binh")
    same = row("4", "24/11/2026 08:15")
    done = await bring(village, row("9", "mai"), same, same, row("4", "24/11/2026 09:00", OTHER))
    assert done == [(2, "refused", "moment_bad"), (3, "applied", ""), (4, "refused", "duplicate"), (5, "applied", "")]
    assert {village.file(one.reference).dossier.state for one in (first, second)} == {State.DANG_XU_LY}


@pytest.mark.parametrize(
    "moment",
    [
        "24/11/2026 08:15",
        "24/11/2026  8:15:00",
        "2026-11-24 08:15",
        "2026-11-24T08:15:00",
        "2026-11-24T01:15:00Z",
        "2026-11-24T08:15+07:00",
        "2026-11-24T01:15:00.000000+0000",
    ],
)
async def test_moments_are_read_as_the_commune_writes_them_or_in_iso(village: Village, moment: str) -> None:
    record = await accepted(village)
    assert await bring(village, row("Đang xử lý", moment)) == [(2, "applied", "")]
    assert village.events(record)[-1].at == at("24/11/2026 08:15")


async def test_an_ended_file_stays_ended(village: Village) -> None:
    record = await accepted(village)
    await bring(village, row("8", "24/11/2026 08:15"))
    assert village.file(record.reference).dossier.state is State.DUNG_XU_LY
    assert await bring(village, row("9", "25/11/2026 08:15")) == [(2, "refused", "ended")]


async def test_officials_are_not_alerted_of_what_they_entered_themselves(village: Village) -> None:
    record = await accepted(village)
    await bring(village, row("7", "24/11/2026 08:15"))
    clerk = village.person("clerk")
    told = [
        one.kind for one in village.database.run(lambda u: u.outbox.of_dossier(record.id)) if one.person_id == clerk
    ]
    assert told == ["new_file"]
    assert village.kinds(record)[-1] == "withdrawal_received"
