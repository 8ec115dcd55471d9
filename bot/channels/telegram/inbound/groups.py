"""Groups: nothing personal is said there. Whoever calls the bot by name gets a public sentence and a private link."""

from collections.abc import Callable

from aiogram.types import Message, User

from bot.ports import Card

GroupCard = Callable[[str], Card]
"""Makes the public card from the link that opens the private chat; a start code may be appended to it."""


def private_link(me: User) -> str:
    """The link to the bot's private chat, ready for a start code."""
    return f"https://t.me/{me.username}?start="


def addressed(message: Message, me: User) -> bool:
    """Whether a message in a group is meant for the bot: a command, a mention, or a reply to it."""
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == me.id:
        return True
    text, own = message.text or message.caption or "", f"@{me.username}".lower()
    for entity in message.entities or message.caption_entities or ():
        part = entity.extract_from(text).lower()
        if entity.type == "mention" and part == own:
            return True
        if entity.type == "bot_command" and part.partition("@")[1:] in (("", ""), ("@", own[1:])):
            return True
    return False
