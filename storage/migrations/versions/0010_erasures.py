"""What was erased by which rule; every dossier is asked about its pages once, those from before too."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("document_id", sa.String(), primary_key=True),
        sa.Column("dossier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.ForeignKey("dossiers.id")),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("erased_at", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
    )
    op.create_index("ix_erasures_dossier_id", "erasures", ["dossier_id"])
    op.create_index("ix_erasures_erased_at", "erasures", ["erased_at"])
    op.add_column("dossiers", sa.Column("papers_at", sa.BigInteger()))
    op.create_index("ix_dossiers_papers_at", "dossiers", ["papers_at"])
    op.execute("UPDATE dossiers SET papers_at = 0")


def downgrade() -> None:
    op.drop_index("ix_dossiers_papers_at", "dossiers")
    op.drop_column("dossiers", "papers_at")
    op.drop_table("erasures")
