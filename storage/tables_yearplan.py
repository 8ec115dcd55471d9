"""The tables of the year's plan: tasks by year and code, and what was reported of them; only ever added."""

from sqlmodel import Field, SQLModel

from storage.columns import Id, Time


class YearTaskRow(SQLModel, table=True):
    """A task as it stands since `at`: the last row of a year and code counts. `due` is a day, `title` is sealed."""

    __tablename__ = "year_tasks"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    year: int = Field(index=True)
    code: str
    title: bytes
    unit: str
    person_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    target: str
    measure: str
    due: str
    dropped: bool
    actor_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    at: int = Field(sa_type=Time)


class YearProgressRow(SQLModel, table=True):
    """What was reached of a task; `words` are sealed."""

    __tablename__ = "year_progress"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    year: int = Field(index=True)
    code: str
    value: str
    actor_id: int = Field(sa_type=Id, foreign_key="people.id")
    at: int = Field(sa_type=Time)
    words: bytes
