"""The moves of a dossier, each with what it needs to be told; who may make them stands in `flows.lifecycle`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flows.answers import Data


@dataclass(frozen=True, slots=True)
class Accept:
    """The dossier is full and valid: form 01, the legal clock starts (NĐ 118/2025 art. 17.3)."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """The dossier is not accepted: form 03, with a reason code and the official's words."""

    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AskSupplement:
    """Papers are missing or wrong: form 02, naming each, a reason code and what exactly to do.

    `also` names the others beside `paper`: it is asked for once, so all must be named. `marks` are the numbers, in the
    log, of what was said of each.
    """

    paper: str
    reason: str
    note: str = ""
    also: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Correct:
    """Who sent it changes the answers until somebody works on it (NĐ 118/2025 art. 21.2).

    `term` is the time limit of the new answers, `was` the old ones, which the log keeps.
    """

    term: str
    was: Mapping[str, Data] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Complete:
    """What was asked for came in; after acceptance the clock starts anew (NĐ 118/2025 art. 19.5)."""


@dataclass(frozen=True, slots=True)
class CloseUnanswered:
    """What was asked for did not come in 15 days (NĐ 118/2025 art. 19.5)."""


@dataclass(frozen=True, slots=True)
class Start:
    """The specialist takes it up."""


@dataclass(frozen=True, slots=True)
class Consult:
    """Another agency is asked; no rule stops the clock for that."""


@dataclass(frozen=True, slots=True)
class Consulted:
    """The other agency has answered."""


@dataclass(frozen=True, slots=True)
class AskPayment:
    """A fee or tax is due, in đồng; the clock runs on unless sector law says otherwise."""

    amount: int


@dataclass(frozen=True, slots=True)
class Paid:
    """The payment arrived."""


@dataclass(frozen=True, slots=True)
class Forward:
    """To the signer."""


@dataclass(frozen=True, slots=True)
class SendBack:
    """The signer returns it to the specialist."""


@dataclass(frozen=True, slots=True)
class RecordResult:
    """The signed result lies at the one-stop: the clock has stopped."""


@dataclass(frozen=True, slots=True)
class Decline:
    """The result is a refusal: form 03, with a reason code; it is collected like any other."""

    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """The result was given; `proof` says how that is known (a signature, a postal receipt); a notice is none."""

    proof: str


@dataclass(frozen=True, slots=True)
class PromiseNewDate:
    """Apology and new return date, once only: form 04 (NĐ 118/2025 art. 19.6)."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The resident asks to withdraw, until the decision is issued (NĐ 118/2025 art. 21)."""


@dataclass(frozen=True, slots=True)
class CarryOn:
    """A withdrawal is taken back, or comes too late."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Handling is stopped after a withdrawal: form 05."""


Move = (
    Accept
    | Refuse
    | AskSupplement
    | Correct
    | Complete
    | CloseUnanswered
    | Start
    | Consult
    | Consulted
    | AskPayment
    | Paid
    | Forward
    | SendBack
    | RecordResult
    | Decline
    | HandOver
    | PromiseNewDate
    | Withdraw
    | CarryOn
    | Stop
)
