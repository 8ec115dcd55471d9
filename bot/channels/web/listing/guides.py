"""The guides on the site, under /huong-dan/: each as one page with its pictures, to be read and printed."""

from collections.abc import Callable
from datetime import date

from aiohttp import web

from bot.channels.web.listing.pages import STYLE, TEMPLATES, marked
from bot.channels.web.templates import engine
from bot.ports import Clock
from bot.services.voice import Voice
from content.catalog import Library
from content.guides.reading import Guide
from content.sheet import LANGUAGES, in_language
from flows.calendar import local_day

PREFIX = "/huong-dan/"
_HOUR = "public, max-age=3600"


class GuideSite:
    """Draws each page when it is asked for, from the content in use."""

    def __init__(self, library: Callable[[], Library], clock: Clock) -> None:
        self._library, self._clock = library, clock
        self._engine = engine(TEMPLATES)
        self._engine.filters["marked"] = marked

    def routes(self) -> list[web.RouteDef]:
        """The list, the guides and the pictures."""
        return [
            web.get(PREFIX + "{name:[a-z0-9_]+}.png", self._picture),
            web.get(PREFIX + "{name:[a-z0-9_./]*}", self._page),
        ]

    async def _page(self, request: web.Request) -> web.StreamResponse:
        text = self.draw(self._library(), request.match_info["name"], local_day(self._clock()))
        if text is None:
            raise web.HTTPNotFound
        return web.Response(text=text, content_type="text/html", headers={"Cache-Control": _HOUR})

    async def _picture(self, request: web.Request) -> web.StreamResponse:
        library, name = self._library(), request.match_info["name"]
        if all(step.picture != name for guide in library.guides.values() for step in guide.steps):
            raise web.HTTPNotFound
        data = library.picture(name).read_bytes()
        return web.Response(body=data, content_type="image/png", headers={"Cache-Control": _HOUR})

    def draw(self, library: Library, name: str, today: date) -> str | None:
        """The list ('' or 'en/') or a guide ('vneid.html', 'en/vneid.html'); None for a name that is none."""
        language = "en" if name.startswith("en/") else LANGUAGES[0]
        file, voice = name.removeprefix("en/"), Voice(library, language)
        guide = library.guides.get(file.removesuffix(".html")) if file.endswith(".html") else None
        if file == "":
            guides = [(one.key, voice.text(one.title), voice.text(one.summary)) for one in library.guides.values()]
            return self._render(voice, file, today, {"guide": None, "guides": guides})
        return None if guide is None else self._render(voice, file, today, {"guide": _facts(voice, guide)})

    def _render(self, voice: Voice, file: str, today: date, values: dict[str, object]) -> str:
        vietnamese = voice.language == LANGUAGES[0]
        up = "../" if vietnamese else "../../"
        known: dict[str, object] = {
            "say": voice.say,
            "language": voice.language,
            "centre": in_language(voice.library.office.centre, voice.language),
            "style": f"{up}thu-tuc/{STYLE}",
            "chat": up,
            "pictures": "" if vietnamese else "../",
            "other": f"en/{file}" if vietnamese else f"../{file}",
            "drawn": voice.say("listing.drawn", {"day": today}),
            "uncertain_office": voice.library.office.confidence != "high",
        }
        return self._engine.get_template("guide.html").render({**known, **values})


def _facts(voice: Voice, guide: Guide) -> dict[str, object]:
    steps = [
        {
            "title": voice.say("guides.step_title", {"number": number, "title": voice.text(step.title)}),
            "text": voice.text(step.text),
            "picture": step.picture,
            "alt": voice.text(step.alt),
            "sure": step.sure,
        }
        for number, step in enumerate(guide.steps, 1)
    ]
    sources = [
        (voice.text(one.title), one.url, voice.say("listing.checked", {"day": one.checked}))
        for one in guide.sources.values()
    ]
    return {"title": voice.text(guide.title), "summary": voice.text(guide.summary), "steps": steps, "sources": sources}
