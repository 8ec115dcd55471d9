"""The table of inspections: their histories, only ever added, in which everything that tells of one is sealed."""

from sqlmodel import Field, SQLModel

from storage.columns import Id, Time


class InspectionRow(SQLModel, table=True):
    """One line of the history of the inspection `code`, a random name; `data` is sealed."""

    __tablename__ = "inspections"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    code: str = Field(index=True)
    kind: str
    actor_id: int = Field(sa_type=Id, foreign_key="people.id")
    at: int = Field(sa_type=Time, index=True)
    data: bytes
