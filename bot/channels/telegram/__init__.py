"""Telegram: aiogram answers (inbound), python-telegram-bot notifies (outbound); nothing else knows either."""
