"""Settings: what a person chose about messages – the reminders they may mute, and where messages arrive."""

from dataclasses import dataclass

from bot.callbacks import Act, Menu, Work
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.blocking import blocked
from bot.services.pacing import CHANNEL, NEWS, OFF, channels_of, is_news_off
from bot.services.screens import Filling
from bot.services.screens_beside import Settings, Where
from bot.services.standing import current
from bot.services.visit import Rows, Visit, above
from bot.services.voice import Voice
from content.office import CHANNELS
from flows import authority
from flows.dossier import Role
from flows.notices import Weight
from storage.outreach import OFF_TOPIC


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that somebody uses; `arrives`: pushes get through; `legal`: what the law wants told may go there."""

    channel: str
    permitted: bool
    arrives: bool
    legal: bool


def settings(visit: Visit) -> Card:
    """What is on, what cannot be turned off and why, where messages arrive; and the ways to change it."""
    screen = visit.screen
    tag = screen.tag if isinstance(screen, Filling | Settings | Where) else ""
    visit.screen = Settings(tag)
    voice, muted = visit.voice, is_news_off(_choices(visit))
    params = {
        "muted": muted,
        "helper": Role.HELPER in {staff.role for staff in visit.staff()},
        "places": _in_words(voice, _open(places(visit))),
    }
    buttons = [
        voice.button(
            "settings.button_unmute" if muted else "settings.button_mute", Menu("unmute" if muted else "mute")
        ),
        voice.button("settings.button_where", Menu("where")),
    ]
    if may(visit, authority.Act.CHOOSE_PACE) is not None:
        buttons.append(voice.button("settings.button_paces", Menu("paces")))
    back_in = _choices(visit).get(OFF_TOPIC) == OFF
    many = Work("outreach", "in" if back_in else "out")
    buttons.append(voice.button("outreach.button_in" if back_in else "outreach.button_out", many))
    numbered = [_numbered(button, number) for number, button in enumerate(buttons, 1)]
    return Card(voice.say("settings.card", params), (*((one,) for one in numbered), _leaving(visit)), wants="choice")


def keep_news(visit: Visit, choice: str) -> str:
    """Keeps whether somebody wants reminders; returns the remark that says so."""
    visit.u.preferences.put(visit.person, NEWS, choice)
    return visit.voice.say("settings.muted" if choice == OFF else "settings.unmuted")


def where(visit: Visit) -> Card:
    """The channels a person uses, in the order in which they are tried."""
    screen = visit.screen
    visit.screen = Where(screen.tag if isinstance(screen, Filling | Settings | Where) else "")
    voice, known = visit.voice, places(visit)
    usable = _open(known)
    params = {
        "places": _in_words(voice, usable),
        "count": len(usable),
        "silent": ", ".join(name_of(voice, place.channel) for place in known if not place.permitted),
        "broken": ", ".join(name_of(voice, place.channel) for place in usable if not place.arrives),
        "not_legal": ", ".join(name_of(voice, place.channel) for place in usable if not place.legal),
    }
    rows: Rows = ()
    if len(usable) > 1:
        inside = sorted(usable, key=lambda place: (*CHANNELS, place.channel).index(place.channel))
        rows = tuple((_choice(voice, number, place, usable[0]),) for number, place in enumerate(inside, 1))
    else:
        rows = ((voice.button("dialogue.button_move", Menu("code")),),)
    back = (voice.button("settings.button_back", Menu("settings")),)
    return Card(voice.say("settings.where", params), (*rows, back, _leaving(visit)), wants="choice")


def prefer(visit: Visit, channel: str) -> Card | None:
    """Puts a channel first; None for one that this person does not use or that the office does not permit."""
    known = [place.channel for place in places(visit) if place.permitted]
    if channel not in known:
        return None
    order = [channel, *(one for one in known if one != channel)]
    visit.u.preferences.put(visit.person, CHANNEL, ",".join(order))
    words = visit.voice.say("settings.preferred", {"place": name_of(visit.voice, channel)})
    return above(words, where(visit))


def places(visit: Visit) -> tuple[Place, ...]:
    """The channels this person uses, in the order in which they are tried."""
    office, order = visit.library.office, channels_of(_choices(visit))
    seats = visit.u.people.seats_of(visit.person)
    closed = blocked(visit.u)
    used = list(dict.fromkeys(seat.channel for seat in seats))
    used.sort(key=lambda name: order.index(name) if name in order else len(order))
    return tuple(
        Place(
            name,
            office.permits(name),
            name not in closed and any(seat.reachable for seat in seats if seat.channel == name),
            office.permits(name, Weight.LEGAL),
        )
        for name in used
    )


def name_of(voice: Voice, channel: str) -> str:
    """A channel as people call it."""
    code = f"sent.channel_{channel}"
    return voice.say(code if voice.library.wording.has(code) else "settings.this_chat")


def _choices(visit: Visit) -> dict[str, str]:
    return visit.u.preferences.of(visit.person)


def _open(known: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(place for place in known if place.permitted)


def _in_words(voice: Voice, known: tuple[Place, ...]) -> list[str]:
    return [name_of(voice, place.channel) for place in known]


def _choice(voice: Voice, number: int, place: Place, first: Place) -> Button:
    code = "settings.button_place_first" if place == first else "settings.button_place"
    return voice.button(
        code, Menu("channel", place.channel), {"number": number, "place": name_of(voice, place.channel)}
    )


def _numbered(button: Button, number: int) -> Button:
    return Button(f"{number}. {button.label}", button.data, tone=button.tone)


def _leaving(visit: Visit) -> tuple[Button, ...]:
    """Back to the question from which somebody came here, else to the first page."""
    tag = visit.screen.tag if isinstance(visit.screen, Settings | Where) else ""
    if tag and current(visit, tag) is not None:
        return (visit.voice.button("dialogue.button_continue", Act(tag, "resume"), main=True),)
    return (visit.voice.button("dialogue.button_home", Menu("home")),)
