"""The table of what was erased: never what a page showed, only that it was here, when it went and by which rule."""

from sqlmodel import Field, SQLModel

from storage.columns import Id, Time


class ErasureRow(SQLModel, table=True):
    """A page that was erased; its own row, and with it the key to its bytes, is gone. `why` is the id of a rule."""

    __tablename__ = "erasures"
    document_id: str = Field(primary_key=True)
    dossier_id: int | None = Field(default=None, sa_type=Id, foreign_key="dossiers.id", index=True)
    key: str
    created_at: int = Field(sa_type=Time)
    erased_at: int = Field(sa_type=Time, index=True)
    why: str
