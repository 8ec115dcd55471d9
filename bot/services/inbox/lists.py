"""The inbox: the files of an official's fields by what presses, with counts as buttons; only what is shown is read."""

from bot.callbacks import Desk, Menu, Work
from bot.ports import Button, Card
from bot.services.authority import fields_for, may
from bot.services.call_lists import lists_button
from bot.services.dossiers import state_label, title
from bot.services.inbox.choice import AREA, Choice, cursor, narrowed, read, spot_of, total
from bot.services.inbox.held import held_button
from bot.services.inbox.together import batch_button, field_name
from bot.services.letters import letters_button
from bot.services.rating import totals_button
from bot.services.retention_cards import numbers_button
from bot.services.screens import DeskHome
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, pairs
from flows.authority import Act
from flows.inbox import Colour, Marks, colour_of, marks
from storage.inbox import FIRST, Counts, Spot, Whose
from storage.records import DossierRecord

_PAGE = 8
_SHOWN = (Colour.RED, "late", "bare", Colour.AMBER, "today", Colour.NEW, Colour.WAITING, Colour.READY, Colour.CALM)
# Of these there are buttons even when nothing else is open.
_ALWAYS = (Colour.RED, "late", "bare")
_SHARES: tuple[Whose, ...] = ("mine", "ours", "others")
_MARKS = {
    Colour.RED: "🔴",
    Colour.AMBER: "🟡",
    Colour.NEW: "🆕",
    Colour.WAITING: "⏳",
    Colour.READY: "📬",
    Colour.CALM: "🟢",
}


def desk_home(visit: Visit, after: str = "", only: str = "") -> Card:
    """One page of the list that `only` names, from the place `after` on; for who is no official, that they are none."""
    allowed = fields_for(visit.u, visit.person, Act.LIST_FILES)
    if may(visit, Act.LIST_FILES) is None or allowed == frozenset():
        return visit.say("desk.not_staff")
    choice, at = read(only), marks(visit.now, visit.library.law)
    fields = narrowed(allowed, choice.field)
    visit.screen = DeskHome(after or "0", choice.written())
    begin = spot_of(after)
    found = visit.u.inbox.page(visit.person, fields, choice.kind, choice.whose, at, begin, _PAGE + 1)
    if not found and begin != FIRST:
        return desk_home(visit, "", only)
    tally = visit.u.inbox.counts(visit.person, fields, choice.whose, at)
    ways = (*pairs(_kinds(visit, choice, tally)), *pairs(_whose(visit, choice, fields, allowed, tally)))
    if not found:
        code = "desk.home_none" if choice == Choice() else "inbox.none"
        return visit.say(code, rows=(*ways, *_others(visit)))
    return _page(visit, choice, tally, found, at, ways)


def _page(
    visit: Visit, choice: Choice, tally: tuple[Counts, ...], found: tuple[Spot, ...], at: Marks, ways: Rows
) -> Card:
    voice, here = visit.voice, found[:_PAGE]
    records = [(spot, record) for spot in here if (record := visit.u.dossiers.get(spot.id)) is not None]
    lines = [_line(visit, number, record, spot, at) for number, (spot, record) in enumerate(records, 1)]
    buttons = [
        voice.button("desk.button_line", Desk("open", record.reference), {"number": n, "reference": record.reference})
        for n, (_, record) in enumerate(records, 1)
    ]
    more = Desk("list", choice.written(), cursor(here[-1]))
    turn = ((voice.button("desk.button_more", more),),) if found[_PAGE:] else ()
    heading = _heading(visit, choice, total(tally, choice.kind))
    shorter = pairs([*letters_button(visit), *batch_button(visit, choice.written(), [record for _, record in records])])
    rows = (*ways, *pairs(buttons), *turn, *shorter, *_others(visit))
    return Card(voice.say("inbox.home", {"heading": heading, "lines": lines}), rows, wants="choice")


def _heading(visit: Visit, choice: Choice, count: int) -> str:
    voice = visit.voice
    params = {
        "count": count,
        "what": voice.say(f"inbox.what_{choice.kind or 'open'}"),
        "whose": "" if choice.whose == "all" else voice.say(f"inbox.whose_{choice.whose}"),
        "field": field_name(visit, choice.field) if choice.field else "",
    }
    return voice.say("inbox.heading", params)


def _kinds(visit: Visit, choice: Choice, tally: tuple[Counts, ...]) -> list[Button]:
    """A button for each kind of which there are files; none where all files are of one kind and nothing presses."""
    counts = {kind: total(tally, kind) for kind in _SHOWN}
    every = total(tally, "")
    shown = [k for k in _SHOWN if counts[k] and k != choice.kind and (k in _ALWAYS or counts[k] < every)]
    if counts["late"] == counts[Colour.RED] and "late" in shown:
        shown.remove("late")  # only an apology makes them differ
    return [
        visit.voice.button(
            f"inbox.button_{kind}", Desk("list", choice.of(kind=kind).written()), {"count": counts[kind]}
        )
        for kind in shown
    ]


def _whose(
    visit: Visit,
    choice: Choice,
    fields: tuple[str, ...] | None,
    allowed: frozenset[str] | None,
    tally: tuple[Counts, ...],
) -> list[Button]:
    """Mine, the department's, colleagues', everything: each where it would show something else."""
    shares, voice = visit.u.inbox.shares(visit.person, fields), visit.voice
    every = sum(shares[name] for name in ("ours", "others"))
    names = [n for n in _SHARES if 0 < shares[n] < every and n != choice.whose]
    if "mine" in names and "ours" in names and shares["mine"] == shares["ours"]:
        names.remove("ours")
    buttons = [
        voice.button(f"inbox.button_{name}", Desk("list", choice.of(whose=name).written()), {"count": shares[name]})
        for name in names
    ]
    if choice != Choice():
        buttons.append(voice.button("inbox.button_all", Desk("list")))
    several = allowed is None or len(allowed) > 1
    if several and (choice.field or len(tally) > 1):
        buttons.append(voice.button("inbox.button_fields", Work(AREA, "fields", choice.written())))
    return buttons


def fields_card(visit: Visit, written: str) -> Card:
    """The fields that have open files, each with how many of them there are."""
    allowed, choice = fields_for(visit.u, visit.person, Act.LIST_FILES), read(written).of(field="")
    tally = visit.u.inbox.counts(visit.person, narrowed(allowed, ""), choice.whose, marks(visit.now, visit.library.law))
    buttons = [
        visit.voice.button(
            "inbox.button_field",
            Desk("list", choice.of(field=one.field).written()),
            {"field": field_name(visit, one.field), "count": one.by_kind[choice.kind] if choice.kind else one.total},
        )
        for one in tally
    ]
    visit.screen = Working(AREA, "fields", written)
    back = (visit.voice.button("desk.button_list", Desk("list")),)
    return visit.say("inbox.fields", rows=(*pairs(buttons), back))


def _line(visit: Visit, number: int, record: DossierRecord, spot: Spot, at: Marks) -> str:
    waiting = record.dossier.supplement
    params = {
        "number": number,
        "mark": _MARKS[colour_of(record.dossier.state, spot.late, at)],
        "reference": record.reference,
        "procedure": title(visit, record),
        "state": state_label(visit, record),
        "due": "" if waiting else record.dossier.due_at or "",
        "promised": "" if waiting else record.dossier.promised_at or "",
        "until": waiting.answer_by if waiting else "",
    }
    return visit.voice.say("desk.line", params)


def _others(visit: Visit) -> Rows:
    voice = visit.voice
    usual = (voice.button("desk.button_list", Desk("list")), voice.button("desk.button_browse", Menu("browse")))
    work = (voice.button("work.button", Menu("work")),)
    book = (voice.button("forms.button_register", Desk("register")),)
    first = (*((one,) for one in held_button(visit)), *((one,) for one in lists_button(visit)))
    return (*first, *totals_button(visit), *numbers_button(visit), book, work, usual)
