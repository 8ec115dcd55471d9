"""The tables of delays and of what became of them: all of it is only ever added."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import Id, Time


class DelayRow(SQLModel, table=True):
    """A missed date of a dossier, once; `owner_id` answers for it, none when nobody did."""

    __tablename__ = "delays"
    __table_args__ = (UniqueConstraint("dossier_id", "step", "due_at"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    dossier_id: int = Field(sa_type=Id, foreign_key="dossiers.id")
    step: str
    due_at: int = Field(sa_type=Time)
    owner_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id", index=True)
    detected_at: int = Field(sa_type=Time, index=True)


class ConductRow(SQLModel, table=True):
    """What was done about a person's delay, or about the measure that this table holds under `measure_id`; sealed."""

    __tablename__ = "conduct"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    kind: str
    person_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    delay_id: int | None = Field(default=None, sa_type=Id, foreign_key="delays.id")
    measure_id: int | None = Field(default=None, sa_type=Id, foreign_key="conduct.id")
    actor_id: int = Field(sa_type=Id, foreign_key="people.id")
    at: int = Field(sa_type=Time, index=True)
    data: bytes


class CommendationRow(SQLModel, table=True):
    """A commendation, or that the one under `about_id` was entered by mistake; `data` is sealed."""

    __tablename__ = "commendations"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    about_id: int | None = Field(default=None, sa_type=Id, foreign_key="commendations.id")
    actor_id: int = Field(sa_type=Id, foreign_key="people.id")
    at: int = Field(sa_type=Time, index=True)
    data: bytes


class DutyRow(SQLModel, table=True):
    """A regular duty of a leader that was done for a period; `words` are sealed."""

    __tablename__ = "duties"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    duty: str
    period: str = Field(index=True)
    actor_id: int = Field(sa_type=Id, foreign_key="people.id")
    at: int = Field(sa_type=Time)
    words: bytes
