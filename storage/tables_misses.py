"""The table of misses: words that found no procedure, masked before they came here, counted by the week."""

from sqlmodel import Field, SQLModel


class MissRow(SQLModel, table=True):
    """How often the words were said in the week that began on `week` (ISO); nobody and no moment is kept beside it."""

    __tablename__ = "misses"
    week: str = Field(primary_key=True)
    words: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    count: int
