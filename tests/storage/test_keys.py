"""Keys: made once, private, checked against the data."""

from pathlib import Path

import pytest

from storage.database import open_database
from storage.errors import BadKey, WrongKey
from storage.keys import DATABASE_FILE, KEY_FILE, key_from_text, key_to_text, load_key, new_key
from tests.storage.samples import person


def test_the_first_start_makes_a_private_key_file_and_the_second_finds_it(tmp_path: Path) -> None:
    directory = tmp_path / "data"
    key = load_key("", directory)
    assert (directory / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert load_key("", directory) == key
    assert len(key.secret) == 32


def test_a_key_in_the_settings_goes_first_and_no_file_is_made(tmp_path: Path) -> None:
    key = new_key()
    assert load_key(key_to_text(key), tmp_path) == key
    assert not (tmp_path / KEY_FILE).exists()


@pytest.mark.parametrize("text", ["", "short", "x" * 44, "ă" * 44, "A" * 43])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(BadKey, match="32 bytes"):
        key_from_text(text)


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    load_key("", tmp_path)
    (tmp_path / KEY_FILE).chmod(0o644)
    with pytest.raises(BadKey, match="chmod 600"):
        load_key("", tmp_path)


def test_no_new_key_is_made_beside_old_data(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path / DATABASE_FILE}", new_key()).close()
    with pytest.raises(BadKey, match="missing"):
        load_key("", tmp_path)
    assert not (tmp_path / KEY_FILE).exists()


def test_a_key_that_does_not_fit_the_data_is_refused_and_the_data_stays(url: str) -> None:
    key = new_key()
    first = open_database(url, key)
    someone = first.run(person)
    first.close()
    with pytest.raises(WrongKey, match="does not fit"):
        open_database(url, new_key())
    again = open_database(url, key)
    assert again.run(person) == someone
    again.close()


def test_a_key_does_not_show_itself() -> None:
    key = new_key()
    assert repr(key) == "Key()"
