"""The tables of every area of work, each in a module of its own; a new one is added here."""

from storage import (
    tables_companions,
    tables_desk,
    tables_discipline,
    tables_inbox,
    tables_inspections,
    tables_mandates,
    tables_misses,
    tables_neighbours,
    tables_opinions,
    tables_outreach,
    tables_reach,
    tables_reports,
    tables_retention,
    tables_roster,
    tables_yearplan,
)

__all__ = [
    "tables_companions",
    "tables_desk",
    "tables_discipline",
    "tables_inbox",
    "tables_inspections",
    "tables_mandates",
    "tables_misses",
    "tables_neighbours",
    "tables_opinions",
    "tables_outreach",
    "tables_reach",
    "tables_reports",
    "tables_retention",
    "tables_roster",
    "tables_yearplan",
]
