"""Snapshots of procedure definitions, kept as long as drafts and dossiers made with them."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.errors import Conflict
from storage.statements import Link, Statement
from storage.tables import table

_CONTENTS = table("contents")
_keep = Statement(
    insert(_CONTENTS)
    .values({name: bindparam(name) for name in ("version", "procedure", "data")})
    .on_conflict_do_nothing()
)
_get = Statement(select(_CONTENTS.c.procedure, _CONTENTS.c.data).where(_CONTENTS.c.version == bindparam("version")))


class Contents:
    """Keeps each version of a definition once."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def keep(self, version: str, procedure: str, data: str) -> None:
        """Keeps a definition; raises Conflict when another one has the same version."""
        if self._link.change(_keep, {"version": version, "procedure": procedure, "data": data}) == 1:
            return
        if self._link.row(_get, {"version": version}) != (procedure, data):
            raise Conflict("content version")

    def get(self, version: str) -> str | None:
        """The definition of this version."""
        row = self._link.row(_get, {"version": version})
        return None if row is None else str(row[1])
