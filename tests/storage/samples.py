"""What the storage tests store."""

from datetime import UTC, datetime, timedelta

from flows.answers import Answers, Gathered
from flows.dossier import Dossier, State, Supplement
from flows.session import Session
from storage.records import DossierRecord, NewDossier
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SECRET = "Nguyễn Thị Hồng Ánh"
ANSWERS: Answers = {
    "name": SECRET,
    "children": 2,
    "home": ("thon-1", "Số 5 ngõ 3"),
    "pages": Gathered(("p1", "p2"), True),
    "note": None,
}
SESSION = Session("birth_registration", "v1", ANSWERS)
RECEIVED = Dossier(State.CHO_TIEP_NHAN, NOW, "5wd")
ASKED = Dossier(
    State.BO_SUNG_SAU,
    NOW,
    "5wd",
    accepted_at=NOW + HOUR,
    clock_from=NOW + HOUR,
    due_at=NOW + 7 * DAY,
    supplement=Supplement("birth_notice", "blurred", SECRET, NOW + DAY, NOW + 16 * DAY, True),
    asked_before=1,
    asked_after=1,
    finished_at=NOW + 2 * DAY,
    handed_at=NOW + 3 * DAY,
    closed_at=NOW + 4 * DAY,
    returns_to=State.DANG_XU_LY,
    promised_at=NOW + 9 * DAY,
)


def person(u: UnitOfWork, address: str = "a1") -> int:
    """A person who wrote from this address."""
    return u.people.meet("web", address, NOW).person.id


def new_dossier(person_id: int, dossier: Dossier = RECEIVED, field: str = "civil_status") -> NewDossier:
    """What a person sends in."""
    procedure = "birth_registration"
    return NewDossier("KS", procedure, "v1", field, "thon-1", person_id, person_id, "web", dossier, ANSWERS)


def opened(
    u: UnitOfWork, dossier: Dossier = RECEIVED, field: str = "civil_status", address: str = "a1"
) -> DossierRecord:
    """A dossier sent in by the person at this address."""
    u.contents.keep("v1", "birth_registration", "{}")
    return u.dossiers.open(new_dossier(person(u, address), dossier, field), NOW)
