"""The lean import of aiogram: nothing is built at import, everything can be built, and it means the same."""

import subprocess
import sys

_EVERY_MODEL = """
import bot.channels.telegram.inbound
from aiogram import methods, types
from pydantic import BaseModel

models = [getattr(module, name) for module in (types, methods) for name in module.__all__]
models = [model for model in models if isinstance(model, type) and issubclass(model, BaseModel)]
print(sum(model.__pydantic_complete__ for model in models) < len(models) / 3)
for model in models:
    model.model_rebuild()
print(len(models) > 400 and all(model.__pydantic_complete__ for model in models))
"""
_ONE_UPDATE = """
import {first}
from aiogram.methods import SendMessage
from aiogram.methods.base import Response
from aiogram.types import File, Message, Update

photo = [{{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 2}}]
person = {{"id": 7, "is_bot": False, "first_name": "A"}}
chat = {{"id": 7, "type": "private"}}
message = {{"message_id": 1, "date": 1700000000, "chat": chat, "from": person, "photo": photo}}
update = Update.model_validate({{"update_id": 5, "message": message, "unknown": 1}})
print(repr(update))
print(SendMessage(chat_id=7, text="x").model_dump_json(exclude_unset=True))
print(repr(Response[Message].model_validate({{"ok": True, "result": message}})))
print(repr(Response[File].model_validate({{"ok": False, "error_code": 400, "description": "no"}})))
"""


def _printed(script: str) -> str:
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout


def test_most_models_are_not_built_at_import_and_every_one_can_be() -> None:
    assert _printed(_EVERY_MODEL).split() == ["True", "True"]


def test_an_update_means_the_same_as_with_aiogram_imported_as_usual() -> None:
    lean = _printed(_ONE_UPDATE.format(first="bot.channels.telegram.inbound"))
    usual = _printed(_ONE_UPDATE.format(first="aiogram"))
    assert lean == usual
    assert "PhotoSize" in lean
