"""The notice board on the site, under /bang-tin/: the latest week that was approved, to be read and printed by all."""

from collections.abc import Callable
from datetime import date

from aiohttp import web

from bot.channels.web.listing.pages import STYLE, TEMPLATES, marked
from bot.channels.web.templates import engine
from bot.ports import Clock
from bot.services.reports.board_cards import rankings, words
from bot.services.voice import Voice
from content.catalog import Library
from content.sheet import LANGUAGES, in_language
from flows.calendar import local_day
from storage.database import Database
from storage.reports import BoardWeek

PREFIX = "/bang-tin/"
_FEW_MINUTES = "public, max-age=300"


class BoardSite:
    """Draws the board when it is asked for."""

    def __init__(self, database: Database, library: Callable[[], Library], clock: Clock) -> None:
        self._database, self._library, self._clock = database, library, clock
        self._engine = engine(TEMPLATES)
        self._engine.filters["marked"] = marked

    def routes(self) -> list[web.RouteDef]:
        """The page in both languages."""
        return [web.get(PREFIX, self._first), web.get(f"{PREFIX}en/", self._english)]

    async def _first(self, _: web.Request) -> web.StreamResponse:
        return await self._page(LANGUAGES[0])

    async def _english(self, _: web.Request) -> web.StreamResponse:
        return await self._page("en")

    async def _page(self, language: str) -> web.StreamResponse:
        week = await self._database.turn(lambda u: u.reports.latest_board())
        text = self.draw(Voice(self._library(), language), week, local_day(self._clock()))
        return web.Response(text=text, content_type="text/html", headers={"Cache-Control": _FEW_MINUTES})

    def draw(self, voice: Voice, week: BoardWeek | None, today: date) -> str:
        """The page of a week, or that there is none yet."""
        office, vietnamese = voice.library.office, voice.language == LANGUAGES[0]
        up = "../" if vietnamese else "../../"
        return self._engine.get_template("board.html").render(
            {
                "say": voice.say,
                "language": voice.language,
                "centre": in_language(office.centre, voice.language),
                "style": f"{up}thu-tuc/{STYLE}",
                "chat": up,
                "other": "en/" if vietnamese else "../",
                "drawn": voice.say("listing.drawn", {"day": today}),
                "uncertain_office": False,
                "board": None if week is None else words(voice, week),
                "rankings": rankings(voice),
            }
        )
