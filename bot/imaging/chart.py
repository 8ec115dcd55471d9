"""A picture of numbers for a telephone: panels of bars below each other, with a legend and the numbers in words.

What it draws is told in one mapping: `title`, `note`, and `panels`, each with `title`, `none` (said where nothing is
drawn), `labels` (one for each bar) and `series` (`name`, `colour`, `values`), drawn as parts of the same bar.
"""

import io
from collections.abc import Mapping, Sequence
from textwrap import fill

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from flows.answers import Data

WIDTH = 1080  # pixels
_DOTS = 120  # an inch
# Colours that people who see no red or green tell apart as well (Okabe, Ito 2008), and that differ in lightness.
COLOURS: Mapping[str, str] = {
    "blue": "#0072B2",
    "sky": "#56B4E9",
    "green": "#009E73",
    "yellow": "#F0E442",
    "orange": "#E69F00",
    "red": "#D55E00",
    "grey": "#8A8F94",
}
_INK, _QUIET = "#1b2126", "#44484b"
_BAR = 0.62  # inches of height that a bar takes with what is around it
_HEAD, _PANEL_HEAD = 1.15, 1.0  # inches
_LABEL = 20  # letters of a label on one line
_READABLE = 0.06  # of the longest bar: a part below is too narrow for its number

mpl.use("agg")


def draw(chart: Mapping[str, Data]) -> bytes:
    """The picture as PNG, WIDTH pixels wide and as high as its bars need."""
    panels = [_panel(one) for one in _items(chart.get("panels"))]
    heights = [_PANEL_HEAD + _BAR * len(labels) for _, _, labels, _ in panels]
    high = _HEAD + sum(heights)
    figure = Figure(figsize=(WIDTH / _DOTS, high), dpi=_DOTS, facecolor="white")
    figure.text(0.03, 1 - 0.30 / high, str(chart.get("title")), size=19, weight="bold", color=_INK, va="center")
    figure.text(0.03, 1 - 0.72 / high, str(chart.get("note")), size=14, color=_QUIET, va="center")
    top = high - _HEAD
    for (title, none, labels, series), height in zip(panels, heights, strict=True):
        figure.text(0.03, (top - 0.12) / high, title, size=16, weight="bold", color=_INK, va="center")
        bottom = top - height
        axes = figure.add_axes((0.30, (bottom + 0.15) / high, 0.66, (height - _PANEL_HEAD + 0.1) / high))
        if labels:
            _bars(axes, labels, series)
            _legend(figure, series, (top - 0.50) / high)
        else:
            axes.set_axis_off()
            figure.text(0.03, (top - 0.50) / high, none, size=14, color=_QUIET, va="center")
        top = bottom
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


Series = tuple[str, str, Sequence[int]]


def _panel(data: Data) -> tuple[str, str, list[str], Sequence[Series]]:
    told = data if isinstance(data, dict) else {}
    series = [one for one in _items(told.get("series")) if isinstance(one, dict)]
    read: list[Series] = [
        (
            str(one.get("name")),
            COLOURS[str(one.get("colour"))],
            [int(str(value)) for value in _items(one.get("values"))],
        )
        for one in series
    ]
    return str(told.get("title")), str(told.get("none")), [str(one) for one in _items(told.get("labels"))], read


def _bars(axes: Axes, labels: Sequence[str], series: Sequence[Series]) -> None:
    """One bar for each label, its parts side by side with their numbers, and behind it the sum."""
    axes.set_frame_on(False)
    axes.tick_params(length=0)
    axes.set_xticks([])
    places = range(len(labels))
    axes.set_yticks(list(places), [fill(one, _LABEL) for one in labels], size=13, color=_INK)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    begun, most = [0] * len(labels), max(1, *(sum(values) for values in zip(*(s[2] for s in series), strict=True)))
    axes.set_xlim(0, most * 1.42)
    for _, colour, values in series:
        axes.barh(list(places), values, left=begun, height=0.66, color=colour, edgecolor="white")
        for place, value in enumerate(values):
            if value >= most * _READABLE:
                axes.text(
                    begun[place] + value / 2, place, str(value), size=13, color=_on(colour), ha="center", va="center"
                )
        begun = [before + value for before, value in zip(begun, values, strict=True)]
    for place, total in enumerate(begun):
        parts = [values[place] for _, _, values in series]
        axes.text(total + most * 0.015, place, _sum(parts, most), size=13, weight="bold", color=_INK, va="center")


def _sum(parts: Sequence[int], most: int) -> str:
    """The sum; with its parts where one of them is too narrow to be read in the bar."""
    narrow = any(0 < part < most * _READABLE for part in parts)
    return f"{sum(parts)} ({' + '.join(map(str, parts))})" if narrow and len(parts) > 1 else str(sum(parts))


def _legend(figure: Figure, series: Sequence[Series], high: float) -> None:
    if len(series) < 2:
        return
    left = 0.03
    for name, colour, _ in series:
        figure.text(left, high, "■", size=15, color=colour, va="center")
        figure.text(left + 0.028, high, name, size=13, color=_INK, va="center")
        left += 0.06 + 0.0152 * len(name)


def _on(colour: str) -> str:
    """Black or white, whichever is read better on a colour."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "white" if 1.05 / (light + 0.05) > (light + 0.05) / 0.065 else _INK


def _linear(value: float) -> float:
    """A channel of sRGB as light (WCAG 2.2)."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _items(data: Data) -> list[Data]:
    return data if isinstance(data, list) else []
