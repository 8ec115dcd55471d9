"""The skeleton of a new procedure: a file that already passes the check, and its first transcript."""

import re
from datetime import date
from pathlib import Path

from content.manuscript import ROOT

_NAME = re.compile(r"[a-z][a-z0-9_]{2,39}")


class BadName(ValueError):
    """The name cannot be a procedure's key, or is taken; says why."""


def create(name: str, today: date, root: Path = ROOT) -> tuple[Path, ...]:
    """Writes the files of a new procedure and returns their paths; raises BadName. Nothing is overwritten."""
    procedure = root / "procedures" / f"{name}.toml"
    if not _NAME.fullmatch(name):
        raise BadName(f"{name!r}: use 3 to 40 of a-z, 0-9 and _, a letter first")
    if procedure.exists():
        raise BadName(f"{name!r} is there already: {procedure}")
    skeleton = (ROOT / "skeleton.toml").read_text(encoding="utf-8")
    procedure.write_text(skeleton.replace("NAME", name).replace("TODAY", today.isoformat()), encoding="utf-8")
    transcripts = root.parent / "tests" / "transcripts"
    if not transcripts.is_dir():
        return (procedure,)
    transcript = transcripts / name / "first.txt"
    transcript.parent.mkdir(exist_ok=True)
    transcript.write_text(f"# play it: the first conversation of {name}\n", encoding="utf-8")
    return procedure, transcript
