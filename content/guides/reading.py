"""Step-by-step guides with pictures (S1), read from one file each; what is wrong with them is noted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from content.laws import read_sources
from content.phrases import read_toml
from content.problems import Problem
from content.reading import Table
from content.sheet import Source, Text

FOLDER = "guides"
ROOT = Path(__file__).parent
PICTURES = ROOT / "pictures"
_ID = 12  # letters of an id: it travels in buttons


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step, one card: `picture` names the drawing, `alt` says it in words, `sure` that it was well checked."""

    id: str
    title: Text
    text: Text
    picture: str
    alt: Text
    source: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """How to do something, step by step, with where that is known from."""

    key: str
    place: int
    title: Text
    summary: Text
    steps: tuple[GuideStep, ...]
    sources: Mapping[str, Source]

    def step(self, id: str) -> GuideStep | None:
        """The step of this id."""
        return next((one for one in self.steps if one.id == id), None)

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Every text with its place in the file."""
        yield from (("title", self.title), ("summary", self.summary))
        for step in self.steps:
            for name, text in (("title", step.title), ("text", step.text), ("alt", step.alt)):
                yield f"steps.{step.id}.{name}", text
        for id, source in self.sources.items():
            yield f"sources.{id}.title", source.title


def file_of(key: str) -> str:
    """The file of a guide, seen from the content's root."""
    return f"{FOLDER}/{key}.toml"


def picture(root: Path, name: str) -> Path:
    """Where a drawing is."""
    return root / FOLDER / "pictures" / f"{name}.png"


def read_guides(root: Path, problems: list[Problem]) -> dict[str, Guide]:
    """The guides in their order; what cannot be read is added to `problems`."""
    paths = sorted((root / FOLDER).glob("*.toml"))
    found = (_guide(path.stem, root, problems) for path in paths)
    return {guide.key: guide for guide in sorted(found, key=lambda one: (one.place, one.key))}


def _guide(key: str, root: Path, problems: list[Problem]) -> Guide:
    file = file_of(key)
    table = Table(read_toml(root / file, file, problems), file, "", problems)
    if len(key) > _ID:
        table.fault(f"{key!r} is too long for buttons", f"name the file with at most {_ID} letters")
    sources = read_sources(table.tables("sources"))
    heading = (table.number("place", 99), table.said("title"), table.said("summary"))
    steps = tuple(_step(one, sources, root) for one in table.tables("steps"))
    if len({step.id for step in steps}) < max(len(steps), 1):
        table.fault("there are no steps, or two with one id", "write [[steps]], each with an id of its own", "steps")
    table.close()
    return Guide(key, *heading, steps, sources)


def _step(table: Table, sources: Mapping[str, Source], root: Path) -> GuideStep:
    step = GuideStep(
        table.text("id"),
        table.said("title"),
        table.said("text"),
        table.text("picture"),
        table.said("alt"),
        table.text("source"),
        table.flag("sure") if table.has("sure") else True,
    )
    table.close()
    if step.source not in sources:
        table.fault(f"unknown source {step.source!r}", f"name one of: {', '.join(sources)}", "source")
    if len(step.id) > _ID:
        table.fault(f"{step.id!r} is too long for buttons", f"use at most {_ID} letters", "id")
    if not picture(root, step.picture).is_file():
        table.fault(f"there is no picture {step.picture!r}", "draw it: python -m content.guides.drawing", "picture")
    return step
