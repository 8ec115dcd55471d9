"""People and their chats, what was said and seen there, and the program's own notes."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    people()
    talk()
    notes()


def people() -> None:
    op.create_table(
        "people",
        sa.Column("id", ID, primary_key=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("profile", sa.LargeBinary()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "chats",
        sa.Column("id", ID, primary_key=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("state", sa.LargeBinary()),
        sa.Column("unreachable_since", sa.BigInteger()),
        sa.Column("used_at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("channel", "address"),
    )


def talk() -> None:
    op.create_table(
        "seen",
        sa.Column("channel", sa.String(), primary_key=True),
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False, index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "history",
        sa.Column("id", ID, primary_key=True),
        sa.Column("chat_id", ID, sa.ForeignKey("chats.id"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False, index=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_history_chat_id_id", "history", ["chat_id", "id"])
    op.create_table(
        "codes",
        sa.Column("purpose", sa.String(), primary_key=True),
        sa.Column("code_hash", sa.String(), primary_key=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
    )
    op.create_table(
        "tries",
        sa.Column("chat_id", ID, sa.ForeignKey("chats.id"), primary_key=True, autoincrement=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
    )


def notes() -> None:
    op.create_table(
        "beats",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("text", sa.String(), nullable=False),
    )


def downgrade() -> None:
    for table in ("settings", "beats", "tries", "codes", "history", "seen", "chats", "people"):
        op.drop_table(table)
