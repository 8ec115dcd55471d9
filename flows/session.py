"""A session: the answers of one person to one procedure. It holds answers, never a cursor."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flows.answers import Answers, Data, Value, dump, load


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read off a card and waits to be looked at: whose card (`holder`, and the `block` of their group),
    the answers it gave (`keys`), those it took the place of (`before`), and what looks odd (codes).
    """

    holder: str
    block: int | None = None
    keys: tuple[str, ...] = ()
    before: Answers = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """Answers by step key; `reopened` names an answered step that is being asked again, nothing else moves.

    While there is a `reading`, it is what the person looks at: nothing else is asked before it is taken or dropped.
    `reused` tells of which dossier (its reference) an answer was taken, by key.
    """

    procedure: str
    version: str
    answers: Answers = field(default_factory=dict)
    reopened: str | None = None
    reading: Reading | None = None
    reused: Mapping[str, str] = field(default_factory=dict)

    def with_answer(self, key: str, value: Value) -> "Session":
        """The same session with one answer given or changed."""
        reused = {other: source for other, source in self.reused.items() if other != key}
        return replace(self, answers={**self.answers, key: value}, reused=reused)


def to_data(session: Session) -> dict[str, Data]:
    """The session as JSON-ready data."""
    data: dict[str, Data] = {
        "procedure": session.procedure,
        "version": session.version,
        "answers": {key: dump(value) for key, value in session.answers.items()},
        "reopened": session.reopened,
    }
    if session.reused:
        data["reused"] = dict(session.reused)
    return data if session.reading is None else {**data, "reading": _reading_data(session.reading)}


def from_data(data: Mapping[str, Data]) -> Session:
    """The session that `to_data` wrote; raises ValueError for anything else."""
    match data:
        case {"procedure": str(procedure), "version": str(version), "answers": dict(answers), "reopened": reopened}:
            if reopened is None or isinstance(reopened, str):
                reading = _reading(data.get("reading"))
                given = {key: load(value) for key, value in answers.items()}
                return Session(procedure, version, given, reopened, reading, _sources(data.get("reused", {})))
    raise ValueError("not a session")


def _sources(data: Data) -> dict[str, str]:
    if isinstance(data, dict):
        return {key: str(source) for key, source in data.items()}
    raise ValueError("not a session")


def _reading_data(reading: Reading) -> Data:
    return {
        "holder": reading.holder,
        "block": reading.block,
        "keys": list(reading.keys),
        "before": {key: dump(value) for key, value in reading.before.items()},
        "doubts": list(reading.doubts),
    }


def _reading(data: Data) -> Reading | None:
    match data:
        case None:
            return None
        case {"holder": str(holder), "block": block, "keys": list(keys), "before": dict(before), "doubts": list(odd)}:
            if block is None or isinstance(block, int):
                kept = {key: load(value) for key, value in before.items()}
                return Reading(holder, block, tuple(map(str, keys)), kept, tuple(map(str, odd)))
    raise ValueError("not a session")
