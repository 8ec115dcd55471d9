"""The colour of a file: what presses, what is new, what waits, at the edges of working days and hours."""

from dataclasses import replace

import pytest

from flows.dossier import Dossier, State, Supplement
from flows.inbox import Colour, colour, marks
from flows.rules import Law
from flows.watched import Watched
from tests.flows.calendars import at
from tests.flows.watching import LAW

SENT = at("07/09/2026 08:00")  # a Monday
NEW = Dossier(State.CHO_TIEP_NHAN, SENT, "5wd")
RUNS = Dossier(State.DANG_XU_LY, SENT, "5wd", SENT, SENT, at("16/09/2026 09:00"))


def seen(dossier: Dossier, when: str, law: Law = LAW) -> Colour:
    return colour(Watched(1, dossier), at(when), law)


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        ("07/09/2026 10:00", Colour.NEW),
        ("07/09/2026 14:00", Colour.AMBER),  # half of eight working hours
        ("07/09/2026 17:00", Colour.AMBER),
        ("08/09/2026 08:01", Colour.RED),
    ],
)
def test_a_new_file_presses_by_the_hours_for_its_answer(when: str, wanted: Colour) -> None:
    assert seen(NEW, when) is wanted


@pytest.mark.parametrize(
    ("when", "wanted"),
    [
        ("11/09/2026 17:00", Colour.CALM),  # Friday: three working days before Wednesday
        ("14/09/2026 00:01", Colour.AMBER),  # Monday
        ("16/09/2026 09:00", Colour.AMBER),  # its very moment
        ("16/09/2026 09:01", Colour.RED),
    ],
)
def test_a_running_file_presses_two_working_days_before_its_date(when: str, wanted: Colour) -> None:
    assert seen(RUNS, when) is wanted


def test_a_new_date_that_was_promised_counts() -> None:
    promised = replace(RUNS, promised_at=at("30/09/2026 09:00"))
    assert seen(promised, "17/09/2026 09:00") is Colour.CALM
    assert seen(promised, "30/09/2026 09:01") is Colour.RED


def test_what_waits_for_the_resident_or_lies_ready_presses_nobody() -> None:
    asked = Supplement("paper", "blurred", "", SENT, at("22/09/2026 17:00"), True)
    late = "30/09/2026 09:00"
    assert seen(replace(RUNS, state=State.BO_SUNG_SAU, supplement=asked), late) is Colour.WAITING
    assert seen(replace(NEW, state=State.BO_SUNG_TRUOC, supplement=asked), late) is Colour.WAITING
    assert seen(replace(RUNS, state=State.DA_CO_KET_QUA, finished_at=SENT), late) is Colour.READY
    leaving = replace(RUNS, state=State.YEU_CAU_RUT, returns_to=State.BO_SUNG_SAU, supplement=asked)
    assert seen(leaving, late) is Colour.CALM


def test_an_answer_term_that_has_no_half_makes_nothing_amber() -> None:
    rules = tuple(replace(rule, answer_term="1wh") for rule in LAW.decrees)
    short = replace(LAW, decrees=rules)
    assert seen(NEW, "07/09/2026 08:59", short) is Colour.NEW
    assert seen(NEW, "07/09/2026 09:01", short) is Colour.RED
    assert marks(SENT, short).half == SENT
