"""The table of what residents said beside their rating: four short answers and words."""

from sqlmodel import Field, SQLModel

from storage.columns import Id, Time


class OpinionRow(SQLModel, table=True):
    """The answers about a dossier, as far as they were given (0: not); `words` are sealed."""

    __tablename__ = "opinions"
    dossier_id: int = Field(sa_type=Id, foreign_key="dossiers.id", primary_key=True)
    field: str
    time: int
    contacts: int
    bodies: int
    attitude: int
    words: bytes | None = None
    at: int = Field(sa_type=Time, index=True)
