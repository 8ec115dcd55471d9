"""How many pages a document has, so that each can be looked at; of what is there already only the first is offered."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("documents", sa.Column("pages", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    op.drop_column("documents", "pages")
