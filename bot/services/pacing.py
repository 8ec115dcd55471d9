"""What people chose about their messages: over which channel, with news or without, and how soon officials are told."""

from collections.abc import Mapping

from flows.notices import PACES, Topic, Weight, is_mutable, policy
from flows.quiet import Pace

Choices = Mapping[str, str]
NEWS, CHANNEL = "news", "channel"
ON, OFF = "on", "off"


def channels_of(choices: Choices) -> tuple[str, ...]:
    """The channels a person put in an order, the first one first; none until they chose."""
    return tuple(name for name in choices.get(CHANNEL, "").split(",") if name)


def is_muted(kind: str, choices: Choices) -> bool:
    """Whether its reader turned this off; what the law wants told, and what guards a date, cannot be."""
    return is_mutable(kind) and is_news_off(choices)


def is_news_off(choices: Choices) -> bool:
    """Whether somebody turned off all that may be turned off."""
    return choices.get(NEWS) == OFF


def pace_of(topic: Topic | None, choices: Choices) -> Pace:
    """How soon this official wants to hear of a topic; at once until they choose."""
    if topic is None:
        return Pace.NOW
    return next((pace for pace in PACES[topic] if pace == choices.get(topic)), Pace.NOW)


def is_paced(kind: str, choices: Choices) -> bool:
    """Whether it belongs into a digest that its reader asked for."""
    row = policy(kind)
    return row.weight is Weight.WORK and pace_of(row.topic, choices) is not Pace.NOW
