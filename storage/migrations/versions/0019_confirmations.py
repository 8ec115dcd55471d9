"""What neighbours were asked to confirm before it is sent in for them."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "confirmations",
        sa.Column("code_hash", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("draft_tag", sa.String(), nullable=False),
        sa.Column("principal_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("agent_id", ID, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
        sa.Column("used_by", ID, sa.ForeignKey("people.id")),
    )


def downgrade() -> None:
    op.drop_table("confirmations")
