"""Killed in the middle: every turn that was acknowledged is there."""

import subprocess
import sys

import pytest

from storage.database import open_database
from storage.keys import Key, key_to_text
from tests.storage.samples import person


@pytest.mark.parametrize(("turns", "how"), [(1, "durable"), (37, "durable"), (160, "durable"), (160, "hasty")])
def test_after_a_kill_every_acknowledged_turn_is_there(url: str, key: Key, turns: int, how: str) -> None:
    command = [sys.executable, "-m", "tests.storage.diligent", url, key_to_text(key), how]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        heard = 0
        while heard < turns:
            line = process.stdout.readline()
            assert line, "the process ended by itself"
            heard = int(line)
        process.kill()
        heard = max([heard, *(int(line) for line in process.stdout if line.endswith("\n"))])
    database = open_database(url, key)
    (draft,) = database.run(lambda u: u.drafts.all_of(person(u)))
    database.close()
    # One more may have been committed and not yet said.
    assert draft.session.answers["count"] in (heard, heard + 1)
