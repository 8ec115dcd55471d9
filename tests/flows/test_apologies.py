"""The apology that the clock drafts on the last working day for it, and whether a late file had one in time."""

import pytest

from flows.apologies import Letter, draft_at, is_drafted, letter, new_date, standing
from flows.moves import Accept, AskSupplement, Complete, PromiseNewDate, RecordResult
from tests.flows.calendars import at
from tests.flows.watching import LAW, after, noted, sent

ACCEPTED = after(sent("02/03/2026 09:00"), (Accept(), "02/03/2026 09:00"))  # due Monday 09/03/2026 09:00
DRAFTED = noted(ACCEPTED, "apology_drafted", "06/03/2026 08:00", until="12/03/2026 09:00")
APOLOGY = PromiseNewDate(at("12/03/2026 09:00"), "late_load")


@pytest.mark.parametrize(
    ("accepted", "term", "morning"),
    [
        ("02/03/2026 09:00", "5wd", "06/03/2026 08:00"),
        ("01/07/2026 09:00", "5wd", "07/07/2026 08:00"),  # F9: due Wednesday 08/07/2026
        ("21/04/2026 09:00", "4wd", "24/04/2026 08:00"),  # F9: due Tuesday 28/04/2026, after two days off
        ("24/08/2026 09:00", "5wd", "28/08/2026 08:00"),  # due Thursday 03/09/2026, after the holiday
    ],
)
def test_the_letter_is_drafted_on_the_last_working_day_before_the_date(accepted: str, term: str, morning: str) -> None:
    file = after(sent(accepted, term), (Accept(), accepted))
    assert draft_at(file.dossier, LAW) == at(morning)
    assert letter(file.dossier, file.happenings, at(morning.replace("08:00", "07:59")), LAW) is None
    assert letter(file.dossier, file.happenings, at(morning), LAW) is not None


def test_no_letter_is_drafted_for_what_is_new_done_waiting_or_promised() -> None:
    assert draft_at(sent("02/03/2026 09:00").dossier, LAW) is None
    others = (RecordResult(), AskSupplement("proof", "blurred"), APOLOGY)
    for wanted in others:
        assert draft_at(after(ACCEPTED, (wanted, "04/03/2026 09:00")).dossier, LAW) is None


def test_what_was_accepted_too_late_for_it_gets_its_letter_once_the_date_is_missed() -> None:
    young = after(sent("02/03/2026 09:00", "1wd"), (Accept(), "02/03/2026 09:00"))
    assert draft_at(young.dossier, LAW) == at("04/03/2026 08:00")
    friday = after(sent("28/08/2026 10:00", "0d"), (Accept(), "28/08/2026 10:00"))
    assert draft_at(friday.dossier, LAW) == at("03/09/2026 08:00")


def test_a_draft_proposes_a_working_day_after_the_date_at_its_clock_time() -> None:
    assert new_date(ACCEPTED.dossier, at("06/03/2026 08:00"), LAW.calendar) == at("12/03/2026 09:00")
    assert new_date(ACCEPTED.dossier, at("12/03/2026 08:00"), LAW.calendar) == at("17/03/2026 09:00")
    assert new_date(sent("02/03/2026 09:00").dossier, at("05/03/2026 08:30"), LAW.calendar) == at("10/03/2026 08:30")


def test_the_letter_keeps_its_date_while_it_lies_ahead_and_gets_a_later_one_after() -> None:
    assert letter(DRAFTED.dossier, DRAFTED.happenings, at("06/03/2026 09:00"), LAW) == Letter(at("12/03/2026 09:00"))
    late = letter(DRAFTED.dossier, DRAFTED.happenings, at("12/03/2026 10:00"), LAW)
    assert late == Letter(at("17/03/2026 09:00"))
    assert is_drafted(DRAFTED.happenings)
    assert not is_drafted(ACCEPTED.happenings)


def test_an_officials_proposal_waits_in_the_letter_with_its_reason() -> None:
    proposed = noted(DRAFTED, "apology_proposed", "06/03/2026 09:00", until="11/03/2026 09:00", reason="late_agency")
    found = letter(proposed.dossier, proposed.happenings, at("06/03/2026 10:00"), LAW)
    assert found == Letter(at("11/03/2026 09:00"), "late_agency", proposed_by_official=True)


def test_a_supplement_starts_the_letter_anew_with_the_clock() -> None:
    asked = after(DRAFTED, (AskSupplement("proof", "blurred"), "05/03/2026 09:00"), (Complete(), "10/03/2026 09:00"))
    assert not is_drafted(asked.happenings)
    assert draft_at(asked.dossier, LAW) == at("16/03/2026 08:00")


def test_a_late_file_had_its_apology_in_time_too_late_or_not_at_all() -> None:
    now = at("10/03/2026 09:00")
    in_time = after(ACCEPTED, (APOLOGY, "06/03/2026 16:00"))
    too_late = after(ACCEPTED, (APOLOGY, "09/03/2026 08:00"))
    assert standing(in_time.dossier, in_time.happenings, now, LAW) == "in_time"
    assert standing(too_late.dossier, too_late.happenings, now, LAW) == "too_late"
    assert standing(ACCEPTED.dossier, ACCEPTED.happenings, now, LAW) == "missing"
    assert standing(ACCEPTED.dossier, ACCEPTED.happenings, at("09/03/2026 08:00"), LAW) == "not_late"
    new = sent("02/03/2026 09:00")
    assert standing(new.dossier, new.happenings, now, LAW) == "not_late"
