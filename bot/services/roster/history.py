"""What happened to a turn, for its organiser."""

from bot.services.roster.crew import People
from bot.services.visit import Visit
from storage.roster_records import TurnRecord

_SHOWN = 8


def history_lines(visit: Visit, record: TurnRecord, here: People) -> list[str]:
    """The last lines of a turn's history."""
    voice = visit.voice
    return [
        voice.say(
            "roster.history_line",
            {
                "at": event.at,
                "what": voice.say(f"roster.did_{event.what}"),
                "who": here.name(voice, event.person if event.person is not None else event.actor)
                if event.person is not None or event.actor is not None
                else "",
            },
        )
        for event in visit.u.roster.events(record.turn.id)[-_SHOWN:]
    ]
