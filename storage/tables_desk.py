"""The tables of those who work on dossiers, of who looked into them, and of what residents thought of it."""

from sqlmodel import Field, SQLModel

from storage.columns import EMPTY, Id, Time


class StaffRow(SQLModel, table=True):
    """A role held by a person; `fields`, `hamlets`: codes separated by spaces, none means all; `name` is sealed."""

    __tablename__ = "staff"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    person_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    role: str
    fields: str
    since: int = Field(sa_type=Time)
    revoked_at: int | None = Field(default=None, sa_type=Time)
    hamlets: str = Field(default="", sa_column_kwargs={"server_default": EMPTY})
    organisation: str = Field(default="", sa_column_kwargs={"server_default": EMPTY})
    name: bytes | None = None


class InvitationRow(SQLModel, table=True):
    """An invitation to hold a role, redeemed once; only the hash of its code is kept."""

    __tablename__ = "invitations"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    code_hash: str = Field(unique=True)
    role: str
    fields: str
    invited_by: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    created_at: int = Field(sa_type=Time)
    expires_at: int = Field(sa_type=Time)
    used_at: int | None = Field(default=None, sa_type=Time)
    used_by: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    hamlets: str = Field(default="", sa_column_kwargs={"server_default": EMPTY})
    organisation: str = Field(default="", sa_column_kwargs={"server_default": EMPTY})
    name: bytes | None = None
    revoked_at: int | None = Field(default=None, sa_type=Time)


class ViewRow(SQLModel, table=True):
    """Who looked into a dossier, append-only by trigger; `reason` is sealed."""

    __tablename__ = "views"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    person_id: int = Field(sa_type=Id, foreign_key="people.id")
    dossier_id: int = Field(sa_type=Id, foreign_key="dossiers.id", index=True)
    what: str
    reason: bytes
    at: int = Field(sa_type=Time)


class ActRow(SQLModel, table=True):
    """What was done that concerns no dossier's state, append-only by trigger: roles, PINs, exports; `data` is sealed.

    `person_id` is who did it (None: the command line or the clock), `about_id` the person it was done to.
    """

    __tablename__ = "acts"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    person_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id", index=True)
    about_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id", index=True)
    kind: str
    data: bytes | None = None
    at: int = Field(sa_type=Time, index=True)


class RatingRow(SQLModel, table=True):
    """What a resident thought of a dossier once it was handed over: 1 to 3, once."""

    __tablename__ = "ratings"
    dossier_id: int = Field(sa_type=Id, foreign_key="dossiers.id", primary_key=True)
    field: str
    score: int
    at: int = Field(sa_type=Time, index=True)
