"""A made report in the chat: its main numbers, its rows, the files behind a number, and the report as a file."""

from bot.callbacks import Desk, Work, pack
from bot.ports import CSV, XLSX, Attachment, Button, Card
from bot.services.authority import may
from bot.services.paper_files import PDF
from bot.services.reports.export import Written
from bot.services.reports.reading import BROKEN, found, written
from bot.services.reports.telling import brief, by_line, columns, summary
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, pairs
from flows.authority import Act
from flows.reports.table import Line

AREA = "reports"
_LINES, _FILES = 10, 8  # rows of a report, files behind a number, on one card


def made_card(visit: Visit, code: str) -> Card | None:
    """The main numbers of a made report; None where there is none that this person may read."""
    made = found(visit, code)
    if made is None:
        return None
    visit.screen = Working(AREA, "made", code)
    voice = visit.voice
    if made.kind.startswith(f"{BROKEN}:"):
        lines = [str(line) for line in _texts(made.data.get("lines"))]
        return visit.say("reports.contradicts", {"lines": lines}, (_away(visit),))
    told = written(visit, made)
    head = [*told.title(), told.naming.say("made", {"at": made.made_at})]
    buttons = _traced(told, code, 0) if told.table.lines and not by_line(told) else []
    more = [
        voice.button("reports.button_lines", Work(AREA, "lines", code)),
        voice.button("reports.button_file", Work(AREA, "file", code), main=True),
    ]
    rows = (*pairs(buttons), tuple(more), _away(visit))
    return visit.say("reports.made_card", {"head": head, "lines": summary(told)}, rows)


def lines_card(visit: Visit, code: str, page: str) -> Card | None:
    """The rows of a report, some on a card, each with a button."""
    told = _told(visit, code)
    if told is None:
        return None
    lines, begin = told.table.lines, _LINES * (int(page) if page.isdigit() else 0)
    visit.screen = Working(AREA, "lines", code, page)
    shown = list(enumerate(lines))[begin : begin + _LINES]
    buttons = [_button(told.naming.line(line.key), Work(AREA, "line", code, str(place))) for place, line in shown]
    turns = (begin - _LINES, begin + _LINES)
    further = [_page(visit, "lines", code, number // _LINES) for number in turns if 0 <= number < len(lines)]
    params = {"head": told.title()[:1], "lines": [brief(told, line) for _, line in shown]}
    return visit.say("reports.made_card", params, (*pairs(buttons), *_row(further), _back(visit, code)))


def line_card(visit: Visit, code: str, place: str) -> Card | None:
    """One row, column by column, with a button for each number that has files behind it."""
    told, number = _told(visit, code), int(place) if place.isdigit() else -1
    if told is None or not 0 <= number < len(told.table.lines):
        return None
    visit.screen = Working(AREA, "line", code, place)
    line = told.table.lines[number]
    params = {"head": [*told.title()[:1], told.naming.line(line.key)], "lines": columns(told, line)}
    return visit.say("reports.made_card", params, (*pairs(_traced(told, code, number)), _back(visit, code)))


def files_card(visit: Visit, code: str, place: str, rest: str) -> Card | None:
    """The files behind a number (`rest`: column and page); each opens for who may open it."""
    told = _told(visit, code)
    column, _, page = rest.partition(".")
    if told is None or not (place.isdigit() and column.isdigit()):
        return None
    if int(place) >= len(told.table.lines) or int(column) >= len(told.table.columns):
        return None
    visit.screen = Working(AREA, "files", code, place, rest)
    line, name = told.table.lines[int(place)], told.table.columns[int(column)]
    files, begin = line.figures[int(column)].files, _FILES * (int(page) if page.isdigit() else 0)
    shown = files[begin : begin + _FILES]
    buttons = [Button(file, data) for file in shown if (data := _opens(visit, file))]
    further = [
        _page(visit, "files", code, number // _FILES, place, column)
        for number in (begin - _FILES, begin + _FILES)
        if 0 <= number < len(files)
    ]
    params = {
        "what": told.naming.column(told.table.name, name),
        "line": told.naming.line(line.key),
        "count": len(files),
        "files": [f"{number}. {file}" for number, file in enumerate(shown, begin + 1)],
    }
    return visit.say("reports.files_card", params, (*pairs(buttons), *_row(further), _back(visit, code)))


def file_card(visit: Visit, code: str) -> Card | None:
    """The report as files; who fetches one is logged."""
    told = _told(visit, code)
    if told is None:
        return None
    visit.screen = Working(AREA, "file", code)
    name = f"{told.naming.say(f'name_{told.table.name}')} {told.period.first:%d-%m-%Y} – {told.period.last:%d-%m-%Y}"
    files = tuple(
        Attachment(f"w:{AREA}:{code}:{end}", f"{name}.{end}", kind)
        for end, kind in (("xlsx", XLSX), ("pdf", PDF), ("csv", CSV))
    )
    card = visit.say("reports.file_card", rows=(_back(visit, code),))
    return Card(card.text, card.rows, files=files)


def _told(visit: Visit, code: str) -> Written | None:
    made = found(visit, code)
    return None if made is None or made.kind.startswith(f"{BROKEN}:") else written(visit, made)


def _traced(told: Written, code: str, place: int) -> list[Button]:
    """A button for each number of a row that has files behind it."""
    line: Line = told.table.lines[place]
    cells = enumerate(zip(told.table.columns, line.figures, strict=True))
    return [
        _button(
            f"{told.naming.column(told.table.name, name)}: {len(one.files)}",
            Work(AREA, "files", code, str(place), f"{number}.0"),
        )
        for number, (name, one) in cells
        if one.files
    ]


def _opens(visit: Visit, reference: str) -> str:
    """The data of the button that opens a file; '' where this person may not."""
    record = visit.u.dossiers.by_reference(reference)
    allowed = record is not None and may(visit, Act.OPEN_FILE, record) is not None
    return pack(Desk("open", reference)) if allowed else ""


def _button(label: str, press: Work) -> Button:
    return Button(label, pack(press))


def _page(visit: Visit, verb: str, code: str, page: int, place: str = "", column: str = "") -> Button:
    press = Work(AREA, verb, code, str(page)) if verb == "lines" else Work(AREA, verb, code, place, f"{column}.{page}")
    return visit.voice.button("reports.button_page", press, {"page": page + 1})


def _back(visit: Visit, code: str) -> tuple[Button, ...]:
    return (visit.voice.button("reports.button_report", Work(AREA, "made", code)),)


def _away(visit: Visit) -> tuple[Button, ...]:
    return (visit.voice.button("reports.button_others", Work(AREA, "home")),)


def _row(buttons: list[Button]) -> Rows:
    return (tuple(buttons),) if buttons else ()


def _texts(data: object) -> list[object]:
    return data if isinstance(data, list) else []
