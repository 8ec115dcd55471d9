"""What buttons carry: at most 64 bytes, a closed set of presses, and nothing that is trusted."""

from dataclasses import dataclass, fields

from flows.text import fold

LIMIT = 64  # bytes of callback data that Telegram allows


@dataclass(frozen=True, slots=True)
class Answer:
    """An option of the question `key` in the draft `tag`."""

    tag: str
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to a question or to the whole draft (done, skip, fix, back, send, stop …)."""

    tag: str
    verb: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A step outside any draft (about, start, if, mine, help, lang, form …)."""

    verb: str
    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """An official's action on the dossier `reference`."""

    verb: str
    reference: str = ""
    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A step in an area of work (duty roster, mandates, reports …)."""

    area: str
    verb: str
    first: str = ""
    second: str = ""
    third: str = ""


Press = Answer | Act | Menu | Desk | Work
_LETTERS: dict[str, type[Answer] | type[Act] | type[Menu] | type[Desk] | type[Work]] = {
    "a": Answer,
    "x": Act,
    "m": Menu,
    "d": Desk,
    "w": Work,
}
_LETTER_OF = {kind: letter for letter, kind in _LETTERS.items()}


def pack(press: Press) -> str:
    """The press as button data; raises ValueError above 64 bytes (the content check keeps ids short enough)."""
    values = [getattr(press, field.name) for field in fields(press)]
    while values and values[-1] == "":
        values.pop()
    data = ":".join((_LETTER_OF[type(press)], *values))
    if len(data.encode()) > LIMIT:
        raise ValueError(f"button data above {LIMIT} bytes: {data[:20]}…")
    return data


def unpack(data: str) -> Press | None:
    """The press that was packed, None for anything else."""
    letter, *values = data.split(":")
    kind = _LETTERS.get(letter)
    if kind is None:
        return None
    try:
        return kind(*values)
    except TypeError:
        return None


def typed_press(labels: tuple[tuple[str, str], ...], text: str) -> str | None:
    """The data of the button meant by typed words: its number ('2'), or its label without case and diacritics.

    `labels` pairs a label (perhaps beginning '2. ') with its data.
    """
    said = fold(text)
    for label, data in labels:
        number, _, rest = fold(label).partition(" ")
        if said and data and said in (fold(label), *((number, rest) if number.isdigit() else ())):
            return data
    return None
