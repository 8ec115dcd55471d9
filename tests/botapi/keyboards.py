"""Inline keyboards, with the complaints of the real server."""

from urllib.parse import urlsplit

from tests.botapi.shapes import Key, Params, bad

MOST_BUTTONS = 100


def read(params: Params) -> list[list[Key]]:
    """The rows of reply_markup; 400 for what Telegram refuses."""
    markup = params.parsed("reply_markup")
    if markup is None:
        return []
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list):
        raise bad("object expected as reply markup")
    keys = [[_key(button) for button in row] for row in rows if isinstance(row, list)]
    if sum(len(row) for row in keys) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    return [row for row in keys if row]


def _key(button: object) -> Key:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad('can\'t parse inline keyboard button: Field "text" must be a non-empty String')
    data, url = button.get("callback_data"), button.get("url")
    if isinstance(url, str):
        return Key(button["text"], url=_checked(url))
    if not isinstance(data, str):
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if not 1 <= len(data.encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    return Key(button["text"], data=data)


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "tg") or (parts.scheme != "tg" and "." not in (parts.hostname or "")):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url
