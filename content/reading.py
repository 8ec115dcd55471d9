"""Reading TOML data with types: what is wrong is noted with its place, and reading goes on to find the rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeVar

from content.problems import Problem
from content.sheet import LANGUAGES, Text

Name = TypeVar("Name", bound=str)
T = TypeVar("T")


@dataclass(slots=True)
class Table:
    """A table being read. Each setting is taken by name; `close` reports those that nobody took."""

    data: Mapping[str, object]
    file: str
    where: str
    problems: list[Problem]
    taken: set[str] = field(default_factory=set)

    def fault(self, what: str, remedy: str, key: str = "") -> None:
        """Notes what is wrong here, or at the setting `key`."""
        place = ".".join(part for part in (self.where, key) if part)
        self.problems.append(Problem(self.file, place, what, remedy))

    def has(self, key: str) -> bool:
        """Whether the setting is written."""
        return key in self.data

    def text(self, key: str, default: str | None = None) -> str:
        """A string; one without default must be there."""
        value = self._take(key, default)
        if isinstance(value, str):
            return value.strip()
        return self._wrong(key, value, f'write {key} = "…"', "")

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        value = self._take(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return self._wrong(key, value, f"write {key} = a whole number", 0)

    def flag(self, key: str) -> bool:
        """True or false, false when it is not written."""
        value = self._take(key, False)
        return value if isinstance(value, bool) else self._wrong(key, value, f"write {key} = true or false", False)

    def day(self, key: str) -> date:
        """A day that must be there (in a snapshot it is ISO text)."""
        value = self._take(key, None)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        return self._wrong(key, value, f"write {key} = a day like 2026-01-31", date.min)

    def clock(self, key: str, default: str) -> time:
        """A clock time such as "07:30"."""
        value = self.text(key, default)
        try:
            return time.fromisoformat(value)
        except ValueError:
            return self._wrong(key, value, f'write {key} = "07:30"', time())

    def words(self, key: str, default: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        """A list of strings; None as default when it must be there."""
        value = self._take(key, default)
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(str(item).strip() for item in value)
        return self._wrong(key, value, f'write {key} = ["…", "…"]', ())

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, empty when it is not written."""
        value = self._take(key, ())
        if isinstance(value, list | tuple) and all(type(item) is int for item in value):
            return tuple(int(item) for item in value)
        return self._wrong(key, value, f"write {key} = [1, 2, 3]", ())

    def one_of(self, key: str, allowed: tuple[Name, ...], default: Name | None = None) -> Name:
        """One of a few names."""
        value = self.text(key, default)
        found = next((name for name in allowed if name == value), None)
        if found is not None:
            return found
        if self.has(key):
            self.fault(f"{key} = {value!r} is not known", f"use one of {', '.join(allowed)}", key)
        return allowed[0]

    def said(self, key: str) -> Text:
        """A text in every language."""
        return self._in_languages(key, self._take(key, None))

    def said_or_none(self, key: str) -> Text | None:
        """A text in every language, None when it is not written."""
        return self.said(key) if key in self.data else None

    def said_list(self, key: str) -> tuple[Text, ...]:
        """A list of texts, empty when it is not written."""
        return tuple(self._in_languages(f"{key}[{i}]", item) for i, item in enumerate(self._list(key)))

    def table(self, key: str) -> "Table | None":
        """A table inside this one, None when it is not written."""
        value = self._take(key, {})
        if isinstance(value, dict):
            return self._inside(key, value) if key in self.data else None
        return self._wrong(key, value, f"write [{key}] as a table", None)

    def tables(self, key: str) -> tuple["Table", ...]:
        """A list of tables, each placed by its id; empty when it is not written."""
        found: list[Table] = []
        for index, item in enumerate(self._list(key)):
            if isinstance(item, dict):
                found.append(self._inside(f"{key}.{item.get('id', index)}", item))
            else:
                self.fault(f"{key} holds something that is no table", f"write [[{key}]]", key)
        return tuple(found)

    def items(self) -> Iterable[tuple[str, object]]:
        """Every setting, for tables whose names the author chooses; all count as taken."""
        self.taken.update(self.data)
        return self.data.items()

    def close(self) -> None:
        """Reports settings that nobody took: they are misspelt, or do not belong here."""
        for key in sorted(set(self.data) - self.taken):
            known = ", ".join(sorted(self.taken))
            self.fault(f"unknown setting {key!r}", f"remove it or use one of: {known}", key)

    def _take(self, key: str, default: object) -> object:
        self.taken.add(key)
        return self.data.get(key, default)

    def _list(self, key: str) -> list[object]:
        value = self._take(key, [])
        return list(value) if isinstance(value, list) else self._wrong(key, value, f"write {key} as a list", [])

    def _wrong(self, key: str, value: object, remedy: str, instead: T) -> T:
        self.fault(f"{key} is missing" if value is None else f"{key} = {value!r} cannot be read", remedy, key)
        return instead

    def _in_languages(self, key: str, value: object) -> Text:
        if not isinstance(value, dict):
            written = ", ".join(f'{language} = "…"' for language in LANGUAGES)
            return self._wrong(key, value, f"write {key} = {{ {written} }}", {})
        for language in LANGUAGES:
            if not isinstance(value.get(language), str) or not value[language].strip():
                self.fault(f"the language {language!r} is missing", f'add {language} = "…"', key)
        for name in sorted(set(value) - set(LANGUAGES)):
            self.fault(f"unknown language {name!r}", f"use {', '.join(LANGUAGES)}", key)
        return {name: str(value[name]).strip() for name in LANGUAGES if isinstance(value.get(name), str)}

    def _inside(self, key: str, data: Mapping[str, object]) -> "Table":
        place = ".".join(part for part in (self.where, key) if part)
        return Table(data, self.file, place, self.problems)
