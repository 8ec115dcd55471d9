"""Files in a database that a command reports on."""

from content.catalog import load
from flows.dossier import Dossier, Role, State
from flows.moves import Accept, Move
from flows.transition import Moved, move
from storage.database import Database
from storage.records import NewDossier
from storage.unit_of_work import UnitOfWork
from tests.flows.calendars import at

LIBRARY = load("nam_thanh_mien")
TAKEN = (Accept(), "02/03/2026 09:00")  # due on 09/03/2026 09:00
EARLY, ON_TIME, LATE = "06/03/2026 17:00", "09/03/2026 08:00", "10/03/2026 09:00"


def sent(database: Database, *steps: tuple[Move, str], online: bool = False, procedure: str = "certify_copy") -> str:
    """A file sent in on 02/03/2026 with these legal moves, and their events; returns its reference."""

    def open_it(u: UnitOfWork) -> str:
        now, sheet = at("02/03/2026 08:00"), LIBRARY.procedures[procedure]
        person = u.people.meet("web", "an", now).person.id
        u.contents.keep(sheet.version, procedure, "{}")
        dossier = Dossier(State.CHO_TIEP_NHAN, now, "5wd")
        answers = {"filing": "online" if online else "desk"}
        new = NewDossier("", procedure, sheet.version, sheet.field, "", person, person, "web", dossier, answers)
        record = u.dossiers.open(new, now)
        u.dossiers.append(record.id, "sent", person, Role.RESIDENT, now, {})
        for wanted, moment in steps:
            made = move(record.dossier, wanted, Role.HEAD, at(moment), LIBRARY.law)
            assert isinstance(made, Moved), made
            record = u.dossiers.save(record, made.dossier, at(moment))
            u.dossiers.append(record.id, made.event, None, Role.HEAD, at(moment), made.data)

        return record.reference

    return database.run(open_it)
