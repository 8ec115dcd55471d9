"""What is done about a notice that nobody read."""

import pytest

from flows.dossier import State
from flows.reach import Step, next_step


@pytest.mark.parametrize(
    ("kind", "state", "told", "step"),
    [
        ("supplement_asked", State.BO_SUNG_SAU, False, Step.TELL),
        ("supplement_asked", State.BO_SUNG_SAU, True, Step.LIST),
        ("supplement_asked", State.DANG_XU_LY, True, Step.DROP),
        ("result_ready", State.DA_CO_KET_QUA, False, Step.TELL),
        ("result_ready", State.DA_TRA_KET_QUA, False, Step.MET),
        ("handed_over", State.DA_TRA_KET_QUA, False, Step.MET),
        ("not_accepted", State.KHONG_TIEP_NHAN, True, Step.LIST),
    ],
)
def test_first_others_are_asked_to_help_then_it_is_listed_unless_it_matters_no_more(
    kind: str, state: State, told: bool, step: Step
) -> None:
    assert next_step(kind, state, told) is step
