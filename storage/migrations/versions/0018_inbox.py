"""Questions to other units, what is written inside dossiers (only ever added), held moves, the index of the inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.BigInteger()


def upgrade() -> None:
    consultations()
    talks()
    held_moves()
    op.create_index("ix_dossiers_inbox", "dossiers", ["state", "field", "owner_id", "late_at", "due_at"])
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER talks_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON talks "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER talks_no_{change.lower()} BEFORE {change} ON talks "
            "BEGIN SELECT RAISE(ABORT, 'talks are only ever added'); END"
        )


def consultations() -> None:
    op.create_table(
        "consultations",
        sa.Column("id", ID, primary_key=True),
        sa.Column("tag", sa.String(), nullable=False, unique=True),
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), nullable=False, index=True),
        sa.Column("asker_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("person_id", ID, sa.ForeignKey("people.id")),
        sa.Column("asked", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("answer", sa.LargeBinary()),
        sa.Column("answered_at", TIME),
        sa.Column("answered_by", ID, sa.ForeignKey("people.id")),
        sa.Column("withdrawn_at", TIME),
        sa.Column("wake_at", TIME, index=True),
    )


def talks() -> None:
    op.create_table(
        "talks",
        sa.Column("id", ID, primary_key=True),
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), nullable=False),
        sa.Column("author_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("document_id", sa.String()),
        sa.Column("wants_photo", sa.Boolean(), nullable=False),
        sa.Column("at", TIME, nullable=False),
    )
    op.create_index("ix_talks_dossier_id_id", "talks", ["dossier_id", "id"])
    op.create_table(
        "talks_read",
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), primary_key=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("talk_id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
    )
    op.create_table(
        "talks_waiting",
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), primary_key=True),
        sa.Column("talk_id", ID, nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=False, index=True),
        sa.Column("told", sa.Boolean(), nullable=False),
    )


def held_moves() -> None:
    op.create_table(
        "held_moves",
        sa.Column("id", ID, primary_key=True),
        sa.Column("batch", sa.String(), nullable=False, index=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), nullable=False, index=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(), nullable=False),
        sa.Column("held_at", TIME, nullable=False),
        sa.Column("make_at", TIME, index=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.UniqueConstraint("batch", "dossier_id"),
    )


def downgrade() -> None:
    op.drop_index("ix_dossiers_inbox", "dossiers")
    for table in ("held_moves", "talks_waiting", "talks_read", "talks", "consultations"):
        op.drop_table(table)
