"""What an area of work is: a part of the program with buttons, a screen, words, photos and files of its own.

An area lives in a package of its own, `bot/services/<area>/`, and is entered in `bot.services.areas` by one line. It
imports neither that list nor what draws and dispatches (`showing`, `menu`, `dialogue`), so that it can be left out.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.callbacks import Work
from bot.ports import Button, Card, File
from bot.services.attachments import Found
from bot.services.form_files import Order
from bot.services.screens_work import Working
from bot.services.uploads import Upload
from bot.services.visit import Visit
from flows.answers import Data
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A file that takes long: made outside the turn, page by page; `make` must not look at the clock."""

    make: Callable[[Database], Awaitable[File]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of numbers (`bot.imaging.chart` says what `chart` holds), drawn outside the turn."""

    chart: Mapping[str, Data]
    name: str


# What a file's id leads to: its bytes, a form to be typeset, a document of the vault, something to reckon or to draw.
Errand = File | Order | Found | Reckoned | Drawing


def _no_card(*_: object) -> None:
    """Where an area has no answer."""


def _no_doors(_: Visit) -> Sequence[Button]:
    """Where an area offers nothing on the card of all work."""
    return ()


@dataclass(frozen=True, slots=True)
class Area:
    """What the program asks of an area; each answer is None where it has none, and authority is looked up in each.

    `press`: a button. `show`: its screen drawn anew, nothing changed by it. `typed`: words on its screen that are no
    button's label. `sent`: a photo on its screen, in the vault already; `visit.keeps` must be set when it was put on
    record, else it is destroyed. `doors`: the buttons this person is offered. `opened`: a code that came by a link or
    was typed. `file`: what the id `w:<area>:<rest>` of an attachment leads to, `rest` given.
    """

    press: Callable[[Visit, Work], Card | None]
    show: Callable[[Visit, Working], Card | None]
    typed: Callable[[Visit, Working, str], Card | None] = _no_card
    sent: Callable[[Visit, Working, Upload], Card | None] = _no_card
    doors: Callable[[Visit], Sequence[Button]] = _no_doors
    opened: Callable[[Visit, str], Card | None] = _no_card
    file: Callable[[Visit, str], Errand | None] = _no_card
