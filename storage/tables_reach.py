"""The tables of proof that notices reach people, of what people chose about them, and of each channel's traffic."""

from sqlmodel import Field, Index, SQLModel

from storage.columns import Id, Time


class ReachRow(SQLModel, table=True):
    """Whether a notice the law wants told was read. `next_at` is empty once nothing more is to be done by the clock."""

    __tablename__ = "reach"
    __table_args__ = (Index("ix_reach_channel_sent_at", "channel", "sent_at"),)
    notice_id: int = Field(sa_type=Id, foreign_key="outbox.id", primary_key=True)
    person_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    dossier_id: int = Field(sa_type=Id, foreign_key="dossiers.id", index=True)
    channel: str | None = None
    state: str = Field(index=True)
    sent_at: int | None = Field(default=None, sa_type=Time)
    next_at: int | None = Field(default=None, sa_type=Time, index=True)
    told_at: int | None = Field(default=None, sa_type=Time)
    listed_at: int | None = Field(default=None, sa_type=Time)
    reached_at: int | None = Field(default=None, sa_type=Time)
    how: str | None = None
    by_person: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")


class PreferenceRow(SQLModel, table=True):
    """What a person chose about messages of a topic."""

    __tablename__ = "preferences"
    person_id: int = Field(sa_type=Id, foreign_key="people.id", primary_key=True)
    topic: str = Field(primary_key=True)
    choice: str


class TrafficRow(SQLModel, table=True):
    """How many messages a channel carried in an hour, and how many it did not."""

    __tablename__ = "traffic"
    channel: str = Field(primary_key=True)
    hour: int = Field(sa_type=Time, primary_key=True)
    sent: int
    missed: int
