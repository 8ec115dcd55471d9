"""Dossiers as data."""

import json
from dataclasses import replace

import pytest

from flows.answers import Data
from flows.dossier import Dossier
from storage.facts import answers_from_data, answers_to_data, dossier_from_data, dossier_to_data
from tests.storage.samples import ANSWERS, ASKED, RECEIVED

SEVERAL = (
    replace(ASKED, supplement=replace(ASKED.supplement, also=("marriage", "residence"))) if ASKED.supplement else ASKED
)


@pytest.mark.parametrize("dossier", [RECEIVED, ASKED, SEVERAL])
def test_a_dossier_survives_being_written_down(dossier: Dossier) -> None:
    assert dossier_from_data(json.loads(json.dumps(dossier_to_data(dossier)))) == dossier


def test_answers_survive_being_written_down() -> None:
    assert answers_from_data(json.loads(json.dumps(answers_to_data(ANSWERS)))) == ANSWERS


def _asked() -> dict[str, Data]:
    asked = dossier_to_data(ASKED)["supplement"]
    assert isinstance(asked, dict)
    return dict(asked)


@pytest.mark.parametrize(
    "broken",
    [
        {"submitted_at": None},
        {"submitted_at": "yesterday"},
        {"state": 1},
        {"state": "NO_SUCH_STATE"},
        {"term": None},
        {"asked_before": None},
        {"supplement": {"paper": "p"}},
        {"supplement": {**_asked(), "also": "residence"}},
    ],
)
def test_what_is_no_dossier_is_refused(broken: dict[str, Data]) -> None:
    with pytest.raises(ValueError, match=r"not a|is not"):
        dossier_from_data({**dossier_to_data(ASKED), **broken})
