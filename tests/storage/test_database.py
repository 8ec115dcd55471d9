"""Opening a database."""

from pathlib import Path

import pytest

from storage.database import open_database
from storage.keys import Key


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_another_kind_of_database_is_refused(url: str, key: Key) -> None:
    with pytest.raises(ValueError, match="must begin with"):
        open_database(url, key)


def test_a_file_that_is_no_database_is_an_error(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "motcua.db"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(Exception, match="not a database"):
        open_database(f"sqlite:///{path}", key)
    assert path.read_bytes() == b"no database" * 1000
