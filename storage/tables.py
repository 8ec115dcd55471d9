"""The tables, rows only. Personal data is in the columns called sealed; ids, codes, times and states are in clear."""

from sqlalchemy import BigInteger, Table, UniqueConstraint, false
from sqlmodel import Field, Index, SQLModel

from storage import tables_areas
from storage.columns import Id, Time

__all__ = ["SQLModel", "table", "tables_areas"]


def table(name: str) -> Table:
    """The table of this name, for Core statements."""
    return SQLModel.metadata.tables[name]


class PersonRow(SQLModel, table=True):
    """A person; `profile` is sealed."""

    __tablename__ = "people"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    language: str
    form: str
    profile: bytes | None = None
    created_at: int = Field(sa_type=Time)


class ChatRow(SQLModel, table=True):
    """A person's chat in one channel; `state` is sealed."""

    __tablename__ = "chats"
    __table_args__ = (UniqueConstraint("channel", "address"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    person_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    channel: str
    address: str
    state: bytes | None = None
    unreachable_since: int | None = Field(default=None, sa_type=Time)
    used_at: int = Field(sa_type=Time)


class SeenRow(SQLModel, table=True):
    """An update that was applied; a second delivery finds it here."""

    __tablename__ = "seen"
    __table_args__ = ({"sqlite_with_rowid": False},)
    channel: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    at: int = Field(sa_type=Time, index=True)


class DraftRow(SQLModel, table=True):
    """A session not sent in, one a person and procedure; `session` is sealed, `wake_at` for the clock to look at it."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("person_id", "procedure"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    tag: str = Field(unique=True)
    person_id: int = Field(sa_type=Id, foreign_key="people.id")
    procedure: str
    version: str
    session: bytes
    revision: int
    started_at: int = Field(sa_type=Time)
    touched_at: int = Field(sa_type=Time, index=True)
    nudged: int
    wake_at: int | None = Field(default=None, sa_type=Time, index=True)


class ContentRow(SQLModel, table=True):
    """A snapshot of a procedure's definition, kept for the drafts and dossiers that were made with it."""

    __tablename__ = "contents"
    version: str = Field(primary_key=True)
    procedure: str
    data: str


class DocumentRow(SQLModel, table=True):
    """A file in the vault; `name` and `verdict` are sealed, `wrapped_key` is the file's own key, sealed.

    `look_at` is when something is still to be found out about it (a judgement, a scan), empty once nothing is.
    """

    __tablename__ = "documents"
    id: str = Field(primary_key=True)
    owner_person: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    draft_id: int | None = Field(default=None, sa_type=Id, foreign_key="drafts.id", ondelete="CASCADE", index=True)
    dossier_id: int | None = Field(default=None, sa_type=Id, foreign_key="dossiers.id", index=True)
    key: str
    place: int
    album: str | None = None
    album_place: int
    media_type: str
    size: int = Field(sa_type=BigInteger())
    sha256: str
    identity: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    name: bytes
    wrapped_key: bytes
    created_at: int = Field(sa_type=Time)
    turn: int | None = None
    verdict: bytes | None = None
    safety: str | None = None
    look_at: int | None = Field(default=None, sa_type=Time, index=True)
    pages: int = Field(default=1, sa_column_kwargs={"server_default": "1"})


class DossierRow(SQLModel, table=True):
    """A dossier; `facts` (the whole `flows.dossier.Dossier`) and `answers` are sealed, state and due date repeated.

    `wake_at` is when the clock is to look at it, `late_at` after what it is late, `papers_at` when it is to ask whether
    pages are to be erased; each empty for never.
    """

    __tablename__ = "dossiers"
    __table_args__ = (
        Index("ix_dossiers_state_due_at", "state", "due_at"),
        Index("ix_dossiers_inbox", "state", "field", "owner_id", "late_at", "due_at"),
    )
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    reference: str = Field(unique=True)
    official_code: str | None = Field(default=None, unique=True)
    procedure: str
    version: str = Field(foreign_key="contents.version")
    field: str
    hamlet: str
    person_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    filer_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    channel: str
    owner_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    state: str
    submitted_at: int = Field(sa_type=Time)
    due_at: int | None = Field(default=None, sa_type=Time)
    facts: bytes
    answers: bytes
    revision: int
    event_count: int
    changed_at: int = Field(sa_type=Time)
    wake_at: int | None = Field(default=None, sa_type=Time, index=True)
    late_at: int | None = Field(default=None, sa_type=Time, index=True)
    papers_at: int | None = Field(default=None, sa_type=Time, index=True)


class EventRow(SQLModel, table=True):
    """One line of a dossier's history, append-only by trigger; `data` is sealed."""

    __tablename__ = "events"
    dossier_id: int = Field(sa_type=Id, foreign_key="dossiers.id", primary_key=True)
    seq: int = Field(primary_key=True)
    kind: str
    actor_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    role: str
    at: int = Field(sa_type=Time)
    data: bytes | None = None


class NoticeRow(SQLModel, table=True):
    """A message owed; `params` is sealed. `next_at` is empty once settled, so its index holds only what is due."""

    __tablename__ = "outbox"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    dedupe: str = Field(unique=True)
    person_id: int = Field(sa_type=Id, foreign_key="people.id")
    dossier_id: int | None = Field(default=None, sa_type=Id, foreign_key="dossiers.id")
    kind: str
    params: bytes | None = None
    urgent: bool
    reply: bool
    not_before: int = Field(sa_type=Time)
    expires_at: int | None = Field(default=None, sa_type=Time)
    state: str = Field(index=True)
    attempts: int
    next_at: int | None = Field(default=None, sa_type=Time, index=True)
    claimed_until: int | None = Field(default=None, sa_type=Time)
    sent_at: int | None = Field(default=None, sa_type=Time)
    channel: str | None = None
    error: str | None = None
    created_at: int = Field(sa_type=Time)
    __table_args__ = (
        Index("ix_outbox_person_id_created_at", "person_id", "created_at"),
        Index("ix_outbox_dossier_id_created_at", "dossier_id", "created_at"),
        Index("ix_outbox_created_at", "created_at"),
    )


class HistoryRow(SQLModel, table=True):
    """A message of a web chat; `payload` is sealed."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_chat_id_id", "chat_id", "id"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    chat_id: int = Field(sa_type=Id, foreign_key="chats.id")
    at: int = Field(sa_type=Time, index=True)
    who: str
    payload: bytes


class CodeRow(SQLModel, table=True):
    """A one-time code, as its hash."""

    __tablename__ = "codes"
    purpose: str = Field(primary_key=True)
    code_hash: str = Field(primary_key=True)
    person_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    expires_at: int = Field(sa_type=Time)
    used_at: int | None = Field(default=None, sa_type=Time)


class TryRow(SQLModel, table=True):
    """Wrong codes typed in one chat."""

    __tablename__ = "tries"
    chat_id: int = Field(sa_type=Id, foreign_key="chats.id", primary_key=True)
    count: int
    since: int = Field(sa_type=Time)


class BeatRow(SQLModel, table=True):
    """When each tick of the clock last ran."""

    __tablename__ = "beats"
    name: str = Field(primary_key=True)
    at: int = Field(sa_type=Time)


class SettingRow(SQLModel, table=True):
    """A small key/value table: the key check, the demo clock."""

    __tablename__ = "settings"
    key: str = Field(primary_key=True)
    text: str
