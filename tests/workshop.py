"""The real workshop, one for the whole test run: its workers begin when the first test sends a picture."""

from bot.imaging.workshop import Workers

WORKSHOP = Workers(1)
