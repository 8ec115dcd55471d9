"""The round as the helper sees it: today's houses, and a tick for each that says what came of the visit."""

from bot.callbacks import Work
from bot.ports import Card
from bot.services.authority import hamlets_for, may
from bot.services.calling import wants_call
from bot.services.neighbours.houses import OFF, ON, TOPIC, Host, hosts_of
from bot.services.neighbours.places import NAME, at_work, button, hamlet_name, home
from bot.services.neighbours.progress import VISITED, file_line
from bot.services.owing import officials
from bot.services.screens_work import Working
from bot.services.visit import Rows, Visit, above, pairs
from flows.authority import Act
from flows.calendar import local_day
from flows.dossier import Role
from flows.hamlet_round import Outcome, Reason, Stop, refusal


def today(visit: Visit) -> Card:
    """Today's houses, each with why; only who agreed is named. Whether to get the list each morning is chosen here."""
    voice = at_work(visit)
    if may(visit, Act.HELP_NEIGHBOUR) is not Role.HELPER:
        return visit.say("neighbours.not_helper", rows=(home(voice),))
    visit.screen = Working(NAME, "round")
    hosts, lines, buttons = hosts_of(visit.u, visit.person, visit.now), [], []
    stops = visit.u.hamlet_rounds.stops(visit.person, local_day(visit.now))
    for number, (id, stop) in enumerate(stops, 1):
        host = hosts.get(stop.person)
        lines.append(_line(visit, number, stop, host))
        if host is not None and stop.outcome in (None, Outcome.AWAY):
            press = Work(NAME, "stop", str(id))
            buttons.append(voice.button("neighbours.button_stop", press, {"number": number}))
    on = visit.u.preferences.of(visit.person).get(TOPIC) == ON
    unread = sum(visit.u.reach.unread_in(one) for one in _hamlets(visit))
    text = voice.say("neighbours.round", {"count": len(stops), "lines": lines, "on": on, "unread": unread})
    choice = button(voice, "round_off", "round_off") if on else button(voice, "round_on", "round_on", main=True)
    return Card(text, (*pairs(buttons), (choice,), (button(voice, "list", "list"),), home(voice)), wants="choice")


def choose(visit: Visit, on: bool) -> Card:
    """The helper agrees to go round in the morning, or does no more."""
    if may(visit, Act.HELP_NEIGHBOUR) is not Role.HELPER:
        return visit.say("neighbours.not_helper", rows=(home(at_work(visit)),))
    visit.u.preferences.put(visit.person, TOPIC, ON if on else OFF)
    return above(at_work(visit).say("neighbours.round_kept" if on else "neighbours.round_ended"), today(visit))


def stop(visit: Visit, number: str) -> Card:
    """What came of the visit?"""
    found, why = _checked(visit, number)
    if found is None or why:
        return above(at_work(visit).say(f"neighbours.stop_{why}"), today(visit))
    host = hosts_of(visit.u, visit.person, visit.now)[found.person]
    visit.screen = Working(NAME, "stop", number)
    voice = at_work(visit)
    buttons = [button(voice, f"came_{one}", "came", number, one, main=one is Outcome.TOLD) for one in Outcome]
    params = {"name": host.name, "place": _beside(host), "matters": _matters(visit, host)}
    rows: Rows = (*pairs(buttons), (button(voice, "round", "round"),))
    return Card(voice.say("neighbours.stop", params), rows, wants="choice")


def came(visit: Visit, number: str, written: str) -> Card | None:
    """A tick is the proof of the visit: it stands in each file's log, and in its chain of reach."""
    outcome = next((one for one in Outcome if one == written), None)
    if outcome is None:
        return None
    found, why = _checked(visit, number)
    if found is None or why:
        return above(at_work(visit).say(f"neighbours.stop_{why}"), today(visit))
    host = hosts_of(visit.u, visit.person, visit.now)[found.person]
    visit.u.hamlet_rounds.tick(int(number), outcome, visit.now)
    _note(visit, host, outcome)
    return above(at_work(visit).say(f"neighbours.came_{outcome}"), today(visit))


def _note(visit: Visit, host: Host, outcome: Outcome) -> None:
    concerned = {one.dossier for one in host.house.matters}
    for record in (one for one in host.files if one.id in concerned):
        if outcome is Outcome.TOLD:
            visit.u.reach.read_file(record.id, visit.now, VISITED, visit.person)
        note = {"reason": f"visit_{outcome}"}
        seq = visit.u.dossiers.append(record.id, VISITED, visit.person, Role.HELPER, visit.now, note)
        if outcome is Outcome.MOVED:
            for person in officials(visit.u, record.field):
                key = f"resident_moved:{record.id}:{seq}:{person}"
                visit.u.outbox.owe(key, person, "resident_moved", {}, now=visit.now, dossier_id=record.id)
            visit.owes = True
    if outcome is Outcome.MOVED:
        visit.u.hamlet_rounds.withdraw(host.house.person, visit.now)
    if outcome is Outcome.CALL:
        wants_call(visit, host.house.person, host.phone, host.name, host.house.hamlet)


def _checked(visit: Visit, number: str) -> tuple[Stop | None, str]:
    """The house, and why a tick there does not count, as a code; '' when it does."""
    found = visit.u.hamlet_rounds.stop(int(number)) if number.isdigit() else None
    if found is None or may(visit, Act.HELP_NEIGHBOUR) is not Role.HELPER:
        return None, "foreign"
    host = hosts_of(visit.u, visit.person, visit.now).get(found.person)
    agreed, presses = host is not None, host is not None and bool(host.house.matters)
    return found, refusal(found, visit.person, agreed, presses, visit.now) or ""


def _line(visit: Visit, number: int, stop: Stop, host: Host | None) -> str:
    """A house: name and place only while the agreement holds."""
    params = {
        "number": number,
        "name": host.name if host else "",
        "place": _beside(host),
        "hamlet": hamlet_name(at_work(visit), host.house.hamlet) if host else "",
        "matters": _matters(visit, host) if host else [],
        "outcome": f" – {at_work(visit).say(f'neighbours.outcome_{stop.outcome}')}" if stop.outcome else "",
    }
    return at_work(visit).say("neighbours.round_line", params)


def _matters(visit: Visit, host: Host) -> list[str]:
    voice, lines = at_work(visit), list[str]()
    for record in host.files:
        reasons = [one.reason for one in host.house.matters if one.dossier == record.id]
        if reasons:
            visit.u.views.log(visit.person, record.id, "neighbours", "helping", visit.now)
            why = ", ".join(voice.say(f"neighbours.reason_{one}") for one in Reason if one in reasons)
            lines.append(voice.say("neighbours.matter", {"why": why, "file": file_line(voice, record)}))
    return lines


def _beside(host: Host | None) -> str:
    """Where the house is, behind the name."""
    return f", {host.place}" if host is not None and host.place else ""


def _hamlets(visit: Visit) -> tuple[str, ...]:
    """The hamlets in which this helper helps."""
    own = hamlets_for(visit.u, visit.person, Act.HELP_NEIGHBOUR)
    return tuple(one.id for one in visit.library.office.hamlets if own is None or one.id in own)
