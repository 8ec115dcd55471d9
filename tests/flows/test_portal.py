"""From what the official software reports to the moves that lead there, in every state and for every code."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import Data
from flows.dossier import ENDED, Dossier, Role, State
from flows.lifecycle import MOVES, PORTAL
from flows.moves import (
    Accept,
    AskPayment,
    AskSupplement,
    Consult,
    Decline,
    Forward,
    HandOver,
    Move,
    RecordResult,
    Refuse,
    Start,
    Withdraw,
)
from flows.portal import CODES, Report, follow, moved_at, stood
from flows.transition import Moved, move
from tests.flows.calendars import at, vietnamese_law

LAW = vietnamese_law()
SENT = Dossier(State.CHO_TIEP_NHAN, at("02/03/2026 08:00"), "5wd")
DESK = Role.CLERK
NOW = at("04/03/2026 09:00")


def made(*moves: Move) -> Dossier:
    """A dossier after these moves, an hour apart from 02/03/2026 09:00 on."""
    dossier, moment = SENT, at("02/03/2026 09:00")
    for one in moves:
        result = move(dossier, one, Role.RESIDENT if isinstance(one, Withdraw) else DESK, moment, LAW)
        assert isinstance(result, Moved), result
        dossier, moment = result.dossier, moment + timedelta(hours=1)
    return dossier


ASK = AskSupplement("birth_proof", "blurred")
IN: dict[State, Dossier] = {
    State.CHO_TIEP_NHAN: SENT,
    State.BO_SUNG_TRUOC: made(ASK),
    State.KHONG_TIEP_NHAN: made(Refuse("other")),
    State.DA_TIEP_NHAN: made(Accept()),
    State.DANG_XU_LY: made(Accept(), Start()),
    State.CHO_PHOI_HOP: made(Accept(), Start(), Consult()),
    State.BO_SUNG_SAU: made(Accept(), ASK),
    State.NGHIA_VU_TC: made(Accept(), Start(), AskPayment(8000)),
    State.TRINH_KY: made(Accept(), Start(), Forward()),
    State.DA_CO_KET_QUA: made(Accept(), RecordResult()),
    State.TU_CHOI_GIAI_QUYET: made(Accept(), Decline("other")),
    State.DA_TRA_KET_QUA: made(Accept(), RecordResult(), HandOver("signature")),
    State.YEU_CAU_RUT: made(Accept(), Start(), Withdraw()),
    State.DUNG_XU_LY: made(Withdraw()),
}

# The events of the way from each state to each code; a word in capitals is the code of why there is none.
# fmt: off
WAYS: dict[State, dict[int, str]] = {
    State.CHO_TIEP_NHAN: {
        1: "", 2: "accept", 3: "refuse", 4: "accept start", 5: "ask_supplement", 6: "accept start ask_payment",
        7: "withdraw", 8: "withdraw", 9: "accept record_result", 10: "accept record_result hand_over",
    },
    State.BO_SUNG_TRUOC: {
        1: "complete", 2: "complete accept", 3: "refuse", 4: "complete accept start", 5: "",
        6: "complete accept start ask_payment", 7: "withdraw", 8: "withdraw", 9: "complete accept record_result",
        10: "complete accept record_result hand_over",
    },
    State.DA_TIEP_NHAN: {
        1: "BACKWARDS", 2: "", 3: "NO_WAY", 4: "start", 5: "ask_supplement", 6: "start ask_payment", 7: "withdraw",
        8: "withdraw stop", 9: "record_result", 10: "record_result hand_over",
    },
    State.DANG_XU_LY: {
        1: "BACKWARDS", 2: "BACKWARDS", 3: "BACKWARDS", 4: "", 5: "ask_supplement", 6: "ask_payment", 7: "withdraw",
        8: "withdraw stop", 9: "record_result", 10: "record_result hand_over",
    },
    State.CHO_PHOI_HOP: {
        1: "BACKWARDS", 2: "BACKWARDS", 3: "BACKWARDS", 4: "", 5: "consulted ask_supplement",
        6: "consulted ask_payment", 7: "withdraw", 8: "withdraw stop", 9: "consulted record_result",
        10: "consulted record_result hand_over",
    },
    State.BO_SUNG_SAU: {
        1: "BACKWARDS", 2: "BACKWARDS", 3: "BACKWARDS", 4: "complete", 5: "", 6: "complete ask_payment",
        7: "withdraw", 8: "withdraw stop", 9: "complete record_result", 10: "complete record_result hand_over",
    },
    State.NGHIA_VU_TC: {
        1: "BACKWARDS", 2: "BACKWARDS", 3: "BACKWARDS", 4: "paid", 5: "paid ask_supplement", 6: "", 7: "withdraw",
        8: "withdraw stop", 9: "paid record_result", 10: "paid record_result hand_over",
    },
    State.TRINH_KY: {
        1: "BACKWARDS", 2: "BACKWARDS", 3: "BACKWARDS", 4: "", 5: "NO_WAY", 6: "NO_WAY", 7: "withdraw",
        8: "withdraw stop", 9: "record_result", 10: "record_result hand_over",
    },
    State.DA_CO_KET_QUA: dict.fromkeys(range(1, 9), "BACKWARDS") | {9: "", 10: "hand_over"},
    State.TU_CHOI_GIAI_QUYET: dict.fromkeys(range(1, 9), "BACKWARDS") | {9: "", 10: "hand_over"},
    State.YEU_CAU_RUT: {
        1: "BACKWARDS", 2: "BACKWARDS", 3: "BACKWARDS", 4: "carry_on", 5: "carry_on ask_supplement",
        6: "carry_on ask_payment", 7: "", 8: "stop", 9: "carry_on record_result",
        10: "carry_on record_result hand_over",
    },
    State.KHONG_TIEP_NHAN: dict.fromkeys(range(1, 11), "ENDED") | {3: ""},
    State.DA_TRA_KET_QUA: dict.fromkeys(range(1, 11), "ENDED") | {10: ""},
    State.DUNG_XU_LY: dict.fromkeys(range(1, 11), "ENDED") | {7: "", 8: ""},
}
# fmt: on
CASES = [(state, code, way) for state, ways in WAYS.items() for code, way in ways.items()]


def way(dossier: Dossier, report: Report, since: datetime = SENT.submitted_at) -> str:
    found = follow(dossier, report, since, LAW)
    return found.upper() if isinstance(found, str) else " ".join(step.moved.event for step in found)


@pytest.mark.parametrize(("state", "code", "expected"), CASES)
def test_every_code_is_reached_by_legal_moves_or_refused(state: State, code: int, expected: str) -> None:
    assert way(IN[state], Report(code, NOW, amount=8000)) == expected


def test_the_table_of_ways_is_whole() -> None:
    assert {(state, code) for state, code, _ in CASES} == {
        (state, code) for state in State if state is not State.DONG_HO_SO for code in CODES
    }


def test_each_state_of_the_table_is_the_one_it_says() -> None:
    assert {state: dossier.state for state, dossier in IN.items()} == {state: state for state in IN}


def test_a_supplement_that_never_came_closes_the_dossier() -> None:
    late = Report(8, at("30/03/2026 09:00"))
    assert way(IN[State.BO_SUNG_SAU], late) == way(IN[State.BO_SUNG_TRUOC], late) == "close_unanswered"
    assert way(IN[State.BO_SUNG_SAU], replace(late, code=7)) == "withdraw"


def test_one_row_tells_of_reception_result_and_hand_over_each_at_its_moment() -> None:
    """Who collects late must not make the dossier late."""
    report = Report(10, at("30/03/2026 10:00"), at("02/03/2026 09:00"), at("05/03/2026 16:00"))
    found = follow(IN[State.BO_SUNG_TRUOC], report, SENT.submitted_at, LAW)
    assert not isinstance(found, str)
    assert [(step.moved.event, step.at) for step in found] == [
        ("complete", at("02/03/2026 09:00")),
        ("accept", at("02/03/2026 09:00")),
        ("record_result", at("05/03/2026 16:00")),
        ("hand_over", at("30/03/2026 10:00")),
    ]
    last = found[-1].moved.dossier
    assert (last.accepted_at, last.finished_at, last.handed_at) == (
        at("02/03/2026 09:00"),
        at("05/03/2026 16:00"),
        at("30/03/2026 10:00"),
    )


def test_a_moment_of_the_result_says_nothing_about_earlier_states() -> None:
    found = follow(IN[State.DA_TIEP_NHAN], Report(4, NOW, finished_at=at("03/03/2026 09:00")), SENT.submitted_at, LAW)
    assert not isinstance(found, str)
    assert [step.at for step in found] == [NOW]


def test_nothing_is_reported_from_before_the_last_move_but_the_seconds_may_lack() -> None:
    since = at("04/03/2026 09:00") + timedelta(seconds=40)
    assert way(IN[State.DA_TIEP_NHAN], Report(9, at("04/03/2026 08:59")), since) == "BEFORE_LAST"
    found = follow(IN[State.DA_TIEP_NHAN], Report(9, at("04/03/2026 09:00")), since, LAW)
    assert not isinstance(found, str)
    assert found[0].at == since


def test_what_the_law_forbids_is_refused_with_its_reason() -> None:
    assert way(IN[State.DANG_XU_LY], Report(5, at("16/03/2026 09:00"))) == "TOO_LATE_TO_ASK"
    assert way(IN[State.DANG_XU_LY], Report(6, NOW)) == "AMOUNT_MISSING"
    asked = replace(IN[State.CHO_TIEP_NHAN], asked_before=1)
    assert way(asked, Report(5, NOW)) == "ASKED_ALREADY"


@dataclass(frozen=True)
class Line:
    """A line of a log."""

    kind: str
    at: datetime
    data: dict[str, Data] = field(default_factory=dict)


LOG = (
    Line("sent", at("02/03/2026 08:00")),
    Line("accept", at("02/03/2026 09:00") + timedelta(seconds=30), {"to": "DA_TIEP_NHAN"}),
    Line("start", at("02/03/2026 09:00") + timedelta(seconds=50), {"to": "DANG_XU_LY"}),
    Line("record_result", at("04/03/2026 09:00"), {"to": "DA_CO_KET_QUA"}),
    Line("calendar", at("05/03/2026 09:00"), {"due_at": None}),
)


@pytest.mark.parametrize(
    ("moment", "codes"),
    [
        ("02/03/2026 08:30", {1}),
        ("02/03/2026 09:00", {1, 2, 4}),
        ("03/03/2026 10:00", {4}),
        ("04/03/2026 09:00", {4, 9}),
        ("30/03/2026 09:00", {9}),
    ],
)
def test_the_log_tells_under_which_codes_a_dossier_stood(moment: str, codes: set[int]) -> None:
    assert stood(LOG, at(moment)) == codes


def test_only_moves_count_as_the_last_move() -> None:
    assert moved_at(LOG, SENT.submitted_at) == at("04/03/2026 09:00")
    assert moved_at(LOG[:1], SENT.submitted_at) == SENT.submitted_at


@given(
    st.lists(st.sampled_from(sorted(CODES)), max_size=8),
    st.lists(st.integers(0, 30 * 24 * 60), min_size=8, max_size=8),
    st.integers(0, 5000),
)
def test_reports_in_any_order_only_ever_make_legal_moves(codes: list[int], minutes: list[int], amount: int) -> None:
    dossier, last = SENT, SENT.submitted_at
    legal = {(start, rule.name) for rule in MOVES for start in rule.start}
    for code, minute in zip(codes, minutes, strict=False):
        report = Report(code, SENT.submitted_at + timedelta(minutes=minute), amount=amount)
        found = follow(dossier, report, last, LAW)
        if isinstance(found, str):
            continue
        for step in found:
            assert (dossier.state, step.moved.event) in legal
            assert step.at >= last
            dossier, last = step.moved.dossier, step.at
        assert PORTAL[dossier.state] == code or (code, dossier.state) == (7, State.DUNG_XU_LY)
        assert follow(dossier, report, last, LAW) == ()
        if dossier.state in ENDED:
            assert isinstance(follow(dossier, Report(4, last), last, LAW), str)
