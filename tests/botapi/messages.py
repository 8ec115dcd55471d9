"""What persons send, as the bodies of messages."""

from tests.botapi.chats import Shelf
from tests.botapi.shapes import Json, Upload

BODIES: dict[str, Json] = {
    "sticker": {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 512, "height": 512,
                            "is_animated": False, "is_video": False}},
    "voice": {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    "audio": {"audio": {"file_id": "a", "file_unique_id": "a", "duration": 3}},
    "video": {"video": {"file_id": "w", "file_unique_id": "w", "width": 640, "height": 480, "duration": 3}},
    "video_note": {"video_note": {"file_id": "n", "file_unique_id": "n", "length": 240, "duration": 3}},
    "animation": {
        "animation": {"file_id": "g", "file_unique_id": "g", "width": 1, "height": 1, "duration": 1},
        "document": {"file_id": "g", "file_unique_id": "g", "mime_type": "video/mp4"},
    },
    "location": {"location": {"latitude": 20.87, "longitude": 106.28}},
    "contact": {"contact": {"phone_number": "0912345678", "first_name": "Hoa"}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "pinned": {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
}  # fmt: skip


def words(text: str) -> Json:
    """A text message; a leading command and mentions of bots are marked, as Telegram does."""
    body: Json = {"text": text}
    entities: list[Json] = []
    at = 0
    for word in text.split(" "):
        if word.startswith("/") and at == 0 and len(word) > 1:
            entities.append({"type": "bot_command", "offset": at, "length": len(word)})
        if word.startswith("@") and len(word) > 1:
            entities.append({"type": "mention", "offset": at, "length": len(word)})
        at += len(word) + 1
    if entities:
        body["entities"] = entities
    return body


def photo(shelf: Shelf, data: bytes) -> Json:
    """A photo in two sizes, the small one first and different."""
    small = {**shelf.keep(Upload(b"thumbnail")), "width": 90, "height": 68}
    return {"photo": [small, {**shelf.keep(Upload(data)), "width": 1280, "height": 960}]}


def document(shelf: Shelf, data: bytes, name: str, media_type: str) -> Json:
    """A file sent as such."""
    return {"document": {**shelf.keep(Upload(data, name, media_type)), "file_name": name, "mime_type": media_type}}
