"""The master key: from a setting, or from a key file made at the first start."""

import base64
import binascii
import os
from dataclasses import dataclass, field
from pathlib import Path

from storage.errors import BadKey

SIZE = 32
KEY_FILE = "motcua.key"
DATABASE_FILE = "motcua.db"


@dataclass(frozen=True, slots=True)
class Key:
    """The 32 bytes everything personal is sealed with; its repr shows none of them."""

    secret: bytes = field(repr=False)


def new_key() -> Key:
    """A fresh random key."""
    return Key(os.urandom(SIZE))


def key_to_text(key: Key) -> str:
    """The key as one line of URL-safe base64, the form of the setting and of the file."""
    return base64.urlsafe_b64encode(key.secret).decode()


def key_from_text(text: str) -> Key:
    """Reads `key_to_text`; raises BadKey for anything that is not 32 bytes of base64."""
    try:
        secret = base64.b64decode(text.strip(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != SIZE:
        raise BadKey("the key must be 32 bytes written in base64 (44 characters)")
    return Key(secret)


def load_key(setting: str, directory: Path) -> Key:
    """The key of the setting, else of the key file in `directory`, made at the first start with mode 0600.

    Raises BadKey when the file is missing beside existing data, readable by others, or not a key.
    """
    if setting:
        return key_from_text(setting)
    path = directory / KEY_FILE
    if path.exists():
        return _read(path)
    if (directory / DATABASE_FILE).exists():
        raise BadKey(f"{KEY_FILE} is missing beside {DATABASE_FILE}: put back the key file this data was written with")
    return _make(path)


def _read(path: Path) -> Key:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise BadKey(f"{path.name} can be read by others: run chmod 600 on it")
    return key_from_text(path.read_text(encoding="ascii", errors="replace"))


def _make(path: Path) -> Key:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = new_key()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key_to_text(key) + "\n")
        file.flush()
        os.fsync(file.fileno())
    sync_directory(path.parent)
    return key


def sync_directory(directory: Path) -> None:
    """Makes a created or renamed name in `directory` survive a power cut."""
    if os.name != "posix":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
