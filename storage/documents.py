"""Documents: what is known of each file in the vault."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Delete, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.answers import Data
from storage.errors import Tampered
from storage.records import Document
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement, by_count, numbered
from storage.tables import table
from storage.times import moment, stamp

_DOCUMENTS = table("documents")
_DOCUMENT = select(
    _DOCUMENTS.c.id,
    _DOCUMENTS.c.owner_person,
    _DOCUMENTS.c.draft_id,
    _DOCUMENTS.c.dossier_id,
    _DOCUMENTS.c.key,
    _DOCUMENTS.c.place,
    _DOCUMENTS.c.album,
    _DOCUMENTS.c.album_place,
    _DOCUMENTS.c.media_type,
    _DOCUMENTS.c.size,
    _DOCUMENTS.c.sha256,
    _DOCUMENTS.c.identity,
    _DOCUMENTS.c.name,
    _DOCUMENTS.c.wrapped_key,
    _DOCUMENTS.c.created_at,
    _DOCUMENTS.c.turn,
    _DOCUMENTS.c.verdict,
    _DOCUMENTS.c.safety,
    _DOCUMENTS.c.pages,
)
_GIVEN = (
    "id owner_person draft_id key album album_place media_type size sha256 identity name wrapped_key created_at "
    "turn verdict safety look_at pages"
).split()
_THIS = _DOCUMENTS.c.id == bindparam("document_id")
_IN_DRAFT = _DOCUMENTS.c.draft_id == bindparam("in_draft")
_NEXT = select(func.count()).select_from(_DOCUMENTS).where(_IN_DRAFT).scalar_subquery()

_add = Statement(insert(_DOCUMENTS).values({name: bindparam(name) for name in _GIVEN} | {"place": _NEXT}))
_get = Statement(_DOCUMENT.where(_THIS))
_of_draft = Statement(_DOCUMENT.where(_IN_DRAFT).order_by(_DOCUMENTS.c.place, _DOCUMENTS.c.id))
_of_dossier = Statement(
    _DOCUMENT.where(_DOCUMENTS.c.dossier_id == bindparam("in_dossier")).order_by(_DOCUMENTS.c.place, _DOCUMENTS.c.id)
)
_siblings = Statement(
    select(_DOCUMENTS.c.id, _DOCUMENTS.c.album_place)
    .where(_IN_DRAFT, _DOCUMENTS.c.album == bindparam("in_album"))
    .order_by(_DOCUMENTS.c.album_place, _DOCUMENTS.c.id)
)
_attach = Statement(
    update(_DOCUMENTS)
    .where(_THIS, _IN_DRAFT)
    .values(draft_id=None, dossier_id=bindparam("to_dossier"), place=bindparam("new_place"))
)
_rest = Statement(delete(_DOCUMENTS).where(_IN_DRAFT).returning(_DOCUMENTS.c.id))
_place = Statement(update(_DOCUMENTS).where(_THIS).values(key=bindparam("new_key")))
_judge = Statement(
    update(_DOCUMENTS)
    .where(_THIS)
    .values(turn=bindparam("new_turn"), verdict=bindparam("new_verdict"), safety=bindparam("new_safety"))
)
_look_at = Statement(update(_DOCUMENTS).where(_THIS).values(look_at=bindparam("next_look")))
_waiting = Statement(
    _DOCUMENT.where(_DOCUMENTS.c.look_at <= bindparam("until"))
    .order_by(_DOCUMENTS.c.look_at, _DOCUMENTS.c.id)
    .limit(bindparam("most"))
)
_all_ids = Statement(select(_DOCUMENTS.c.id))


@by_count
def _remove(count: int) -> Delete:
    return delete(_DOCUMENTS).where(_DOCUMENTS.c.id.in_([bindparam(f"id{place}") for place in range(count)]))


class Documents:
    """Knows the files; their bytes are in the vault."""

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def add(
        self,
        document_id: str,
        owner_person: int,
        draft_id: int | None,
        key: str,
        *,
        media_type: str,
        size: int,
        sha256: str,
        name: str,
        wrapped_key: bytes,
        now: datetime,
        album: str | None = None,
        album_place: int = 0,
        turn: int = 0,
        verdict: Mapping[str, Data] | None = None,
        safety: str = "unchecked",
        look_at: datetime | None = None,
        identity: bool = False,
        pages: int = 1,
    ) -> None:
        """Notes a file that the vault holds, last among those of its draft; `identity` if it shows an identity card."""
        new: Params = {"id": document_id, "owner_person": owner_person, "draft_id": draft_id, "in_draft": draft_id}
        kind: Params = {"key": key, "media_type": media_type, "size": size, "sha256": sha256, "identity": identity}
        about: Params = {**kind, "album": album, "album_place": album_place}
        sealed: Params = {"name": self._sealer.seal(name, _name_place(document_id)), "wrapped_key": wrapped_key}
        found: Params = {
            "turn": turn,
            "verdict": self._sealed(document_id, verdict),
            "safety": safety,
            "pages": pages,
            "look_at": None if look_at is None else stamp(look_at),
        }
        self._link.change(_add, {**new, **about, **sealed, **found, "created_at": stamp(now)})

    def get(self, document_id: str) -> Document | None:
        """The document of this id."""
        row = self._link.row(_get, {"document_id": document_id})
        return None if row is None else self._document(row)

    def of_draft(self, draft_id: int) -> tuple[Document, ...]:
        """The documents of a draft in the order they came."""
        return tuple(self._document(row) for row in self._link.rows(_of_draft, {"in_draft": draft_id}))

    def of_dossier(self, dossier_id: int) -> tuple[Document, ...]:
        """The documents of a dossier in their order."""
        return tuple(self._document(row) for row in self._link.rows(_of_dossier, {"in_dossier": dossier_id}))

    def siblings(self, draft_id: int, album: str) -> tuple[tuple[str, int], ...]:
        """Ids and places of what came in one album, in the album's order."""
        return tuple((row[0], row[1]) for row in self._link.rows(_siblings, {"in_draft": draft_id, "in_album": album}))

    def attach(self, draft_id: int, dossier_id: int, keep_ids: Sequence[str]) -> tuple[str, ...]:
        """Moves these documents, in this order, from the draft to the dossier and forgets the draft's others.

        Returns the ids forgotten; their files are to be discarded after the commit.
        """
        for place, document_id in enumerate(keep_ids):
            moved: Params = {
                "document_id": document_id,
                "in_draft": draft_id,
                "to_dossier": dossier_id,
                "new_place": place,
            }
            self._link.change(_attach, moved)
        return tuple(row[0] for row in self._link.rows(_rest, {"in_draft": draft_id}))

    def place(self, document_id: str, key: str) -> None:
        """Puts the document under another question."""
        self._link.change(_place, {"document_id": document_id, "new_key": key})

    def judge(self, document_id: str, turn: int, verdict: Mapping[str, Data] | None, safety: str) -> None:
        """Notes what was found out about a document."""
        found: Params = {
            "document_id": document_id,
            "new_turn": turn,
            "new_verdict": self._sealed(document_id, verdict),
            "new_safety": safety,
        }
        self._link.change(_judge, found)

    def look_at(self, document_id: str, when: datetime | None) -> None:
        """When it is looked at again; None: nothing is left to find out."""
        self._link.change(_look_at, {"document_id": document_id, "next_look": None if when is None else stamp(when)})

    def waiting(self, now: datetime, most: int) -> tuple[Document, ...]:
        """Documents about which something is still to be found out by now, the longest waiting first."""
        return tuple(self._document(row) for row in self._link.rows(_waiting, {"until": stamp(now), "most": most}))

    def remove(self, ids: Sequence[str]) -> None:
        """Forgets documents and so their keys: from here on their files cannot be read."""
        for start in range(0, len(ids), 50):
            some = ids[start : start + 50]
            self._link.change(_remove(len(some)), numbered("id", some))

    def all_ids(self) -> frozenset[str]:
        """Every document known, to sweep the vault by."""
        return frozenset(row[0] for row in self._link.rows(_all_ids, {}))

    def _document(self, row: Row) -> Document:
        *clear, identity, sealed_name, wrapped_key, created_at, turn, sealed, safety, pages = row
        name = self._sealer.open(sealed_name, _name_place(row[0]))
        if not isinstance(name, str):
            raise Tampered(_name_place(row[0]))
        verdict = None if sealed is None else self._sealer.open(sealed, _verdict_place(row[0]))
        if not (verdict is None or isinstance(verdict, dict)):
            raise Tampered(_verdict_place(row[0]))
        found = (turn or 0, verdict, safety or "unchecked", pages)
        return Document(*(*clear, bool(identity), name, wrapped_key, moment(created_at), *found))

    def _sealed(self, document_id: str, verdict: Mapping[str, Data] | None) -> bytes | None:
        return None if verdict is None else self._sealer.seal(dict(verdict), _verdict_place(document_id))


def _verdict_place(document_id: str) -> str:
    return f"documents.verdict:{document_id}"


def _name_place(document_id: str) -> str:
    return f"documents.name:{document_id}"
