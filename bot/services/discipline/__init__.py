"""Discipline: delays explained and judged, reminders counted, reviews proposed, commendations, leaders' duties."""
