"""The methods of the Bot API that the tests need; each takes the server and the parameters, raises Refusal."""

import re
from collections.abc import Callable

from tests.botapi import html, keyboards
from tests.botapi.chats import Room, moment
from tests.botapi.desk import Desk
from tests.botapi.shapes import Json, Params, Refusal, Shown, Upload, bad
from tests.botapi.webhook import Hook

MOST_TEXT, MOST_CAPTION, MOST_DOWNLOAD, MOST_UPLOAD = 4096, 1024, 20 * 2**20, 50 * 2**20


def get_me(desk: Desk, params: Params) -> object:
    return {**desk.bot, "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}


def send_message(desk: Desk, params: Params) -> object:
    room = desk.room(params)
    text, entities = _text(params, "text", MOST_TEXT)
    if not text.strip():
        raise bad("message text is empty")
    shown = Shown(0, text, params.text("text"), keyboards.read(params))
    body: Json = {"text": text}
    if entities:
        body["entities"] = entities
    return _show(desk, room, shown, params, body)


def send_document(desk: Desk, params: Params) -> object:
    return _send_file(desk, params, "document")


def send_photo(desk: Desk, params: Params) -> object:
    return _send_file(desk, params, "photo")


def edit_message_reply_markup(desk: Desk, params: Params) -> object:
    shown = _own(desk, params)
    rows = keyboards.read(params)
    if rows == shown.rows:
        raise bad("message is not modified: specified new message content and reply markup are exactly the same")
    shown.rows = rows
    return {"message_id": shown.message_id, "date": moment(), "chat": desk.room(params).card(), "text": shown.text}


def delete_message(desk: Desk, params: Params) -> object:
    room, number = desk.room(params), params.number("message_id")
    if room.kind == "private" and number in room.heard:  # a bot may delete what it was sent in a private chat
        room.heard.remove(number)
        room.news.set()
        return True
    _own(desk, params).deleted = True
    return True


def answer_callback_query(desk: Desk, params: Params) -> object:
    room = desk.queries.pop(params.text("callback_query_id"), None)
    if room is None:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    room.answered.append(params.text("text"))
    return True


def get_file(desk: Desk, params: Params) -> object:
    file_id = params.text("file_id")
    upload = desk.shelf.files.get(file_id)
    if upload is None:
        raise bad("invalid file_id")
    if len(upload.data) > MOST_DOWNLOAD:
        raise bad("file is too big")
    size = len(upload.data)
    return {"file_id": file_id, "file_unique_id": file_id, "file_size": size, "file_path": f"documents/{file_id}"}


def get_chat(desk: Desk, params: Params) -> object:
    return {**desk.room(params).card(), "accent_color_id": 0, "max_reaction_count": 11}


def set_my_commands(desk: Desk, params: Params) -> object:
    commands = params.parsed("commands")
    if not isinstance(commands, list):
        raise bad("commands must be an array")
    for one in commands:
        if not isinstance(one, dict) or not re.fullmatch(r"[a-z0-9_]{1,32}", str(one.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(one.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    key = str(params.parsed("scope") or ""), params.text("language_code")
    desk.commands[key] = commands
    return True


def set_webhook(desk: Desk, params: Params) -> object:
    url, secret = params.text("url"), params.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")
    desk.allow(params)
    if not url:
        desk.pusher.clear()
        return True
    if not re.match(r"https://|http://127\.0\.0\.1", url):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    desk.pusher.set(Hook(url, secret, params.number("max_connections", 40)))
    return True


def delete_webhook(desk: Desk, params: Params) -> object:
    desk.pusher.clear()
    return True


def get_webhook_info(desk: Desk, params: Params) -> object:
    url = desk.pusher.hook.url if desk.pusher.hook else ""
    return {"url": url, "has_custom_certificate": False, "pending_update_count": desk.updates.pending}


def _send_file(desk: Desk, params: Params, field: str) -> object:
    room = desk.room(params)
    upload = params.upload(field) or desk.shelf.files.get(params.text(field))
    if upload is None:
        raise bad(f"there is no {field} in the request")
    if len(upload.data) > MOST_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    caption, _ = _text(params, "caption", MOST_CAPTION)
    shown = Shown(0, caption, params.text("caption"), keyboards.read(params), upload)
    return _show(desk, room, shown, params, _file_body(desk, field, upload, caption))


def _file_body(desk: Desk, field: str, upload: Upload, caption: str) -> Json:
    kept = desk.shelf.keep(upload)
    body: Json = {"caption": caption} if caption else {}
    if field == "photo":
        body["photo"] = [{**kept, "width": 1280, "height": 960}]
    else:
        body["document"] = {**kept, "file_name": upload.name, "mime_type": upload.media_type}
    return body


def _text(params: Params, field: str, most: int) -> tuple[str, list[Json]]:
    source = params.text(field)
    mode = params.text("parse_mode")
    if mode and mode.lower() != "html":
        raise bad(f"unsupported parse_mode {mode}")
    text, entities = html.parse(source) if mode else (source, [])
    if html.units(text) > most:
        raise bad("message is too long" if field == "text" else "message caption is too long")
    return text, entities


def _show(desk: Desk, room: Room, shown: Shown, params: Params, body: Json) -> Json:
    desk.limits.spend(room.chat_id, desk.now())
    shown.message_id = room.number()
    room.show(shown)
    message: Json = {"message_id": shown.message_id, "from": desk.bot, "chat": room.card(), "date": moment(), **body}
    if shown.rows:
        message["reply_markup"] = params.parsed("reply_markup")
    return message


def _own(desk: Desk, params: Params) -> Shown:
    shown = desk.room(params).find(params.number("message_id"))
    if shown is None:
        raise bad("message to edit not found")
    return shown


Method = Callable[[Desk, Params], object]
METHODS: dict[str, Method] = {
    method.__name__.replace("_", ""): method
    for method in (
        get_me, send_message, send_document, send_photo, edit_message_reply_markup, delete_message,
        answer_callback_query, get_file, get_chat, set_my_commands, set_webhook, delete_webhook, get_webhook_info,
    )
}  # fmt: skip
