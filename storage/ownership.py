"""Whose work a dossier is: those that one official has taken up and that still have to be worked on."""

from collections.abc import Collection

from sqlalchemy import Select, bindparam, select

from flows.dossier import State
from storage.statements import Link, Row, by_count, numbered
from storage.tables import table

_DOSSIERS = table("dossiers")


@by_count
def _owned(count: int) -> Select[Row]:
    states = _DOSSIERS.c.state.in_([bindparam(f"state{place}") for place in range(count)])
    mine = _DOSSIERS.c.owner_id == bindparam("owner")
    return select(_DOSSIERS.c.id).where(mine, states).order_by(_DOSSIERS.c.id)


class Ownership:
    """Finds what an official owns."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def of(self, owner: int, states: Collection[State]) -> tuple[int, ...]:
        """The ids of the dossiers in these states that a person owns, the oldest first."""
        params = {"owner": owner, **numbered("state", [str(state) for state in states])}
        return tuple(int(row[0]) for row in self._link.rows(_owned(len(states)), params))
