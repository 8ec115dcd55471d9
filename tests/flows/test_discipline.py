"""Discipline: explanations, decisions, measures counted by calendar year, reviews proposed, appeals."""

from datetime import datetime

import pytest

from flows.answers import Data
from flows.conduct import (
    APPEAL_DECIDED,
    APPEALED,
    DECIDED,
    DECLINED,
    EXPLAINED,
    MEASURED,
    REVOKED,
    SIGNED,
    Book,
    Case,
    Delay,
    Entry,
    Measure,
    ReviewState,
    counted,
    proposals,
    read,
)
from flows.delays import Step
from flows.discipline import (
    Standing,
    Terms,
    appeal_by,
    covered,
    explain_by,
    refuse_appeal,
    refuse_decision,
    refuse_explanation,
    refuse_measure,
    refuse_review,
    standing,
    together,
)
from tests.flows.calendars import at
from tests.flows.watching import LAW

CAL, TERMS = LAW.calendar, Terms()
CLERK, CHAIRMAN = 5, 9
FOUND = at("25/11/2026 09:01")  # a Wednesday: the explanation is owed until Friday 27/11, 17:30
WORDS = "Phần mềm hộ tịch bị lỗi cả ngày 24/11."


class Ledger:
    """A history as it is written line by line."""

    def __init__(self) -> None:
        self.delays: list[Delay] = []
        self.entries: list[Entry] = []

    def delay(self, when: datetime = FOUND, owner: int | None = CLERK) -> int:
        id = len(self.delays) + 1
        self.delays.append(Delay(id, id, Step.RESULT, owner, when, when))
        return id

    def add(
        self,
        kind: str,
        when: str,
        delay: int | None = None,
        measure: int | None = None,
        by: int = CHAIRMAN,
        person: int = CLERK,
        **data: Data,
    ) -> int:
        id = 100 + len(self.entries)
        self.entries.append(Entry(id, kind, person, delay, measure, by, at(when), data))
        return id

    def measured(self, when: str, *delays: int, person: int = CLERK) -> int:
        about: list[Data] = list(delays)
        return self.add(
            MEASURED, when, person=person, sanction="reminder", number="12/TB", text="Nhắc nhở", delays=about
        )

    def book(self) -> Book:
        return read(self.delays, self.entries)

    def case(self, id: int = 1) -> Case:
        found = self.book().case(id)
        assert found is not None
        return found

    def at(self, when: str, id: int = 1) -> Standing:
        return standing(self.case(id), at(when), TERMS, CAL)

    def measure(self, id: int) -> Measure:
        found = self.book().measure(id)
        assert found is not None
        return found


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


def test_the_owner_has_two_working_days_and_silence_is_no_explanation(ledger: Ledger) -> None:
    ledger.delay()
    assert explain_by(ledger.case().delay, TERMS, CAL) == at("27/11/2026 17:30")
    assert ledger.at("27/11/2026 17:30") is Standing.TO_EXPLAIN
    assert ledger.at("27/11/2026 17:31") is Standing.UNEXPLAINED


def test_an_explanation_waits_for_a_leader_and_when_accepted_nothing_counts(ledger: Ledger) -> None:
    ledger.delay()
    ledger.add(EXPLAINED, "26/11/2026 09:00", 1, by=CLERK, reason="system", text=WORDS, evidence="Công văn 5")
    assert ledger.at("26/11/2026 09:00") is Standing.TO_DECIDE
    told = ledger.case().explanation
    assert told is not None
    assert (told.reason, told.text, told.evidence) == ("system", WORDS, "Công văn 5")
    ledger.add(DECIDED, "26/11/2026 10:00", 1, verdict="accepted")
    assert ledger.at("26/11/2026 10:00") is Standing.ACCEPTED
    assert counted(ledger.book().measures, CLERK, 2026) == ()


def test_what_is_not_accepted_may_be_measured_or_may_rest(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.delay()
    ledger.add(EXPLAINED, "26/11/2026 09:00", 1, by=CLERK, reason="none", text=WORDS)
    ledger.add(DECIDED, "26/11/2026 10:00", 1, verdict="not_accepted", words="Không có căn cứ.")
    assert ledger.at("26/11/2026 10:00") is Standing.NOT_ACCEPTED
    ledger.add(DECIDED, "30/11/2026 10:00", 2, verdict="rests", words="Lần đầu, đã trao đổi.")
    assert ledger.at("30/11/2026 10:00", 2) is Standing.RESTS
    first = ledger.measured("30/11/2026 11:00", 1)
    assert ledger.at("30/11/2026 11:00") is Standing.MEASURED
    assert [one.id for one in counted(ledger.book().measures, CLERK, 2026)] == [first]


def test_only_the_owner_explains_once_with_a_reason_and_words(ledger: Ledger) -> None:
    ledger.delay()
    case = ledger.case()
    assert refuse_explanation(case, CHAIRMAN, "system", WORDS) == "not_owner"
    assert refuse_explanation(case, CLERK, "weather", WORDS) == "no_reason"
    assert refuse_explanation(case, CLERK, "system", "bận") == "too_short"
    assert refuse_explanation(case, CLERK, "system", WORDS) == ""
    ledger.add(EXPLAINED, "26/11/2026 09:00", 1, by=CLERK, reason="system", text=WORDS)
    assert refuse_explanation(ledger.case(), CLERK, "system", WORDS) == "settled"


def decided(ledger: Ledger, leader: int, verdict: str, words: str, when: str, id: int = 1) -> str:
    return refuse_decision(ledger.case(id), leader, verdict, words, at(when), TERMS, CAL)


def test_a_leader_decides_never_about_himself_and_never_before_the_time_is_over(ledger: Ledger) -> None:
    ledger.delay()
    assert decided(ledger, CLERK, "rests", WORDS, "30/11/2026 09:00") == "own_case"
    assert decided(ledger, CHAIRMAN, "rests", WORDS, "26/11/2026 09:00") == "still_time"
    assert decided(ledger, CHAIRMAN, "accepted", "", "30/11/2026 09:00") == "settled"
    assert decided(ledger, CHAIRMAN, "rests", "ừ", "30/11/2026 09:00") == "too_short"
    assert decided(ledger, CHAIRMAN, "rests", WORDS, "30/11/2026 09:00") == ""
    assert decided(ledger, CHAIRMAN, "pardoned", WORDS, "30/11/2026 09:00") == "settled"
    ledger.add(EXPLAINED, "26/11/2026 09:00", 1, by=CLERK, reason="system", text=WORDS)
    assert decided(ledger, CHAIRMAN, "accepted", "", "26/11/2026 10:00") == ""
    assert decided(ledger, CHAIRMAN, "not_accepted", "", "26/11/2026 10:00") == "too_short"


def measured(ledger: Ledger, leader: int, when: str, number: str = "12/TB-UBND", text: str = WORDS, id: int = 1) -> str:
    book = ledger.book()
    return refuse_measure(ledger.case(id), book.cases, leader, (number, text), at(when), TERMS, CAL)


def test_a_measure_needs_a_leader_a_number_a_text_and_a_refused_or_missing_explanation(ledger: Ledger) -> None:
    ledger.delay()
    assert measured(ledger, CHAIRMAN, "26/11/2026 09:00") == "still_time"
    assert measured(ledger, CLERK, "30/11/2026 09:00") == "own_case"
    assert measured(ledger, CHAIRMAN, "30/11/2026 09:00", number="số mới") == "no_number"
    assert measured(ledger, CHAIRMAN, "30/11/2026 09:00", text="chậm") == "too_short"
    assert measured(ledger, CHAIRMAN, "30/11/2026 09:00") == ""
    ledger.add(EXPLAINED, "26/11/2026 09:00", 1, by=CLERK, reason="system", text=WORDS)
    assert measured(ledger, CHAIRMAN, "30/11/2026 09:00") == "undecided"
    ledger.add(DECIDED, "26/11/2026 10:00", 1, verdict="accepted")
    assert measured(ledger, CHAIRMAN, "30/11/2026 09:00") == "settled"
    ledger.delay(owner=None)
    assert measured(ledger, CHAIRMAN, "30/11/2026 09:00", id=2) == "nobody"


def test_several_late_files_of_one_cause_on_a_day_are_one_measure_at_most(ledger: Ledger) -> None:
    for when, owner in ((FOUND, CLERK), (FOUND, CLERK), (FOUND, 6), (at("26/11/2026 09:01"), CLERK), (FOUND, CLERK)):
        ledger.delay(when, owner)
    ledger.add(EXPLAINED, "26/11/2026 09:00", 5, by=CLERK, reason="overload", text=WORDS)
    book = ledger.book()
    assert [one.delay.id for one in together(ledger.case(), book.cases)] == [1, 2]
    assert covered(ledger.case(), book.cases, at("30/11/2026 09:00"), TERMS, CAL) == (1, 2)
    first = ledger.measured("30/11/2026 09:00", 1)  # somebody forgot the second
    assert measured(ledger, CHAIRMAN, "30/11/2026 10:00", id=2) == "same_cause"
    assert measured(ledger, CHAIRMAN, "01/12/2026 10:00", id=4) == ""
    ledger.add(REVOKED, "01/12/2026 09:00", measure=first, words="Xét lại.")
    assert measured(ledger, CHAIRMAN, "01/12/2026 10:00", id=2) == ""


def test_measures_count_in_their_calendar_year_and_revoked_ones_do_not(ledger: Ledger) -> None:
    first = ledger.measured("31/12/2026 23:30")  # local time: still the old year
    second = ledger.measured("01/01/2027 00:10")
    third = ledger.measured("05/01/2027 09:00")
    other = ledger.measured("05/01/2027 09:00", person=6)
    ledger.add(REVOKED, "06/01/2027 09:00", measure=third, words="Nhầm người.")
    book = ledger.book()
    assert [one.id for one in counted(book.measures, CLERK, 2026)] == [first]
    assert [one.id for one in counted(book.measures, CLERK, 2027)] == [second]
    assert [one.id for one in counted(book.measures, 6, 2027)] == [other]
    assert book.measure(999) is None
    assert book.case(999) is None


def test_the_third_measure_proposes_a_review_that_only_a_human_signs(ledger: Ledger) -> None:
    days = ("02/11/2026 09:00", "09/11/2026 09:00", "16/11/2026 09:00")
    for day in days[:2]:
        ledger.measured(day)
    assert proposals(ledger.book(), 2026, TERMS.review_at) == ()
    third = ledger.measured(days[2])
    (proposal,) = proposals(ledger.book(), 2026, TERMS.review_at)
    assert (proposal.person, proposal.state, len(proposal.measures)) == (CLERK, ReviewState.OPEN, 3)
    ledger.add(DECLINED, "17/11/2026 09:00", year=2026, words="Để cuối năm xem xét.")
    (proposal,) = proposals(ledger.book(), 2026, TERMS.review_at)
    assert proposal.state is ReviewState.DECLINED
    ledger.measured("20/11/2026 09:00")  # a fourth one asks again
    (proposal,) = proposals(ledger.book(), 2026, TERMS.review_at)
    assert proposal.state is ReviewState.OPEN
    ledger.add(SIGNED, "21/11/2026 09:00", year=2026, number="3/TTr")
    (proposal,) = proposals(ledger.book(), 2026, TERMS.review_at)
    assert proposal.state is ReviewState.SIGNED
    ledger.add(SIGNED, "21/11/2026 09:00", year=2026, number="4/TTr", person=6)
    for _ in range(2):
        ledger.add(REVOKED, "22/11/2026 09:00", measure=third, words="Xét lại.")
        third -= 1
    assert proposals(ledger.book(), 2026, TERMS.review_at) == ()
    assert proposals(ledger.book(), 2027, TERMS.review_at) == ()


def test_a_measure_is_contested_once_within_five_working_days(ledger: Ledger) -> None:
    one = ledger.measured("25/11/2026 09:00")
    measure = ledger.measure(one)
    assert appeal_by(measure, TERMS, CAL) == at("02/12/2026 17:30")

    def refused(person: int, text: str, when: str) -> str:
        return refuse_appeal(ledger.measure(one), person, text, at(when), TERMS, CAL)

    assert refused(6, WORDS, "26/11/2026 09:00") == "not_owner"
    assert refused(CLERK, "không", "26/11/2026 09:00") == "too_short"
    assert refused(CLERK, WORDS, "02/12/2026 17:31") == "appeal_late"
    assert refused(CLERK, WORDS, "02/12/2026 17:30") == ""
    ledger.add(APPEALED, "26/11/2026 09:00", measure=one, by=CLERK, words=WORDS)
    assert refused(CLERK, WORDS, "27/11/2026 09:00") == "settled"


@pytest.mark.parametrize(("kept", "left"), [(True, 1), (False, 0)])
def test_an_appeal_is_decided_once_by_a_leader_who_keeps_or_revokes(ledger: Ledger, kept: bool, left: int) -> None:
    ledger.delay()
    one = ledger.measured("30/11/2026 09:00", 1)
    assert refuse_review(ledger.measure(one), CLERK, WORDS) == "own_case"
    assert refuse_review(ledger.measure(one), CHAIRMAN, "ừ") == "too_short"
    assert refuse_review(ledger.measure(one), CHAIRMAN, WORDS) == ""
    ledger.add(APPEALED, "01/12/2026 09:00", measure=one, by=CLERK, words=WORDS)
    assert refuse_review(ledger.measure(one), CHAIRMAN, WORDS) == ""
    ledger.add(APPEAL_DECIDED, "02/12/2026 09:00", measure=one, kept=kept, words="Đã xem xét.")
    assert len(counted(ledger.book().measures, CLERK, 2026)) == left
    assert refuse_review(ledger.measure(one), CHAIRMAN, WORDS) == "settled"
    appeal = ledger.measure(one).appeal
    assert appeal is not None
    assert (appeal.text, appeal.kept, appeal.words) == (WORDS, kept, "Đã xem xét.")
    assert ledger.at("02/12/2026 09:00") is (Standing.MEASURED if kept else Standing.REVOKED)


def test_lines_about_what_is_not_in_the_book_change_nothing(ledger: Ledger) -> None:
    ledger.delay()
    ledger.add(EXPLAINED, "26/11/2026 09:00", 77, by=CLERK, reason="system", text=WORDS)
    ledger.add(REVOKED, "26/11/2026 09:00", measure=77, words="x")
    ledger.add(MEASURED, "26/11/2026 09:00", sanction="criticism", number="1", text="t", delays="none")
    book = ledger.book()
    assert book.cases == (Case(ledger.delays[0]),)
    assert book.measures[0].delays == ()
    ledger.measured("26/11/2026 10:00", 77)
    assert ledger.book().cases == (Case(ledger.delays[0]),)
