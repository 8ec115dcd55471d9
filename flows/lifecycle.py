"""The life of a dossier as one table: who may do what, from which state, how often, and what follows from it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from flows.dossier import READY, RUNNING, UNACCEPTED, Role, State
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

Limit = Literal["", "once", "once_3wd", "after_15d", "adjustable"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: a move, the states it starts from, the state it leads to, and who may do it.

    `to` None: the state stays, or is the one before the withdrawal. `clock`: what becomes of the legal clock.
    `notice`: what the resident is owed. `limit`: how often, or when only: within three working days of acceptance,
    once the fifteen days for a supplement are over, or where the decree lets an online file be adjusted.
    """

    kind: type[Move]
    start: tuple[State, ...]
    to: State | None
    who: frozenset[Role]
    clock: Literal["", "starts", "waits", "restarts", "stops"] = ""
    notice: str = ""
    limit: Limit = ""

    @property
    def name(self) -> str:
        """The move as a code: `ask_supplement`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.kind.__name__).lower()


_S = State
# No helper is among them: only officials receive and ask, only residents send in (NĐ 118/2025 art. 17, 5.1.e).
_RESIDENT = frozenset({Role.RESIDENT})
_DESK = frozenset({Role.CLERK, Role.SPECIALIST, Role.HEAD})
_EITHER = _DESK | _RESIDENT
_TIMER = _DESK | {Role.CLOCK}
_SIGNER = _DESK | {Role.CHAIRMAN, Role.VICE_CHAIRMAN}

_NEW = (_S.CHO_TIEP_NHAN,)
_UNFULL = (_S.BO_SUNG_TRUOC,)
_TAKEN = (_S.DA_TIEP_NHAN,)
_DOING = (_S.DANG_XU_LY,)
_OPEN = _TAKEN + _DOING
_ASKED = (_S.CHO_PHOI_HOP,)
_UNPAID = (_S.NGHIA_VU_TC,)
_SIGNING = (_S.TRINH_KY,)
# Straight from acceptance too: what is due the same day is received, signed and given back at one desk.
_WORK = _OPEN + _SIGNING
_WAITING = (_S.BO_SUNG_SAU,)
_STUCK = _UNFULL + _WAITING
_LIVE = RUNNING + _WAITING
_LEAVING = (_S.YEU_CAU_RUT,)

# fmt: off
MOVES: tuple[Rule, ...] = (
    # move                from        to                     who        clock       owed to the resident  limit
    Rule(Accept,          _NEW,       _S.DA_TIEP_NHAN,       _DESK,     "starts",   "accepted"),
    Rule(Refuse,          UNACCEPTED, _S.KHONG_TIEP_NHAN,    _DESK,     "",         "not_accepted"),
    Rule(AskSupplement,   _NEW,       _S.BO_SUNG_TRUOC,      _DESK,     "",         "supplement_asked",   "once"),
    Rule(Correct,         _NEW,       None,                  _RESIDENT, "",         "",                   "adjustable"),
    Rule(Complete,        _UNFULL,    _S.CHO_TIEP_NHAN,      _EITHER,   "",         "supplement_received"),
    Rule(Start,           _TAKEN,     _S.DANG_XU_LY,         _DESK,     "",         "in_process"),
    Rule(AskSupplement,   _OPEN,      _S.BO_SUNG_SAU,        _DESK,     "waits",    "supplement_asked",   "once_3wd"),
    Rule(Complete,        _WAITING,   _S.DANG_XU_LY,         _EITHER,   "restarts", "supplement_received"),
    Rule(CloseUnanswered, _STUCK,     _S.DONG_HO_SO,         _TIMER,    "stops",    "closed",             "after_15d"),
    Rule(Consult,         _DOING,     _S.CHO_PHOI_HOP,       _DESK),
    Rule(Consulted,       _ASKED,     _S.DANG_XU_LY,         _DESK),
    Rule(AskPayment,      _DOING,     _S.NGHIA_VU_TC,        _DESK,     "",         "payment_asked"),
    Rule(Paid,            _UNPAID,    _S.DANG_XU_LY,         _DESK,     "",         "payment_received"),
    Rule(Forward,         _DOING,     _S.TRINH_KY,           _DESK),
    Rule(SendBack,        _SIGNING,   _S.DANG_XU_LY,         _SIGNER),
    Rule(PromiseNewDate,  RUNNING,    None,                  _DESK,     "",         "new_date",           "once"),
    Rule(RecordResult,    _WORK,      _S.DA_CO_KET_QUA,      _SIGNER,   "stops",    "result_ready"),
    Rule(Decline,         _WORK,      _S.TU_CHOI_GIAI_QUYET, _SIGNER,   "stops",    "result_declined"),
    Rule(HandOver,        READY,      _S.DA_TRA_KET_QUA,     _DESK,     "",         "handed_over"),
    Rule(Withdraw,        UNACCEPTED, _S.DUNG_XU_LY,         _RESIDENT, "",         "stopped"),
    Rule(Withdraw,        _LIVE,      _S.YEU_CAU_RUT,        _RESIDENT, "",         "withdrawal_received"),
    Rule(CarryOn,         _LEAVING,   None,                  _EITHER,   "",         "carried_on"),
    Rule(Stop,            _LEAVING,   _S.DUNG_XU_LY,         _DESK,     "stops",    "stopped"),
)
# fmt: on

# What the officials of the field are told, beside the resident.
ALERTS: Mapping[str, str] = {"complete": "supplement_came", "correct": "file_corrected", "withdraw": "withdrawal_asked"}

# The code that the national portal shows for each state; a closed dossier is 8 with its reason.
PORTAL: Mapping[State, int] = {
    _S.CHO_TIEP_NHAN: 1,
    _S.DA_TIEP_NHAN: 2,
    _S.KHONG_TIEP_NHAN: 3,
    _S.DANG_XU_LY: 4,
    _S.CHO_PHOI_HOP: 4,
    _S.TRINH_KY: 4,
    _S.BO_SUNG_TRUOC: 5,
    _S.BO_SUNG_SAU: 5,
    _S.NGHIA_VU_TC: 6,
    _S.YEU_CAU_RUT: 7,
    _S.DUNG_XU_LY: 8,
    _S.DONG_HO_SO: 8,
    _S.DA_CO_KET_QUA: 9,
    _S.TU_CHOI_GIAI_QUYET: 9,
    _S.DA_TRA_KET_QUA: 10,
}
