"""Role by act by scope: what the table lets whom do, and how far."""

import pytest

from flows.authority import APPOINTS, TABLE, Act, Post, Scope, Subject, appoints, fields_of, hamlets_of, permitted
from flows.dossier import Role
from flows.lifecycle import MOVES

NOWHERE = Subject()
CIVIL, LAND = Subject(own=False, field="civil_status"), Subject(own=False, field="land")


def test_every_role_has_a_row_and_nobody_does_everything() -> None:
    assert set(TABLE) == set(Role)
    for role, row in TABLE.items():
        assert set(row) != set(Act), role


def test_a_field_limits_a_clerk_and_none_does_not() -> None:
    clerk, every = Post(Role.CLERK, ("civil_status",)), Post(Role.CLERK)
    assert permitted([clerk], Act.OPEN_FILE, CIVIL) is Role.CLERK
    assert permitted([clerk], Act.OPEN_FILE, LAND) is None
    assert permitted([every], Act.OPEN_FILE, LAND) is Role.CLERK
    assert permitted([clerk], Act.OPEN_FILE, NOWHERE) is Role.CLERK


def test_the_chairman_sees_all_whatever_fields_the_post_names() -> None:
    for role in (Role.CHAIRMAN, Role.VICE_CHAIRMAN):
        assert permitted([Post(role, ("land",))], Act.READ_VIEWS, CIVIL) is role
        assert fields_of([Post(role, ("land",))], Act.OPEN_FILE) is None


def test_those_who_only_appoint_see_no_file() -> None:
    for role in (Role.ADMINISTRATOR, Role.ORGANISER, Role.HELPER):
        assert permitted([Post(role)], Act.OPEN_FILE, CIVIL) is None
        assert fields_of([Post(role)], Act.LIST_FILES) == frozenset()


def test_residents_reach_what_is_their_own() -> None:
    resident = [Post(Role.RESIDENT)]
    assert permitted(resident, Act.FOLLOW, Subject(own=True, field="land")) is Role.RESIDENT
    assert permitted(resident, Act.FOLLOW, CIVIL) is None
    assert permitted(resident, Act.OPEN_FILE, Subject(own=True)) is None


def test_who_holds_several_posts_acts_in_the_one_that_will_do() -> None:
    both = [Post(Role.CHAIRMAN), Post(Role.CLERK, ("land",)), Post(Role.HEAD, ("civil_status",))]
    assert permitted(both, Act.MOVE_FILE, LAND) is Role.CLERK
    assert permitted(both, Act.MOVE_FILE, CIVIL) is Role.HEAD
    assert permitted(both, Act.MOVE_FILE, Subject(field="merit")) is Role.CHAIRMAN
    fields = [Post(Role.CLERK, ("land",)), Post(Role.HEAD, ("civil_status",))]
    assert fields_of(fields, Act.OPEN_FILE) == frozenset({"land", "civil_status"})
    assert fields_of(fields, Act.READ_VIEWS) == frozenset({"civil_status"})
    assert fields_of([*fields, Post(Role.CLERK)], Act.OPEN_FILE) is None


@pytest.mark.parametrize(
    ("scope", "inside", "outside"),
    [
        (Scope.OWN, Subject(own=True), Subject(own=False)),
        (Scope.MANDATE, Subject(mandated=True), Subject(mandated=False)),
        (Scope.FIELD, Subject(field="land"), Subject(field="merit")),
        (Scope.HAMLET, Subject(hamlet="t1"), Subject(hamlet="")),
        (Scope.ORGANISATION, Subject(organisation="women"), Subject(organisation="youth")),
        (Scope.ALL, Subject(own=False, field="merit", hamlet="t9", organisation="youth"), None),
    ],
)
def test_each_scope_ends_where_it_says(
    monkeypatch: pytest.MonkeyPatch, scope: Scope, inside: Subject, outside: Subject | None
) -> None:
    monkeypatch.setitem(TABLE, Role.HELPER, {Act.FOLLOW: scope})
    post = Post(Role.HELPER, ("land",), ("t1",), "women")
    assert permitted([post], Act.FOLLOW, inside) is Role.HELPER
    assert permitted([post], Act.FOLLOW, NOWHERE) is Role.HELPER
    assert outside is None or permitted([post], Act.FOLLOW, outside) is None
    assert hamlets_of([post], Act.FOLLOW) == ({Scope.ALL: None, Scope.HAMLET: {"t1"}}.get(scope, frozenset()))
    everywhere = Post(Role.HELPER)
    wide = scope in (Scope.ALL, Scope.HAMLET)
    assert hamlets_of([everywhere], Act.FOLLOW) == (None if wide else frozenset())


def test_a_head_appoints_within_their_own_fields_only() -> None:
    land, every = [Post(Role.HEAD, ("land",))], [Post(Role.HEAD)]
    assert appoints(land, Role.CLERK, ("land",))
    assert not appoints(land, Role.CLERK, ("land", "merit"))
    assert not appoints(land, Role.CLERK, ())
    assert appoints(every, Role.CLERK, ())
    assert not appoints(every, Role.HEAD, ())
    assert not appoints([Post(Role.CLERK)], Role.HELPER, ())


def test_nobody_appoints_their_equal_or_better_but_the_administrator() -> None:
    for role, others in APPOINTS.items():
        assert Act.APPOINT in TABLE[role]
        assert role is Role.ADMINISTRATOR or role not in others
        assert not {Role.RESIDENT, Role.CLOCK} & others
    assert appoints([Post(Role.ADMINISTRATOR)], Role.CHAIRMAN, ())


def test_whoever_moves_files_may_do_so_by_the_table_too() -> None:
    movers = {role for rule in MOVES for role in rule.who} - {Role.CLOCK, Role.RESIDENT}
    assert movers == {role for role, row in TABLE.items() if Act.MOVE_FILE in row}
