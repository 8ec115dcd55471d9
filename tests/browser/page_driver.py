"""A person in front of a real browser: presses what stands there, and reads off what the page was told and shows."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Sequence

from playwright.async_api import FilePayload, Page, expect

from bot.callbacks import typed_press
from tests.bot.web.driver import MARKS, WebDriver, buttons, lines
from tests.browser.phone import Phone

PATIENCE = 20.0  # seconds
_SPACES = re.compile(r"\s+")


class PageDriver(WebDriver):
    """Sits at the page in a browser of their own. What was said is read from the page's line, so that it compares word
    for word, and the card that waits must stand on the page as well.
    """

    def __init__(self, url: str, tab: Page, latest: Callable[[], int]) -> None:
        super().__init__(url, PATIENCE)
        self.tab, self._latest = tab, latest
        self.phone = Phone(tab)
        self._opened = False
        self._hearing: set[asyncio.Task[None]] = set()
        tab.on("websocket", lambda line: line.on("framereceived", self._listen))

    def _listen(self, payload: str | bytes) -> None:
        task = asyncio.create_task(self._heard(payload))
        self._hearing.add(task)
        task.add_done_callback(self._hearing.discard)

    async def _heard(self, payload: str | bytes) -> None:
        async with self._moved:
            self._take(json.loads(payload))
            self._moved.notify_all()

    async def say(self, text: str) -> None:
        """Types words; "/start CODE" follows a link."""
        if text.split(" ")[0] == "/start":
            await self._follow(text.removeprefix("/start").strip())
            return
        await self._at_home()
        await self._acted(self.phone.say(text))

    async def tap(self, button: str | int) -> None:
        """Presses the last button of this label, or of the label with this number, that stands on the page."""
        await self._at_home()
        label = self._label(str(button))
        await self._acted(self.tab.get_by_role("button", name=label, exact=True).last.click())

    async def send(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Chooses photos from the gallery."""
        await self._at_home()
        chosen = [FilePayload(name=name, mimeType="image/jpeg", buffer=data) for name, data in files]
        before = self._mine()
        await self.tab.set_input_files("#gallery", chosen)
        await self._until(lambda: self._mine() >= before + len(files))

    async def see(self) -> list[str]:
        """The lines shown since the last look, once everything that was said has arrived and stands on the page."""
        if self._opened:
            await self._until(lambda: self._last() >= self._latest())
            await self._stands()
        return self._fresh()

    def _fresh(self) -> list[str]:
        cards = self.cards()
        fresh, self._shown = cards[self._shown :], len(cards)
        return [line for card in fresh for line in lines(card)]

    async def _follow(self, code: str) -> None:
        if not self._opened and not code:
            await self._open()
            return
        await self._at_home()
        await self._acted(self.tab.goto(f"{self.url}?c={code}"))

    async def _at_home(self) -> None:
        """The page is opened before the first thing that is done; what it says then is no part of the conversation."""
        if not self._opened:
            await self._open()
            self._fresh()

    async def _open(self) -> None:
        self._opened = True
        await self.tab.goto(self.url)
        await expect(self.phone.card).to_be_visible(timeout=1000 * PATIENCE)
        await self._until(lambda: bool(self.cards()))

    async def _acted(self, doing: Awaitable[object]) -> None:
        """Does it and waits for its answer."""
        before = self._mine()
        await doing
        await self._until(lambda: self._mine() > before)

    async def _stands(self) -> None:
        """The last card is on the page, in its words."""
        words = MARKS.sub(lambda found: found[1] or found[2], str(self.cards()[-1]["text"])).split("\n")
        first = next((line for line in words if line.strip()), "")
        await expect(self.tab.locator("main, body").last).to_contain_text(_SPACES.sub(" ", first).strip())

    def _label(self, button: str) -> str:
        for card in reversed(self.cards()):
            keys = buttons(card)
            meant = typed_press(tuple(keys), button)
            if meant is not None:
                return next(label for label, data in keys if data == meant)
        raise LookupError(f"no button {button!r}")

    def _mine(self) -> int:
        """How much this person has done that was answered."""
        return sum(1 for item in self.items if isinstance(item.get("me"), dict))

    def _last(self) -> int:
        return max((number for item in self.items if isinstance(number := item["id"], int)), default=0)
