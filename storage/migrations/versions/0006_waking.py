"""When the clock is to look at drafts and dossiers, and which are late; what is there already is looked at at once."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TIMES = (("drafts", "wake_at"), ("dossiers", "wake_at"), ("dossiers", "late_at"))


def upgrade() -> None:
    for table, column in TIMES:
        op.add_column(table, sa.Column(column, sa.BigInteger()))
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.execute("UPDATE drafts SET wake_at = 0")
    op.execute(
        "UPDATE dossiers SET wake_at = 0, late_at = 0"
        " WHERE state NOT IN ('KHONG_TIEP_NHAN', 'DA_TRA_KET_QUA', 'DUNG_XU_LY', 'DONG_HO_SO')"
    )


def downgrade() -> None:
    for table, column in reversed(TIMES):
        op.drop_index(f"ix_{table}_{column}", table)
        op.drop_column(table, column)
