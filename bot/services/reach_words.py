"""Proof of reach in words: the button that proves it, the name of a notice, and the chain that officials see."""

from datetime import datetime

from bot.callbacks import Menu
from bot.ports import Button
from bot.services.voice import Voice
from flows.notices import LEGAL
from storage.records import Notice, ReachRecord

_SHOWN = 4  # chains on a file's card, the latest


def seen_button(voice: Voice, kind: str, reference: str) -> tuple[Button, ...]:
    """The button under a legal notice that proves it was read; none under anything else."""
    return (voice.button("reach.button_seen", Menu("seen", reference)),) if kind in LEGAL else ()


def told_about(voice: Voice, notice: Notice) -> dict[str, object]:
    """What an alert about another notice says of it: what it was, and when it was sent."""
    about, sent = notice.params.get("about"), notice.params.get("sent")
    words: dict[str, object] = {"hamlet": str(notice.params.get("hamlet") or "")}
    if about in LEGAL:
        words["what"] = voice.say(f"reach.kind_{about}")
    if isinstance(sent, str) and sent:
        words["sent"] = datetime.fromisoformat(sent)
    return words


def chains(voice: Voice, records: tuple[ReachRecord, ...]) -> list[str]:
    """What was done about each notice that was not read at once, the latest few, oldest first."""
    chased = [one for one in records if one.told_at is not None or one.listed_at is not None]
    return [
        voice.say("reach.chain", {"what": voice.say(f"reach.kind_{one.kind}"), "steps": _steps(voice, one)})
        for one in chased[-_SHOWN:]
    ]


def _steps(voice: Voice, one: ReachRecord) -> str:
    """Sent, not read, told, listed, read: each with its day."""
    steps = [voice.say("reach.step_sent", {"at": one.sent_at}) if one.sent_at else voice.say("reach.step_unsent")]
    if one.sent_at is not None and one.told_at is not None:
        steps.append(voice.say("reach.step_unread"))
    for name, at in (("told", one.told_at), ("listed", one.listed_at), (one.how or "", one.reached_at)):
        if at is not None:
            steps.append(voice.say(f"reach.step_{name}", {"at": at}))
    if one.how == "moot":
        steps.append(voice.say("reach.step_moot"))
    return " → ".join(steps)
