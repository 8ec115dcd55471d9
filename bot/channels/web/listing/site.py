"""The public list on the site, under /thu-tuc/."""

from collections.abc import Callable

from aiohttp import web

from bot.channels.web.listing.pages import INDEX, STYLE, Listing
from bot.ports import Clock
from content.catalog import Library
from flows.calendar import local_day

PREFIX = "/thu-tuc/"
_HOUR = "public, max-age=3600"


class ListingSite:
    """Draws each page when it is asked for, from the content in use."""

    def __init__(self, library: Callable[[], Library], clock: Clock) -> None:
        self._library, self._clock = library, clock
        self._listing = Listing(chat="../")

    def routes(self) -> list[web.RouteDef]:
        """All pages under the prefix."""
        return [web.get(PREFIX + "{name:[a-z0-9_./]*}", self._page)]

    async def _page(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name in ("", "en/"):
            name += INDEX
        text = self._listing.draw(self._library(), name, local_day(self._clock()))
        if text is None:
            raise web.HTTPNotFound
        kind = "text/css" if name == STYLE else "text/html"
        return web.Response(text=text, content_type=kind, headers={"Cache-Control": _HOUR})
