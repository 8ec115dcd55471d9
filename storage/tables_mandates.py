"""The tables of mandates: what residents let helpers do, what helpers did with it, and what they pledged."""

from sqlmodel import Field, SQLModel

from storage.columns import Id, Time


class MandateRow(SQLModel, table=True):
    """A mandate offered or made; `about` is sealed: the names and the text agreed to. `principal_id` is empty until
    somebody agreed. Purposes and procedures are codes separated by spaces; `slip` is the photographed paper."""

    __tablename__ = "mandates"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    tag: str = Field(unique=True)
    offer_hash: str = Field(unique=True)
    principal_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id", index=True)
    agent_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    purposes: str
    procedures: str
    dossier_id: int | None = Field(default=None, sa_type=Id, foreign_key="dossiers.id", index=True)
    days: int
    means: str | None = None
    certified: bool
    offered_at: int = Field(sa_type=Time)
    made_at: int | None = Field(default=None, sa_type=Time)
    valid_to: int | None = Field(default=None, sa_type=Time, index=True)
    ended_at: int | None = Field(default=None, sa_type=Time)
    ending: str | None = None
    slip: str | None = None
    about: bytes


class MandateStepRow(SQLModel, table=True):
    """What happened to a mandate, append-only by trigger; `data` is sealed."""

    __tablename__ = "mandate_steps"
    mandate_id: int = Field(sa_type=Id, foreign_key="mandates.id", primary_key=True)
    seq: int = Field(primary_key=True)
    kind: str
    actor_id: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
    role: str
    at: int = Field(sa_type=Time)
    data: bytes | None = None


class DeedRow(SQLModel, table=True):
    """What a helper did for a neighbour, append-only by trigger; `told_at` is when the neighbour is told of it."""

    __tablename__ = "deeds"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    principal_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    agent_id: int = Field(sa_type=Id, foreign_key="people.id")
    mandate_id: int = Field(sa_type=Id, foreign_key="mandates.id")
    what: str
    procedure: str
    dossier_id: int | None = Field(default=None, sa_type=Id, foreign_key="dossiers.id", index=True)
    at: int = Field(sa_type=Time)
    told_at: int = Field(sa_type=Time)


class PledgeRow(SQLModel, table=True):
    """A helper's yearly pledge, append-only by trigger; `text` is sealed, as it was read."""

    __tablename__ = "pledges"
    id: int | None = Field(default=None, primary_key=True, sa_type=Id)
    person_id: int = Field(sa_type=Id, foreign_key="people.id", index=True)
    at: int = Field(sa_type=Time)
    text: bytes


class ConfirmationRow(SQLModel, table=True):
    """That a neighbour was asked to confirm a draft, as the hash of the code that does; `seal` names the answers."""

    __tablename__ = "confirmations"
    code_hash: str = Field(primary_key=True)
    kind: str
    draft_tag: str
    principal_id: int = Field(sa_type=Id, foreign_key="people.id")
    agent_id: int = Field(sa_type=Id, foreign_key="people.id")
    seal: str
    asked_at: int = Field(sa_type=Time)
    expires_at: int = Field(sa_type=Time)
    used_at: int | None = Field(default=None, sa_type=Time)
    used_by: int | None = Field(default=None, sa_type=Id, foreign_key="people.id")
