"""The Telegram channel as a whole: aiogram answers, python-telegram-bot notifies, one token."""

from collections.abc import Mapping

from aiohttp import web

from bot.channels.telegram.inbound.groups import GroupCard
from bot.channels.telegram.inbound.reception import Patience, Reception
from bot.channels.telegram.outbound.courier import TelegramCourier
from bot.ports import Listener


class TelegramChannel:
    """Conversations and pushes of one bot. `api` is the address of the Bot API, `rate` the pushes a second."""

    def __init__(
        self,
        token: str,
        api: str,
        listener: Listener,
        group_card: GroupCard,
        *,
        webhook_url: str = "",
        secret: str = "",
        rate: float = 20.0,
        commands: Mapping[str, str] | None = None,
        patience: Patience | None = None,
    ) -> None:
        api = api.rstrip("/")
        self.reception = Reception(
            token,
            api,
            listener,
            group_card,
            webhook_url=webhook_url,
            secret=secret,
            commands=commands,
            patience=patience,
        )
        self.courier = TelegramCourier(token, api, listener.file, rate)

    def routes(self, app: web.Application) -> None:
        """Adds the webhook to a web application."""
        self.reception.routes(app)

    async def start(self) -> None:
        """Begins to take updates; does not wait for Telegram."""
        await self.reception.start()

    async def stop(self) -> None:
        """Finishes turns in work, acknowledges them, and closes the connections."""
        await self.reception.stop()
        await self.courier.stop()
