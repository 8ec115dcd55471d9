"""The Bot API's rates: 30 a second overall, one a second in a chat with a burst, 20 a minute in a group."""

import math
from collections import deque
from dataclasses import dataclass, field

from tests.botapi.shapes import Refusal


@dataclass(slots=True)
class Limits:
    """Rates to enforce; 0 switches one off. All time is monotonic seconds."""

    overall: int = 30
    chat_burst: int = 20
    group: int = 20
    _sent: deque[float] = field(default_factory=deque)
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    @classmethod
    def none(cls) -> "Limits":
        """No limit at all."""
        return cls(0, 0, 0)

    def spend(self, chat: int, now: float) -> None:
        """Counts one message; 429 with retry_after if that is one too many."""
        wait = self._window(self._sent, self.overall, 1.0, now)
        if chat < 0:
            wait = max(wait, self._window(self._groups.setdefault(chat, deque()), self.group, 60.0, now))
        wait = max(wait, self._bucket(chat, now))
        if wait > 0:
            seconds = max(1, math.ceil(wait))
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", seconds)
        self._count(chat, now)

    def _window(self, times: deque[float], most: int, length: float, now: float) -> float:
        while times and times[0] <= now - length:
            times.popleft()
        return times[0] + length - now if most and len(times) >= most else 0.0

    def _bucket(self, chat: int, now: float) -> float:
        if not self.chat_burst:
            return 0.0
        level = self._level(chat, now)
        return level + 1 - self.chat_burst if level + 1 > self.chat_burst else 0.0

    def _level(self, chat: int, now: float) -> float:
        level, at = self._chats.get(chat, (0.0, now))
        return max(0.0, level - (now - at))

    def _count(self, chat: int, now: float) -> None:
        self._sent.append(now)
        if chat < 0:
            self._groups[chat].append(now)
        if self.chat_burst:
            self._chats[chat] = (self._level(chat, now) + 1, now)
