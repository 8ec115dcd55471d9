"""The guides as an area of work: their list, their steps, and help for who is stuck at one."""

from collections.abc import Sequence

from bot.callbacks import Menu, Work
from bot.ports import Attachment, Button, Card, File
from bot.services.area import Area
from bot.services.screens_work import Working
from bot.services.visit import Visit, above
from content.guides.reading import GuideStep

NAME = "guides"


def listed(visit: Visit) -> Card:
    """Which guide?"""
    visit.screen = Working(NAME)
    voice = visit.voice
    found = [
        (
            voice.button(
                "guides.button_guide", Work(NAME, "step", key, "1"), {"number": n, "title": voice.text(one.title)}
            ),
        )
        for n, (key, one) in enumerate(visit.library.guides.items(), 1)
    ]
    home = (voice.button("dialogue.button_home", Menu("home")),)
    return visit.say("guides.list", rows=(*found, home))


def step(visit: Visit, key: str, number: str) -> Card | None:
    """One step with its picture; None where there is none (any more)."""
    guide = visit.library.guides.get(key)
    at = int(number) if number.isdigit() else 0
    if guide is None or not 0 < at <= len(guide.steps):
        return None
    visit.screen = Working(NAME, "step", key, str(at))
    one, voice = guide.steps[at - 1], visit.voice
    params = {
        "guide": voice.text(guide.title),
        "number": at,
        "count": len(guide.steps),
        "title": voice.text(one.title),
        "text": voice.text(one.text),
        "sure": one.sure,
        "source": voice.text(guide.sources[one.source].title),
        "checked": guide.sources[one.source].checked,
    }
    shown = Attachment(f"w:{NAME}:{key}.{one.id}", f"{key}-{at}", "image/png", picture=True)
    rows = (*_onward(visit, key, at, len(guide.steps)), *_asides(visit, key, one))
    return Card(voice.say("guides.step", params), rows, wants="choice", files=(shown,))


def _onward(visit: Visit, key: str, at: int, count: int) -> tuple[tuple[Button, ...], ...]:
    voice = visit.voice
    back = [voice.button("guides.button_before", Work(NAME, "step", key, str(at - 1)))] if at > 1 else []
    if at < count:
        return ((*back, voice.button("guides.button_next", Work(NAME, "step", key, str(at + 1)), main=True)),)
    return ((*back, voice.button("guides.button_list", Work(NAME, "list"), main=True)),)


def _asides(visit: Visit, key: str, one: GuideStep) -> tuple[tuple[Button, ...], ...]:
    voice = visit.voice
    stuck = voice.button("guides.button_stuck", Work("neighbours", "need", "phone", f"{key}.{one.id}"))
    return (stuck,), (voice.button("dialogue.button_home", Menu("home")),)


def press(visit: Visit, button: Work) -> Card | None:
    """The list or a step."""
    match button:
        case Work(verb="list"):
            return listed(visit)
        case Work(verb="step", first=key, second=number):
            return step(visit, key, number) or above(visit.voice.say("guides.gone"), listed(visit))
    return None


def show(visit: Visit, screen: Working) -> Card | None:
    """The step that was open, or the list."""
    return (step(visit, screen.first, screen.second) if screen.place == "step" else None) or listed(visit)


def doors(visit: Visit) -> Sequence[Button]:
    """Everybody may read them."""
    return (visit.voice.button("guides.button", Work(NAME, "list")),) if visit.library.guides else ()


def file(visit: Visit, rest: str) -> File | None:
    """The picture of a step."""
    key, _, id = rest.partition(".")
    guide = visit.library.guides.get(key)
    one = guide.step(id) if guide is not None else None
    if one is None:
        return None
    data = visit.library.picture(one.picture).read_bytes()
    return File(data, f"{one.picture}.png", "image/png", picture=True)


AREA = Area(press, show, doors=doors, file=file)
