"""aiogram's FSM storage in SQLite, durable as ours is: WAL, synchronous FULL, one commit at each step."""

import asyncio
import json
import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

T = TypeVar("T")


class SqliteStorage(BaseStorage):
    """Data is written first and committed with the state that follows it, so that a step costs one commit."""

    def __init__(self, path: Path) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._database = sqlite3.connect(path, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=FULL")
        self._database.execute("CREATE TABLE IF NOT EXISTS fsm (key TEXT PRIMARY KEY, state TEXT, data TEXT)")
        self._database.commit()

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        value = state.state if isinstance(state, State) else state

        def work() -> None:
            self._write("state", key, value)
            self._database.commit()

        await self._run(work)

    async def get_state(self, key: StorageKey) -> str | None:
        return await self._run(lambda: self._read("state", key))

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        text = json.dumps(dict(data))
        await self._run(lambda: self._write("data", key, text))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        text = await self._run(lambda: self._read("data", key))
        found: dict[str, Any] = json.loads(text) if text else {}
        return found

    async def close(self) -> None:
        self._thread.shutdown()
        self._database.close()

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _write(self, column: str, key: StorageKey, value: str | None) -> None:
        self._database.execute(
            f"INSERT INTO fsm (key, {column}) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET {column} = ?",  # noqa: S608 - one of two literals
            (f"{key.chat_id}:{key.user_id}", value, value),
        )

    def _read(self, column: str, key: StorageKey) -> str | None:
        row = self._database.execute(
            f"SELECT {column} FROM fsm WHERE key = ?",  # noqa: S608 - one of two literals
            (f"{key.chat_id}:{key.user_id}",),
        ).fetchone()
        return row[0] if row else None
