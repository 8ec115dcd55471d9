"""Every module of tables beside `storage.tables`: one line each, and the tables in it are known."""

from storage import (
    tables_desk,
    tables_discipline,
    tables_inspections,
    tables_mandates,
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
    "tables_desk",
    "tables_discipline",
    "tables_inspections",
    "tables_mandates",
    "tables_neighbours",
    "tables_opinions",
    "tables_outreach",
    "tables_reach",
    "tables_reports",
    "tables_retention",
    "tables_roster",
    "tables_yearplan",
]
