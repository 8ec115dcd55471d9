"""Staff: roles held by persons, given by invitations that are redeemed once."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.records import Staff
from storage.statements import Link, Params, Row, Statement, by_count, numbered
from storage.tables import table
from storage.times import moment, stamp

_STAFF = table("staff")
_INVITATIONS = table("invitations")
_HOLDS = select(_STAFF.c.id, _STAFF.c.person_id, _STAFF.c.role, _STAFF.c.fields, _STAFF.c.since).where(
    _STAFF.c.revoked_at.is_(None)
)
_invite = Statement(
    insert(_INVITATIONS)
    .values({name: bindparam(name) for name in "code_hash role fields invited_by created_at expires_at".split()})
    .returning(_INVITATIONS.c.id)
)
_redeem = Statement(
    update(_INVITATIONS)
    .where(
        _INVITATIONS.c.code_hash == bindparam("code"),
        _INVITATIONS.c.used_at.is_(None),
        _INVITATIONS.c.expires_at > bindparam("now"),
    )
    .values(used_at=bindparam("now"), used_by=bindparam("by"))
    .returning(_INVITATIONS.c.role, _INVITATIONS.c.fields)
)
_add = Statement(
    insert(_STAFF)
    .values({name: bindparam(name) for name in ("person_id", "role", "fields", "since")})
    .returning(_STAFF.c.id)
)
_everybody = Statement(_HOLDS.order_by(_STAFF.c.id))
_of = Statement(_HOLDS.where(_STAFF.c.person_id == bindparam("person")).order_by(_STAFF.c.id))
_revoke = Statement(
    update(_STAFF)
    .where(_STAFF.c.id == bindparam("staff_id"), _STAFF.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("now"))
)


@by_count
def _with_roles(count: int) -> Select[Row]:
    roles = _STAFF.c.role.in_([bindparam(f"role{place}") for place in range(count)])
    return _HOLDS.where(roles).order_by(_STAFF.c.id)


class StaffRoles:
    """Invites, admits and finds officials and helpers."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def invite(
        self, role: str, fields: Collection[str], code_hash: str, expires: datetime, now: datetime, by: int | None
    ) -> int:
        """Notes an invitation under the hash of its code; `by` is the person who invites, None for the command line."""
        what: Params = {"code_hash": code_hash, "role": role, "fields": " ".join(fields), "invited_by": by}
        rows = self._link.rows(_invite, {**what, "created_at": stamp(now), "expires_at": stamp(expires)})
        return int(rows[0][0])

    def redeem(self, code_hash: str, person_id: int, now: datetime) -> Staff | None:
        """Gives the invited role to the person, once and before it expires; else None."""
        invited = self._link.row(_redeem, {"code": code_hash, "by": person_id, "now": stamp(now)})
        if invited is None:
            return None
        role, fields = invited
        new: Params = {"person_id": person_id, "role": role, "fields": fields, "since": stamp(now)}
        (staff_id,) = self._link.rows(_add, new)[0]
        return Staff(staff_id, person_id, role, tuple(fields.split()), moment(stamp(now)))

    def of(self, person_id: int) -> tuple[Staff, ...]:
        """The roles a person holds now."""
        return tuple(_staff(row) for row in self._link.rows(_of, {"person": person_id}))

    def everybody(self) -> tuple[Staff, ...]:
        """Every role that is held now."""
        return tuple(_staff(row) for row in self._link.rows(_everybody, {}))

    def with_roles(self, roles: Collection[str], field: str | None = None) -> tuple[Staff, ...]:
        """Who holds one of these roles, and for this field when one is given."""
        if not roles:
            return ()
        found = (_staff(row) for row in self._link.rows(_with_roles(len(roles)), numbered("role", list(roles))))
        return tuple(staff for staff in found if field is None or not staff.fields or field in staff.fields)

    def revoke(self, staff_id: int, now: datetime) -> None:
        """Takes a role away."""
        self._link.change(_revoke, {"staff_id": staff_id, "now": stamp(now)})


def _staff(row: Row) -> Staff:
    staff_id, person_id, role, fields, since = row
    return Staff(staff_id, person_id, role, tuple(fields.split()), moment(since))
