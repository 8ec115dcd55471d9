"""The tables of the daily work: questions to other units, what is written inside files, moves held to be undone."""

from sqlalchemy import text
from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from storage.columns import Id, Time

_OPEN = text("answered_at IS NULL AND withdrawn_at IS NULL")


class ConsultationRow(SQLModel, table=True):
    """A question to another unit about a dossier; `asked` (question, papers) and `answer` are sealed.

    `wake_at` is when the clock is to look at it, empty for never; `answered_at` and `withdrawn_at` end it.
    """

    __tablename__ = "consultations"
    __table_args__ = (Index("ix_consultations_open", "due_at", "id", postgresql_where=_OPEN, sqlite_where=_OPEN),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    tag: str = Field(unique=True)
    dossier_id: int = Field(sa_type=Id, foreign_key="dossiers.id", index=True)
    asker_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    unit: str
    person_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    asked: bytes
    asked_at: int = Field(sa_type=Time)
    due_at: int = Field(sa_type=Time)
    answer: bytes | None = None
    answered_at: int | None = Field(default=None, sa_type=Time)
    answered_by: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    withdrawn_at: int | None = Field(default=None, sa_type=Time)
    wake_at: int | None = Field(default=None, sa_type=Time, index=True)


class TalkRow(SQLModel, table=True):
    """A message inside a dossier, append-only by trigger; `words` is sealed. `wants_photo`: a picture is asked for."""

    __tablename__ = "talks"
    __table_args__ = (Index("ix_talks_dossier_id_id", "dossier_id", "id"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    dossier_id: int = Field(sa_type=Id, foreign_key="dossiers.id")
    author_id: int = Field(sa_type=Id, foreign_key="people.id")
    role: str
    words: bytes
    document_id: str | None = None
    wants_photo: bool = False
    at: int = Field(sa_type=Time)


class TalkReadRow(SQLModel, table=True):
    """Up to which message somebody has read inside a dossier, and when."""

    __tablename__ = "talks_read"
    dossier_id: int = Field(sa_type=Id, foreign_key="dossiers.id", primary_key=True)
    person_id: int = Field(sa_type=Id, foreign_key="people.id", primary_key=True)
    talk_id: int = Field(sa_type=Id)
    at: int = Field(sa_type=Time)


class TalkWaitRow(SQLModel, table=True):
    """A dossier in which a resident's words wait for an answer: since when, and until when it is due."""

    __tablename__ = "talks_waiting"
    dossier_id: int = Field(sa_type=Id, foreign_key="dossiers.id", primary_key=True)
    talk_id: int = Field(sa_type=Id)
    since: int = Field(sa_type=Time)
    due_at: int = Field(sa_type=Time, index=True)
    told: bool = False


class HeldRow(SQLModel, table=True):
    """A move confirmed among others and held until `make_at`; then made or refused, or undone before."""

    __tablename__ = "held_moves"
    __table_args__ = (UniqueConstraint("batch", "dossier_id"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    batch: str = Field(index=True)
    person_id: int = Field(sa_type=Id, foreign_key="people.id")
    dossier_id: int = Field(sa_type=Id, foreign_key="dossiers.id", index=True)
    revision: int
    move: str
    held_at: int = Field(sa_type=Time)
    make_at: int | None = Field(default=None, sa_type=Time, index=True)
    state: str
    why: str = ""
