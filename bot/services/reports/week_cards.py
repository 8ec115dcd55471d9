"""The week in words and as a picture."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.callbacks import Desk, Work
from bot.ports import Attachment, Card
from bot.services.reports.naming import Naming
from bot.services.visit import pairs
from bot.services.voice import Voice
from flows.answers import Data
from flows.reports.codec import week_from_data
from flows.reports.week import Bar, Week
from storage.records import Notice
from storage.unit_of_work import UnitOfWork

AREA = "reports"
_MOST_BARS = 8  # fields of a panel; the rest is one bar
# What each panel shows: the colours and names of its parts.
_PANELS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "received": (("blue", "online"), ("sky", "desk")),
    "handled": (("green", "early"), ("yellow", "on_time"), ("red", "late")),
    "running": (("green", "in_time"), ("orange", "soon"), ("red", "overdue")),
    "returned": (("grey", "files"),),
}


def told(u: UnitOfWork, voice: Voice, notice: Notice, _: datetime) -> Card | None:
    """The message of the week with its picture."""
    code = str(notice.params.get("report"))
    made = u.reports.made(code)
    if made is None:
        return None
    found = week_from_data(made.data)
    picture = Attachment(
        f"w:{AREA}:{code}:png", voice.say("reports.week_file", _days(found)), "image/png", picture=True
    )
    buttons = [voice.button("reports.button_reports", Work(AREA, "home"), main=True)]
    overdue = _sums(found.running)[2]
    if overdue:
        buttons.append(voice.button("desk.button_only_late", Desk("list", "late"), {"count": overdue}))
    return Card(in_words(voice, found), pairs(buttons), "notice", "choice", files=(picture,))


def in_words(voice: Voice, week: Week) -> str:
    """The numbers of a week in a few lines."""
    online, desk = week.received[-1].parts
    early, on_time, late = _sums(week.handled)
    in_time, soon, overdue = _sums(week.running)
    naming = Naming(voice.library, voice.language)
    told_reasons = [f"{naming.line(f'reason:{bar.key}')} ({bar.parts[0]})" for bar in week.returned[:3]]
    return voice.say(
        "reports.week",
        {
            **_days(week),
            "received": online + desk,
            "online": online,
            "decided": early + on_time + late,
            "early": early,
            "on_time": on_time,
            "late": late,
            "running": in_time + soon + overdue,
            "soon": soon,
            "overdue": overdue,
            "reasons": ", ".join(told_reasons),
        },
    )


def chart(voice: Voice, week: Week) -> dict[str, Data]:
    """The picture of a week, as the workshop draws it."""
    panels: list[Data] = [
        _panel(voice, name, bars)
        for name, bars in (
            ("received", week.received),
            ("handled", week.handled),
            ("running", week.running),
            ("returned", week.returned),
        )
    ]
    title = voice.say("reports.week_title", _days(week))
    return {"title": title, "note": voice.say("reports.week_note"), "panels": panels}


def _panel(voice: Voice, name: str, bars: Sequence[Bar]) -> Data:
    empty = not any(sum(bar.parts) for bar in bars)
    shown = () if empty else bars[:_MOST_BARS]
    series: list[Data] = [
        {"name": voice.say(f"reports.part_{part}"), "colour": colour, "values": [bar.parts[place] for bar in shown]}
        for place, (colour, part) in enumerate(_PANELS[name])
    ]
    labels: list[Data] = [_label(voice, name, bar.key) for bar in shown]
    title, none = (voice.say(f"reports.{what}_{name}") for what in ("panel", "none"))
    return {"title": title, "none": none, "labels": labels, "series": series}


def _label(voice: Voice, panel: str, key: str) -> str:
    if panel == "received":
        return f"{date.fromisoformat(key):%d/%m}"
    return Naming(voice.library, voice.language).line(f"{'reason' if panel == 'returned' else 'field'}:{key}")


def _sums(bars: Sequence[Bar]) -> tuple[int, int, int]:
    first, second, third = (sum(bar.parts[place] for bar in bars) for place in range(3))
    return first, second, third


def _days(week: Week) -> dict[str, object]:
    return {"first": week.first, "last": week.last}
