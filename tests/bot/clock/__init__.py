"""Tests of planning, delivery and the ticks, with a real database."""
