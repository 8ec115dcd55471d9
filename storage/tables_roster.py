"""The tables of the duty roster: weeks, turns and what happened to them, who was asked, who is away, notes left."""

from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.columns import Id, Time


class RosterWeekRow(SQLModel, table=True):
    """A week that was drawn, by its Monday (ISO); published by a person, or by the clock (None)."""

    __tablename__ = "roster_weeks"
    monday: str = Field(primary_key=True)
    drawn_at: int = Field(sa_type=Time)
    edited_at: int | None = Field(default=None, sa_type=Time)
    published_at: int | None = Field(default=None, sa_type=Time)
    published_by: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")


class TurnRow(SQLModel, table=True):
    """A turn; nobody has two in one half day, which the database holds us to. `helped` counts residents, unnamed."""

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("day", "shift", "person_id"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    monday: str = Field(foreign_key="roster_weeks.monday", index=True)
    day: str = Field(index=True)
    shift: str
    place: int
    body: str
    person_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    before_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    confirmed_at: int | None = Field(default=None, sa_type=Time)
    arrived_at: int | None = Field(default=None, sa_type=Time)
    arrived_by: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    gap_at: int | None = Field(default=None, sa_type=Time)
    helped: int
    held_at: int | None = Field(default=None, sa_type=Time)


class TurnEventRow(SQLModel, table=True):
    """What happened to a turn of a published week, append-only by trigger; `person_id` is who had it afterwards."""

    __tablename__ = "turn_events"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    turn_id: int = Field(sa_type=Id, foreign_key="turns.id", index=True)
    what: str
    actor_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    person_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    at: int = Field(sa_type=Time, index=True)


class SwapRow(SQLModel, table=True):
    """A swap asked for: the asker's turn against the other's. `state`: asked, made, refused, withdrawn, void."""

    __tablename__ = "swaps"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    mine_id: int = Field(sa_type=Id, foreign_key="turns.id", index=True)
    theirs_id: int = Field(sa_type=Id, foreign_key="turns.id", index=True)
    asker_id: int = Field(sa_type=Id, foreign_key="people.id")
    other_id: int = Field(sa_type=Id, foreign_key="people.id")
    state: str = Field(index=True)
    asked_at: int = Field(sa_type=Time)
    answered_at: int | None = Field(default=None, sa_type=Time)


class TurnAskRow(SQLModel, table=True):
    """That somebody was asked to stand in for a turn, and what they said: yes, no, late; None so far."""

    __tablename__ = "turn_asks"
    __table_args__ = (UniqueConstraint("turn_id", "person_id"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    turn_id: int = Field(sa_type=Id, foreign_key="turns.id")
    person_id: int = Field(sa_type=Id, foreign_key="people.id")
    asked_at: int = Field(sa_type=Time)
    answer: str | None = None


class AbsenceRow(SQLModel, table=True):
    """Days (ISO) on which somebody takes no turn; why is not asked."""

    __tablename__ = "absences"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    person_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    first: str
    last: str = Field(index=True)
    told_at: int = Field(sa_type=Time)
    told_by: int = Field(sa_type=Id, foreign_key="people.id")
    cancelled_at: int | None = Field(default=None, sa_type=Time)


class RosterReserveRow(SQLModel, table=True):
    """The organiser's order of who is asked first to stand in."""

    __tablename__ = "roster_reserves"
    person_id: int = Field(sa_type=Id, foreign_key="people.id", primary_key=True)
    place: int


class HandoverRow(SQLModel, table=True):
    """A note for who comes next to the desk; `note` is sealed."""

    __tablename__ = "handovers"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    turn_id: int = Field(sa_type=Id, foreign_key="turns.id", index=True)
    person_id: int = Field(sa_type=Id, foreign_key="people.id")
    at: int = Field(sa_type=Time, index=True)
    note: bytes
