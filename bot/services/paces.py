"""Paces: how soon an official wants to be told – at once, in the digest of the morning, or in that of the week."""

from collections.abc import Collection

from bot.callbacks import Menu
from bot.ports import Button, Card
from bot.services.forms import form_at_work
from bot.services.notice_cards import TOLD
from bot.services.pacing import pace_of
from bot.services.screens_beside import Paces
from bot.services.visit import Visit, above
from bot.services.voice import Voice
from flows.authority import Act, does
from flows.dossier import Role
from flows.escalation import RUNGS, Post
from flows.notices import PACES, POLICY, TO_OFFICIALS, Topic, policy
from flows.quiet import Audience, Pace

# What comes to the chairman: the rungs of the ladder, also those of posts that nobody holds.
_TO_CHAIRMAN = frozenset(rung.kind for rung in RUNGS)
_ABOVE = frozenset({Role.CHAIRMAN, Role.VICE_CHAIRMAN})
_ALWAYS_CHAIRMAN = frozenset(rung.kind for rung in RUNGS if Post.CHAIRMAN in rung.to)


def topics_of(roles: Collection[str]) -> tuple[Topic, ...]:
    """What somebody with these roles is told of and may choose the pace of; none for who is no official."""
    held = frozenset(role for role in roles if does(Role(role), Act.CHOOSE_PACE))
    if held and held <= _ABOVE:
        return tuple(topic for topic in Topic if any(policy(kind).topic is topic for kind in _TO_CHAIRMAN))
    return tuple(Topic) if held else ()


def never_delayed(roles: Collection[str]) -> tuple[str, ...]:
    """The kinds of which they are told at once, whatever they choose; those of areas of work only some are told of."""
    alone = frozenset(role for role in roles if does(Role(role), Act.CHOOSE_PACE)) <= _ABOVE
    return tuple(
        row.kind
        for row in POLICY
        if row.kind in TO_OFFICIALS
        and row.topic is None
        and row.kind not in TOLD  # what areas of work tell has no pace to be asked for
        and (row.kind in _ALWAYS_CHAIRMAN if alone else row.to is not Audience.CHAIRMAN or not _ABOVE.isdisjoint(roles))
    )


def paces(visit: Visit) -> Card:
    """Every topic with its pace, and what may not be delayed."""
    roles = [staff.role for staff in visit.staff()]
    topics = topics_of(roles)
    if not topics:
        return visit.say("desk.not_staff")
    visit.screen = Paces()
    voice, choices = at_work(visit), visit.u.preferences.of(visit.person)
    lines, buttons = [], []
    for number, topic in enumerate(topics, 1):
        params = {"number": number, "topic": _topic(voice, topic), "pace": _pace(voice, pace_of(topic, choices))}
        lines.append(voice.say("settings.pace_line", params))
        buttons.append((voice.button("settings.button_topic", Menu("pace", topic), params),))
    always = ", ".join(voice.say(f"sent.kind_{kind}") for kind in never_delayed(roles))
    text = voice.say("settings.paces", {"lines": lines, "always": always, "chairman": len(topics) < len(Topic)})
    return Card(text, (*buttons, *_leaving(voice)), wants="choice")


def choose_pace(visit: Visit, written: str, chosen: str) -> Card | None:
    """Asks for the pace of a topic, or keeps it; None for what does not exist or may not be delayed so long."""
    topics = topics_of([staff.role for staff in visit.staff()])
    if not topics:
        return visit.say("desk.not_staff")
    topic = next((one for one in topics if one == written), None)
    if topic is None:
        return None
    if not chosen:
        return _ask(visit, topic)
    pace = next((one for one in PACES[topic] if one == chosen), None)
    if pace is None:
        return None
    visit.u.preferences.put(visit.person, topic.value, pace.value)
    _wake(visit, topic)
    voice = at_work(visit)
    words = voice.say("settings.pace_kept", {"topic": _topic(voice, topic), "pace": _pace(voice, pace)})
    return above(words, paces(visit))


def show_paces(visit: Visit, topic: str) -> Card | None:
    """The screen drawn anew: all topics, or the one that is being asked about."""
    return choose_pace(visit, topic, "") if topic else paces(visit)


def _ask(visit: Visit, topic: Topic) -> Card:
    visit.screen = Paces(topic)
    voice, now = at_work(visit), pace_of(topic, visit.u.preferences.of(visit.person))
    buttons = [(_offer(voice, number, topic, pace, now),) for number, pace in enumerate(PACES[topic], 1)]
    kinds = [voice.say(f"sent.kind_{row.kind}") for row in POLICY if row.topic is topic]
    params = {
        "topic": _topic(voice, topic),
        "kinds": ", ".join(kinds) if len(kinds) > 1 else "",
        "pace": _pace(voice, now),
        "soon": Pace.WEEKLY not in PACES[topic],
    }
    back = (voice.button("settings.button_back", Menu("paces")),)
    return Card(voice.say("settings.pace_ask", params), (*buttons, back), wants="choice")


def _wake(visit: Visit, topic: Topic) -> None:
    """What was put off for a digest is asked again now, when it may go."""
    for notice in visit.u.outbox.pending_of(visit.person):
        if policy(notice.kind).topic is topic and not notice.attempts:
            visit.u.outbox.postpone(notice, visit.now)
            visit.owes = True


def _offer(voice: Voice, number: int, topic: Topic, pace: Pace, now: Pace) -> Button:
    name = _pace(voice, pace)
    params = {"number": number, "pace": name[:1].upper() + name[1:]}
    return voice.button("settings.button_pace", Menu("pace", topic, pace), params, main=pace is now)


def at_work(visit: Visit) -> Voice:
    """The voice in which an official is spoken to about their work."""
    form = form_at_work([staff.role for staff in visit.staff()], visit.voice.form)
    return Voice(visit.library, visit.voice.language, form)


def _topic(voice: Voice, topic: Topic) -> str:
    return voice.say(f"settings.topic_{topic}")


def _pace(voice: Voice, pace: Pace) -> str:
    return voice.say(f"settings.pace_{pace}")


def _leaving(voice: Voice) -> tuple[tuple[Button, ...], ...]:
    settings = voice.button("settings.button_settings", Menu("settings"))
    return ((settings, voice.button("desk.button_list", Menu("home"))),)
