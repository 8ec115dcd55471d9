"""The houses of a morning: whom helpers may visit, by whose agreement, and why somebody should come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.services.neighbours.progress import Neighbour, live_files, matters, neighbours
from content.catalog import Library
from flows.assistance import Purpose
from flows.calendar import local_day
from flows.deadlines import instant
from flows.dossier import Role
from flows.hamlet_round import ENDS, House, Walker, is_due, rounds
from storage.hamlet_rounds import VisitConsent
from storage.records import DossierRecord
from storage.unit_of_work import UnitOfWork

TOPIC, ON, OFF = "hamlet_round", "on", "off"  # what a helper chose about the morning round
_DONE = "hamlet_rounds"  # the last day whose rounds were given out


@dataclass(frozen=True, slots=True)
class Host:
    """Somebody who may be visited: how they are called, where, and the files that the agreement shows."""

    house: House
    name: str
    place: str
    phone: str
    files: tuple[DossierRecord, ...]


def give_out(u: UnitOfWork, *, library: Library, now: datetime) -> None:
    """On each working morning: the lists of the helpers who agreed, one message each; a day that was missed is over."""
    if not is_due(now, _last(u), library.calendar):
        return
    today = local_day(now)
    u.settings.put(_DONE, today.isoformat())
    going = walkers(u)
    hosts = {helper.person: hosts_of(u, helper.person, now) for helper in going}
    houses = {host.house.person: host.house for mine in hosts.values() for host in mine.values()}
    for person, mine in rounds(going, houses.values()).items():
        for house in mine:
            u.hamlet_rounds.put(person, house.person, today)
        key, ends = f"hamlet_round:{today}:{person}", instant(today, ENDS)
        u.outbox.owe(key, person, "hamlet_round", {"houses": len(mine)}, now=now, expires_at=ends)


def walkers(u: UnitOfWork) -> tuple[Walker, ...]:
    """The helpers who agreed to go round; one with several posts goes to all of their hamlets."""
    found: dict[int, Walker] = {}
    for staff in u.staff.with_roles((Role.HELPER,)):
        if u.preferences.of(staff.person_id).get(TOPIC) == ON:
            before = found.get(staff.person_id)
            everywhere = not staff.hamlets or (before is not None and not before.hamlets)
            hamlets = () if everywhere else (*(before.hamlets if before else ()), *staff.hamlets)
            found[staff.person_id] = Walker(staff.person_id, hamlets)
    return tuple(found.values())


def hosts_of(u: UnitOfWork, helper: int, now: datetime) -> Mapping[int, Host]:
    """Everybody this helper may visit now, by person: who agreed to be visited, and whom they help already."""
    known = {one.person: _helped(u, one, helper, now) for one in neighbours(u, helper, now) if one.files}
    return {**known, **{one.person_id: _agreed(u, one, now) for one in u.hamlet_rounds.agreed()}}


def _agreed(u: UnitOfWork, consent: VisitConsent, now: datetime) -> Host:
    files = live_files(u, consent.person_id)
    name, place, phone = (str(consent.contact.get(part) or "") for part in ("name", "house", "phone"))
    house = House(consent.person_id, consent.hamlet, matters(u, files, phone, now))
    return Host(house, name, place, phone, files)


def _helped(u: UnitOfWork, one: Neighbour, helper: int, now: datetime) -> Host:
    """By a mandate or a request only this helper comes; a number that they were not given is no reason to come."""
    why = matters(u, one.files, one.phone or "-", now)
    house = House(one.person, one.hamlet, why, helper, frozenset({Purpose.PROGRESS}))
    return Host(house, one.name, "", one.phone, one.files)


def pressing(hosts: Mapping[int, Host], people: Iterable[int]) -> tuple[Host, ...]:
    """Those of them about whom there still is something to tell."""
    found = (hosts[person] for person in people if person in hosts)
    return tuple(host for host in found if host.house.matters)


def _last(u: UnitOfWork) -> date | None:
    kept = u.settings.get(_DONE)
    return date.fromisoformat(kept) if kept else None
