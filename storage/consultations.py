"""Consultations: questions to other units about dossiers, each open until it is answered or withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from storage.errors import Tampered
from storage.references import random_code
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import moment, moment_or_none, stamp, stamp_or_none

_CONSULTATIONS = table("consultations")
_C = _CONSULTATIONS.c
_TAG_SIZE = 6
_COLUMNS = (
    "id tag dossier_id asker_id unit person_id asked asked_at due_at answer answered_at answered_by withdrawn_at"
).split()
_GIVEN = "tag dossier_id asker_id unit person_id asked asked_at due_at wake_at".split()
_ONE = select(*(_C[name] for name in _COLUMNS))
_IS_OPEN = (_C.answered_at.is_(None), _C.withdrawn_at.is_(None))
_add = Statement(insert(_CONSULTATIONS).values({name: bindparam(name) for name in _GIVEN}).returning(_C.id))
_by_tag = Statement(_ONE.where(_C.tag == bindparam("by_tag")))
_of_dossier = Statement(_ONE.where(_C.dossier_id == bindparam("of_dossier")).order_by(_C.id))
_open_of_asker = Statement(_ONE.where(_C.asker_id == bindparam("asker"), *_IS_OPEN).order_by(_C.due_at, _C.id))
# Every question has a date; that it is asked for lets the databases search the index of what is open.
_all_open = Statement(_ONE.where(_C.due_at > 0, *_IS_OPEN).order_by(_C.due_at, _C.id))
_due = Statement(_ONE.where(_C.wake_at <= bindparam("now"), *_IS_OPEN).order_by(_C.wake_at, _C.id))
_sleep = Statement(
    update(_CONSULTATIONS).where(_C.id == bindparam("consultation_id")).values(wake_at=bindparam("until"))
)
_end: dict[str, object] = {"wake_at": None}
_answer = Statement(
    update(_CONSULTATIONS)
    .where(_C.id == bindparam("consultation_id"), *_IS_OPEN)
    .values(_end | {"answer": bindparam("said"), "answered_at": bindparam("now"), "answered_by": bindparam("by")})
)
_withdraw = Statement(
    update(_CONSULTATIONS)
    .where(_C.id == bindparam("consultation_id"), *_IS_OPEN)
    .values(_end | {"withdrawn_at": bindparam("now")})
)


@dataclass(frozen=True, slots=True)
class Consultation:
    """A question: to a `unit` (an id of the office's file), or to one person; the papers shared with it, by name."""

    id: int
    tag: str
    dossier_id: int
    asker_id: int
    unit: str
    person_id: int | None
    question: str
    papers: tuple[str, ...]
    asked_at: datetime
    due_at: datetime
    answer: str
    answered_at: datetime | None
    answered_by: int | None
    withdrawn_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited."""
        return self.answered_at is None and self.withdrawn_at is None


class Consultations:
    """Asks, finds, answers and withdraws."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def ask(
        self,
        dossier_id: int,
        asker_id: int,
        unit: str,
        person_id: int | None,
        asked: tuple[str, tuple[str, ...]],
        asked_at: datetime,
        due_at: datetime,
        wake_at: datetime | None,
    ) -> str:
        """Notes a question (`asked`: its words and the papers shared) and returns its tag."""
        tag = random_code(_TAG_SIZE)
        words: dict[str, Data] = {"question": asked[0], "papers": list(asked[1])}
        whose: Params = {"tag": tag, "dossier_id": dossier_id, "asker_id": asker_id, "unit": unit}
        when: Params = {"asked_at": stamp(asked_at), "due_at": stamp(due_at), "wake_at": stamp_or_none(wake_at)}
        sealed = self._sealer.seal(words, _place(tag, "asked"))
        self._link.rows(_add, {**whose, **when, "person_id": person_id, "asked": sealed})
        return tag

    def by_tag(self, tag: str) -> Consultation | None:
        """The question with this tag."""
        row = self._link.row(_by_tag, {"by_tag": tag})
        return None if row is None else self._consultation(row)

    def of_dossier(self, dossier_id: int) -> tuple[Consultation, ...]:
        """Every question about a dossier, in the order asked."""
        return self._all(self._link.rows(_of_dossier, {"of_dossier": dossier_id}))

    def open_of_asker(self, person_id: int) -> tuple[Consultation, ...]:
        """What a person still waits to hear, the first due first."""
        return self._all(self._link.rows(_open_of_asker, {"asker": person_id}))

    def all_open(self) -> tuple[Consultation, ...]:
        """Every question that is open, the first due first."""
        return self._all(self._link.rows(_all_open, {}))

    def due(self, now: datetime) -> tuple[Consultation, ...]:
        """The open questions the clock is to look at."""
        return self._all(self._link.rows(_due, {"now": stamp(now)}))

    def sleep(self, consultation_id: int, until: datetime | None) -> None:
        """Lets a question rest until a moment, or for good."""
        self._link.change(_sleep, {"consultation_id": consultation_id, "until": stamp_or_none(until)})

    def answer(self, one: Consultation, words: str, by: int, now: datetime) -> bool:
        """Notes the answer; False when it was answered or withdrawn before."""
        said = self._sealer.seal(words, _place(one.tag, "answer"))
        params: Params = {"consultation_id": one.id, "said": said, "now": stamp(now), "by": by}
        return self._link.change(_answer, params) == 1

    def withdraw(self, one: Consultation, now: datetime) -> bool:
        """Takes a question back; False when it was answered or withdrawn before."""
        return self._link.change(_withdraw, {"consultation_id": one.id, "now": stamp(now)}) == 1

    def _all(self, rows: list[Row]) -> tuple[Consultation, ...]:
        return tuple(self._consultation(row) for row in rows)

    def _consultation(self, row: Row) -> Consultation:
        consultation_id, tag, dossier_id, asker_id, unit, person_id, asked, asked_at, due_at, answer = row[:10]
        answered_at, answered_by, withdrawn_at = row[10:]
        words = self._sealer.open_map(asked, _place(tag, "asked"))
        said = "" if answer is None else self._sealer.open(answer, _place(tag, "answer"))
        papers = words.get("papers")
        if not isinstance(said, str) or not isinstance(papers, list):
            raise Tampered(_place(tag, "answer"))
        return Consultation(
            consultation_id,
            tag,
            dossier_id,
            asker_id,
            unit,
            person_id,
            str(words.get("question")),
            tuple(str(paper) for paper in papers),
            moment(asked_at),
            moment(due_at),
            said,
            moment_or_none(answered_at),
            answered_by,
            moment_or_none(withdrawn_at),
        )


def _place(tag: str, what: str) -> str:
    return f"consultations.{what}:{tag}"
