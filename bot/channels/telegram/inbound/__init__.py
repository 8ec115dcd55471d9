"""From Telegram to the Listener and back, with aiogram; an update is acknowledged after its turn is committed."""

from bot.channels.telegram.inbound.lean import load

load()
