"""Mandates: what is offered, agreed to, ended, and when it is warned of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.mandates import (
    OFFER_LIFE,
    PLEDGE_LIFE,
    Denied,
    Ending,
    Mandate,
    Means,
    Phase,
    Purpose,
    agree,
    end,
    in_order,
    offer,
    phase,
    pledge_due,
    warn_at,
)

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def offered(days: int = 31) -> Mandate:
    made = offer(("notify", "assist", "submit"), ("birth_registration",), None, days, NOW)
    assert isinstance(made, Mandate)
    return made


def made(days: int = 31) -> Mandate:
    agreed = agree(offered(days), ("assist",), Means.TAP, NOW)
    assert isinstance(agreed, Mandate)
    return agreed


def test_purposes_are_asked_about_in_one_order_and_unknown_words_are_none() -> None:
    assert in_order(("collect", "assist", "assist", "drive")) == (Purpose.ASSIST, Purpose.COLLECT)


@pytest.mark.parametrize(
    ("purposes", "procedures", "file", "days", "why"),
    [
        ((), ("a",), None, 1, "no_purpose"),
        (("assist",), (), None, 1, "no_subject"),
        (("assist",), ("a",), 7, 1, "no_subject"),
        (("assist",), ("a",), None, 30, "no_term"),
    ],
)
def test_an_offer_names_purposes_one_kind_of_subject_and_one_of_three_terms(
    purposes: tuple[str, ...], procedures: tuple[str, ...], file: int | None, days: int, why: str
) -> None:
    assert offer(purposes, procedures, file, days, NOW) == Denied(why)


def test_an_offer_may_name_several_procedures_or_one_file() -> None:
    both = offer(("assist",), ("a", "b", "a"), None, 1, NOW)
    assert isinstance(both, Mandate)
    assert both.procedures == ("a", "b")
    one = offer(("assist",), (), 7, 365, NOW)
    assert isinstance(one, Mandate)
    assert one.file == 7


def test_the_resident_may_agree_to_less_than_was_offered_but_never_to_more_or_to_nothing() -> None:
    agreed = agree(offered(), ("assist", "collect"), Means.TAP, NOW + DAY)
    assert isinstance(agreed, Mandate)
    assert agreed.purposes == (Purpose.ASSIST,)
    assert (agreed.made_at, agreed.valid_to) == (NOW + DAY, NOW + 32 * DAY)
    assert agree(offered(), (), Means.TAP, NOW) == Denied("nothing_chosen")
    assert agree(offered(), ("collect",), Means.TAP, NOW) == Denied("nothing_chosen")


def test_a_slip_may_carry_a_certified_signature() -> None:
    agreed = agree(offered(), ("submit",), Means.SLIP, NOW, certified=True)
    assert isinstance(agreed, Mandate)
    assert (agreed.means, agreed.certified) == (Means.SLIP, True)


def test_a_mandate_is_offered_then_active_then_expired() -> None:
    assert phase(offered(), NOW) is Phase.OFFERED
    assert phase(offered(), NOW + OFFER_LIFE) is Phase.LAPSED
    assert phase(made(1), NOW + DAY - timedelta(seconds=1)) is Phase.ACTIVE
    assert phase(made(1), NOW + DAY) is Phase.EXPIRED


def test_what_is_not_open_can_neither_be_agreed_to_nor_ended() -> None:
    ended = end(made(), Ending.REVOKED, NOW + DAY)
    assert isinstance(ended, Mandate)
    assert (phase(ended, NOW + DAY), ended.ending, ended.ended_at) == (Phase.ENDED, Ending.REVOKED, NOW + DAY)
    assert agree(made(), ("assist",), Means.TAP, NOW) == Denied("not_open")
    assert agree(offered(), ("assist",), Means.TAP, NOW + OFFER_LIFE) == Denied("not_open")
    assert end(ended, Ending.RETURNED, NOW + DAY) == Denied("not_open")
    assert end(made(1), Ending.REVOKED, NOW + DAY) == Denied("not_open")


def test_an_offer_can_be_refused() -> None:
    refused = end(offered(), Ending.REFUSED, NOW)
    assert isinstance(refused, Mandate)
    assert phase(refused, NOW) is Phase.ENDED


def test_both_are_warned_three_days_before_the_end_or_on_the_day_of_a_short_one() -> None:
    assert warn_at(offered()) is None
    assert warn_at(made(31)) == NOW + 28 * DAY
    assert warn_at(made(365)) == NOW + 362 * DAY
    assert warn_at(made(1)) == NOW + timedelta(hours=22)


def test_a_half_written_mandate_counts_as_an_offer() -> None:
    assert phase(replace(made(), valid_to=None), NOW) is Phase.OFFERED


def test_the_pledge_is_given_once_a_year() -> None:
    assert pledge_due(None, NOW)
    assert not pledge_due(NOW, NOW + PLEDGE_LIFE - DAY)
    assert pledge_due(NOW, NOW + PLEDGE_LIFE)
