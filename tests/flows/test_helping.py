"""What a helper may do: the table of the handbook, row by row."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.helping import NEEDS, NEVER, Deed, Matter, covers, refusal, speaks_of_secrets, withheld
from flows.mandates import Denied, Ending, Mandate, Means, Purpose, agree, end, offer
from tests.flows.test_mandates import DAY, NOW

BIRTH = Matter("birth_registration", 7)


def mandate(*purposes: Purpose, file: int | None = None) -> Mandate:
    offered = offer(purposes, () if file else ("birth_registration",), file, 31, NOW)
    assert isinstance(offered, Mandate)
    made = agree(offered, purposes, Means.TAP, NOW)
    assert isinstance(made, Mandate)
    return made


def test_every_deed_stands_in_the_table_once() -> None:
    assert set(NEEDS) | NEVER == set(Deed)
    assert not set(NEEDS) & NEVER


@pytest.mark.parametrize("deed", sorted(NEVER))
def test_some_things_no_mandate_allows(deed: Deed) -> None:
    assert refusal(deed, mandate(*Purpose), BIRTH, NOW) == Denied(f"never_{deed}")


def test_whoever_helps_may_explain_without_any_mandate_and_nothing_more() -> None:
    assert refusal(Deed.EXPLAIN, None, BIRTH, NOW) is None
    for deed in set(NEEDS) - {Deed.EXPLAIN}:
        assert refusal(deed, None, BIRTH, NOW) == Denied("no_mandate")


@pytest.mark.parametrize("deed", [deed for deed in NEEDS if deed is not Deed.EXPLAIN])
@pytest.mark.parametrize("purpose", list(Purpose))
def test_each_purpose_allows_its_own_deeds_only(deed: Deed, purpose: Purpose) -> None:
    expected = None if purpose in NEEDS[deed] else Denied("other_purpose")
    assert refusal(deed, mandate(purpose), BIRTH, NOW) == expected


@pytest.mark.parametrize("deed", [Deed.SEND, Deed.COLLECT])
def test_where_the_parties_act_in_person_nobody_sends_or_collects_for_them(deed: Deed) -> None:
    assert refusal(deed, mandate(*Purpose), replace(BIRTH, in_person=True), NOW) == Denied("in_person")
    assert refusal(Deed.FILL, mandate(*Purpose), replace(BIRTH, in_person=True), NOW) is None


def test_purposes_that_cannot_be_allowed_are_withheld_from_the_start() -> None:
    assert withheld(tuple(Purpose), in_person=True) == (Purpose.SUBMIT, Purpose.COLLECT)
    assert withheld(tuple(Purpose), in_person=False) == ()


def test_civil_status_takes_a_certified_paper_to_act_in_somebodys_place() -> None:
    formal = replace(BIRTH, formal=True)
    for deed in (Deed.SEND, Deed.COLLECT):
        assert refusal(deed, mandate(*Purpose), formal, NOW) == Denied("needs_certified")
        assert refusal(deed, replace(mandate(*Purpose), certified=True), formal, NOW) is None
    for deed in (Deed.FILL, Deed.LOOK, Deed.BE_TOLD):
        assert refusal(deed, mandate(*Purpose), formal, NOW) is None


def test_rights_stop_at_once_with_the_mandate_or_with_the_file() -> None:
    held = mandate(Purpose.ASSIST)
    revoked, closed = end(held, Ending.REVOKED, NOW), end(held, Ending.FILE_ENDED, NOW)
    assert isinstance(revoked, Mandate)
    assert isinstance(closed, Mandate)
    assert refusal(Deed.FILL, revoked, BIRTH, NOW) == Denied("revoked")
    assert refusal(Deed.FILL, closed, BIRTH, NOW) == Denied("file_ended")
    assert refusal(Deed.FILL, held, BIRTH, NOW + 31 * DAY) == Denied("expired")
    assert refusal(Deed.FILL, held, replace(BIRTH, ended=True), NOW) == Denied("file_ended")


def test_an_offer_that_nobody_agreed_to_allows_nothing() -> None:
    offered = offer(("assist",), ("birth_registration",), None, 31, NOW)
    assert isinstance(offered, Mandate)
    assert refusal(Deed.FILL, offered, BIRTH, NOW) == Denied("no_mandate")
    assert refusal(Deed.FILL, offered, BIRTH, NOW + timedelta(days=9)) == Denied("no_mandate")


def test_a_mandate_is_about_the_procedures_it_names_or_about_its_one_file() -> None:
    assert refusal(Deed.FILL, mandate(Purpose.ASSIST), Matter("certify_copy"), NOW) == Denied("other_matter")
    before, after = replace(BIRTH, sent_at=NOW - DAY), replace(BIRTH, sent_at=NOW)
    assert refusal(Deed.LOOK, mandate(Purpose.ASSIST), before, NOW) == Denied("other_matter")
    assert refusal(Deed.LOOK, mandate(Purpose.ASSIST), after, NOW) is None
    one = mandate(Purpose.ASSIST, file=7)
    assert covers(one, replace(before, file=7))
    assert covers(one, Matter("anything", 7))
    assert not covers(one, Matter("birth_registration"))
    assert not covers(one, Matter("birth_registration", 8))


@pytest.mark.parametrize(
    ("said", "secret"),
    [
        ("mã OTP là 482913", True),
        ("Mật khẩu VNeID của bà", True),
        ("mã xác thực gửi về máy", True),
        ("Nguyễn Thị Mẫu", False),
        ("potpourri", False),
    ],
)
def test_words_about_somebodys_password_or_code_are_recognised(said: str, secret: bool) -> None:
    assert speaks_of_secrets(said) is secret
