"""Drafts, dossiers, their documents, and the events and views that are only ever added."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("events", "views")


def upgrade() -> None:
    drafts()
    dossiers()
    documents()
    events()
    if op.get_context().dialect.name == "postgresql":
        protect_on_postgresql()
    else:
        protect_on_sqlite()


def drafts() -> None:
    op.create_table(
        "contents",
        sa.Column("version", sa.String(), primary_key=True),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
    )
    op.create_table(
        "drafts",
        sa.Column("id", ID, primary_key=True),
        sa.Column("tag", sa.String(), nullable=False, unique=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("session", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=False, index=True),
        sa.Column("nudged", sa.Integer(), nullable=False),
        sa.UniqueConstraint("person_id", "procedure"),
    )


def dossiers() -> None:
    op.create_table(
        "dossiers",
        sa.Column("id", ID, primary_key=True),
        sa.Column("reference", sa.String(), nullable=False, unique=True),
        sa.Column("official_code", sa.String(), unique=True),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("version", sa.String(), sa.ForeignKey("contents.version"), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("hamlet", sa.String(), nullable=False),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("filer_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("owner_id", ID, sa.ForeignKey("people.id")),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_dossiers_state_due_at", "dossiers", ["state", "due_at"])


def documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("owner_person", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("draft_id", ID, sa.ForeignKey("drafts.id", ondelete="CASCADE"), index=True),
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), index=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("album", sa.String()),
        sa.Column("album_place", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
    )


def events() -> None:
    op.create_table(
        "events",
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", ID, sa.ForeignKey("people.id")),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary()),
    )
    op.create_table(
        "views",
        sa.Column("id", ID, primary_key=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), nullable=False, index=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )


def protect_on_sqlite() -> None:
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
            )


def protect_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% are only ever added', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    for table in ("views", "events", "documents", "dossiers", "drafts", "contents"):
        op.drop_table(table)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
