"""What a Telegram message is to us. No network, no decision: names only."""

from collections.abc import Callable
from dataclasses import dataclass

from aiogram.types import CallbackQuery, Message, User

from bot.ports import Arrival, Chat, Incoming, Opened, Pressed, Said

CHANNEL = "telegram"
MOST_DATA = 64  # bytes of callback data
MOST_DOWNLOAD = 20 * 2**20  # bytes, https://core.telegram.org/bots/api#getfile
_UNUSABLE: tuple[tuple[str, Callable[[Message], object]], ...] = (
    ("sticker", lambda message: message.sticker),
    ("voice", lambda message: message.voice or message.audio),
    ("video", lambda message: message.video or message.video_note or message.animation),
    ("location", lambda message: message.location or message.venue),
    ("contact", lambda message: message.contact),
    ("other", lambda message: message.poll or message.dice or message.game or message.story or message.paid_media),
)


@dataclass(frozen=True, slots=True)
class FileInChat:
    """A photo or document that can be fetched: Telegram's id, its name and size in bytes."""

    file_id: str
    name: str
    size: int


def arrival(chat_id: int, update_id: int, what: Incoming, user: User | None, message: int | None = None) -> Arrival:
    """An arrival from one chat; the key is the update's id; `message` is the one that may be removed again."""
    name = user.full_name if user else ""
    return Arrival(Chat(CHANNEL, str(chat_id)), str(update_id), what, name, "" if message is None else str(message))


def words(text: str) -> Said | Opened:
    """Typed words; "/start CODE" opens the chat, any other command is read as its words ("/tro_giup": "tro giup")."""
    if not text.startswith("/"):
        return Said(text)
    command, _, rest = text[1:].partition(" ")
    name = command.partition("@")[0]
    if name == "start":
        return Opened(rest.strip())
    return Said(f"{name.replace('_', ' ')} {rest}".strip())


def pressed(query: CallbackQuery) -> Pressed:
    """A tap. Data that no button of ours can carry is emptied: nobody's button."""
    data = query.data or ""
    return Pressed(data if len(data.encode()) <= MOST_DATA else "")


def file_of(message: Message) -> FileInChat | None:
    """The photo in its largest size, or the document; an animation is a video though it carries a document."""
    if message.photo:
        photo = max(message.photo, key=lambda size: size.width * size.height)
        return FileInChat(photo.file_id, "", photo.file_size or 0)
    if message.document and not message.animation:
        return FileInChat(message.document.file_id, message.document.file_name or "", message.document.file_size or 0)
    return None


def unusable(message: Message) -> str | None:
    """What was sent that is no answer; None for Telegram's own remarks (a pinned message, a changed title)."""
    return next((what for what, part in _UNUSABLE if part(message)), None)
