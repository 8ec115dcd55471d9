"""Plays a conversation over the real WebSocket and shows it as plain lines, so that channels can be compared."""

import asyncio
import json
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from types import TracebackType

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, FormData, WSMsgType
from yarl import URL

from bot.callbacks import typed_press
from flows.answers import Data

Frame = dict[str, Data]
MARKS = re.compile(r"\*\*([^*]+)\*\*|`([^`]+)`")


class WebDriver:
    """A resident at a page who waits for the answer after each move. `see` gives what came since it was last asked.

    `url` is where the page is, with a slash at its end. Use it as `async with WebDriver(url) as driver`.
    """

    def __init__(self, url: str, within: float = 10.0) -> None:
        self.url, self._within = url, within
        self.session = ClientSession(cookie_jar=CookieJar(unsafe=True))
        self.items: list[Frame] = []
        self.failed: list[str] = []
        self.labels: Frame = {}
        self.known = False
        self.last_key = ""
        self.erased: list[str] = []
        self.acks: list[str] = []
        self._line: ClientWebSocketResponse | None = None
        self._reader: asyncio.Task[None] | None = None
        self._moved = asyncio.Condition()
        self._greeted = 0
        self._shown = 0

    async def __aenter__(self) -> "WebDriver":
        await self.page()
        await self.connect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.disconnect()
        await self.session.close()

    @property
    def base(self) -> URL:
        return URL(self.url)

    @property
    def token(self) -> str:
        """What the browser's cookie holds for this page."""
        return next(cookie.value for cookie in self.session.cookie_jar.filter_cookies(self.base).values())

    @property
    def address(self) -> str:
        """The chat's address, as the program knows it."""
        return sha256(self.token.encode()).hexdigest()

    @property
    def origin(self) -> str:
        return "/".join(self.url.split("/")[:3])

    async def page(self, query: str = "") -> str:
        """Loads the page, and with it the cookie."""
        async with self.session.get(self.url + query) as answer:
            answer.raise_for_status()
            return await answer.text()

    async def connect(self) -> None:
        """Opens the line and asks for what is new."""
        self._line = await self.session.ws_connect(self.url + "ws", headers={"Origin": self.origin})
        self._reader = asyncio.create_task(self._read(self._line))
        await self.hello()

    async def disconnect(self) -> None:
        """The network goes away."""
        if self._line is not None:
            await self._line.close()
        if self._reader is not None:
            await self._reader
        self._line = self._reader = None

    async def hello(self) -> None:
        """Asks for everything after the last item known."""
        before = self._greeted
        last = max((_number(item) for item in self.items), default=0)
        await self.put({"t": "hello", "after": last, "language": "vi"})
        await self._until(lambda: self._greeted > before)

    async def open(self, code: str = "") -> None:
        """Opens the conversation, as the page does when nothing was said yet or a link brought a code."""
        await self.answered(await self.enter({"t": "open", "code": code}))

    async def say(self, text: str) -> None:
        """Types words; "/start CODE" opens the chat."""
        if text.split(" ")[0] == "/start":
            await self.open(text.removeprefix("/start").strip())
        else:
            await self.answered(await self.enter({"t": "say", "text": text, "label": text}))

    async def tap(self, button: str | int) -> None:
        """Taps a button by label or by the number in it, of the last message that has it; or by its place from 1."""
        label, data = self._find(str(button))
        await self.press(data, label)

    async def press(self, data: str, label: str = "") -> None:
        """Presses a button by its data, old or forged."""
        await self.answered(await self.enter({"t": "tap", "data": data, "label": label}))

    async def send(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Sends one photo or file (name, bytes), or several as one album."""
        album = uuid.uuid4().hex if len(files) > 1 else ""
        for place, (name, data) in enumerate(files):
            key = self.last_key = uuid.uuid4().hex
            more = place < len(files) - 1
            status, reason = await self.upload(key, name, data, album, place, more)
            if status != 200:
                raise LookupError(f"refused: {status} {reason}")
            await self.answered(key)

    async def upload(
        self, key: str, name: str, data: bytes, album: str = "", place: int = 0, more: bool = False, origin: str = ""
    ) -> tuple[int, str]:
        """One upload as the page makes it: the status and the reason."""
        form = FormData(quote_fields=False)  # as browsers do: the name as it is, in UTF-8
        for field, value in (("id", key), ("album", album), ("place", str(place)), ("more", "1" if more else "")):
            form.add_field(field, value)
        form.add_field("file", data, filename=name)
        headers = {"Origin": origin or self.origin}
        async with self.session.post(self.url + "upload", data=form, headers=headers) as answer:
            return answer.status, str((await answer.json()).get("reason", ""))

    async def see(self) -> list[str]:
        """The lines shown since the last look: text without marks, then a line per row of buttons."""
        await self.hello()
        cards = self.cards()
        fresh, self._shown = cards[self._shown :], len(cards)
        return [line for card in fresh for line in lines(card)]

    def cards(self) -> list[Frame]:
        """Every card shown so far."""
        found = [item.get("cards") for item in self.items]
        return [card for cards in found if isinstance(cards, list) for card in cards if isinstance(card, dict)]

    async def enter(self, frame: Mapping[str, Data], key: str = "") -> str:
        """Sends something a resident did; returns its key."""
        key = self.last_key = key or uuid.uuid4().hex
        await self.put({**frame, "id": key})
        return key

    async def put(self, frame: Mapping[str, Data]) -> None:
        """Sends a frame as it is."""
        assert self._line is not None, "not connected"
        await self._line.send_str(json.dumps(frame))

    async def answered(self, key: str) -> None:
        """Waits until the turn is made, or has failed."""
        await self._until(lambda: key in self.failed or any(_key(item) == key for item in self.items))

    async def acknowledged(self, key: str) -> None:
        """Waits until the program says that it has answered this before."""
        await self._until(lambda: key in self.acks)

    async def until_cards(self, count: int) -> None:
        """Waits until so many cards were shown."""
        await self._until(lambda: len(self.cards()) >= count)

    async def _until(self, true: Callable[[], bool]) -> None:
        async with self._moved, asyncio.timeout(self._within):
            await self._moved.wait_for(true)

    async def _read(self, line: ClientWebSocketResponse) -> None:
        async for message in line:
            if message.type is WSMsgType.TEXT:
                async with self._moved:
                    self._take(json.loads(message.data))
                    self._moved.notify_all()

    def _take(self, frame: Frame) -> None:
        match frame:
            case {"t": "history", "items": list(items), "known": bool(known)}:
                for item in items:
                    self._keep(item)
                self.known = known
                self._greeted += 1
                if "labels" in frame:
                    self.labels = frame
            case {"t": "message"}:
                self._keep(frame)
            case {"t": "ack", "id": str(key)}:
                self.acks.append(key)
            case {"t": "failed", "id": str(key)}:
                self.failed.append(key)
            case {"t": "labels"}:
                self.labels = frame
            case {"t": "erase", "ids": list(ids)}:
                self.erased.extend(str(key) for key in ids)

    def _keep(self, item: Data) -> None:
        if isinstance(item, dict) and all(_number(item) != _number(one) for one in self.items):
            self.items.append(item)
            self.items.sort(key=_number)

    def _find(self, button: str) -> tuple[str, str]:
        """A button of the last card that has it, for people scroll back."""
        shown = [keys for card in reversed(self.cards()) if (keys := buttons(card))]
        for keys in shown:
            meant = typed_press(tuple(keys), button)
            if meant is not None:
                return next((label, data) for label, data in keys if data == meant)
        if shown and button.isdigit() and 1 <= int(button) <= len(shown[0]):
            return shown[0][int(button) - 1]
        raise LookupError(f"no button {button!r}; there are {[label for label, _ in shown[0]] if shown else []}")


def lines(card: Frame) -> list[str]:
    """A card as plain lines: its files, its text without marks, a line per row of buttons."""
    files = card.get("files")
    shown = [f"[{file['name']}]" for file in files if isinstance(file, dict)] if isinstance(files, list) else []
    text = MARKS.sub(lambda found: found[1] or found[2], str(card["text"]))
    rows = [" ".join(f"[{button['label']}]" for button in row) for row in _rows(card)]
    return [*shown, *(text.split("\n") if text else []), *rows]


def buttons(card: Frame) -> list[tuple[str, str]]:
    """The label and the data of every button that answers."""
    return [(str(one["label"]), str(one["data"])) for row in _rows(card) for one in row if "data" in one]


def _rows(card: Frame) -> list[list[Frame]]:
    rows = card.get("rows")
    if not isinstance(rows, list):
        return []
    return [[one for one in row if isinstance(one, dict)] for row in rows if isinstance(row, list)]


def _number(item: Frame) -> int:
    number = item["id"]
    assert isinstance(number, int)
    return number


def _key(item: Frame) -> str:
    me = item.get("me")
    return str(me["key"]) if isinstance(me, dict) else ""
