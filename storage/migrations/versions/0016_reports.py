"""Reports that were made, and the weeks of the notice board."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("id", ID, primary_key=True),
        sa.Column("code", sa.String(), nullable=False, unique=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("last", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary()),
    )
    op.create_index("ix_reports_made_at", "reports", ["made_at"])
    op.create_table(
        "boards",
        sa.Column("first", sa.String(), primary_key=True),
        sa.Column("data", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("shown_at", sa.BigInteger()),
        sa.Column("approved_by", ID, sa.ForeignKey("people.id")),
    )
    op.create_index("ix_boards_shown_at", "boards", ["shown_at"])


def downgrade() -> None:
    op.drop_table("boards")
    op.drop_table("reports")
