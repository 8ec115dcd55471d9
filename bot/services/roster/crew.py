"""Who is on the roster: helpers of the office's bodies, by the names the commune calls them, and who organises it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bot.services.authority import may, posts
from bot.services.forms import form_at_work
from bot.services.visit import Visit
from bot.services.voice import Voice
from content.catalog import Library
from flows.authority import Act, Subject, permitted
from flows.dossier import Role
from flows.roster import Absence, Crew, Member
from storage.records_staff import Staff
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class People:
    """The crew and everybody's name; residents never stand on the roster, so their names are nowhere here."""

    crew: Crew
    names: Mapping[int, str]

    def name(self, voice: Voice, person: int | None) -> str:
        """How somebody is called: by name, else by number; «chưa có ai» for nobody."""
        if person is None:
            return voice.say("roster.nobody")
        return self.names.get(person) or voice.say("roster.unnamed", {"number": person})

    def body_of(self, person: int) -> str:
        """The body somebody serves for, '' for none."""
        return next((one.body for one in self.crew.members if one.person == person), "")


def people(u: UnitOfWork, library: Library, since: date) -> People:
    """The crew with who is away from a day on; a person of two bodies serves for the first."""
    helpers = u.staff.with_roles((Role.HELPER,))
    bodies = tuple(body.id for body in library.office.bodies)
    members = {one.person_id: Member(one.person_id, one.organisation) for one in helpers if one.organisation in bodies}
    away = tuple(Absence(one.person, one.first, one.last) for one in u.duty.away(since))
    return People(Crew(bodies, tuple(members[person] for person in sorted(members)), away), _names(helpers))


def _names(staff: Collection[Staff]) -> Mapping[int, str]:
    return {one.person_id: one.name for one in staff if one.name}


def body_name(voice: Voice, body: str) -> str:
    """The name of a body in the reader's language."""
    found = next((one for one in voice.library.office.bodies if one.id == body), None)
    return voice.text(found.name) if found is not None else body


def is_member(visit: Visit, here: People) -> bool:
    """Whether this person takes turns."""
    return may(visit, Act.SERVE_TURN) is not None and bool(here.body_of(visit.person))


def speak(visit: Visit) -> None:
    """From here on in this turn people are addressed by what they are to the commune."""
    roles = [staff.role for staff in visit.staff()]
    visit.voice = Voice(visit.library, visit.voice.language, form_at_work(roles, visit.seat.person.form))


def sees(visit: Visit, here: People) -> bool:
    """Whether this person may see the weeks: officials, and of the helpers those who take turns."""
    role = may(visit, Act.SEE_ROSTER)
    return role is not None and (role is not Role.HELPER or bool(here.body_of(visit.person)))


def organisers(u: UnitOfWork) -> tuple[int, ...]:
    """Who is told about the roster: its organisers, and where there is none the heads."""
    found = u.staff.with_roles((Role.ORGANISER,)) or u.staff.with_roles((Role.HEAD,))
    return _may_organise(u, found)


def leaders(u: UnitOfWork) -> tuple[int, ...]:
    """Who is told when nobody at all can be found: organisers and heads."""
    return _may_organise(u, u.staff.with_roles((Role.ORGANISER, Role.HEAD)))


def _may_organise(u: UnitOfWork, staff: Collection[Staff]) -> tuple[int, ...]:
    everybody = dict.fromkeys(one.person_id for one in staff)
    return tuple(one for one in everybody if permitted(posts(u, one), Act.ORGANISE_ROSTER, Subject()) is not None)
