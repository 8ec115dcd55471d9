"""What an official does next about a file, from the buttons that are there and what its fate wants."""

from collections.abc import Collection

from bot.simulation.register import File


def next_move(file: File, moves: Collection[str]) -> str:
    """The name of the move; '' when there is nothing to do but wait."""
    if "accept" in moves:
        return _at_reception(file, moves)
    if "stop" in moves:
        return "stop"
    if "hand_over" in moves or file.fate.ending == "withdrawn":
        return ""
    if file.fate.supplement == "after" and not file.asked and "ask_supplement" in moves:
        return "ask_supplement"
    for back in ("consulted", "paid"):
        if back in moves:
            file.detour = "start"
            return back
    if file.detour and "start" in moves:
        return "start"
    if file.detour in ("consult", "ask_payment") and file.detour in moves:
        return file.detour
    if file.detour and "forward" in moves:
        return "forward"
    if "record_result" in moves:
        return "decline" if file.fate.ending == "declined" else "record_result"
    return ""


def _at_reception(file: File, moves: Collection[str]) -> str:
    if file.fate.ending == "refused":
        return "refuse"
    if file.fate.supplement == "before" and not file.asked and "ask_supplement" in moves:
        return "ask_supplement"
    return "accept"
