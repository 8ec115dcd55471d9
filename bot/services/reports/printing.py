"""A made report as a form to be printed, signed and filed."""

from bot.services.form_files import Order
from bot.services.form_filling import letterhead
from bot.services.reports.reading import written
from bot.services.reports.telling import cells
from bot.services.visit import Visit
from content.forms.filled import Statement
from flows.calendar import local_day
from storage.reports import MadeReport


def printed(visit: Visit, made: MadeReport) -> Order:
    """The report as a sheet, its numbers as the chat says them."""
    told = written(visit, made)
    table, naming = told.table, told.naming
    sheet = Statement(
        letterhead(visit, visit.library.law.on(local_day(visit.now))),
        made.made_at,
        tuple(told.title()),
        tuple(naming.column(table.name, column) for column in table.columns),
        tuple((naming.line(line.key), *cells(told, line)) for line in table.lines),
        tuple(naming.how(table)),
    )
    name = f"{table.name}_{made.first:%Y%m%d}_{made.last:%Y%m%d}"
    return Order("statement", sheet, visit.voice.language, name)
