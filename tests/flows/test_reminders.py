"""What is owed when, about drafts and dossiers."""

from dataclasses import replace

import pytest

from flows.dossier import Dossier, Role, State
from flows.moves import Accept, AskSupplement, CarryOn, Complete, HandOver, Move, RecordResult, Withdraw
from flows.reminders import IdleDraft, OpenFile, owed
from flows.transition import Moved, move
from tests.flows.calendars import at, vietnam, vietnamese_law

VIETNAM, LAW = vietnam(), vietnamese_law()
DRAFT = IdleDraft(4, at("02/03/2026 22:00"))
SENT = OpenFile(7, Dossier(State.CHO_TIEP_NHAN, at("02/03/2026 08:00"), "5wd"))


def after(file: OpenFile, *steps: tuple[Move, str]) -> OpenFile:
    """The file after moves by whoever may make them."""
    for wanted, moment in steps:
        results = [move(file.dossier, wanted, role, at(moment), LAW) for role in (Role.HEAD, Role.RESIDENT)]
        file = replace(file, dossier=next(one.dossier for one in results if isinstance(one, Moved)))
    return file


def kinds(subject: IdleDraft | OpenFile, moment: str) -> list[str]:
    return [one.kind for one in owed(subject, at(moment), VIETNAM)]


ACCEPTED = after(SENT, (Accept(), "02/03/2026 09:00"))  # due 09/03/2026 09:00
ASKED = after(ACCEPTED, (AskSupplement("proof", "blurred"), "04/03/2026 09:00"))  # to be answered by 19/03/2026
READY = after(ACCEPTED, (RecordResult(), "05/03/2026 15:00"))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("05/03/2026 21:59", []),
        ("05/03/2026 22:00", ["draft_idle"]),
        ("22/03/2026 21:59", ["draft_idle"]),
        ("22/03/2026 22:00", ["draft_idle"]),
        ("29/03/2026 21:59", ["draft_idle"]),
        ("29/03/2026 22:00", ["draft_expiring"]),
        ("30/05/2026 22:00", ["draft_expiring"]),
    ],
)
def test_an_idle_draft_is_recalled_after_3_and_20_days_and_before_it_expires(moment: str, expected: list[str]) -> None:
    assert kinds(DRAFT, moment) == expected


def test_each_recall_has_a_key_of_its_own_and_a_touch_makes_the_old_one_pointless() -> None:
    keys = {owed(DRAFT, at(moment), VIETNAM)[0].dedupe for moment in ("06/03/2026 09:00", "23/03/2026 09:00")}
    assert keys == {"draft_idle:draft:4:2026-03-05T22:00", "draft_idle:draft:4:2026-03-22T22:00"}
    touched = replace(DRAFT, touched_at=at("06/03/2026 08:00"))
    assert not keys & {one.dedupe for one in owed(touched, at("09/03/2026 09:00"), VIETNAM)}


def test_a_recall_that_falls_at_night_waits_for_the_morning() -> None:
    assert owed(DRAFT, at("05/03/2026 22:00"), VIETNAM)[0].not_before == at("06/03/2026 07:30")


def test_a_paper_promised_for_the_desk_is_recalled_until_the_dossier_is_taken_up() -> None:
    promised = replace(SENT, desk_papers=("proof",))
    assert kinds(promised, "03/03/2026 07:59") == []
    assert kinds(promised, "03/03/2026 08:00") == ["missing_paper"]
    assert kinds(SENT, "03/03/2026 08:00") == []
    assert kinds(after(promised, (Accept(), "03/03/2026 09:00")), "03/03/2026 10:00") == []


def test_a_supplement_is_recalled_at_half_time_and_on_the_working_day_before_the_last() -> None:
    assert kinds(ASKED, "12/03/2026 07:59") == []
    assert kinds(ASKED, "12/03/2026 08:00") == ["supplement_half"]
    assert kinds(ASKED, "18/03/2026 08:00") == ["supplement_last"]
    assert kinds(ASKED, "19/03/2026 23:59") == ["supplement_last"]
    assert kinds(ASKED, "20/03/2026 00:00") == []
    assert kinds(after(ASKED, (Complete(), "12/03/2026 09:00")), "12/03/2026 09:00") == []
    leaving = after(ASKED, (Withdraw(), "10/03/2026 09:00"))
    assert kinds(leaving, "12/03/2026 08:00") == []
    assert kinds(after(leaving, (CarryOn(), "12/03/2026 08:00")), "12/03/2026 08:00") == ["supplement_half"]


def test_before_tet_only_the_last_reminder_of_a_supplement_is_sent() -> None:
    sent = OpenFile(7, Dossier(State.CHO_TIEP_NHAN, at("05/02/2026 08:00"), "5wd"))
    asked = after(sent, (AskSupplement("proof", "blurred"), "05/02/2026 09:00"))
    assert kinds(asked, "13/02/2026 08:00") == ["supplement_last"]
    assert kinds(asked, "14/02/2026 09:00") == ["supplement_last"]


def test_a_waiting_result_is_recalled_after_3_and_10_days_until_it_is_collected() -> None:
    assert kinds(READY, "08/03/2026 07:59") == []
    assert kinds(READY, "08/03/2026 08:00") == ["result_waiting"]
    assert len({owed(READY, at(day), VIETNAM)[0].dedupe for day in ("10/03/2026 09:00", "16/03/2026 09:00")}) == 2
    assert kinds(READY, "04/04/2026 08:00") == []
    assert kinds(after(READY, (HandOver("signed"), "08/03/2026 08:00")), "08/03/2026 08:00") == []


def test_before_tet_a_waiting_result_is_recalled_once_and_not_on_two_days_in_a_row() -> None:
    """Three days after is in the holidays, which end on the eve of the tenth: then only that one is sent."""
    accepted = after(
        OpenFile(7, Dossier(State.CHO_TIEP_NHAN, at("17/01/2023 08:00"), "5wd")), (Accept(), "17/01/2023 09:00")
    )
    ready = after(accepted, (RecordResult(), "18/01/2023 15:00"))
    assert kinds(ready, "21/01/2023 08:00") == []
    assert kinds(ready, "27/01/2023 07:30") == []
    assert kinds(ready, "28/01/2023 08:00") == ["result_waiting"]
    earlier = after(accepted, (RecordResult(), "17/01/2023 15:00"))
    assert kinds(earlier, "20/01/2023 08:00") == []
    assert kinds(earlier, "27/01/2023 08:00") == ["result_waiting"]
