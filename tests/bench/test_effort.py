"""With identity cards at hand little is left to type."""

import pytest

from tests.bench.effort import CASES, MOST_TYPED, effort, effort_lines


def test_a_birth_registration_with_cards_asks_few_typed_answers() -> None:
    without, with_cards, _ = (effort("birth_registration", case) for case in CASES["birth_registration"])
    assert with_cards.typed <= MOST_TYPED < without.typed
    assert with_cards.taps <= without.taps + 2  # each card is looked at once


@pytest.mark.parametrize("procedure", CASES)
def test_a_card_never_makes_more_to_type(procedure: str) -> None:
    without, with_card, _ = (effort(procedure, case) for case in CASES[procedure])
    assert with_card.typed < without.typed
    assert with_card.photos == without.photos + (2 if procedure == "birth_registration" else 1)


@pytest.mark.parametrize("procedure", CASES)
def test_a_second_file_needs_less_typing_and_no_more_taps_than_it_saves(procedure: str) -> None:
    without, _, again = (effort(procedure, case) for case in CASES[procedure])
    assert again.typed < without.typed
    assert again.typed + again.taps < without.typed + without.taps


def test_the_bench_tells_of_every_procedure() -> None:
    lines = effort_lines(0)
    assert len(lines) == 2 * len(CASES)
    assert [line.verdict for line in lines if line.most] == ["yes"]
