"""«Nhờ hỗ trợ»: who may take the next step with a request, and who sees the contact when."""

from datetime import datetime

import pytest

from flows.assistance import (
    Denied,
    Need,
    Purpose,
    Request,
    Stage,
    accept,
    answer,
    ask,
    bereft,
    cancel,
    hand_back,
    is_waiting,
    pass_time,
    phoned,
    shows,
    tick,
    withdraw,
)
from tests.flows.calendars import at, vietnam

CALENDAR = vietnam()
RESIDENT, HELPER, OTHER = 1, 2, 3
NOW = at("02/03/2026 09:00")
BOTH = frozenset({Purpose.CONTACT, Purpose.PROGRESS})


def asked(near: bool = True, need: Need = Need.FORM, shares: frozenset[Purpose] = BOTH) -> Request:
    return ask(need, RESIDENT, shares, near, NOW, CALENDAR)


def done(made: Request | Denied) -> Request:
    assert isinstance(made, Request)
    return made


def taken() -> Request:
    return done(accept(asked(), HELPER, NOW, CALENDAR))


def ticked() -> Request:
    return done(tick(taken(), HELPER, NOW, CALENDAR))


def closed() -> Request:
    return done(answer(ticked(), RESIDENT, done=True, now=NOW, calendar=CALENDAR))


def test_helpers_have_two_working_hours_before_the_desk_takes_care() -> None:
    request = asked()
    assert request.stage is Stage.OPEN
    assert request.next_at == at("02/03/2026 11:00")
    assert pass_time(request, at("02/03/2026 10:59")) == request
    late = pass_time(request, at("02/03/2026 11:00"))
    assert late.stage is Stage.DESK
    assert late.next_at is None
    assert pass_time(late, at("09/03/2026 11:00")) == late


def test_the_two_hours_are_counted_by_the_calendar() -> None:
    friday = ask(Need.HOME, RESIDENT, BOTH, near=True, now=at("06/03/2026 16:30"), calendar=CALENDAR)
    assert friday.next_at is not None
    assert friday.next_at > at("09/03/2026 00:00")


@pytest.mark.parametrize(
    ("near", "need", "shares"),
    [(False, Need.FORM, BOTH), (True, Need.CALL, BOTH), (True, Need.FORM, frozenset({Purpose.PROGRESS}))],
)
def test_without_helpers_near_or_without_consent_the_desk_is_asked_at_once(
    near: bool, need: Need, shares: frozenset[Purpose]
) -> None:
    request = asked(near, need, shares)
    assert request.stage is Stage.DESK
    assert request.next_at is None
    assert is_waiting(request)


def test_the_first_to_accept_has_it_and_the_others_are_told_so() -> None:
    request = taken()
    assert (request.stage, request.helper, request.next_at) == (Stage.TAKEN, HELPER, at("09/03/2026 09:00"))
    assert not is_waiting(request)
    assert accept(request, OTHER, NOW, CALENDAR) == Denied("taken")
    assert accept(request, HELPER, NOW, CALENDAR) == Denied("already")
    assert accept(asked(), RESIDENT, NOW, CALENDAR) == Denied("own")
    assert accept(closed(), HELPER, NOW, CALENDAR) == Denied("over")


def test_who_accepted_late_still_helps_where_the_desk_was_asked() -> None:
    assert done(accept(asked(near=False), HELPER, NOW, CALENDAR)).stage is Stage.TAKEN


def test_only_who_accepted_sees_the_contact_and_only_what_was_agreed_to() -> None:
    assert not shows(asked(), HELPER, Purpose.CONTACT)
    assert shows(taken(), HELPER, Purpose.CONTACT)
    assert not shows(taken(), OTHER, Purpose.CONTACT)
    assert not shows(taken(), HELPER, Purpose.VISIT)
    assert shows(ticked(), HELPER, Purpose.PROGRESS)
    assert not shows(closed(), HELPER, Purpose.CONTACT)


def test_a_helper_can_hand_it_back_and_the_others_are_asked_anew() -> None:
    later = at("02/03/2026 10:00")
    back = done(hand_back(taken(), HELPER, near=True, now=later, calendar=CALENDAR))
    assert (back.stage, back.helper, back.next_at) == (Stage.OPEN, None, at("02/03/2026 14:00"))
    alone = done(hand_back(taken(), HELPER, near=False, now=later, calendar=CALENDAR))
    assert (alone.stage, alone.next_at) == (Stage.DESK, None)
    assert hand_back(taken(), OTHER, near=True, now=later, calendar=CALENDAR) == Denied("not_yours")
    assert hand_back(closed(), HELPER, near=True, now=later, calendar=CALENDAR) == Denied("over")


def test_what_is_ticked_stays_ticked_when_time_passes_too_little() -> None:
    assert pass_time(ticked(), NOW) == ticked()


def test_what_the_desk_took_goes_back_to_the_desk_where_helpers_may_not_have_the_contact() -> None:
    request = done(accept(asked(shares=frozenset()), HELPER, NOW, CALENDAR))
    assert done(hand_back(request, HELPER, near=True, now=NOW, calendar=CALENDAR)).stage is Stage.DESK


def test_the_helper_ticks_and_the_resident_confirms() -> None:
    request = ticked()
    assert request.stage is Stage.DONE
    assert tick(request, HELPER, NOW, CALENDAR) == Denied("already")
    assert tick(taken(), OTHER, NOW, CALENDAR) == Denied("not_yours")
    assert tick(asked(), HELPER, NOW, CALENDAR) == Denied("not_yours")
    assert answer(request, OTHER, done=True, now=NOW, calendar=CALENDAR) == Denied("not_yours")
    assert answer(taken(), RESIDENT, done=True, now=NOW, calendar=CALENDAR) == Denied("waiting")
    assert closed().stage is Stage.CLOSED
    assert answer(closed(), RESIDENT, done=True, now=NOW, calendar=CALENDAR) == Denied("over")


def test_not_done_after_all_leaves_it_with_the_same_helper() -> None:
    again = done(answer(ticked(), RESIDENT, done=False, now=NOW, calendar=CALENDAR))
    assert (again.stage, again.helper, again.next_at) == (Stage.TAKEN, HELPER, at("09/03/2026 09:00"))


def test_who_does_not_object_within_five_working_days_has_confirmed() -> None:
    request = ticked()
    assert request.next_at == at("09/03/2026 09:00")
    assert pass_time(request, at("09/03/2026 09:00")).stage is Stage.CLOSED


def test_what_was_accepted_and_forgotten_goes_to_the_desk() -> None:
    late = pass_time(taken(), at("09/03/2026 09:00"))
    assert (late.stage, late.helper, late.next_at) == (Stage.DESK, None, None)


def test_when_the_helper_leaves_the_desk_takes_care_and_what_was_done_stays_done() -> None:
    assert (bereft(taken()).stage, bereft(taken()).helper) == (Stage.DESK, None)
    assert bereft(ticked()) == ticked()


def test_a_resident_can_cancel_at_any_time_and_nobody_else_can() -> None:
    assert done(cancel(taken(), RESIDENT)).stage is Stage.CANCELLED
    assert cancel(taken(), HELPER) == Denied("not_yours")
    assert cancel(closed(), RESIDENT) == Denied("over")


def test_each_consent_is_taken_back_on_its_own() -> None:
    less = done(withdraw(taken(), RESIDENT, Purpose.PROGRESS))
    assert less.stage is Stage.TAKEN
    assert not shows(less, HELPER, Purpose.PROGRESS)
    assert shows(less, HELPER, Purpose.CONTACT)
    assert done(withdraw(taken(), RESIDENT, Purpose.CONTACT)).stage is Stage.CANCELLED
    assert withdraw(less, RESIDENT, Purpose.PROGRESS) == Denied("already")
    assert withdraw(closed(), RESIDENT, Purpose.CONTACT) == Denied("already")
    assert withdraw(taken(), HELPER, Purpose.CONTACT) == Denied("not_yours")


def test_who_only_wanted_a_call_was_phoned_and_that_is_all() -> None:
    call = asked(need=Need.CALL)
    assert done(phoned(call)).stage is Stage.CLOSED
    assert phoned(done(phoned(call))) == Denied("over")
    assert phoned(asked()) == Denied("waiting")
    assert phoned(asked(near=False)) == Denied("waiting")


def test_an_aware_time_is_kept() -> None:
    assert isinstance(asked().asked_at, datetime)
    assert asked().asked_at.tzinfo is not None
