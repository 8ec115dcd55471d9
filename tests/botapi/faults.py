"""Faults on order: refusals, slow answers, connections dropped before or after the work is done."""

from dataclasses import dataclass, field
from typing import Literal

from tests.botapi.shapes import Refusal


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next `times` calls of `method` (in `chat`, if given; every method if empty).

    refuse: answered with `status`; drop_before: cut unheard; drop_after: done, then cut; slow: answered `delay` s late.
    """

    kind: Literal["refuse", "drop_before", "drop_after", "slow"]
    method: str = ""
    chat: int = 0
    times: int = 1
    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int = 0
    delay: float = 0.0

    def refusal(self) -> Refusal:
        """The answer of a refusing fault."""
        return Refusal(self.status, self.description, self.retry_after)


@dataclass(slots=True)
class Faults:
    """Faults waiting to happen, the oldest first."""

    waiting: list[Fault] = field(default_factory=list)

    def take(self, method: str, chat: int) -> Fault | None:
        """The fault that hits this call, used up by one."""
        for fault in self.waiting:
            if fault.method.lower() in ("", method.lower()) and fault.chat in (0, chat):
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None
