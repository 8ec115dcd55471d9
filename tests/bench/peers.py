"""The peers: a six-step form as an aiogram bot is usually written, in memory or with a SQLite commit a step.

Run as `python -m tests.bench.peers memory|sqlite --api http://… [--port N]`; with a port updates come by webhook.
"""

import argparse
import asyncio
from pathlib import Path

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from tests.bench.sqlite_storage import SqliteStorage
from tests.botapi.server import TOKEN

SECRET = "secret-of-the-bench"
router = Router()


class Form(StatesGroup):
    name = State()
    born_on = State()
    sex = State()
    phone = State()
    photo = State()
    confirm = State()


def keyboard(**labels: str) -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(text=label, callback_data=data)] for data, label in labels.items()]
    return InlineKeyboardMarkup(inline_keyboard=rows)


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    await state.clear()
    await state.set_state(Form.name)
    await message.answer("Họ và tên của ông/bà?")


@router.message(Form.name, F.text)
async def take_name(message: Message, state: FSMContext) -> None:
    await state.update_data(name=message.text)
    await state.set_state(Form.born_on)
    await message.answer("Ngày sinh của ông/bà?")


@router.message(Form.born_on, F.text.regexp(r"^\d{1,2}/\d{1,2}/\d{4}$"))
async def take_day(message: Message, state: FSMContext) -> None:
    await state.update_data(born_on=message.text)
    await state.set_state(Form.sex)
    await message.answer("Giới tính?", reply_markup=keyboard(female="Nữ", male="Nam"))


@router.callback_query(Form.sex, F.data.in_({"female", "male"}))
async def take_sex(callback: CallbackQuery, state: FSMContext) -> None:
    await state.update_data(sex=callback.data)
    await state.set_state(Form.phone)
    await callback.answer()
    if isinstance(callback.message, Message):
        await callback.message.answer("Số điện thoại?")


@router.message(Form.phone, F.text.regexp(r"^0\d{9}$"))
async def take_phone(message: Message, state: FSMContext) -> None:
    await state.update_data(phone=message.text)
    await state.set_state(Form.photo)
    await message.answer("Xin gửi ảnh giấy tờ.")


@router.message(Form.photo, F.photo)
async def take_photo(message: Message, state: FSMContext) -> None:
    assert message.photo is not None
    await state.update_data(photo=message.photo[-1].file_id)
    await state.set_state(Form.confirm)
    answers = await state.get_data()
    listed = "\n".join(f"{key}: {value}" for key, value in answers.items())
    await message.answer(f"Xin xem lại:\n{listed}", reply_markup=keyboard(send="Gửi"))


@router.callback_query(Form.confirm, F.data == "send")
async def take_confirmation(callback: CallbackQuery, state: FSMContext) -> None:
    await state.clear()
    await callback.answer()
    if isinstance(callback.message, Message):
        await callback.message.answer("Đã nhận hồ sơ.")


@router.message()
async def not_understood(message: Message) -> None:
    await message.answer("Xin trả lời lại câu hỏi.")


async def poll(bot: Bot, dispatcher: Dispatcher) -> None:
    await bot.delete_webhook()
    await dispatcher.start_polling(bot, handle_signals=False)


async def listen(bot: Bot, dispatcher: Dispatcher, port: int) -> None:
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(app, path="/hook")
    setup_application(app, dispatcher, bot=bot)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port, backlog=1024).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
    await asyncio.Event().wait()


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("storage", choices=("memory", "sqlite"))
    parser.add_argument("--api", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--data", type=Path, default=Path())
    chosen = parser.parse_args()
    storage: BaseStorage = MemoryStorage() if chosen.storage == "memory" else SqliteStorage(chosen.data / "peer.db")
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_router(router)
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(chosen.api)))
    await (listen(bot, dispatcher, chosen.port) if chosen.port else poll(bot, dispatcher))


if __name__ == "__main__":
    asyncio.run(main())
