"""Why an official looks into a paper: what the work is at that moment, or, once a file has ended, a reason to name."""

from flows.dossier import ENDED, READY, Dossier, State

# Once a file has ended, nobody needs to look into it for the work itself.
AFTERWARDS = ("complaint", "inspection", "resident")
_BY_STATE = {
    State.CHO_TIEP_NHAN: "reception",
    State.BO_SUNG_TRUOC: "completion",
    State.BO_SUNG_SAU: "completion",
    State.TRINH_KY: "signing",
    State.YEU_CAU_RUT: "withdrawal",
    **dict.fromkeys(READY, "giving_back"),
}


def reasons_to_look(dossier: Dossier) -> tuple[str, ...]:
    """The reasons that hold now: one while there is work to be done, else those of which one is to be chosen."""
    return AFTERWARDS if dossier.state in ENDED else (_BY_STATE.get(dossier.state, "processing"),)


def reason_to_look(dossier: Dossier, chosen: str) -> str:
    """The reason that is written down: the work at hand, or what was chosen; '' while that is to be chosen."""
    reasons = reasons_to_look(dossier)
    return reasons[0] if len(reasons) == 1 else chosen if chosen in reasons else ""
