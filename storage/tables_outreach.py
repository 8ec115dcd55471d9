"""The tables of outreach: a message to many, what became of it with each, and who did what with it."""

from sqlmodel import Field, SQLModel

from storage.columns import Id, Time


class OutreachRow(SQLModel, table=True):
    """A message to a group; `text` is sealed."""

    __tablename__ = "outreach"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    author_id: int = Field(sa_type=Id, foreign_key="people.id")
    audience: str
    which: str
    text: bytes
    stage: str = Field(index=True)
    approved_by: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    approved_at: int | None = Field(default=None, sa_type=Time)
    created_at: int = Field(sa_type=Time)
    revision: int


class OutreachLetterRow(SQLModel, table=True):
    """The message to one person; `fate` is waiting, owed, sent, failed, out or stopped."""

    __tablename__ = "outreach_letters"
    outreach_id: int = Field(sa_type=Id, foreign_key="outreach.id", primary_key=True)
    person_id: int = Field(sa_type=Id, foreign_key="people.id", primary_key=True)
    fate: str
    read_at: int | None = Field(default=None, sa_type=Time)


class OutreachEventRow(SQLModel, table=True):
    """Who did what with a message, append-only by trigger; `count` is how many it was for."""

    __tablename__ = "outreach_events"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    outreach_id: int = Field(sa_type=Id, foreign_key="outreach.id", index=True)
    kind: str
    actor_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    at: int = Field(sa_type=Time)
    count: int
