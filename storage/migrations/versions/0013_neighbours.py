"""Help among neighbours, the rounds of the hamlets, and messages of the commune to many."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("help_events", "outreach_events")


def upgrade() -> None:
    help_requests()
    hamlet_rounds()
    outreach()
    for table in APPEND_ONLY:
        protect(table)


def help_requests() -> None:
    op.create_table(
        "help_requests",
        sa.Column("id", ID, primary_key=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("helper_id", ID, sa.ForeignKey("people.id"), index=True),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("hamlet", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("contact", sa.LargeBinary()),
        sa.Column("stage", sa.String(), nullable=False, index=True),
        sa.Column("shares", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), index=True),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_table(
        "help_events",
        sa.Column("id", ID, primary_key=True),
        sa.Column("request_id", ID, sa.ForeignKey("help_requests.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", ID, sa.ForeignKey("people.id")),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary()),
    )


def hamlet_rounds() -> None:
    op.create_table(
        "visit_consents",
        sa.Column("id", ID, primary_key=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("hamlet", sa.String(), nullable=False),
        sa.Column("contact", sa.LargeBinary()),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), index=True),
    )
    op.create_table(
        "round_stops",
        sa.Column("id", ID, primary_key=True),
        sa.Column("helper_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("outcome", sa.String()),
        sa.Column("at", sa.BigInteger()),
        sa.UniqueConstraint("day", "person_id"),
    )


def outreach() -> None:
    op.create_table(
        "outreach",
        sa.Column("id", ID, primary_key=True),
        sa.Column("author_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("which", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False, index=True),
        sa.Column("approved_by", ID, sa.ForeignKey("people.id")),
        sa.Column("approved_at", sa.BigInteger()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    )
    op.create_table(
        "outreach_letters",
        sa.Column("outreach_id", ID, sa.ForeignKey("outreach.id"), primary_key=True, autoincrement=False),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("read_at", sa.BigInteger()),
    )
    op.create_table(
        "outreach_events",
        sa.Column("id", ID, primary_key=True),
        sa.Column("outreach_id", ID, sa.ForeignKey("outreach.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", ID, sa.ForeignKey("people.id")),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
    )


def protect(table: str) -> None:
    """Nobody changes or deletes a row."""
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
        )


def downgrade() -> None:
    for table in (
        "outreach_events",
        "outreach_letters",
        "outreach",
        "round_stops",
        "visit_consents",
        "help_events",
        "help_requests",
    ):
        op.drop_table(table)
