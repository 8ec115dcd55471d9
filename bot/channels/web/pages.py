"""The pages: drawn from templates, in the reader's language."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.channels.web.assets import Assets
from bot.channels.web.labels import Labels
from bot.channels.web.templates import engine
from content.sheet import in_language

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample paper offered to those who try the program: its address, and the short code of its name."""

    url: str
    label: str


class Pages:
    """Draws pages."""

    def __init__(self, labels: Labels, assets: Assets) -> None:
        self._labels = labels
        self._assets = assets
        self._engine = engine(PAGES)

    def chat(self, language: str, code: str, samples: Sequence[Sample] = ()) -> web.Response:
        """The page of one conversation; `code` came with the link that opened it."""
        offered = [{"url": sample.url, "label": sample.label} for sample in samples]
        return self._draw("chat.html", language, {"code": code, "samples": json.dumps(offered)})

    def demo(self, language: str, slots: Sequence[str]) -> web.Response:
        """The page with all phones and the clock."""
        return self._draw("demo.html", language, {"slots": slots, "other": "vi" if language == "en" else "en"})

    def _draw(self, page: str, language: str, values: dict[str, object]) -> web.Response:
        words = self._labels.words(language)
        office = self._labels.library().office
        known: dict[str, object] = {
            "words": words.phrases,
            "labels": words.json,
            "language": words.language,
            "commune": words.phrases["commune"],
            "centre": in_language(office.centre, words.language),
            "static": self._assets.root,
        }
        text = self._engine.get_template(page).render({**known, **values})
        return web.Response(text=text, content_type="text/html")
