"""Delays, conduct, inspections, commendations, duties and the year's plan, all only ever added; residents' opinions."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("delays", "conduct", "inspections", "commendations", "duties", "year_tasks", "year_progress")


def upgrade() -> None:
    conduct()
    commendations()
    inspections()
    year_plan()
    opinions()
    if op.get_context().dialect.name == "postgresql":
        protect_on_postgresql()
    else:
        protect_on_sqlite()


def conduct() -> None:
    op.create_table(
        "delays",
        sa.Column("id", ID, primary_key=True),
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", ID, sa.ForeignKey("people.id"), index=True),
        sa.Column("detected_at", sa.BigInteger(), nullable=False, index=True),
        sa.UniqueConstraint("dossier_id", "step", "due_at"),
    )
    op.create_table(
        "conduct",
        sa.Column("id", ID, primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("delay_id", ID, sa.ForeignKey("delays.id")),
        sa.Column("measure_id", ID, sa.ForeignKey("conduct.id")),
        sa.Column("actor_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False, index=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )


def commendations() -> None:
    op.create_table(
        "commendations",
        sa.Column("id", ID, primary_key=True),
        sa.Column("about_id", ID, sa.ForeignKey("commendations.id")),
        sa.Column("actor_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False, index=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "duties",
        sa.Column("id", ID, primary_key=True),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False, index=True),
        sa.Column("actor_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
    )


def inspections() -> None:
    op.create_table(
        "inspections",
        sa.Column("id", ID, primary_key=True),
        sa.Column("code", sa.String(), nullable=False, index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False, index=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )


def year_plan() -> None:
    op.create_table(
        "year_tasks",
        sa.Column("id", ID, primary_key=True),
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("person_id", ID, sa.ForeignKey("people.id")),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("actor_id", ID, sa.ForeignKey("people.id")),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "year_progress",
        sa.Column("id", ID, primary_key=True),
        sa.Column("year", sa.Integer(), nullable=False, index=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("actor_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
    )


def opinions() -> None:
    op.create_table(
        "opinions",
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), primary_key=True, autoincrement=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("time", sa.Integer(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("bodies", sa.Integer(), nullable=False),
        sa.Column("attitude", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary()),
        sa.Column("at", sa.BigInteger(), nullable=False, index=True),
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
    for table in ("opinions", *reversed(APPEND_ONLY)):
        op.drop_table(table)
