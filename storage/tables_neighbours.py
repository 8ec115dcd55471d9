"""The tables of help among neighbours: requests for help, agreements to be visited, and the rounds of the hamlets."""

from sqlmodel import Field, SQLModel, UniqueConstraint

from storage.columns import Id, Time


class HelpRequestRow(SQLModel, table=True):
    """A request for help; `contact` is sealed and gone once the request has ended. `shares` are codes with blanks."""

    __tablename__ = "help_requests"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    person_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    helper_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id", index=True)
    need: str
    hamlet: str
    about: str
    contact: bytes | None = None
    stage: str = Field(index=True)
    shares: str
    asked_at: int = Field(sa_type=Time)
    next_at: int | None = Field(default=None, sa_type=Time, index=True)
    revision: int


class HelpEventRow(SQLModel, table=True):
    """What happened to a request, append-only by trigger; `data` is sealed and holds the text that was agreed to."""

    __tablename__ = "help_events"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    request_id: int = Field(sa_type=Id, foreign_key="help_requests.id", index=True)
    kind: str
    actor_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    at: int = Field(sa_type=Time)
    data: bytes | None = None


class VisitConsentRow(SQLModel, table=True):
    """A resident's agreement that helpers of a hamlet come to the house; `contact` and `words` are sealed."""

    __tablename__ = "visit_consents"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    person_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    hamlet: str
    contact: bytes | None = None
    words: bytes
    channel: str
    given_at: int = Field(sa_type=Time)
    withdrawn_at: int | None = Field(default=None, sa_type=Time, index=True)


class RoundStopRow(SQLModel, table=True):
    """A house on a helper's list for a day (written 2026-11-24), and what came of the visit."""

    __tablename__ = "round_stops"
    __table_args__ = (UniqueConstraint("day", "person_id"),)
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    helper_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    person_id: int = Field(sa_type=Id, foreign_key="people.id")
    day: str
    outcome: str | None = None
    at: int | None = Field(default=None, sa_type=Time)
