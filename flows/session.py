"""A session: the answers of one person to one procedure. It holds answers, never a cursor."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flows.answers import Answers, Data, Value, dump, load


@dataclass(frozen=True, slots=True)
class Session:
    """Answers by step key; `reopened` names an answered step that is being asked again, nothing else moves."""

    procedure: str
    version: str
    answers: Answers = field(default_factory=dict)
    reopened: str | None = None

    def with_answer(self, key: str, value: Value) -> "Session":
        """The same session with one answer given or changed."""
        return replace(self, answers={**self.answers, key: value})


def to_data(session: Session) -> dict[str, Data]:
    """The session as JSON-ready data."""
    return {
        "procedure": session.procedure,
        "version": session.version,
        "answers": {key: dump(value) for key, value in session.answers.items()},
        "reopened": session.reopened,
    }


def from_data(data: Mapping[str, Data]) -> Session:
    """The session that `to_data` wrote; raises ValueError for anything else."""
    match data:
        case {"procedure": str(procedure), "version": str(version), "answers": dict(answers), "reopened": reopened}:
            if reopened is None or isinstance(reopened, str):
                return Session(procedure, version, {key: load(value) for key, value in answers.items()}, reopened)
    raise ValueError("not a session")
