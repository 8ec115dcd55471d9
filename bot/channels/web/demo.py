"""The demo over HTTP: the page with all phones, and the clock that can be moved."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from bot.channels.web.channel import Entering, WebChannel
from bot.channels.web.identity import same_origin
from bot.channels.web.pages import Sample
from bot.demo.clock import DemoClock, Step
from bot.demo.samples import SAMPLES
from bot.ports import Card
from content.sheet import LANGUAGES
from flows.answers import Data
from flows.deadlines import Calendar

SLOTS = ("resident", "helper", "official")
SHOWN = 20  # pushes that the page can ask for
_STEPS: dict[str, Step] = {"hour": "hour", "day": "day", "workday": "workday"}


@dataclass(slots=True)
class Watch:
    """The pushes of late, and which phone each went to."""

    slots: dict[str, str] = field(default_factory=dict)
    pushed: deque[dict[str, Data]] = field(default_factory=lambda: deque(maxlen=SHOWN))
    count: int = 0

    def __call__(self, address: str, card: Card, at: datetime) -> None:
        """Notes a push to one of the phones."""
        slot = self.slots.get(address)
        if slot is None:
            return
        self.count += 1
        text = card.text.replace("**", "").replace("`", "")
        self.pushed.append({"id": self.count, "slot": slot, "text": text, "at": at.isoformat()})


class Demo:
    """The demo of one program: phones with a seat each, and its clock.

    `run_all_ticks` does all that the clock owes at the new time; `seat` gives a phone its role before it is used.
    """

    def __init__(
        self,
        channel: WebChannel,
        clock: DemoClock,
        calendar: Callable[[], Calendar],
        run_all_ticks: Callable[[], Awaitable[None]],
        seat: Entering,
    ) -> None:
        self._channel = channel
        self._clock = clock
        self._calendar = calendar
        self._run_all_ticks = run_all_ticks
        self._seat = seat
        self._watch = Watch()

    def attach(self, app: web.Application) -> None:
        """Adds the demo's page, its phones and its clock to the application of the channel."""
        samples = [Sample(f"{self._channel.assets.root}/{name}", f"demo.{label}") for name, label in SAMPLES.items()]
        self._channel.attach_slots(app, SLOTS, self._enter, samples)
        self._channel.rooms.watch = self._watch
        app.add_routes(
            [
                web.get("/demo", self._page),
                web.get("/demo/clock", self._look),
                web.post("/demo/clock", self._move),
            ]
        )

    async def _enter(self, slot: str, address: str) -> None:
        self._watch.slots[address] = slot
        await self._seat(slot, address)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        asked = request.query.get("lang")
        language = asked if asked in LANGUAGES else await self._channel.language(request)
        return self._channel.pages.demo(language, SLOTS)

    async def _look(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"now": self._clock.now().isoformat(), "pushed": list(self._watch.pushed)})

    async def _move(self, request: web.Request) -> web.StreamResponse:
        if not same_origin(request):
            raise web.HTTPForbidden
        step = _STEPS.get(await _asked(request))
        if step is None:
            raise web.HTTPBadRequest
        await self._clock.move(step, self._calendar())
        await self._run_all_ticks()
        return await self._look(request)


async def _asked(request: web.Request) -> str:
    try:
        data: Data = await request.json()
    except ValueError:
        return ""
    return str(data.get("move")) if isinstance(data, dict) else ""
