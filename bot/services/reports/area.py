"""Reports in the chat: ordered, looked at, traced to their files and fetched; the week's picture; the notice board."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.callbacks import Work
from bot.ports import CSV, XLSX, Button, Card, File
from bot.services.area import Area, Drawing, Errand, Reckoned
from bot.services.authority import may
from bot.services.reports import board_cards, made_cards, ordering, week_cards
from bot.services.reports.export import Written, csv_text, xlsx_bytes
from bot.services.reports.printing import printed
from bot.services.reports.reading import BROKEN, WEEK, found, readable, written
from bot.services.screens_work import Working
from bot.services.visit import Visit
from flows.authority import Act
from flows.reports.codec import week_from_data
from storage.database import Database
from storage.reports import MadeReport

NAME = "reports"


def press(visit: Visit, button: Work) -> Card | None:
    """What a button of reports does."""
    first, second, third = button.first, button.second, button.third
    match button.verb:
        case "make":
            return ordering.order(visit, first, second)
        case "approve":
            return board_cards.approve(visit, first)
        case verb:
            return _look(visit, "period" if verb == "kind" else verb, first, second, third)


def show(visit: Visit, screen: Working) -> Card | None:
    """The place drawn anew; a report that is being made is only waited for."""
    if screen.place == "making":
        return ordering.waiting(visit, screen.first, screen.second) if readable(visit) else None
    return _look(visit, screen.place or "home", screen.first, screen.second, screen.third)


def _look(visit: Visit, place: str, first: str, second: str, third: str) -> Card | None:
    match place:
        case "home":
            return ordering.home(visit)
        case "period":
            return ordering.ask_period(visit, first)
        case "made":
            return made_cards.made_card(visit, first)
        case "lines":
            return made_cards.lines_card(visit, first, second)
        case "line":
            return made_cards.line_card(visit, first, second)
        case "files":
            return made_cards.files_card(visit, first, second, third)
        case "file":
            return made_cards.file_card(visit, first)
        case "board":
            return board_cards.board_card(visit)
        case "waiting":
            return board_cards.waiting_card(visit)
    return None


def typed(visit: Visit, screen: Working, text: str) -> Card | None:
    """Days typed where a report asks for them."""
    return ordering.take_words(visit, screen.first, text) if screen.place == "period" else None


def doors(visit: Visit) -> list[Button]:
    """Reports for those who may read any; the board for everybody once there is one, and its approval."""
    voice, offered = visit.voice, []
    if readable(visit):
        offered.append(voice.button("reports.button_reports", Work(NAME, "home")))
    if may(visit, Act.APPROVE_BOARD) is not None and visit.u.reports.waiting_board() is not None:
        offered.append(voice.button("reports.button_waiting", Work(NAME, "waiting")))
    if visit.u.reports.latest_board() is not None:
        offered.append(voice.button("reports.button_board", Work(NAME, "board")))
    return offered


def file(visit: Visit, rest: str) -> Errand | None:
    """A made report as a workbook, rows or a picture; who takes it out is logged."""
    code, _, form = rest.partition(":")
    made = found(visit, code)
    if made is None or made.kind.startswith(f"{BROKEN}:"):
        return None
    if made.kind == WEEK:
        return _picture(visit, made) if form == "png" else None
    if form not in ("xlsx", "csv", "pdf"):
        return None
    _log(visit, made, form)
    if form == "pdf":
        return printed(visit, made)
    return Reckoned(_made_by(written(visit, made), form))


def _picture(visit: Visit, made: MadeReport) -> Drawing:
    _log(visit, made, "png")
    week = week_from_data(made.data)
    name = visit.voice.say("reports.week_file", {"first": week.first, "last": week.last})
    return Drawing(week_cards.chart(visit.voice, week), f"{name}.png")


def _log(visit: Visit, made: MadeReport, form: str) -> None:
    days = {"first": made.first.isoformat(), "last": made.last.isoformat()}
    visit.u.acts.log("report_taken", visit.person, visit.now, {"report": made.kind, "form": form, **days})


def _made_by(told: Written, form: str) -> Callable[[Database], Awaitable[File]]:
    async def make(_: Database) -> File:
        name = f"{told.table.name}_{told.period.first:%Y%m%d}_{told.period.last:%Y%m%d}.{form}"
        if form == "csv":
            # The mark by which a spreadsheet knows that the letters are UTF-8.
            return File(csv_text(told).encode("utf-8-sig"), name, CSV)
        return File(await asyncio.to_thread(xlsx_bytes, told), name, XLSX)

    return make


AREA = Area(press=press, show=show, typed=typed, doors=doors, file=file)
