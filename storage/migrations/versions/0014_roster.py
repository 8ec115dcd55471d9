"""The duty roster: weeks, turns with their history, swaps, who was asked to stand in, absences, the reserve, notes."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _person(name: str, *, needed: bool = False) -> sa.Column[int]:
    return sa.Column(name, ID, sa.ForeignKey("people.id"), nullable=not needed)


def _turn(name: str = "turn_id", *, index: bool = True) -> sa.Column[int]:
    return sa.Column(name, ID, sa.ForeignKey("turns.id"), nullable=False, index=index)


def _time(name: str, *, needed: bool = False, index: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=not needed, index=index)


def upgrade() -> None:
    weeks()
    turns()
    asked()
    beside()
    protect()


def weeks() -> None:
    op.create_table(
        "roster_weeks",
        sa.Column("monday", sa.String(), primary_key=True),
        _time("drawn_at", needed=True),
        _time("edited_at"),
        _time("published_at"),
        _person("published_by"),
    )


def turns() -> None:
    op.create_table(
        "turns",
        sa.Column("id", ID, primary_key=True),
        sa.Column("monday", sa.String(), sa.ForeignKey("roster_weeks.monday"), nullable=False, index=True),
        sa.Column("day", sa.String(), nullable=False, index=True),
        sa.Column("shift", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        _person("person_id"),
        _person("before_id"),
        _time("confirmed_at"),
        _time("arrived_at"),
        _person("arrived_by"),
        _time("gap_at"),
        sa.Column("helped", sa.Integer(), nullable=False),
        sa.UniqueConstraint("day", "shift", "person_id"),
    )
    op.create_table(
        "turn_events",
        sa.Column("id", ID, primary_key=True),
        _turn(),
        sa.Column("what", sa.String(), nullable=False),
        _person("actor_id"),
        _person("person_id"),
        _time("at", needed=True, index=True),
    )


def asked() -> None:
    op.create_table(
        "swaps",
        sa.Column("id", ID, primary_key=True),
        _turn("mine_id"),
        _turn("theirs_id"),
        _person("asker_id", needed=True),
        _person("other_id", needed=True),
        sa.Column("state", sa.String(), nullable=False, index=True),
        _time("asked_at", needed=True),
        _time("answered_at"),
    )
    op.create_table(
        "turn_asks",
        sa.Column("id", ID, primary_key=True),
        _turn(index=False),
        _person("person_id", needed=True),
        _time("asked_at", needed=True),
        sa.Column("answer", sa.String()),
        sa.UniqueConstraint("turn_id", "person_id"),
    )


def beside() -> None:
    op.create_table(
        "absences",
        sa.Column("id", ID, primary_key=True),
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), nullable=False, index=True),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("last", sa.String(), nullable=False, index=True),
        _time("told_at", needed=True),
        _person("told_by", needed=True),
        _time("cancelled_at"),
    )
    op.create_table(
        "roster_reserves",
        sa.Column("person_id", ID, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("place", sa.Integer(), nullable=False),
    )
    op.create_table(
        "handovers",
        sa.Column("id", ID, primary_key=True),
        _turn(),
        _person("person_id", needed=True),
        _time("at", needed=True, index=True),
        sa.Column("note", sa.LargeBinary(), nullable=False),
    )


def protect() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER turn_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON turn_events "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER turn_events_no_{change.lower()} BEFORE {change} ON turn_events "
            "BEGIN SELECT RAISE(ABORT, 'turn_events are only ever added'); END"
        )


def downgrade() -> None:
    for table in ("handovers", "roster_reserves", "absences", "turn_asks", "swaps", "turn_events", "turns"):
        op.drop_table(table)
    op.drop_table("roster_weeks")
