"""Notices that are old enough to be forgotten are found without a look at all the others."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_outbox_dossier_id_created_at", "outbox", ["dossier_id", "created_at"])
    op.create_index("ix_outbox_created_at", "outbox", ["created_at"])
    op.drop_index("ix_outbox_dossier_id", "outbox")


def downgrade() -> None:
    op.create_index("ix_outbox_dossier_id", "outbox", ["dossier_id"])
    op.drop_index("ix_outbox_created_at", "outbox")
    op.drop_index("ix_outbox_dossier_id_created_at", "outbox")
