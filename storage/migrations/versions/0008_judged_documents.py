"""What the photo coach and the virus scanner say of a document, and when it is to be looked at again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("documents", sa.Column("turn", sa.Integer()))
    op.add_column("documents", sa.Column("verdict", sa.LargeBinary()))
    op.add_column("documents", sa.Column("safety", sa.String()))
    op.add_column("documents", sa.Column("look_at", sa.BigInteger()))
    op.create_index("ix_documents_look_at", "documents", ["look_at"])


def downgrade() -> None:
    op.drop_index("ix_documents_look_at", "documents")
    for name in ("look_at", "safety", "verdict", "turn"):
        op.drop_column("documents", name)
