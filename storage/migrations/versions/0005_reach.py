"""Proof that notices reach people, what people chose about them, and how much each channel carries."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reach",
        sa.Column("notice_id", ID, sa.ForeignKey("outbox.id"), primary_key=True, autoincrement=False),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("dossier_id", ID, sa.ForeignKey("dossiers.id"), nullable=False, index=True),
        sa.Column("channel", sa.String()),
        sa.Column("state", sa.String(), nullable=False, index=True),
        sa.Column("sent_at", sa.BigInteger()),
        sa.Column("next_at", sa.BigInteger(), index=True),
        sa.Column("told_at", sa.BigInteger()),
        sa.Column("listed_at", sa.BigInteger()),
        sa.Column("reached_at", sa.BigInteger()),
        sa.Column("how", sa.String()),
        sa.Column("by_person", ID, sa.ForeignKey("people.id")),
    )
    op.create_index("ix_reach_channel_sent_at", "reach", ["channel", "sent_at"])
    op.create_table(
        "preferences",
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("topic", sa.String(), primary_key=True),
        sa.Column("choice", sa.String(), nullable=False),
    )
    op.create_table(
        "traffic",
        sa.Column("channel", sa.String(), primary_key=True),
        sa.Column("hour", sa.BigInteger(), primary_key=True),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    for table in ("traffic", "preferences", "reach"):
        op.drop_table(table)
