"""Mandates with their log, what helpers did with them, and their pledges; all but mandates are only ever added."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("mandate_steps", "deeds", "pledges")


def upgrade() -> None:
    mandates()
    op.create_table(
        "mandate_steps",
        sa.Column("mandate_id", ID, sa.ForeignKey("mandates.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", ID, sa.ForeignKey("people.id")),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary()),
    )
    op.create_table(
        "deeds",
        sa.Column("id", ID, primary_key=True),
        sa.Column("principal_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("agent_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("mandate_id", ID, sa.ForeignKey("mandates.id"), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), index=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "pledges",
        sa.Column("id", ID, primary_key=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
    )
    if op.get_context().dialect.name == "postgresql":
        protect_on_postgresql()
    else:
        protect_on_sqlite()


def mandates() -> None:
    op.create_table(
        "mandates",
        sa.Column("id", ID, primary_key=True),
        sa.Column("tag", sa.String(), nullable=False, unique=True),
        sa.Column("offer_hash", sa.String(), nullable=False, unique=True),
        sa.Column("principal_id", ID, sa.ForeignKey("people.id"), index=True),
        sa.Column("agent_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("purposes", sa.String(), nullable=False),
        sa.Column("procedures", sa.String(), nullable=False),
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), index=True),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("means", sa.String()),
        sa.Column("certified", sa.Boolean(), nullable=False),
        sa.Column("offered_at", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger()),
        sa.Column("valid_to", sa.BigInteger(), index=True),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("ending", sa.String()),
        sa.Column("slip", sa.String()),
        sa.Column("about", sa.LargeBinary(), nullable=False),
    )


def protect_on_sqlite() -> None:
    for table in APPEND_ONLY:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
            )


def protect_on_postgresql() -> None:
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    for table in ("pledges", "deeds", "mandate_steps", "mandates"):
        op.drop_table(table)
