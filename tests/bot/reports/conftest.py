"""A commune in April 2026 whose files of March are on record, and who works there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.dossier import Role
from flows.moves import AskSupplement, RecordResult
from storage.database import open_database
from storage.keys import new_key
from tests.bot.commands.reported import EARLY, LATE, LIBRARY, ON_TIME, TAKEN, sent
from tests.bot.dossier.village import Village
from tests.flows.calendars import at


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    """Two births (early, one of them online), a copy on time, one late and one that waits; officials of all kinds."""
    key = new_key()
    database = open_database(f"sqlite:///{tmp_path / 'village.db'}", key)
    here = Village(database, LIBRARY, at("07/04/2026 09:00"), tmp_path, key)
    sent(database, TAKEN, (RecordResult(), EARLY), online=True, procedure="birth_registration")
    sent(database, TAKEN, (RecordResult(), EARLY), procedure="birth_registration")
    sent(database, TAKEN, (RecordResult(), ON_TIME))
    sent(database, TAKEN, (RecordResult(), LATE))
    sent(database, TAKEN, (AskSupplement("proof", "blurred"), "04/03/2026 09:00"))
    here.hire("chairman", Role.CHAIRMAN)
    here.hire("vice", Role.VICE_CHAIRMAN)
    here.hire("head", Role.HEAD)
    here.hire("land head", Role.HEAD, "land")
    here.hire("copier", Role.CLERK, "certification")
    here.hire("organiser", Role.ORGANISER)
    here.hire("helper", Role.HELPER)
    here.person("resident")
    yield here
    database.close()
