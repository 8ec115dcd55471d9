"""Phrase files: every sentence by its code, `file.key` or `file.table.key`, in each language."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from content.problems import Problem
from content.sheet import LANGUAGES


def read_phrases(root: Path, problems: list[Problem]) -> dict[str, dict[str, str]]:
    """The phrases by language and code; what cannot be read is added to `problems`."""
    return {language: _language(root, language, problems) for language in LANGUAGES}


def _language(root: Path, language: str, problems: list[Problem]) -> dict[str, str]:
    phrases: dict[str, str] = {}
    for path in sorted((root / "phrases" / language).glob("*.toml")):
        file = path.relative_to(root).as_posix()
        for code, text in _flat(path.stem, read_toml(path, file, problems)):
            if isinstance(text, str) and text.strip():
                phrases[code] = text.strip()
            else:
                problems.append(
                    Problem(file, code.partition(".")[2], "it is no sentence", 'write key = "…" with words in it')
                )
    return phrases


def _flat(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}.{key}", value)
        else:
            yield f"{prefix}.{key}", value


def read_toml(path: Path, file: str, problems: list[Problem]) -> dict[str, object]:
    """The data of a TOML file, empty with a problem noted when it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        problems.append(Problem(file, "", f"it is no TOML: {fault}", "mend the line named here"))
        return {}
