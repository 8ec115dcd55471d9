"""The notice board of a week in words: for the chat, and for the page that everybody can read and print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.callbacks import Menu, Work
from bot.ports import Card
from bot.services.authority import may
from bot.services.reports.naming import Naming
from bot.services.screens_work import Working
from bot.services.visit import Visit
from bot.services.voice import Voice
from flows.authority import Act
from flows.reports.board import Board, Shown
from flows.reports.codec import board_from_data
from storage.records import Notice
from storage.reports import BoardWeek
from storage.unit_of_work import UnitOfWork

AREA = "reports"


@dataclass(frozen=True, slots=True)
class BoardWords:
    """What the board says: its title, facts, days by field, and reasons of return with how to avoid them."""

    title: str
    facts: tuple[str, ...]
    medians: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    note: str
    rankings: tuple[str, ...] = ()


def words(voice: Voice, week: BoardWeek) -> BoardWords:
    """A week of the board in words."""
    board, naming = board_from_data(week.data), Naming(voice.library, voice.language)
    days = {"first": week.first, "last": week.first + timedelta(days=6)}
    medians = (
        voice.say(
            "reports.board_median",
            {"field": naming.line(f"field:{field}"), "days": _days(voice, str(median)), "short": median < 1},
        )
        for field, median in board.medians.items()
    )
    return BoardWords(
        voice.say("reports.board_title", days),
        tuple(_facts(voice, board)),
        tuple(medians),
        tuple((_reason(voice, naming, *one), voice.say(f"reports.avoid_{one[0]}")) for one in _known(voice, board)),
        voice.say("reports.board_note"),
        rankings(voice),
    )


def rankings(voice: Voice) -> tuple[str, ...]:
    """The commune's places, the latest year first."""
    return tuple(
        voice.say(
            "reports.board_ranking",
            {
                "year": str(one.year),
                "place": one.place,
                **{
                    name: voice.text(text)
                    for name, text in (("what", one.what), ("among", one.among), ("source", one.source))
                },
            },
        )
        for one in voice.library.office.rankings
    )


def board_card(visit: Visit) -> Card:
    """The board that everybody sees."""
    visit.screen = Working(AREA, "board")
    week, home = visit.u.reports.latest_board(), (visit.voice.button("dialogue.button_home", Menu("home")),)
    if week is None:
        return visit.say("reports.board_none", rows=(home,))
    return visit.say("reports.board", _params(visit.voice, week), (home,))


def waiting_card(visit: Visit) -> Card | None:
    """The board that waits for approval; None for who may not approve, and when none waits."""
    if may(visit, Act.APPROVE_BOARD) is None:
        return None
    visit.screen = Working(AREA, "waiting")
    week, voice = visit.u.reports.waiting_board(), visit.voice
    home = (voice.button("work.button", Menu("work")),)
    if week is None:
        return visit.say("reports.board_nothing_waits", rows=(home,))
    approve = voice.button("reports.button_approve", Work(AREA, "approve", week.first.isoformat()), main=True)
    return visit.say("reports.board_waiting", _params(voice, week), ((approve,), home))


def approve(visit: Visit, first: str) -> Card | None:
    """Shows the board to everybody, once; who did it is noted."""
    if may(visit, Act.APPROVE_BOARD) is None:
        return None
    try:
        shown = visit.u.reports.show_board(date.fromisoformat(first), visit.person, visit.now)
    except ValueError:
        return None
    if shown:
        visit.u.acts.log("board_shown", visit.person, visit.now, {"first": first})
    visit.screen = Working(AREA, "board")
    home = (visit.voice.button("work.button", Menu("work")),)
    return visit.say("reports.board_shown" if shown else "reports.board_shown_before", rows=(home,))


def told(u: UnitOfWork, voice: Voice, notice: Notice, _: datetime) -> Card | None:
    """Asks to approve a board; None when that has been done."""
    week = u.reports.board(date.fromisoformat(str(notice.params.get("first"))))
    if week is None or week.shown_at is not None:
        return None
    look = voice.button("reports.button_waiting", Work(AREA, "waiting"), main=True)
    return Card(voice.say("reports.board_waits", _params(voice, week)), ((look,),), "notice", "choice")


def _params(voice: Voice, week: BoardWeek) -> Mapping[str, object]:
    said = words(voice, week)
    reasons = [f"{reason}\n   {avoid}" for reason, avoid in said.reasons]
    return {
        "title": said.title,
        "facts": said.facts,
        "medians": said.medians,
        "reasons": reasons,
        "note": said.note,
        "rankings": said.rankings,
    }


def _facts(voice: Voice, board: Board) -> list[str]:
    counts = {name: _count(voice, shown) for name, shown in _shown(board).items()}
    facts = [voice.say("reports.board_received", {"count": counts["received"]})]
    facts.append(voice.say("reports.board_decided", {"count": counts["decided"]}))
    if board.late.count == 0 and board.decided.count:
        return [*facts, voice.say("reports.board_none_late")]
    if board.late.small or board.late.count:
        facts.append(voice.say("reports.board_late", {"count": counts["late"]}))
    if board.timely.small or board.timely.count:
        facts.append(voice.say("reports.board_timely", {"count": counts["timely"]}))
    return facts


def _shown(board: Board) -> dict[str, Shown]:
    return {"received": board.received, "decided": board.decided, "timely": board.timely, "late": board.late}


def _count(voice: Voice, shown: Shown) -> str:
    """The number, or that it is small; '' where it would betray another."""
    if shown.small:
        return voice.say("reports.small")
    return voice.say("reports.hidden") if shown.count is None else str(shown.count)


def _known(voice: Voice, board: Board) -> list[tuple[str, Shown]]:
    return [one for one in board.reasons if voice.library.wording.has(f"reports.avoid_{one[0]}")]


def _reason(voice: Voice, naming: Naming, reason: str, count: Shown) -> str:
    return voice.say("reports.board_reason", {"reason": naming.line(f"reason:{reason}"), "count": _count(voice, count)})


def _days(voice: Voice, median: str) -> str:
    return median.replace(".", voice.say("reports.decimal"))
