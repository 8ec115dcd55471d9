"""The units that officials ask for an opinion, as an office's file names them."""

from dataclasses import dataclass

from content.reading import Table
from content.sheet import Text


@dataclass(frozen=True, slots=True)
class Bureau:
    """A unit that is asked about files: its officials are those of `field`; without one it is asked by `phone`."""

    id: str
    name: Text
    field: str
    phone: str


def read_bureaus(table: Table) -> tuple[Bureau, ...]:
    """The units of an office's file; one that nobody could ask is a fault."""
    return tuple(_bureau(inner) for inner in table.tables("bureaus"))


def _bureau(table: Table) -> Bureau:
    one = Bureau(table.text("id"), table.said("name"), table.text("field", ""), table.text("phone", ""))
    if not (one.field or one.phone):
        table.fault("nobody can ask this unit", 'write field = "land" (its officials are here) or phone = "…"')
    table.close()
    return one
