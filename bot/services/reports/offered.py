"""What the office offers, as the indicators of QĐ 766 and of TT 01/2018 see it."""

from bot.services.reports.cases import FILING, ONLINE
from content.catalog import Library
from content.sheet import Sheet
from flows.reports.kpi_shares import Service
from flows.reports.nine import Premises

_OURS = ("commune", "several")  # who decides; the rest is other offices' work


def services(library: Library) -> tuple[Service, ...]:
    """Every procedure that the commune decides."""
    special = library.indicators
    return tuple(
        Service(
            sheet.key,
            sheet.field,
            complete=is_complete(sheet),
            online=is_online(sheet),
            feedback=sheet.key in special.feedback,
            paper=sheet.key not in special.no_paper,
        )
        for sheet in library.procedures.values()
        if sheet.decides in _OURS
    )


def is_complete(sheet: Sheet) -> bool:
    """Whether the public list tells all parts of it: who, where, papers, limit, fee, result and legal basis."""
    texts = (sheet.who, sheet.where, sheet.result)
    return all(texts) and bool(sheet.papers and sheet.limits and sheet.fees and sheet.basis)


def is_online(sheet: Sheet) -> bool:
    """Whether residents can file it themselves with their own account."""
    step = sheet.steps.get(FILING)
    return step is not None and any(option.id == ONLINE for option in step.options)


def premises(library: Library) -> Premises:
    """The one-stop itself: the fields its desks take, and whether the list of procedures hangs there."""
    office = library.office
    return Premises(frozenset(field for desk in office.desks for field in desk.fields), office.list_posted)
