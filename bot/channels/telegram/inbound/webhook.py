"""The webhook: checks the secret, answers 200 after the commit, and lets the last answer ride in the response."""

import logging
from secrets import compare_digest

from aiogram import Bot
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError

from bot.channels.telegram.inbound.handlers import Failed
from bot.channels.telegram.inbound.intake import Intake

log = logging.getLogger("motcua.telegram")
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """The handler of one bot's updates."""

    def __init__(self, bot: Bot, intake: Intake, secret: str) -> None:
        self._context = {"bot": bot}
        self._intake, self._secret = intake, secret.encode()

    async def handle(self, request: web.Request) -> web.Response:
        """One update in; 403 without the secret, 503 while the turn could not be committed, else 200."""
        if not compare_digest(request.headers.get(HEADER, "").encode(), self._secret):
            return web.Response(status=403)
        try:
            update = Update.model_validate_json(await request.read(), context=self._context)
        except ValidationError:
            log.error("an update that cannot be read")  # 200 below: coming again would not make it readable
            return web.Response()
        taken = await self._intake.take(update, ride=True)
        if isinstance(taken, Failed):
            return web.Response(status=503)
        if taken is None:
            return web.Response()
        body = taken.model_dump_json(exclude_unset=True)
        riding = f'{{"method":"{taken.__api_method__}",{body[1:]}'
        return web.Response(body=riding.encode(), content_type="application/json")
