"""The vault of files."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.errors import Tampered
from storage.keys import Key
from storage.vault import ORPHAN_AGE, Stored, Vault

DATA = b"\xff\xd8 a photo of a paper" * 1000


@pytest.fixture
def vault(tmp_path: Path, key: Key) -> Vault:
    return Vault(tmp_path / "vault", key)


def _files(directory: Path) -> list[Path]:
    return sorted(path for path in directory.rglob("*") if path.is_file())


def test_a_file_comes_back_and_is_not_readable_on_the_disk(vault: Vault, tmp_path: Path) -> None:
    stored = vault.write(DATA)
    assert vault.read(stored.id, stored.wrapped_key) == DATA
    (path,) = _files(tmp_path)
    assert b"a photo of a paper" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert "wrapped_key" not in repr(stored)


def test_a_destroyed_file_is_gone_and_destroying_again_does_no_harm(vault: Vault, tmp_path: Path) -> None:
    stored = vault.write(DATA)
    vault.destroy(stored.id)
    vault.destroy(stored.id)
    assert _files(tmp_path) == []
    with pytest.raises(FileNotFoundError):
        vault.read(stored.id, stored.wrapped_key)


def test_without_its_own_key_a_file_cannot_be_read(vault: Vault) -> None:
    stored, other = vault.write(DATA), vault.write(DATA)
    with pytest.raises(Tampered):
        vault.read(stored.id, other.wrapped_key)


def test_a_changed_or_exchanged_file_is_refused(vault: Vault, tmp_path: Path) -> None:
    stored, other = vault.write(DATA), vault.write(DATA)
    paths = {path.name: path for path in _files(tmp_path)}
    paths[stored.id].write_bytes(paths[other.id].read_bytes())
    with pytest.raises(Tampered):
        vault.read(stored.id, stored.wrapped_key)


@pytest.mark.parametrize("file_id", ["", "../../etc/passwd", "A" * 32, "0" * 31, "0" * 33])
def test_an_id_never_leads_out_of_the_vault(vault: Vault, file_id: str) -> None:
    with pytest.raises(Tampered):
        vault.destroy(file_id)


def _age(path: Path, age: timedelta) -> None:
    then = (datetime.now(UTC) - age).timestamp()
    os.utime(path, (then, then))


def test_only_old_orphans_are_swept(vault: Vault, tmp_path: Path) -> None:
    known, orphan, fresh = (vault.write(DATA) for _ in range(3))
    paths = {path.name: path for path in _files(tmp_path)}
    for stored in (known, orphan):
        _age(paths[stored.id], ORPHAN_AGE + timedelta(minutes=1))
    assert vault.sweep({known.id}, datetime.now(UTC)) == 1
    assert {path.name for path in _files(tmp_path)} == {known.id, fresh.id}


@pytest.mark.parametrize("point", ["write", "fsync", "rename", "replace directory entry"])
def test_a_crash_while_writing_leaves_no_half_file_that_counts(
    tmp_path: Path, key: Key, point: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault(tmp_path / "vault", key)
    whole = vault.write(DATA)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        CRASHES[point](patch)
        vault.write(DATA)
    left = [path for path in _files(tmp_path) if path.name != whole.id]
    assert vault.read(whole.id, whole.wrapped_key) == DATA
    for path in left:
        # Either never finished, or complete: a name without `.part` always holds the whole file.
        assert path.suffix == ".part" or path.stat().st_size == len(DATA) + 28
        _age(path, ORPHAN_AGE + timedelta(minutes=1))
    assert vault.sweep({whole.id, *(path.stem for path in left if path.suffix)}, datetime.now(UTC)) == len(left)
    assert [path.name for path in _files(tmp_path)] == [whole.id]


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


CRASHES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "write": lambda patch: patch.setattr(os, "fdopen", _crash),
    "fsync": lambda patch: patch.setattr(os, "fsync", _crash),
    "rename": lambda patch: patch.setattr(Path, "rename", _crash),
    "replace directory entry": lambda patch: patch.setattr("storage.vault.sync_directory", _crash),
}


def test_a_written_file_is_known_by_an_id_that_cannot_be_guessed(vault: Vault) -> None:
    ids = {vault.write(b"").id for _ in range(20)}
    assert len(ids) == 20
    assert all(len(file_id) == 32 for file_id in ids)
    assert isinstance(vault.write(b""), Stored)
