"""Notices: who is told, in which states of a dossier it still makes sense, and what the daily cap may hold back."""

from collections.abc import Mapping

from flows.dossier import ENDED, READY, RUNNING, State
from flows.lifecycle import ALERTS, MOVES
from flows.quiet import Audience
from flows.reminders import DRAFT_REMINDERS, FILE_REMINDERS

# A change of state is told in real time (NĐ 224/2026 art. 15.1.g), so the cap never holds it back.
STATUS = frozenset({rule.notice for rule in MOVES if rule.notice} | {"due_moved"})
TO_OFFICIALS = frozenset(
    {"new_file", "unreachable_resident", "help_wanted", *ALERTS.values()}
    | {rule.kind for rule in FILE_REMINDERS if rule.to is Audience.OFFICIAL}
)
REMINDERS = frozenset({rule.kind for rule in DRAFT_REMINDERS} | {rule.kind for rule in FILE_REMINDERS})

_LIVE = tuple(state for state in State if state not in ENDED)
_STUCK = (State.BO_SUNG_TRUOC, State.BO_SUNG_SAU)
# Where a late notice would only confuse; one that is not listed makes sense for ever.
SENSIBLE: Mapping[str, tuple[State, ...]] = {
    "new_file": (State.CHO_TIEP_NHAN,),
    "accepted": _LIVE,
    "in_process": RUNNING,
    "supplement_asked": _STUCK,
    "supplement_received": (State.CHO_TIEP_NHAN, *RUNNING),
    "supplement_came": (State.CHO_TIEP_NHAN, *RUNNING),
    "payment_asked": (State.NGHIA_VU_TC,),
    "payment_received": RUNNING,
    "new_date": RUNNING,
    "due_moved": RUNNING,
    "file_corrected": (State.CHO_TIEP_NHAN,),
    "result_ready": READY,
    "result_declined": READY,
    "withdrawal_received": (State.YEU_CAU_RUT,),
    "withdrawal_asked": (State.YEU_CAU_RUT, State.DUNG_XU_LY),
    "unreachable_resident": _LIVE,
}


def audience(kind: str) -> Audience:
    """Whose quiet hours a notice keeps."""
    return Audience.OFFICIAL if kind in TO_OFFICIALS else Audience.RESIDENT


def is_sensible(kind: str, state: State) -> bool:
    """Whether a notice still makes sense for a dossier in this state."""
    return state in SENSIBLE.get(kind, tuple(State))


def is_capped(kind: str) -> bool:
    """Whether the daily cap may hold it back until the next morning."""
    return kind not in STATUS and kind not in TO_OFFICIALS
