"""A small content tree that passes the check, and a way to plant faults in it."""

import shutil
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from content.catalog import Library, load
from content.check import check
from content.manuscript import ROOT
from content.problems import Problem

HERE = Path(__file__).parent
SAMPLE = "procedures/tree_felling.toml"


@dataclass(frozen=True, slots=True)
class Tree:
    """A content directory of its own, beside a tests/ directory."""

    root: Path

    def read(self, file: str) -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def plant(self, old: str, new: str, file: str = SAMPLE) -> None:
        """Replaces the one place where `old` stands."""
        text = self.read(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def problems(self, today: date | None = None) -> tuple[Problem, ...]:
        return check(self.root, today)

    def load(self, office: str = "office", today: date | None = None) -> Library:
        return load(office, self.root, today)


def grow(root: Path) -> Tree:
    """Writes a sound tree into an empty directory."""
    tree = Tree(root / "content")
    tree.write(SAMPLE, (HERE / "sample.toml").read_text(encoding="utf-8"))
    tree.write("offices/office.toml", (HERE / "office.toml").read_text(encoding="utf-8"))
    for file in (
        "calendar.tsv",
        "finder.toml",
        "indicators.toml",
        "neighbours.toml",
        "retention.toml",
        "supplied.toml",
    ):
        shutil.copy(ROOT / file, tree.root / file)
    shutil.copytree(ROOT / "rules", tree.root / "rules")
    for language in ("vi", "en"):
        for name, text in phrases().items():
            tree.write(f"phrases/{language}/{name}.toml", text)
        shutil.copy(ROOT / f"phrases/{language}/formats.toml", tree.root / f"phrases/{language}/formats.toml")
    transcript = root / "tests" / "transcripts" / "tree_felling" / "street.txt"
    transcript.parent.mkdir(parents=True)
    transcript.write_text("…", encoding="utf-8")
    return tree


def phrases() -> dict[str, str]:
    """A sentence for every code of the core, using every value that the core gives."""
    listed: dict[str, dict[str, list[str]]] = tomllib.loads((ROOT / "supplied.toml").read_text(encoding="utf-8"))
    return {
        file: "".join(
            f'{code} = "{code} {" ".join(f"{{{{ {name} }}}}" for name in names)}"\n' for code, names in codes.items()
        )
        for file, codes in listed.items()
        if file != "formats"
    }
