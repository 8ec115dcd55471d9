"""The words of the page itself, looked up once for each language of the library in use."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.callbacks import Menu, pack
from content.catalog import Library
from content.sheet import in_language
from flows.answers import Data

# What the page fills in by itself: the phrase is said with the placeholder {name} for a value.
FILLED: Mapping[str, tuple[str, ...]] = {
    "progress": ("number", "total"),
    "uploading": ("name", "percent"),
    "too_big": ("name", "size"),
    "too_many": ("count",),
    "demo.moved": ("time",),
    **dict.fromkeys(
        ("sample", "uploaded", "page", "cancelled", "upload_failed", "empty_file", "open_file", "spot_ring"), ("name",)
    ),
}
PREFIX = "web."


@dataclass(frozen=True, slots=True)
class Words:
    """One language: every phrase of the page by its short code, and the same as JSON."""

    language: str
    phrases: Mapping[str, str]
    data: dict[str, Data]
    json: str


@dataclass(slots=True)
class Labels:
    """Words by language; they change when another library is taken into use."""

    library: Callable[[], Library]
    _of: Library | None = None
    _words: dict[str, Words] = field(default_factory=dict)

    def words(self, language: str) -> Words:
        """The page's words in a language."""
        library = self.library()
        if library is not self._of:
            self._of, self._words = library, {}
        if language not in self._words:
            self._words[language] = _read(library, language)
        return self._words[language]


def _read(library: Library, language: str) -> Words:
    codes = sorted(code.removeprefix(PREFIX) for code in library.wording.codes() if code.startswith(PREFIX))
    phrases = {code: _say(library, code, language) for code in codes}
    commune = in_language(library.office.commune, language)
    phrases["commune"] = commune[:1].upper() + commune[1:]
    phrases["language_data"] = pack(Menu("lang", "en" if language == "vi" else "vi"))
    data: dict[str, Data] = dict(phrases)
    return Words(language, phrases, data, json.dumps(data, ensure_ascii=False))


def _say(library: Library, code: str, language: str) -> str:
    return str(library.wording.say(PREFIX + code, language, {name: f"{{{name}}}" for name in FILLED.get(code, ())}))
