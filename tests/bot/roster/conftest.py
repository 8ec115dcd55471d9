"""A stage with a crew on the Friday before the week that is tried."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.dossier import Role
from storage.records_staff import Appointment
from tests.bot.roster.crewed import CREW, OTHERS, Crewed
from tests.flows.calendars import at
from tests.replay import library
from tests.stage import DirectStage


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Crewed]:
    """A stage without anybody on the duty list."""
    stage = DirectStage(tmp_path, library("nam_thanh_mien"), at("25/11/2026 18:00"))
    yield Crewed(stage)
    stage.close()


@pytest.fixture
def here(bare: Crewed) -> Crewed:
    """A stage with a crew."""
    for who, body in CREW.items():
        bare.settle(who, Appointment(Role.HELPER, name=who, organisation=body))
    for who, role in OTHERS.items():
        bare.settle(who, Appointment(role))
    return bare


@pytest.fixture
def week(here: Crewed) -> Crewed:
    """The same with the week published on Friday afternoon."""
    here.at("27/11/2026 15:00")
    here.publish()
    return here
