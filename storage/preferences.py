"""What people chose about the messages they get."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.statements import Link, Statement
from storage.tables import table

_PREFERENCES = table("preferences")
_put = Statement(
    insert(_PREFERENCES)
    .values({name: bindparam(name) for name in ("person_id", "topic", "choice")})
    .on_conflict_do_update(index_elements=["person_id", "topic"], set_={"choice": bindparam("choice")})
)
_of = Statement(
    select(_PREFERENCES.c.topic, _PREFERENCES.c.choice).where(_PREFERENCES.c.person_id == bindparam("of_person"))
)


class Preferences:
    """Choices by topic, both codes: nothing personal belongs here."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def of(self, person_id: int) -> dict[str, str]:
        """All that a person ever chose."""
        return {row[0]: row[1] for row in self._link.rows(_of, {"of_person": person_id})}

    def put(self, person_id: int, topic: str, choice: str) -> None:
        """Keeps a choice in place of an earlier one."""
        self._link.change(_put, {"person_id": person_id, "topic": topic, "choice": choice})
