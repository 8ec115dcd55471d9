"""The law clock: what ends within thirty days, what begins later, what nobody looked at for half a year."""

from datetime import date, timedelta

from content.catalog import load
from content.law_clock import law_facts, law_report

LIBRARY = load("nam_thanh_mien")
WRITTEN = date(2026, 11, 23)  # the day on which the shipped sources were checked


def test_a_fee_is_told_from_thirty_days_before_its_last_day_to_that_day() -> None:
    """Thông tư 64/2025: half the fee for identity cards until 31/12/2026."""
    told = {}
    for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)):
        told[day] = [fact.place for fact in law_report(LIBRARY, day).ending]
    both = ["id_card fees.again", "id_card fees.exchange"]
    assert list(told.values()) == [[], both, both, []]


def test_a_fact_that_ends_says_what_comes_after_it() -> None:
    facts = [fact for fact in law_facts(LIBRARY.procedures["id_card"]) if fact.until == date(2026, 12, 31)]
    assert {fact.then for fact in facts} == {date(2027, 1, 1)}


def test_laws_of_the_coming_year_are_known_before_they_begin() -> None:
    coming = {fact.place: fact.since for fact in law_report(LIBRARY, date(2026, 11, 24)).coming}
    assert coming["death_registration facts.anywhere"] == date(2027, 3, 1)
    assert coming["poor_household facts.since_2027"] == date(2027, 1, 1)
    assert coming["birth_bundle changes.second_stage"] == date(2027, 1, 1)
    assert coming["id_card fees.exchange"] == date(2027, 1, 1)


def test_an_announced_change_that_has_begun_is_to_be_worked_in() -> None:
    begun = {fact.place for fact in law_report(LIBRARY, date(2027, 3, 1)).begun}
    assert {"birth_registration changes.civil_status_law", "death_bundle changes.second_stage"} <= begun
    assert not law_report(LIBRARY, date(2026, 12, 31)).begun


def test_a_source_is_told_once_it_was_not_looked_at_for_180_days() -> None:
    first = WRITTEN + timedelta(days=180)
    assert not law_report(LIBRARY, first).unchecked
    sources = sum(len(sheet.sources) for sheet in LIBRARY.procedures.values())
    assert len(law_report(LIBRARY, first + timedelta(days=1)).unchecked) == sources
