"""Pushes over Telegram with python-telegram-bot: paced, and with errors named after the remedy."""
