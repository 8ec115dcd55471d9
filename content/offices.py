"""Office files: read, and their local values put into the procedures before these are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from content.alarms import read_alarm
from content.bureaus import read_bureaus
from content.laws import read_sources
from content.office import CHANNELS, Body, Desk, Hamlet, Office, Unit
from content.problems import Problem
from content.rankings import read_rankings
from content.reading import Table
from content.replies import read_replies
from flows.deadlines import OfficeHours, parse_term
from flows.discipline import Terms
from flows.notices import POLICY, Weight
from flows.text import fold

REGIMES: tuple[Literal["2018"], Literal["2025"]] = ("2018", "2025")
LISTS = ("papers", "fees", "limits")
PLAIN = ("online", "where", "decides", "minutes")
FIXED = frozenset({"id", "only_if", "local"})


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """An office with what it changes in procedures: `overrides` by procedure, `sources` by id, as written."""

    office: Office
    overrides: Mapping[str, Mapping[str, object]]
    sources: Mapping[str, Mapping[str, object]]


def read_office(data: Mapping[str, object], file: str, problems: list[Problem]) -> OfficeFile:
    """The office of a file; what cannot be read is added to `problems`."""
    table = Table(data, file, "", problems)
    sources, overrides = table.tables("sources"), table.table("overrides")
    office = Office(
        id=table.text("id"),
        commune=table.said("commune"),
        unit=_named(table),
        former=tuple(_unit(inner) for inner in table.tables("former")),
        centre=table.said("centre"),
        unit_code=table.text("unit_code"),
        ward_code=table.text("ward_code"),
        regime=table.one_of("regime", REGIMES),
        as_of=table.day("as_of"),
        phone=table.text("phone"),
        place=table.said("place"),
        map_link=table.text("map_link", ""),
        hours=_hours(table.table("hours")),
        saturday_morning=table.flag("saturday_morning"),
        desks=tuple(_desk(inner) for inner in table.tables("desks")),
        hamlets=tuple(_hamlet(inner) for inner in table.tables("hamlets")),
        sources=read_sources(sources),
        confidence=table.one_of("confidence", ("high", "medium", "low")),
        channels=_channels(table, "channels"),
        channels_for=_channels_for(table.table("channels_for")),
        alarm=read_alarm(table.table("alarm")),
        discipline=_terms(table.table("discipline")),
        pdf_megabytes=table.number("pdf_megabytes", 5),
        often=table.words("often"),
        bodies=tuple(_body(inner) for inner in table.tables("bodies")),
        bureaus=read_bureaus(table),
        replies=read_replies(table),
        list_posted=table.flag("list_posted"),
        board_by_itself=table.flag("board_by_itself"),
        rankings=read_rankings(table.tables("rankings")),
        roster_published=table.clock("roster_published", "15:00"),
        awaited=_awaited(table),
    )
    table.close()
    return OfficeFile(office, _written(overrides), {str(source.data.get("id")): source.data for source in sources})


def _awaited(table: Table) -> tuple[str, ...]:
    names = table.words("awaited")
    for name in names:
        if not table.has(name):
            table.fault(f"{name!r} is awaited and nowhere written", "write a placeholder, or take it off", "awaited")
    if names and table.data.get("confidence") == "high":
        table.fault("placeholders are not certain", 'write confidence = "low", or fill them in', "confidence")
    return names


def _written(overrides: Table | None) -> dict[str, Mapping[str, object]]:
    return {key: value for key, value in (overrides.items() if overrides else ()) if isinstance(value, dict)}


def localise(data: Mapping[str, object], of: OfficeFile, file: str, problems: list[Problem]) -> dict[str, object]:
    """The definition with the office's hamlets and local values; refuses to change what is not `local = true`."""
    changed = dict(data)
    changes = of.overrides.get(str(data.get("key")), {})
    place = Table(changes, file, f"overrides.{data.get('key')}", problems)
    for name, value in changes.items():
        if name in PLAIN:
            changed[name] = value
        elif name in LISTS and isinstance(value, dict):
            changed[name] = _changed_list(data.get(name), value, place, name)
        else:
            place.fault(f"{name} is not local", f"override one of: {', '.join((*PLAIN, *LISTS))}", name)
    changed["sources"] = _sources(changed, of)
    changed["steps"] = [_with_hamlets(step, of.office) for step in _tables(data.get("steps"))]
    return {name: value for name, value in changed.items() if name in data or value}


def _changed_list(items: object, changes: Mapping[str, object], place: Table, name: str) -> list[object]:
    tables = _tables(items)
    for id, change in changes.items():
        meant = [table for table in tables if table.get("id") == id]
        if not isinstance(change, dict) or not meant:
            place.fault(f"there is no {id!r} to change", "use an id of the procedure's file", f"{name}.{id}")
        elif not any(table.get("local") is True for table in meant):
            place.fault(f"{id!r} is not local", "write local = true in the procedure, or leave it", f"{name}.{id}")
        elif not FIXED.isdisjoint(change):
            place.fault("id, only_if and local cannot be changed", "change the procedure's file", f"{name}.{id}")
        else:
            tables = [_replaced(table, change) if _is_local(table, id) else table for table in tables]
    return list(tables)


def _is_local(table: Mapping[str, object], id: str) -> bool:
    return table.get("id") == id and table.get("local") is True


def _replaced(table: Mapping[str, object], change: Mapping[str, object]) -> dict[str, object]:
    amounts = {"dong", "per_piece", "per_page"}
    kept = {key: value for key, value in table.items() if key not in amounts or amounts.isdisjoint(change)}
    return {**kept, **change}


def _sources(data: Mapping[str, object], of: OfficeFile) -> list[object]:
    own = _tables(data.get("sources"))
    known = {source.get("id") for source in own}
    named = {str(table.get("source")) for name in LISTS for table in _tables(data.get(name))}
    return [*own, *(dict(of.sources[id]) for id in sorted(named - known) if id in of.sources)]


def _with_hamlets(step: Mapping[str, object], office: Office) -> dict[str, object]:
    changed = dict(step)
    if step.get("hamlets") is True:
        changed["hamlets"] = [{"id": h.id, "vi": h.name, "en": h.name, "words": list(h.words)} for h in office.hamlets]
        changed["places"] = list(office.around())
    if "steps" in step:
        changed["steps"] = [_with_hamlets(inner, office) for inner in _tables(step["steps"])]
    return changed


def _tables(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _named(table: Table) -> Unit:
    unit = table.table("unit")
    if unit is not None:
        return _unit(unit)
    table.fault("the office has no name", "write [unit] with commune, district, province")
    return Unit("", "", "")


def _unit(table: Table) -> Unit:
    until: date | None = table.day("until") if table.has("until") else None
    since: date | None = table.day("since") if table.has("since") else None
    unit = Unit(table.text("commune"), table.text("district", ""), table.text("province"), since, until)
    table.close()
    return unit


def _channels(table: Table, key: str) -> tuple[str, ...]:
    named = table.words(key, CHANNELS)
    for name in named:
        if name not in CHANNELS:
            table.fault(f"there is no channel {name!r}", f"use some of: {', '.join(CHANNELS)}", key)
    return named


def _channels_for(table: Table | None) -> dict[str, tuple[str, ...]]:
    if table is None:
        return {}
    known = [weight.value for weight in Weight] + [row.kind for row in POLICY]
    for name in table.data:
        if name not in known:
            table.fault(f"{name!r} is no weight and no kind of notice", f"use some of: {', '.join(known)}", name)
    named = {name: _channels(table, name) for name in known if table.has(name)}
    table.items()
    return named


def _terms(table: Table | None) -> Terms:
    usual = Terms()
    if table is None:
        return usual
    terms = Terms(
        table.text("explain_within", usual.explain_within),
        table.text("appeal_within", usual.appeal_within),
        table.number("review_at", usual.review_at),
    )
    for name in ("explain_within", "appeal_within"):
        if parse_term(getattr(terms, name)) is None:
            table.fault(f"{name} is no term", f'write {name} = "2wd"', name)
    if terms.review_at < 1:
        table.fault("review_at is at least 1", "write review_at = 3", "review_at")
    table.close()
    return terms


def _hours(table: Table | None) -> OfficeHours:
    if table is None:
        return OfficeHours()
    morning, afternoon = table.words("morning", None), table.words("afternoon", None)
    if len(morning) != len(afternoon) or len(morning) != len(("opens", "closes")):
        table.fault("morning and afternoon need two times each", 'write morning = ["07:30", "11:30"]')
        return OfficeHours()
    ends = Table({"a": morning[0], "b": morning[1], "c": afternoon[0], "d": afternoon[1]}, table.file, table.where, [])
    a, b, c, d = (ends.clock(name, "") for name in "abcd")
    cutoff = table.clock("cutoff", "15:00")
    table.close()
    if ends.problems or not a < b <= c < d:
        table.fault("the hours are not four times in order", 'write them like "07:30"')
        return OfficeHours()
    return OfficeHours((a, b), (c, d), cutoff)


def _desk(table: Table) -> Desk:
    desk = Desk(table.text("id"), table.said("title"), table.words("fields", None))
    table.close()
    return desk


def _body(table: Table) -> Body:
    body = Body(table.text("id"), table.said("name"))
    table.close()
    return body


def _hamlet(table: Table) -> Hamlet:
    id, name = table.text("id"), table.text("name")
    words = tuple(dict.fromkeys(fold(word) for word in (name, *table.words("words"))))
    table.close()
    return Hamlet(id, name, words)
