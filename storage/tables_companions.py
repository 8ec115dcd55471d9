"""The table of those who share a phone: the persons of a chat, of whom `chats.person_id` is the one acting."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import Id, Time


class CompanionRow(SQLModel, table=True):
    """A person of a chat; `name` is what they are called on this phone, `pin` a salted hash of theirs, both sealed."""

    __tablename__ = "companions"
    __table_args__ = (UniqueConstraint("chat_id", "person_id"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    chat_id: int = Field(sa_type=Id, foreign_key="chats.id")
    person_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    name: bytes
    pin: bytes | None = None
    tries: int
    locked_until: int | None = Field(default=None, sa_type=Time)
    added_at: int = Field(sa_type=Time)
