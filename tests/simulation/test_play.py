"""A scenario played through the real services ends as it says, to the last file."""

import logging
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.simulation.scenario import BadScenario, Scenario, read_scenario, usual
from flows.dossier import State
from tests.simulation.towns import Story, played


def _courses(stories: list[Story]) -> list[tuple[str, ...]]:
    """What happened to each file and when, without codes, which are random."""
    return [(one.record.procedure, *(f"{event.kind} {event.at}" for event in one.events)) for one in stories]


def test_every_file_ends_as_its_fate_says(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    scenario = Scenario(
        40,
        direct=5,
        on_time=3,
        late=3,
        apologised=2,
        refused=2,
        declined=2,
        withdrawn=2,
        supplement_before=3,
        supplement_after=3,
        unanswered=2,
        helped=4,
        unread=4,
        left=3,
        photos=50,
    )
    with caplog.at_level(logging.ERROR, "motcua"):
        done, stories = played(tmp_path, scenario)
    assert caplog.records == []
    assert done.files == len(stories) == 40
    kinds = Counter(event.kind for one in stories for event in one.events)
    assert {kind: kinds[kind] for kind in ("refuse", "decline", "withdraw", "stop", "ask_supplement")} == {
        "refuse": 2,
        "decline": 2,
        "withdraw": 2,
        "stop": 2,
        "ask_supplement": 6,
    }
    assert kinds["complete"] == 4
    assert kinds["promise_new_date"] == 2
    results = [one for one in stories if any(event.kind in ("record_result", "decline") for event in one.events)]
    # Of the forty: two refused at reception, two withdrawn, two whose supplement did not come.
    assert Counter(one.punctuality for one in results) == {"early": 28, "on_time": 3, "late": 3}
    open_states = {State.BO_SUNG_TRUOC, State.BO_SUNG_SAU}  # the decree of 2018 closes nothing
    assert sum(one.record.dossier.state in open_states for one in stories) == 2
    assert sum(one.record.answers.get("filing") != "online" for one in stories) == 5


def test_the_same_seed_plays_the_same_months(tmp_path: Path) -> None:
    runs = []
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        (tmp_path / name).mkdir()
        runs.append(_courses(played(tmp_path / name, usual(25), date(2023, 3, 15), seed)[1]))
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("files = 10\nlate = 11", "more files"),
        ("files = 10\napologised = 1", "more apologised"),
        ("files = 10\nunanswered = 1", "more apologised or unanswered"),
        ("files = 0", "out of range"),
        ("files = 10\non_time = -1", "out of range"),
        ("late = 1", "files is missing"),
        ('files = "ten"', "not a number"),
        ("files = true", "not a number"),
        ("files = 10\nlucky = 1", "lucky"),
        ("files", "Expected"),
    ],
)
def test_a_scenario_that_cannot_be_played_says_why(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text(text)
    with pytest.raises(BadScenario, match=why):
        read_scenario(path)


def test_a_scenario_is_for_one_number_of_files(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text("files = 10\nlate = 1")
    assert read_scenario(path, 10) == Scenario(10, late=1)
    with pytest.raises(BadScenario, match="for 10 files"):
        read_scenario(path, 12)


def test_a_period_too_short_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadScenario, match="working days"):
        played(tmp_path, Scenario(5), date(2023, 1, 6))
