"""Rows, columns and values of a report in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bot.services.voice import Params
from content.catalog import Library
from content.sheet import in_language
from flows.reports.table import Table, Value
from storage.unit_of_work import UnitOfWork

PERSON = "person"
# Columns whose numbers are per cent.
_SHARES = frozenset({("spread", "timely"), ("kpi766", "rate"), ("kpi766", "threshold")})
_IN_DAYS = "indicator:2.2"


@dataclass(frozen=True, slots=True)
class Naming:
    """Names things for one reader; `people` are officials by id, as the commune calls them."""

    library: Library
    language: str
    people: Mapping[int, str] = field(default_factory=dict)

    def line(self, key: str) -> str:
        """What a row is about."""
        kind, _, name = key.partition(":")
        match kind:
            case "all":
                return self.say("all")
            case "field":
                return self._known(f"figures.field_{name}", name)
            case "procedure":
                sheet = self.library.procedures.get(name)
                return in_language(sheet.title, self.language) if sheet else name
            case "indicator":
                known = self.library.indicators.sheets.get(name)
                return f"{name} {in_language(known.title, self.language)}" if known else name
            case "group":
                return self._known(f"reports.group_{name}", name)
            case "reason":
                return self._known(f"words.reason_{name}", name)
            case "step":
                return self._step(*name.partition(".")[::2])
            case "person":
                return self.people.get(int(name)) or self.say("person", {"id": name})
            case "body":
                found = next((one for one in self.library.office.bodies if one.id == name), None)
                return in_language(found.name, self.language) if found else name
        return self._known(f"reports.{kind}_{name}", key)

    def _step(self, procedure: str, step: str) -> str:
        """A question of a procedure, by the label it has on the review card."""
        sheet = self.library.procedures.get(procedure)
        if sheet is None:
            return f"{procedure}: {step}"
        title = in_language(sheet.title, self.language)
        known = sheet.steps.get(step)
        label = in_language(known.short, self.language) if known else self._known(f"reports.step_{step}", step)
        return f"{title}: {label}"

    def column(self, report: str, column: str) -> str:
        """What a column holds."""
        return self._known(f"reports.column_{report}_{column}", column)

    def value(self, table: Table, key: str, column: str, value: Value) -> str:
        """A cell as people read it."""
        match value:
            case None:
                return self.say("nothing")
            case str():
                return self._known(f"reports.value_{value}", value)
            case Decimal():
                number = str(value).replace(".", self.say("decimal"))
                share = (table.name, column) in _SHARES and key != _IN_DAYS
                return self.say("per_cent", {"number": number}) if share else number
            case int():
                return str(value)

    def how(self, table: Table) -> list[str]:
        """How the report is reckoned, line by line."""
        told = self._known(f"reports.how_{table.name}", "").split("\n")
        if table.name == "kpi766":
            sheets = self.library.indicators.sheets
            told += [
                f"{self.line(f'indicator:{id}')}: {in_language(one.how, self.language)}" for id, one in sheets.items()
            ]
        return [line for line in told if line]

    def say(self, code: str, params: Params | None = None) -> str:
        """A phrase of reports."""
        return self.library.wording.say(f"reports.{code}", self.language, params or {})

    def _known(self, code: str, otherwise: str) -> str:
        wording = self.library.wording
        return wording.say(code, self.language, {}) if wording.has(code) else otherwise


def people_in(u: UnitOfWork, table: Table) -> dict[int, str]:
    """The names of the officials whom a report speaks of."""
    ids = [int(line.key.partition(":")[2]) for line in table.lines if line.key.startswith(f"{PERSON}:")]
    found = ((id, next((one.name for one in u.staff.of(id) if one.name), "")) for id in ids)
    return {id: name for id, name in found if name}
