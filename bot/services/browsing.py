"""Before anything is begun: finding a procedure, what it needs, and what would change it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.callbacks import Menu
from bot.ports import Button, Card
from bot.services.authority import may
from bot.services.checklists import announced, basis, changes, tell
from bot.services.form_cards import empty_button
from bot.services.inbox.lists import desk_home
from bot.services.screens import About, Choosing, Home, WhatIf
from bot.services.screens_beside import Fields
from bot.services.standing import unfinished
from bot.services.visit import Rows, Visit, pairs
from content.sheet import Sheet
from flows.answers import Answers
from flows.authority import Act
from flows.calendar import local_day
from flows.kinds import Choice
from flows.procedure import Slot


def home(visit: Visit) -> Card:
    """The first page: an official's files, a resident's question what they need."""
    if may(visit, Act.LIST_FILES) is not None:
        return desk_home(visit)
    card = offers(visit)
    if not visit.staff():
        return card
    work = (visit.voice.button("work.button", Menu("work"), main=True),)
    return replace(card, text=visit.voice.say("dialogue.helper_home"), rows=(work, *card.rows))


def offers(visit: Visit) -> Card:
    """What do you need? The drafts that lie waiting come first, then the procedures."""
    voice = visit.voice
    visit.screen = Home()
    drafts = {draft.session.procedure for draft in visit.u.drafts.all_of(visit.person)}
    begun = unfinished(visit, 1)
    often = visit.library.often()
    begun += _named(visit, [key for key in often if key not in drafts], len(begun) + 1)
    if len(often) < len(visit.library.procedures):
        begun.append(voice.button("dialogue.button_fields", Menu("fields"), {"number": len(begun) + 1}))
    rest = [
        voice.button("dialogue.button_mine", Menu("mine")),
        voice.button("dialogue.button_official", Menu("official")),
        voice.button("dialogue.button_help", Menu("help")),
        voice.button("dialogue.button_language", Menu("lang", "vi" if voice.language == "en" else "en")),
    ]
    text = voice.say("dialogue.home" if not visit.seat.state else "dialogue.home_again")
    return Card(text, (*((one,) for one in begun), *pairs(rest)), wants="text")


def fields(visit: Visit) -> Card:
    """The fields the office offers procedures in, the whole list one tap below each (S11)."""
    visit.screen = Fields()
    known = dict.fromkeys(visit.library.procedures[key].field for key in visit.library.procedures)
    found = [
        (
            visit.voice.button(
                "dialogue.button_field",
                Menu("field", name),
                {"number": n, "field": visit.voice.say(f"words.field_{name}")},
            ),
        )
        for n, name in enumerate(known, 1)
    ]
    home = (visit.voice.button("dialogue.button_home", Menu("home")),)
    return visit.say("dialogue.fields", rows=(*found, home))


def field(visit: Visit, name: str) -> Card | None:
    """All procedures of a field; None when there are none (any more)."""
    keys = tuple(key for key, sheet in visit.library.procedures.items() if sheet.field == name)
    return choosing(visit, keys) if keys else None


def _named(visit: Visit, keys: Sequence[str], first: int) -> list[Button]:
    return [
        visit.voice.button(
            "dialogue.button_procedure", Menu("about", key), {"number": n, "procedure": _title(visit, key)}
        )
        for n, key in enumerate(keys, first)
    ]


def _title(visit: Visit, key: str) -> str:
    return visit.voice.text(visit.library.procedures[key].title)


def find(visit: Visit, words: str) -> Card | None:
    """The procedure meant by somebody's own words, or a choice of two or three; None when nothing fits."""
    hits = visit.library.finder.find(words)
    if not hits:
        return None
    if len(hits) == 1:
        return about(visit, visit.library.procedures[hits[0].key])
    return choosing(visit, tuple(hit.key for hit in hits), visit.library.finder.anonymous(words))


def choosing(visit: Visit, keys: tuple[str, ...], words: str = "") -> Card:
    """Two or three procedures to choose from; `words` are what they were found by, without names and numbers."""
    voice = visit.voice
    visit.screen = Choosing(",".join(keys), words)
    found = _named(visit, [key for key in keys if key in visit.library.procedures], 1)
    rows = (*((one,) for one in found), (voice.button("dialogue.button_none", Menu("home")),))
    return visit.say("dialogue.choosing", rows=rows)


def about(visit: Visit, sheet: Sheet) -> Card:
    """A procedure before it is begun: papers, fee, limit, minutes; an unfinished draft is offered first (F4)."""
    voice = visit.voice
    visit.screen = About(sheet.key)
    told = tell(voice, sheet, {}, local_day(visit.now))
    params = {"title": voice.text(sheet.title), "summary": voice.text(sheet.summary), "minutes": sheet.minutes}
    lines = [voice.say("dialogue.about", {**params, **told.params()})]
    if sheet.decides != "commune":
        lines.append(voice.say("dialogue.about_decides", {"decider": voice.say(f"words.decides_{sheet.decides}")}))
    if sheet.confidence != "high":
        lines.append(voice.say("dialogue.about_uncertain"))
    draft = visit.u.drafts.of(visit.person, sheet.key)
    begun = draft is not None and bool(draft.session.answers)
    if draft is not None and begun:
        lines.append(voice.say("dialogue.about_draft", {"answered": len(draft.session.answers)}))
    return Card("\n".join(lines), (*_beginnings(visit, sheet, begun), *_asides(visit, sheet)), wants="choice")


def _beginnings(visit: Visit, sheet: Sheet, begun: bool) -> Rows:
    voice = visit.voice
    if not begun:
        return ((voice.button("dialogue.button_start", Menu("start", sheet.key), main=True),),)
    return (
        (voice.button("dialogue.button_continue", Menu("start", sheet.key), main=True),),
        (voice.button("dialogue.button_restart", Menu("anew", sheet.key)),),
    )


def _asides(visit: Visit, sheet: Sheet) -> Rows:
    voice = visit.voice
    asides = [
        voice.button("dialogue.button_what_if", Menu("whatif", sheet.key)),
        voice.button("dialogue.button_details", Menu("details", sheet.key)),
        voice.button("dialogue.button_basis", Menu("basis", sheet.key)),
        *empty_button(visit, sheet),
        voice.button("dialogue.button_home", Menu("home")),
    ]
    return pairs(asides)


def details(visit: Visit, sheet: Sheet) -> Card:
    """All that is public about a procedure (S11): who, where, online level, result, validity, common mistakes."""
    voice = visit.voice
    params = {
        "title": voice.text(sheet.title),
        "codes": ", ".join(sheet.codes),
        "who": voice.text(sheet.who),
        "where": voice.text(sheet.where),
        "online": voice.text(sheet.online),
        "result": voice.text(sheet.result),
        "validity": voice.text(sheet.validity),
        "mistakes": tuple(voice.text(mistake) for mistake in sheet.mistakes),
        "changes": announced(voice, sheet, local_day(visit.now)),
    }
    related = [
        (voice.button("dialogue.button_go_on", Menu("about", key), {"procedure": _title(visit, key)}),)
        for key in sheet.related
        if key in visit.library.procedures
    ]
    back = (voice.button("dialogue.button_back", Menu("about", sheet.key)),)
    return visit.say("dialogue.details", params, (*related, back))


def legal_basis(visit: Visit, sheet: Sheet) -> Card:
    """Every source with the day it was checked."""
    text = basis(visit.voice, sheet, local_day(visit.now))
    back = (visit.voice.button("dialogue.button_back", Menu("about", sheet.key)),)
    return Card(text, (back,))


def what_if(visit: Visit, sheet: Sheet, picks: str, before: str | None = None) -> Card:
    """The checklist under assumptions that can be turned over one by one (N5); `before` were the picks until now."""
    voice, today = visit.voice, local_day(visit.now)
    visit.screen = WhatIf(sheet.key, picks)
    told = tell(voice, sheet, picked(picks), today)
    lines = [voice.say("dialogue.what_if", {"title": voice.text(sheet.title)})]
    if told.facts.outcome is not None:
        outcome = sheet.outcomes[told.facts.outcome]
        lines.append(f"**{voice.text(outcome.title)}**\n{voice.text(outcome.text)}")
    if told.facts.outcome is None or sheet.outcomes[told.facts.outcome].papers:
        lines.append(voice.say("dialogue.what_if_result", told.params()))
    changed = changes(tell(voice, sheet, picked(before), today), told, voice) if before is not None else ""
    lines.extend([voice.say("dialogue.what_if_changed", {"changes": changed})] if changed else [])
    toggles = [(_toggle(visit, sheet, slot, told.facts.assumed),) for slot in told.facts.assumptions]
    start = (voice.button("dialogue.button_start", Menu("start", sheet.key), main=True),)
    back = (voice.button("dialogue.button_back", Menu("about", sheet.key)),)
    return Card("\n".join(lines), (*toggles, start, (*empty_button(visit, sheet), *back)), wants="choice")


def turned(picks: str, step: str, option: str) -> str:
    """The picks with one assumption changed."""
    return ",".join(f"{key}={value}" for key, value in {**picked(picks), step: option}.items())


def picked(picks: str) -> Answers:
    """The picks of a what-if as answers."""
    return dict(pair.split("=", 1) for pair in picks.split(",") if "=" in pair)


def _toggle(visit: Visit, sheet: Sheet, slot: Slot, assumed: Answers) -> Button:
    """A button that shows an assumption and, pressed, goes on to the next option."""
    kind = slot.question.kind
    ids = [option.id for option in kind.options] if isinstance(kind, Choice) else []
    now = str(assumed.get(slot.key, ""))
    following = ids[(ids.index(now) + 1) % len(ids)] if now in ids else ids[0]
    label = next((one.label for one in sheet.step(slot.key).options if one.id == now), None)
    params = {"question": visit.voice.text(sheet.step(slot.key).short), "answer": visit.voice.text(label)}
    return visit.voice.button("dialogue.button_assume", Menu("if", slot.key, following), params)
