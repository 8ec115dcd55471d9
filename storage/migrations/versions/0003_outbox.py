"""Messages owed, and the staff they are also owed to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    outbox()
    staff()


def outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ID, primary_key=True),
        sa.Column("dedupe", sa.String(), nullable=False, unique=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("params", sa.LargeBinary()),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("reply", sa.Boolean(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger()),
        sa.Column("state", sa.String(), nullable=False, index=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), index=True),
        sa.Column("claimed_until", sa.BigInteger()),
        sa.Column("sent_at", sa.BigInteger()),
        sa.Column("channel", sa.String()),
        sa.Column("error", sa.String()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_outbox_person_id_created_at", "outbox", ["person_id", "created_at"])


def staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", ID, primary_key=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger()),
    )
    op.create_table(
        "invitations",
        sa.Column("id", ID, primary_key=True),
        sa.Column("code_hash", sa.String(), nullable=False, unique=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("invited_by", ID, sa.ForeignKey("people.id")),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
        sa.Column("used_by", ID, sa.ForeignKey("people.id")),
    )


def downgrade() -> None:
    for table in ("invitations", "staff", "outbox"):
        op.drop_table(table)
