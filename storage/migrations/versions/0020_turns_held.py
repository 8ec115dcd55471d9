"""Since when a turn of the duty roster is with its holder."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("turns", sa.Column("held_at", sa.BigInteger()))


def downgrade() -> None:
    op.drop_column("turns", "held_at")
