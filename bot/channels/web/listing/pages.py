"""The pages of the public list: drawn by name, in both languages, online or into a folder."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from markupsafe import Markup, escape

from bot.channels.web.listing.entries import entry, row
from bot.channels.web.templates import engine
from bot.services.voice import Voice
from content.catalog import Library
from content.sheet import LANGUAGES, in_language

TEMPLATES = Path(__file__).parent / "templates"
STYLE = "style.css"
INDEX = "index.html"
_FOLDERS = {LANGUAGES[0]: "", "en": "en/"}


class Listing:
    """Draws the list; `chat` is the address of the conversation seen from the Vietnamese first page, '' for none."""

    def __init__(self, chat: str = "") -> None:
        self._chat = chat
        self._engine = engine(TEMPLATES)
        self._engine.filters["marked"] = marked

    def names(self, library: Library) -> Iterator[str]:
        """The file names of all pages, and of the style they share."""
        yield STYLE
        for folder in _FOLDERS.values():
            yield folder + INDEX
            yield from (f"{folder}{key}.html" for key in library.procedures)

    def draw(self, library: Library, name: str, today: date) -> str | None:
        """A page or the style as text; None for a name that is none."""
        if name == STYLE:
            return (TEMPLATES / STYLE).read_text(encoding="utf-8")
        language = "en" if name.startswith(_FOLDERS["en"]) else LANGUAGES[0]
        file = name.removeprefix(_FOLDERS[language])
        voice = Voice(library, language)
        if file == INDEX:
            return self._render(voice, "index.html", file, today, {"fields": _by_field(voice, today)})
        sheet = library.procedures.get(file.removesuffix(".html"))
        if sheet is None or not file.endswith(".html"):
            return None
        return self._render(voice, "procedure.html", file, today, {"entry": entry(voice, sheet, today)})

    def _render(self, voice: Voice, template: str, file: str, today: date, values: dict[str, object]) -> str:
        office, vietnamese = voice.library.office, voice.language == LANGUAGES[0]
        up = "" if vietnamese else "../"
        known: dict[str, object] = {
            "say": voice.say,
            "language": voice.language,
            "centre": in_language(office.centre, voice.language),
            "style": up + STYLE,
            "chat": up + self._chat if self._chat else "",
            "other": f"en/{file}" if vietnamese else f"../{file}",
            "drawn": voice.say("listing.drawn", {"day": today}),
            "uncertain_office": office.confidence != "high",
        }
        return self._engine.get_template(template).render({**known, **values})


def publish(library: Library, folder: Path, today: date) -> int:
    """Writes all pages into a folder; returns how many files."""
    listing = Listing()
    names = tuple(listing.names(library))
    for name in names:
        text = listing.draw(library, name, today)
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return len(names)


def marked(text: str) -> Markup:
    """A text of ours with its marks as HTML: **strong**, `code`, and lines."""
    parts = str(escape(text)).split("**")
    strong = "".join(f"<strong>{part}</strong>" if odd % 2 else part for odd, part in enumerate(parts))
    return Markup(strong.replace("`", "").replace("\n", "<br>"))  # noqa: S704 - escaped above


def _by_field(voice: Voice, today: date) -> list[dict[str, object]]:
    sheets = voice.library.procedures.values()
    fields = dict.fromkeys(sheet.field for sheet in sheets)
    return [
        {
            "title": voice.say(f"words.field_{name}"),
            "rows": [row(voice, sheet, today) for sheet in sheets if sheet.field == name],
        }
        for name in fields
    ]
