"""Opinions: what residents answered beside their rating; who said it is read nowhere but by the dossier."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement
from storage.tables import table
from storage.times import stamp

_OPINIONS = table("opinions")
QUESTIONS = ("time", "contacts", "bodies", "attitude")
_begin = Statement(
    insert(_OPINIONS)
    .values({name: bindparam(name) for name in ("dossier_id", "field", "at")} | dict.fromkeys(QUESTIONS, 0))
    .on_conflict_do_nothing(index_elements=["dossier_id"])
)
_THIS = _OPINIONS.c.dossier_id == bindparam("of_dossier")
_ANSWERS = {name: Statement(_OPINIONS.update().where(_THIS).values({name: bindparam("score")})) for name in QUESTIONS}
_say = Statement(_OPINIONS.update().where(_THIS).values(words=bindparam("said")))
_COLUMNS = [_OPINIONS.c[name] for name in ("dossier_id", "field", *QUESTIONS, "words", "at")]
_of = Statement(select(*_COLUMNS).where(_THIS))
_since = Statement(
    select(*_COLUMNS)
    .where(_OPINIONS.c.at >= bindparam("since"), _OPINIONS.c.at < bindparam("until"))
    .order_by(_OPINIONS.c.dossier_id)
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """The answers that were given, by question, and the resident's own words ('' for none)."""

    field: str
    scores: Mapping[str, int]
    words: str


class Opinions:
    """Keeps answers and words, one of each a dossier."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def answer(self, dossier_id: int, field: str, question: str, score: int, now: datetime) -> None:
        """Keeps the answer to one of QUESTIONS."""
        self._open(dossier_id, field, now)
        self._link.change(_ANSWERS[question], {"of_dossier": dossier_id, "score": score})

    def say(self, dossier_id: int, field: str, words: str, now: datetime) -> None:
        """Keeps the resident's words."""
        self._open(dossier_id, field, now)
        sealed = self._sealer.seal(words, _place(dossier_id))
        self._link.change(_say, {"of_dossier": dossier_id, "said": sealed})

    def of(self, dossier_id: int) -> Opinion | None:
        """What was said about a dossier."""
        row = self._link.row(_of, {"of_dossier": dossier_id})
        return None if row is None else self._opinion(row)

    def between(self, since: datetime, until: datetime, fields: Collection[str] | None) -> tuple[Opinion, ...]:
        """What was said in a period, in these fields (None: in all)."""
        rows = self._link.rows(_since, {"since": stamp(since), "until": stamp(until)})
        return tuple(self._opinion(row) for row in rows if fields is None or row[1] in fields)

    def _open(self, dossier_id: int, field: str, now: datetime) -> None:
        begun: Params = {"dossier_id": dossier_id, "field": field, "at": stamp(now)}
        self._link.change(_begin, begun)

    def _opinion(self, row: Row) -> Opinion:
        dossier_id, field, *scores, words, _ = row
        given = {name: score for name, score in zip(QUESTIONS, scores, strict=True) if score}
        return Opinion(field, given, "" if words is None else str(self._sealer.open(words, _place(dossier_id))))


def _place(dossier_id: int) -> str:
    return f"opinions.words:{dossier_id}"
