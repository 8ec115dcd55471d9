"""A soak: a scenario played on a program that is killed, cut off and confused, and audited as it goes."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.callbacks import Menu
from bot.ports import Card
from bot.simulation.cards import of_kind
from bot.simulation.play import prepare
from bot.simulation.resident import Resident
from bot.simulation.scenario import usual
from bot.simulation.town import Town
from bot.simulation.world import World
from flows.deadlines import instant
from flows.notices import LEGAL
from storage.database import open_database
from storage.keys import load_key
from tests.replay import library
from tests.soak.audit import EVER, Told, audit
from tests.soak.child import LOG
from tests.soak.machine import Mortal
from tests.soak.weather import Climate, Weather

_AUDITED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Soak:
    """What is played: how many files between two days of an office, in which climate."""

    files: int
    first: date
    last: date
    climate: Climate = field(default_factory=Climate)
    office: str = "nam_thanh_mien"
    seed: int = 7


@dataclass(slots=True)
class Outcome:
    """What came of it: faults, and how much was survived."""

    faults: list[str]
    told: Told
    files: int = 0
    turns: int = 0
    pushes: int = 0
    kills: int = 0
    twice: int = 0
    jumps: int = 0
    doubtful: int = 0
    repeated: int = 0
    states: Counter[str] = field(default_factory=Counter)
    log: str = ""


async def soak(what: Soak, folder: Path) -> Outcome:
    """Plays it to the end and audits it each quarter; the folder is empty and takes all data."""
    known = library(what.office)
    play = prepare(usual(what.files), what.first, what.last, what.seed, known.calendar)
    world = World(known.calendar, instant(what.first, time(6)))
    town = Town(world, known, what.seed, max(20, what.files // 2))
    key, weather = load_key("", folder), Weather(what.climate, what.seed)
    gone: list[str] = []

    def receive(address: str, card: Card) -> None:
        gone.extend(_of_gone_drafts(town, address, card))
        town.receive(address, card)

    machine = Mortal(folder, what.office, key, weather, world.clock, receive)
    world.play_on(machine)
    outcome = Outcome([], Told(machine.seen, machine.doubtful))
    try:
        await town.settle(machine.invite)
        town.expect(play.fates, play.photos)
        end = instant(what.last + timedelta(days=1), time())
        while world.now < end and not outcome.faults:
            await world.run(min(end, world.now + _AUDITED))
            machine.stop()
            _audit(what, folder, outcome, world.now)
            outcome.faults += gone
            machine.retry_dead_letters()
    finally:
        machine.stop()
    outcome.files, outcome.turns, outcome.pushes = len(town.register.files), world.turns, town.pushes
    outcome.jumps = weather.jumps
    outcome.kills, outcome.twice, outcome.doubtful = machine.kills, machine.twice, len(machine.doubtful)
    log = folder / LOG
    outcome.log = log.read_text(encoding="utf-8") if log.exists() else ""
    return outcome


def _of_gone_drafts(town: Town, address: str, card: Card) -> list[str]:
    """Reminders of drafts that their reader has sent in: such a card offers to delete the draft."""
    reader = town.people[address]
    known = reader.drafts if isinstance(reader, Resident) else {}
    drafts = [press.first for press in of_kind(card, Menu, "drop")]
    return [f"{address} was reminded of {name}, which is sent in" for name in drafts if name not in known]


def _audit(what: Soak, folder: Path, outcome: Outcome, now: datetime) -> None:
    database = open_database(f"sqlite:///{folder / 'motcua.db'}", load_key("", folder))
    try:
        outcome.faults = database.run(lambda u: audit(u, library(what.office), outcome.told, now))
        people = range(1, 2000)
        outcome.states = Counter(
            database.run(
                lambda u: [
                    f"{'legal ' if one.kind in LEGAL else ''}{one.state}"
                    for person in people
                    for one in u.outbox.of_person_since(person, EVER)
                ]
            )
        )
    finally:
        database.close()
    outcome.repeated = sum(count > 1 for count in outcome.told.times().values())
