"""The tables of reports that were made, and of the notice board's weeks."""

from sqlmodel import Field, SQLModel

from storage.columns import Id, Time


class ReportRow(SQLModel, table=True):
    """A report as it was made, so that it can be looked at again and traced; `data` is sealed.

    `fields` are the codes it was limited to, separated by spaces, '' for the whole office.
    """

    __tablename__ = "reports"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    code: str = Field(unique=True)
    kind: str
    fields: str
    first: str
    last: str
    made_at: int = Field(sa_type=Time, index=True)
    data: bytes | None = None


class StopRow(SQLModel, table=True):
    """How many drafts ended unsent on a day at a question of a procedure; whose they were is not kept."""

    __tablename__ = "stops"
    day: str = Field(primary_key=True)
    procedure: str = Field(primary_key=True)
    step: str = Field(primary_key=True)
    count: int


class BoardRow(SQLModel, table=True):
    """A week of the notice board by its first day; what it says is for everybody, so it is kept in clear.

    `shown_at` is None until somebody approved it (or the office shows it by itself, then `approved_by` stays None).
    """

    __tablename__ = "boards"
    first: str = Field(primary_key=True)
    data: str
    made_at: int = Field(sa_type=Time)
    shown_at: int | None = Field(default=None, sa_type=Time, index=True)
    approved_by: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
