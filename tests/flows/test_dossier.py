"""The life of a dossier: the worked cases of the law, then every invariant under random moves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.calendar import local_day
from flows.deadlines import instant
from flows.dossier import ENDED, READY, Dossier, Role, State, deadline, is_overdue, is_running, shown_due
from flows.lifecycle import MOVES, PORTAL
from flows.moves import (
    Accept,
    AskPayment,
    AskSupplement,
    CarryOn,
    CloseUnanswered,
    Complete,
    Consult,
    Consulted,
    Correct,
    Decline,
    Forward,
    HandOver,
    Move,
    Paid,
    PromiseNewDate,
    RecordResult,
    Refuse,
    SendBack,
    Start,
    Stop,
    Withdraw,
)
from flows.transition import Illegal, Moved, legal_moves, move
from tests.flows.calendars import at, vietnam, vietnamese_law

VIETNAM, LAW = vietnam(), vietnamese_law()
SENT = Dossier(State.CHO_TIEP_NHAN, at("02/03/2026 08:00"), "5wd")
ASK = AskSupplement("birth_proof", "blurred", "Chụp lại mặt trước")
DESK = Role.SPECIALIST


def made(dossier: Dossier, *steps: tuple[Move, str] | tuple[Move, str, Role]) -> Dossier:
    """The dossier after moves that must all be legal, by a specialist unless said."""
    for step in steps:
        role = step[2] if len(step) == 3 else DESK
        result = move(dossier, step[0], role, at(step[1]), LAW)
        assert isinstance(result, Moved), result
        dossier = result.dossier
    return dossier


def refused(dossier: Dossier, wanted: Move, moment: str, role: Role = DESK) -> Illegal:
    result = move(dossier, wanted, role, at(moment), LAW)
    assert isinstance(result, Illegal), result
    return result


ACCEPTED = made(SENT, (Accept(), "02/03/2026 09:00"))
WAITING = made(ACCEPTED, (ASK, "04/03/2026 09:00"))


def test_acceptance_starts_the_clock_and_owes_the_receipt() -> None:
    result = move(SENT, Accept(), Role.CLERK, at("02/03/2026 09:00"), LAW)
    assert isinstance(result, Moved)
    assert (result.dossier.state, result.notice, result.event) == (State.DA_TIEP_NHAN, "accepted", "accept")
    assert result.dossier.due_at == at("09/03/2026 09:00")
    assert result.data == {
        "from": "CHO_TIEP_NHAN",
        "to": "DA_TIEP_NHAN",
        "due_at": "2026-03-09T02:00:00+00:00",
        "was_due_at": None,
    }


def test_a_completed_supplement_starts_the_clock_anew_and_keeps_the_old_date_in_the_log() -> None:
    assert WAITING.state is State.BO_SUNG_SAU
    result = move(WAITING, Complete(), Role.RESIDENT, at("10/03/2026 09:00"), LAW)
    assert isinstance(result, Moved)
    assert (result.dossier.due_at, result.dossier.clock_from) == (at("17/03/2026 09:00"), at("10/03/2026 09:00"))
    assert result.dossier.accepted_at == at("02/03/2026 09:00")
    assert result.data["was_due_at"] == "2026-03-09T02:00:00+00:00"
    assert (result.alert, result.dossier.supplement) == ("supplement_came", None)


def test_a_supplement_names_paper_reason_and_last_day() -> None:
    asked = WAITING.supplement
    assert asked is not None
    assert (asked.paper, asked.reason, asked.answer_by) == ("birth_proof", "blurred", at("19/03/2026 17:30"))
    assert refused(ACCEPTED, AskSupplement("", "blurred"), "04/03/2026 09:00").code == "paper_missing"
    assert refused(ACCEPTED, AskSupplement("birth_proof", " "), "04/03/2026 09:00").code == "reason_missing"


def test_a_supplement_may_be_asked_only_in_three_working_days() -> None:
    assert made(ACCEPTED, (ASK, "05/03/2026 17:00")).asked_after == 1
    assert refused(ACCEPTED, ASK, "06/03/2026 07:30").code == "too_late_to_ask"
    assert "ask_supplement" not in legal_moves(ACCEPTED, DESK, at("06/03/2026 07:30"), LAW)


def test_a_supplement_tells_in_the_log_on_which_marks_it_rests() -> None:
    marked = move(ACCEPTED, replace(ASK, marks=(4, 7)), DESK, at("04/03/2026 09:00"), LAW)
    plain = move(ACCEPTED, ASK, DESK, at("04/03/2026 09:00"), LAW)
    assert isinstance(marked, Moved) and isinstance(plain, Moved)
    assert marked.data["marks"] == [4, 7]
    assert "marks" not in plain.data
    assert marked.dossier == plain.dossier


def test_a_supplement_names_every_paper_that_is_missing_for_it_is_asked_for_once() -> None:
    many = replace(ASK, also=("marriage", "birth_proof", "residence"))
    result = move(ACCEPTED, many, DESK, at("04/03/2026 09:00"), LAW)
    assert isinstance(result, Moved)
    asked = result.dossier.supplement
    assert asked is not None
    assert asked.papers == ("birth_proof", "marriage", "residence")
    assert (result.data["paper"], result.data["also"]) == ("birth_proof", ["marriage", "birth_proof", "residence"])
    assert refused(ACCEPTED, replace(ASK, also=(" ",)), "04/03/2026 09:00").code == "paper_missing"
    closed = move(result.dossier, CloseUnanswered(), Role.CLOCK, at("20/03/2026 09:00"), LAW)
    assert isinstance(closed, Moved)
    assert closed.data["also"] == ["marriage", "birth_proof", "residence"]


def test_a_supplement_may_be_asked_only_once_before_and_once_after_acceptance() -> None:
    back = made(SENT, (ASK, "02/03/2026 09:00"), (Complete(), "03/03/2026 09:00", Role.RESIDENT))
    answer = refused(back, ASK, "03/03/2026 10:00")
    assert (answer.code, answer.instead) == ("asked_already", ("accept", "refuse"))
    again = made(back, (Accept(), "03/03/2026 10:00"), (ASK, "03/03/2026 11:00"), (Complete(), "04/03/2026 09:00"))
    assert refused(again, ASK, "04/03/2026 10:00").code == "asked_already"


def test_the_clock_closes_only_after_the_end_of_the_fifteenth_day() -> None:
    asked = made(replace(SENT, submitted_at=at("05/02/2026 08:00")), (ASK, "05/02/2026 09:00"))
    assert refused(asked, CloseUnanswered(), "23/02/2026 23:59", Role.CLOCK).code == "too_early_to_close"
    result = move(asked, CloseUnanswered(), Role.CLOCK, at("24/02/2026 00:00"), LAW)
    assert isinstance(result, Moved)
    assert (result.dossier.state, result.dossier.closed_at) == (State.DONG_HO_SO, at("24/02/2026 00:00"))
    assert (result.notice, result.data["paper"]) == ("closed", "birth_proof")


def test_while_the_resident_is_waited_for_the_date_is_shown_as_if_they_answered_now() -> None:
    assert shown_due(WAITING, at("10/03/2026 09:00"), VIETNAM) == at("17/03/2026 09:00")
    assert not is_overdue(WAITING, at("20/03/2026 09:00"))
    assert shown_due(SENT, at("03/03/2026 09:00"), VIETNAM) == at("10/03/2026 09:00")
    assert shown_due(ACCEPTED, at("03/03/2026 09:00"), VIETNAM) == at("09/03/2026 09:00")
    stopped = made(WAITING, (Withdraw(), "10/03/2026 09:00", Role.RESIDENT), (Stop(), "10/03/2026 10:00"))
    assert shown_due(stopped, at("11/03/2026 09:00"), VIETNAM) is None


def test_overdue_is_measured_when_the_result_is_there_not_when_it_is_collected() -> None:
    assert not is_overdue(ACCEPTED, at("09/03/2026 09:00"))
    assert is_overdue(ACCEPTED, at("09/03/2026 09:01"))
    ready = made(ACCEPTED, (RecordResult(), "09/03/2026 08:00"))
    assert not is_overdue(ready, at("01/04/2026 09:00"))
    assert is_overdue(made(ACCEPTED, (Decline("no_right"), "10/03/2026 08:00")), at("10/03/2026 09:00"))


def test_a_new_date_is_promised_once_and_never_replaces_the_first() -> None:
    promise = PromiseNewDate(at("12/03/2026 09:00"), "waiting_for_agency")
    promised = made(ACCEPTED, (promise, "06/03/2026 09:00"))
    assert (promised.due_at, deadline(promised)) == (at("09/03/2026 09:00"), at("12/03/2026 09:00"))
    assert promised.state is State.DA_TIEP_NHAN
    assert refused(promised, promise, "09/03/2026 09:00").code == "promised_already"
    assert (
        refused(ACCEPTED, replace(promise, until=at("09/03/2026 09:00")), "06/03/2026 09:00").code == "date_not_later"
    )
    assert refused(ACCEPTED, replace(promise, reason=""), "06/03/2026 09:00").code == "reason_missing"


def test_a_new_date_is_a_day_on_which_the_office_works() -> None:
    promise = PromiseNewDate(at("26/04/2026 09:00"), "waiting_for_agency")
    assert refused(ACCEPTED, promise, "06/03/2026 09:00").code == "date_off"
    assert refused(ACCEPTED, replace(promise, until=at("03/01/2028 09:00")), "06/03/2026 09:00").code == "date_too_far"
    assert made(ACCEPTED, (replace(promise, until=at("22/08/2026 09:00")), "06/03/2026 09:00")).promised_at


def test_a_file_may_be_corrected_until_it_is_received_where_the_decree_lets_it() -> None:
    result = move(SENT, Correct("3wd", {"name": "An"}), Role.RESIDENT, at("02/03/2026 09:00"), LAW)
    assert isinstance(result, Moved)
    assert (result.dossier.term, result.dossier.state, result.notice) == ("3wd", State.CHO_TIEP_NHAN, "")
    assert (result.data["was"], result.alert) == ({"name": "An"}, "file_corrected")
    assert refused(ACCEPTED, Correct("3wd"), "02/03/2026 10:00", Role.RESIDENT).code == "too_late_to_correct"
    before = replace(SENT, submitted_at=at("15/05/2023 08:00"))
    assert refused(before, Correct("3wd"), "15/05/2023 09:00", Role.RESIDENT).code == "not_adjustable"


def test_a_refusal_tells_until_when_one_may_complain() -> None:
    for dossier, wanted in ((SENT, Refuse("other", "Sai nơi")), (ACCEPTED, Decline("other", "Không đủ"))):
        result = move(dossier, wanted, DESK, at("02/03/2026 09:30"), LAW)
        assert isinstance(result, Moved)
        assert result.data["complain_by"] == at("01/06/2026 17:30").astimezone(UTC).isoformat()


def test_a_payment_names_its_amount() -> None:
    assert (
        refused(made(ACCEPTED, (Start(), "02/03/2026 10:00")), AskPayment(0), "02/03/2026 11:00").code
        == "amount_missing"
    )


def test_a_withdrawal_before_acceptance_ends_it_and_after_goes_by_an_official() -> None:
    assert made(SENT, (Withdraw(), "02/03/2026 09:00", Role.RESIDENT)).state is State.DUNG_XU_LY
    asking = made(WAITING, (Withdraw(), "05/03/2026 09:00", Role.RESIDENT))
    assert (asking.state, asking.returns_to, is_running(asking)) == (State.YEU_CAU_RUT, State.BO_SUNG_SAU, False)
    back = made(asking, (CarryOn(), "05/03/2026 10:00"))
    assert (back.state, back.returns_to, back.supplement) == (State.BO_SUNG_SAU, None, WAITING.supplement)
    assert is_running(made(ACCEPTED, (Withdraw(), "03/03/2026 09:00", Role.RESIDENT)))


def test_a_result_is_handed_over_only_with_proof() -> None:
    ready = made(ACCEPTED, (RecordResult(), "03/03/2026 09:00"))
    assert refused(ready, HandOver(" "), "03/03/2026 10:00").code == "proof_missing"
    given_out = made(ready, (HandOver("signed"), "03/03/2026 10:00"))
    assert (given_out.handed_at, PORTAL[given_out.state]) == (at("03/03/2026 10:00"), 10)
    assert refused(given_out, Accept(), "03/03/2026 10:00").code == "ended"


def test_the_long_way_through_agency_payment_and_signer_works() -> None:
    steps: tuple[Move, ...] = (
        Start(),
        Consult(),
        Consulted(),
        AskPayment(50_000),
        Paid(),
        Forward(),
        SendBack(),
        Forward(),
    )
    dossier = made(ACCEPTED, *((step, "03/03/2026 09:00") for step in steps))
    assert (dossier.state, dossier.due_at) == (State.TRINH_KY, ACCEPTED.due_at)


def test_a_move_of_another_role_or_state_says_so_and_what_can_be_done() -> None:
    resident = refused(SENT, Accept(), "02/03/2026 09:00", Role.RESIDENT)
    assert (resident.code, resident.instead) == ("not_your_move", ("correct", "withdraw"))
    assert refused(SENT, HandOver("signed"), "02/03/2026 09:00").code == "not_in_this_state"
    assert refused(SENT, Refuse(""), "02/03/2026 09:00").code == "reason_missing"
    assert made(SENT, (Refuse("wrong_office"), "02/03/2026 09:00")).closed_at is not None


def test_every_state_has_a_portal_code_and_every_state_but_the_last_a_way_out() -> None:
    assert set(PORTAL) == set(State)
    assert {state for rule in MOVES for state in rule.start} == set(State) - set(ENDED)


def _open_day(moment: datetime) -> datetime:
    return instant(VIETNAM.on_or_after(local_day(moment)), time(9))


EVERY: tuple[Callable[[datetime], Move], ...] = (
    lambda _: Accept(),
    lambda _: Refuse("wrong_office"),
    lambda _: ASK,
    lambda _: Complete(),
    lambda _: CloseUnanswered(),
    lambda _: Start(),
    lambda _: Consult(),
    lambda _: Consulted(),
    lambda _: AskPayment(1),
    lambda _: Paid(),
    lambda _: Forward(),
    lambda _: SendBack(),
    lambda _: RecordResult(),
    lambda _: Decline("no_right", "Không đủ điều kiện"),
    lambda _: HandOver("signed"),
    lambda now: PromiseNewDate(_open_day(now + timedelta(days=90)), "overload"),
    lambda _: Correct("3wd", {"name": "An"}),
    lambda _: Withdraw(),
    lambda _: CarryOn(),
    lambda _: Stop(),
)
STEPS = st.tuples(st.sampled_from(EVERY), st.sampled_from(Role), st.integers(0, 200))


@given(st.lists(STEPS, max_size=60), st.sampled_from(["0d", "5wd", "8wh", "15d"]))
def test_no_sequence_of_moves_breaks_an_invariant(
    steps: list[tuple[Callable[[datetime], Move], Role, int]], term: str
) -> None:
    now = datetime(2026, 1, 5, 2, tzinfo=UTC)
    dossier = Dossier(State.CHO_TIEP_NHAN, now, term)
    for make, role, hours in steps:
        now += timedelta(hours=hours)
        wanted, allowed = make(now), legal_moves(dossier, role, now, LAW)
        result = move(dossier, wanted, role, now, LAW)
        names = [rule.name for rule in MOVES if rule.kind is type(wanted)]
        assert isinstance(result, Moved) == (names[0] in allowed)
        if isinstance(result, Illegal):
            assert result.instead == allowed
            assert not (dossier.state in ENDED and allowed)
            continue
        assert role is not Role.HELPER
        _holds(dossier, result.dossier, wanted, now)
        dossier = result.dossier


def _holds(before: Dossier, after: Dossier, wanted: Move, now: datetime) -> None:
    """The invariants of handbook and law, after one legal move."""
    assert before.state not in ENDED
    assert after.asked_before <= 1
    assert after.asked_after <= 1
    assert (after.accepted_at is None) == (after.due_at is None) == (after.clock_from is None)
    assert (after.finished_at is not None) == (after.state in (*READY, State.DA_TRA_KET_QUA))
    assert (after.handed_at is not None) == (after.state is State.DA_TRA_KET_QUA)
    assert (after.closed_at is not None) == (after.state in ENDED and after.state is not State.DA_TRA_KET_QUA)
    assert (after.returns_to is not None) == (after.state is State.YEU_CAU_RUT)
    assert after.supplement is None or after.state not in ENDED
    if after.state in (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU):
        assert after.supplement is not None
        assert after.supplement.after_acceptance == (after.accepted_at is not None)
    if after.due_at != before.due_at:
        assert isinstance(wanted, Accept | Complete)
        assert after.clock_from == now
    if before.promised_at is not None:
        assert after.promised_at == before.promised_at
    if after.state is State.DONG_HO_SO:
        assert before.supplement is not None
        assert local_day(now) > local_day(before.supplement.answer_by)
    assert not (is_running(after) and after.due_at is None)
