"""A dossier's state, dates and answers as JSON-ready data, and back."""

from collections.abc import Mapping
from datetime import datetime

from flows.answers import Answers, Data, dump, load
from flows.dossier import Dossier, State, Supplement
from storage.times import moment, stamp


def dossier_to_data(dossier: Dossier) -> dict[str, Data]:
    """The dossier as data; instants are microseconds of UTC."""
    return {
        "state": dossier.state.value,
        "submitted_at": stamp(dossier.submitted_at),
        "term": dossier.term,
        "accepted_at": _when(dossier.accepted_at),
        "clock_from": _when(dossier.clock_from),
        "due_at": _when(dossier.due_at),
        "supplement": None if dossier.supplement is None else _supplement_to_data(dossier.supplement),
        "asked_before": dossier.asked_before,
        "asked_after": dossier.asked_after,
        "finished_at": _when(dossier.finished_at),
        "handed_at": _when(dossier.handed_at),
        "closed_at": _when(dossier.closed_at),
        "returns_to": None if dossier.returns_to is None else dossier.returns_to.value,
        "promised_at": _when(dossier.promised_at),
    }


def dossier_from_data(data: Mapping[str, Data]) -> Dossier:
    """The dossier that `dossier_to_data` wrote; raises ValueError for anything else."""
    submitted_at = _moment(data.get("submitted_at"))
    if submitted_at is None:
        raise ValueError("not a dossier")
    supplement = data.get("supplement")
    returns_to = data.get("returns_to")
    return Dossier(
        state=State(_text(data.get("state"))),
        submitted_at=submitted_at,
        term=_text(data.get("term")),
        accepted_at=_moment(data.get("accepted_at")),
        clock_from=_moment(data.get("clock_from")),
        due_at=_moment(data.get("due_at")),
        supplement=_supplement(supplement) if isinstance(supplement, dict) else None,
        asked_before=_count(data.get("asked_before")),
        asked_after=_count(data.get("asked_after")),
        finished_at=_moment(data.get("finished_at")),
        handed_at=_moment(data.get("handed_at")),
        closed_at=_moment(data.get("closed_at")),
        returns_to=None if returns_to is None else State(_text(returns_to)),
        promised_at=_moment(data.get("promised_at")),
    )


def answers_to_data(answers: Answers) -> dict[str, Data]:
    """Answers as data."""
    return {key: dump(value) for key, value in answers.items()}


def answers_from_data(data: Mapping[str, Data]) -> Answers:
    """The answers that `answers_to_data` wrote; raises ValueError for anything else."""
    return {key: load(value) for key, value in data.items()}


def _supplement_to_data(supplement: Supplement) -> dict[str, Data]:
    return {
        "paper": supplement.paper,
        "reason": supplement.reason,
        "note": supplement.note,
        "asked_at": stamp(supplement.asked_at),
        "answer_by": stamp(supplement.answer_by),
        "after_acceptance": supplement.after_acceptance,
        **({"also": list(supplement.also)} if supplement.also else {}),
    }


def _supplement(data: Mapping[str, Data]) -> Supplement:
    match data:
        case {
            "paper": str(paper),
            "reason": str(reason),
            "note": str(note),
            "asked_at": int(asked_at),
            "answer_by": int(answer_by),
            "after_acceptance": bool(after_acceptance),
        }:
            also = _texts(data.get("also", []))
            return Supplement(paper, reason, note, moment(asked_at), moment(answer_by), after_acceptance, also)
    raise ValueError("not a supplement")


def _when(at: datetime | None) -> Data:
    return None if at is None else stamp(at)


def _moment(data: Data) -> datetime | None:
    if data is None:
        return None
    return moment(_count(data))


def _count(data: Data) -> int:
    if not isinstance(data, int):
        raise ValueError("not a number")
    return data


def _text(data: Data) -> str:
    if not isinstance(data, str):
        raise ValueError("not a text")
    return data


def _texts(data: Data) -> tuple[str, ...]:
    if not isinstance(data, list):
        raise ValueError("not a list of texts")
    return tuple(str(one) for one in data)
