"""The vault: encrypted files, each under a random key of its own that is kept, sealed, in the file's row."""

import os
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.errors import Tampered
from storage.keys import SIZE, Key, sync_directory
from storage.sealing import Sealer

# A file without a row may belong to a turn that has not committed yet.
ORPHAN_AGE = timedelta(hours=1)
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Stored:
    """A file just written: note both in its row, for without `wrapped_key` nobody can read it."""

    id: str
    wrapped_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Inspection:
    """How vault and rows agree: files that rows know, old files that none does, and rows whose file is not there."""

    whole: int
    orphans: tuple[Path, ...]
    missing: tuple[str, ...]


class Vault:
    """Writes, reads and destroys files below one directory; every call blocks on the disk."""

    def __init__(self, directory: Path, key: Key) -> None:
        self._directory = directory
        self._sealer = Sealer(key)
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)

    def write(self, data: bytes) -> Stored:
        """Encrypts the data into a new file, which is whole on the disk when this returns."""
        file_id = secrets.token_hex(16)
        own = os.urandom(SIZE)
        path = self._path(file_id)
        self._make_folder(path.parent)
        unfinished = path.with_suffix(_UNFINISHED)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(Sealer(Key(own)).seal_bytes(data, _file_place(file_id)))
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        sync_directory(path.parent)
        return Stored(file_id, self._sealer.seal_bytes(own, _key_place(file_id)))

    def read(self, file_id: str, wrapped_key: bytes) -> bytes:
        """The data of a file; raises FileNotFoundError when it is gone, Tampered when it was changed."""
        own = self._sealer.open_bytes(wrapped_key, _key_place(file_id))
        return Sealer(Key(own)).open_bytes(self._path(file_id).read_bytes(), _file_place(file_id))

    def destroy(self, file_id: str) -> None:
        """Overwrites and deletes a file, if it is there; its row, and so its key, must be gone already."""
        path = self._path(file_id)
        _shred(path)
        if path.parent.exists():
            sync_directory(path.parent)

    def sweep(self, known: Collection[str], now: datetime) -> int:
        """Deletes files that no row knows and writing that never finished, both older than an hour; returns how many.

        `now` is the wall clock, never a moved demo clock, for it is compared with the times of files.
        """
        orphans = self.inspect(known, now).orphans
        for path in orphans:
            _shred(path)
        return len(orphans)

    def inspect(self, known: Collection[str], now: datetime) -> Inspection:
        """Compares the directory with the rows, which must have been read before; changes nothing."""
        there, orphans = set(), []
        for path in self._directory.glob("??/*"):
            if path.stem in known and path.suffix != _UNFINISHED:
                there.add(path.stem)
            elif _is_old(path, now):
                orphans.append(path)
        return Inspection(len(there), tuple(orphans), tuple(sorted(set(known) - there)))

    def _make_folder(self, folder: Path) -> None:
        if not folder.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            sync_directory(self._directory)

    def _path(self, file_id: str) -> Path:
        """Where the file is; the id is checked, so that none leads out of the directory."""
        if len(file_id) != 32 or not set(file_id) <= set("0123456789abcdef"):
            raise Tampered("file id")
        return self._directory / file_id[:2] / file_id


def _is_old(path: Path, now: datetime) -> bool:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC) < now - ORPHAN_AGE
    except FileNotFoundError:  # its turn has taken it away meanwhile
        return False


def _shred(path: Path) -> None:
    """Overwrites before it unlinks: its key is gone, this is for the case that a key was copied before."""
    try:
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)


def _key_place(file_id: str) -> str:
    return f"documents.wrapped_key:{file_id}"


def _file_place(file_id: str) -> str:
    return f"file:{file_id}"
