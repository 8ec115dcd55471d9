"""Staff have a name, a body and hamlets; invitations can be revoked; acts are only ever added."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_HAMLET = "hamlet:"  # how hamlets stood among the fields until now


def upgrade() -> None:
    for table in ("staff", "invitations"):
        op.add_column(table, sa.Column("hamlets", sa.String(), nullable=False, server_default=""))
        op.add_column(table, sa.Column("organisation", sa.String(), nullable=False, server_default=""))
        op.add_column(table, sa.Column("name", sa.LargeBinary()))
        _split(_places(table))
    op.add_column("invitations", sa.Column("revoked_at", sa.BigInteger()))
    op.create_table(
        "acts",
        sa.Column("id", ID, primary_key=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), index=True),
        sa.Column("about_id", ID, sa.ForeignKey("people.id"), index=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary()),
        sa.Column("at", sa.BigInteger(), nullable=False, index=True),
    )
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER acts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON acts "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    else:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER acts_no_{change.lower()} BEFORE {change} ON acts "
                "BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END"
            )


def _places(name: str) -> sa.TableClause:
    return sa.table(name, sa.column("id", ID), sa.column("fields", sa.String()), sa.column("hamlets", sa.String()))


def _split(table: sa.TableClause) -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(table).where(table.c.fields.contains(_HAMLET))).fetchall():
        words = row.fields.split()
        hamlets = [word.removeprefix(_HAMLET) for word in words if word.startswith(_HAMLET)]
        fields = [word for word in words if not word.startswith(_HAMLET)]
        new = {"fields": " ".join(fields), "hamlets": " ".join(hamlets)}
        connection.execute(sa.update(table).where(table.c.id == row.id).values(new))


def _join(table: sa.TableClause) -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(table).where(table.c.hamlets != "")).fetchall():
        words = [*row.fields.split(), *(_HAMLET + word for word in row.hamlets.split())]
        connection.execute(sa.update(table).where(table.c.id == row.id).values({"fields": " ".join(words)}))


def downgrade() -> None:
    op.drop_table("acts")
    op.drop_column("invitations", "revoked_at")
    for table in ("staff", "invitations"):
        _join(_places(table))
        for column in ("name", "organisation", "hamlets"):
            op.drop_column(table, column)
