"""Staff: roles held by persons, given by invitations that are redeemed once."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.errors import Tampered
from storage.records_staff import Appointment, Invitation, Staff
from storage.sealing import Sealer
from storage.statements import Link, Params, Row, Statement, by_count, numbered
from storage.tables import table
from storage.times import moment, stamp

_STAFF = table("staff")
_INVITATIONS = table("invitations")
_GIVEN = ("role", "fields", "hamlets", "organisation", "name")
_HOLDS = select(_STAFF.c.id, _STAFF.c.person_id, _STAFF.c.since, *(_STAFF.c[name] for name in _GIVEN)).where(
    _STAFF.c.revoked_at.is_(None)
)
_OFFERS = tuple(_INVITATIONS.c[name] for name in _GIVEN)
_OPEN = (_INVITATIONS.c.used_at.is_(None), _INVITATIONS.c.revoked_at.is_(None))
_invite = Statement(
    insert(_INVITATIONS)
    .values({name: bindparam(name) for name in (*_GIVEN, "code_hash", "invited_by", "created_at", "expires_at")})
    .returning(_INVITATIONS.c.id)
)
_redeem = Statement(
    update(_INVITATIONS)
    .where(_INVITATIONS.c.code_hash == bindparam("code"), *_OPEN, _INVITATIONS.c.expires_at > bindparam("now"))
    .values(used_at=bindparam("now"), used_by=bindparam("by"))
    .returning(*_OFFERS)
)
_pending = Statement(
    select(_INVITATIONS.c.id, _INVITATIONS.c.code_hash, _INVITATIONS.c.invited_by, _INVITATIONS.c.expires_at, *_OFFERS)
    .where(*_OPEN, _INVITATIONS.c.expires_at > bindparam("now"))
    .order_by(_INVITATIONS.c.id)
)
_is_open = Statement(
    select(_INVITATIONS.c.id).where(
        _INVITATIONS.c.code_hash == bindparam("code"), *_OPEN, _INVITATIONS.c.expires_at > bindparam("now")
    )
)
_withdraw = Statement(
    update(_INVITATIONS).where(_INVITATIONS.c.id == bindparam("invitation"), *_OPEN).values(revoked_at=bindparam("now"))
)
_add = Statement(
    insert(_STAFF).values({name: bindparam(name) for name in (*_GIVEN, "person_id", "since")}).returning(_STAFF.c.id)
)
_everybody = Statement(_HOLDS.order_by(_STAFF.c.id))
_of = Statement(_HOLDS.where(_STAFF.c.person_id == bindparam("person")).order_by(_STAFF.c.id))
_names = Statement(
    select(_STAFF.c.person_id, _STAFF.c.role, _STAFF.c.name)
    .where(_STAFF.c.person_id == bindparam("person"))
    .order_by(_STAFF.c.id.desc())
)
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

    __slots__ = ("_link", "_sealer")

    def __init__(self, link: Link, sealer: Sealer) -> None:
        self._link = link
        self._sealer = sealer

    def invite(self, offers: Appointment, code_hash: str, expires: datetime, now: datetime, by: int | None) -> int:
        """Notes an invitation under the hash of its code; `by` is the person who invites, None for the command line."""
        what: Params = {"code_hash": code_hash, "invited_by": by, **self._written(offers, _offer_place(code_hash))}
        rows = self._link.rows(_invite, {**what, "created_at": stamp(now), "expires_at": stamp(expires)})
        return int(rows[0][0])

    def pending(self, now: datetime) -> tuple[Invitation, ...]:
        """The invitations that can still be redeemed, the oldest first."""
        found = []
        for invitation, code_hash, by, expires, *given in self._link.rows(_pending, {"now": stamp(now)}):
            offers = self._read(tuple(given), _offer_place(code_hash))
            found.append(Invitation(invitation, offers, by, moment(expires)))
        return tuple(found)

    def is_open(self, code_hash: str, now: datetime) -> bool:
        """Whether the invitation under this hash can still be redeemed."""
        return self._link.row(_is_open, {"code": code_hash, "now": stamp(now)}) is not None

    def withdraw(self, invitation_id: int, now: datetime) -> bool:
        """Takes an invitation back; whether it could still be."""
        return self._link.change(_withdraw, {"invitation": invitation_id, "now": stamp(now)}) > 0

    def redeem(self, code_hash: str, person_id: int, now: datetime) -> Staff | None:
        """Gives the invited role to the person, once and before it expires; else None."""
        invited = self._link.row(_redeem, {"code": code_hash, "by": person_id, "now": stamp(now)})
        return None if invited is None else self._admit(self._read(invited, _offer_place(code_hash)), person_id, now)

    def _admit(self, given: Appointment, person_id: int, now: datetime) -> Staff:
        new: Params = {"person_id": person_id, "since": stamp(now), **self._written(given, _name_place(person_id))}
        (staff_id,) = self._link.rows(_add, new)[0]
        return _staff(staff_id, person_id, stamp(now), given)

    def of(self, person_id: int) -> tuple[Staff, ...]:
        """The roles a person holds now."""
        return tuple(self._staff(row) for row in self._link.rows(_of, {"person": person_id}))

    def everybody(self) -> tuple[Staff, ...]:
        """Every role that is held now."""
        return tuple(self._staff(row) for row in self._link.rows(_everybody, {}))

    def known_as(self, person_id: int) -> tuple[str, str]:
        """The name and role somebody has or last had, for who reads a log of long ago; two '' for a mere resident."""
        rows = self._link.rows(_names, {"person": person_id})
        names = (self._name(name, _name_place(person_id)) for _, _, name in rows)
        return next((name for name in names if name), ""), next((role for _, role, _ in rows), "")

    def with_roles(
        self, roles: Collection[str], field: str | None = None, hamlet: str | None = None
    ) -> tuple[Staff, ...]:
        """Who holds one of these roles, and for this field and hamlet when one is given."""
        if not roles:
            return ()
        found = (self._staff(row) for row in self._link.rows(_with_roles(len(roles)), numbered("role", list(roles))))
        return tuple(
            one
            for one in found
            if (field is None or not one.fields or field in one.fields)
            and (hamlet is None or not one.hamlets or hamlet in one.hamlets)
        )

    def revoke(self, staff_id: int, now: datetime) -> None:
        """Takes a role away."""
        self._link.change(_revoke, {"staff_id": staff_id, "now": stamp(now)})

    def _staff(self, row: Row) -> Staff:
        staff_id, person_id, since, *given = row
        return _staff(staff_id, person_id, since, self._read(tuple(given), _name_place(person_id)))

    def _written(self, given: Appointment, place: str) -> Params:
        return {
            "role": given.role,
            "fields": " ".join(given.fields),
            "hamlets": " ".join(given.hamlets),
            "organisation": given.organisation,
            "name": self._sealer.seal(given.name, place) if given.name else None,
        }

    def _read(self, row: Row, place: str) -> Appointment:
        role, fields, hamlets, organisation, name = row
        return Appointment(role, tuple(fields.split()), tuple(hamlets.split()), self._name(name, place), organisation)

    def _name(self, sealed: bytes | None, place: str) -> str:
        name = "" if sealed is None else self._sealer.open(sealed, place)
        if not isinstance(name, str):
            raise Tampered(place)
        return name


def _staff(staff_id: int, person_id: int, since: int, given: Appointment) -> Staff:
    return Staff(
        staff_id, person_id, given.role, given.fields, moment(since), given.hamlets, given.name, given.organisation
    )


def _offer_place(code_hash: str) -> str:
    return f"invitations.name:{code_hash}"


def _name_place(person_id: int) -> str:
    return f"staff.name:{person_id}"
