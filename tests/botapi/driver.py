"""Plays a conversation over Telegram and shows it as plain lines, so that channels can be compared."""

from collections.abc import Sequence

from tests.botapi.resident import Resident
from tests.botapi.shapes import Shown


class TelegramDriver:
    """A resident who waits for the bot after each move. `see` gives what came since it was last asked."""

    def __init__(self, resident: Resident, within: float = 10.0) -> None:
        self.resident, self._within = resident, within
        self._read = len(resident.room.shown)

    async def say(self, text: str) -> None:
        """Types words; "/start CODE" opens the chat."""
        self.resident.say(text)
        await self.resident.answered(within=self._within)

    async def tap(self, button: str | int) -> None:
        """Taps a button by label or by the number in it, of the last message that has it; or by its place from 1."""
        data, shown = self._find(str(button))
        self.resident.press(data, shown)
        await self.resident.answered(within=self._within)

    async def send(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Sends one photo or file (name, bytes), or several as an album of photos."""
        if len(files) > 1:
            waiting = self.resident.album([data for _, data in files])
        elif files[0][0].lower().endswith((".jpg", ".jpeg")):
            waiting = [self.resident.send_photo(files[0][1])]
        else:
            waiting = [self.resident.send_file(files[0][1], files[0][0])]
        for update_id in waiting:
            await self.resident.answered(update_id, self._within)

    async def bother(self, kind: str) -> None:
        """Sends what is no answer: a sticker, a voice message, a change of an earlier message."""
        update_id = self.resident.edit("sửa lại") if kind == "edited" else self.resident.send(kind)
        await self.resident.answered(update_id, self._within)

    async def see(self) -> list[str]:
        """The lines shown since the last look: text without marks, then a line per row of buttons."""
        shown, self._read = self.resident.room.shown[self._read :], len(self.resident.room.shown)
        return [line for message in shown if not message.deleted for line in _lines(message)]

    def _find(self, button: str) -> tuple[str, Shown]:
        messages = [shown for shown in reversed(self.resident.seen) if shown.rows]
        for shown in messages:
            for key in shown.buttons():
                if key.data and (key.label == button or key.label.startswith(f"{button}. ")):
                    return key.data, shown
        keys = [key for key in messages[0].buttons() if key.data] if messages else []
        if button.isdigit() and 1 <= int(button) <= len(keys):
            return keys[int(button) - 1].data, messages[0]
        raise LookupError(f"no button {button!r}; there are {[key.label for key in keys]}")


def _lines(message: Shown) -> list[str]:
    lines = [f"[{message.file.name}]"] if message.file else []
    lines += message.text.split("\n") if message.text else []
    return lines + [" ".join(f"[{key.label}]" for key in row) for row in message.rows]
