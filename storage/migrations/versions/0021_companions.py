"""Several people share a phone: the persons of a chat, each with a name and perhaps a PIN."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "companions",
        sa.Column("id", ID, primary_key=True),
        sa.Column("chat_id", ID, sa.ForeignKey("chats.id"), nullable=False),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("pin", sa.LargeBinary()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.BigInteger()),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("chat_id", "person_id"),
    )


def downgrade() -> None:
    op.drop_table("companions")
