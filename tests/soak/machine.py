"""A program that is killed and started again: what the world plays on in a soak."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.ports import Arrival, Card
from bot.simulation.program import Tick
from flows.dossier import Role
from storage.keys import Key
from tests.soak.child import Command, Done, Invited, Leave, Ordered, Push, Retried, Run, Turn, live
from tests.soak.weather import Weather

_PATIENCE = 60.0  # seconds for one command, on a machine that is busy with other things
_CONTEXT = get_context("forkserver")
# pytest too, for every process first loads what was started.
_CONTEXT.set_forkserver_preload(["tests.soak.child", "pytest"])


class Killed(Exception):
    """The process was killed in the middle of a command."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A push that arrived: when by the program's clock, at whose phone, and what it said."""

    at: datetime
    address: str
    card: Card


class Mortal:
    """The program in a process of its own; whoever gives a command gets it done, by as many processes as it takes."""

    def __init__(
        self,
        folder: Path,
        office: str,
        key: Key,
        weather: Weather,
        clock: Callable[[], datetime],
        receive: Callable[[str, Card], None],
    ) -> None:
        self._of = (folder, office, key)
        self._weather, self._clock, self._receive = weather, clock, receive
        self._process: BaseProcess | None = None
        self._commands: Connection | None = None
        self._pushes: Connection | None = None
        self._recent: list[Arrival] = []
        self._owed = False
        self._due: datetime | None = None
        self._at = clock()  # the program's time: that of the command in work
        self.kills = 0
        self.twice = 0
        self.seen: list[Seen] = []
        self.doubtful: set[int] = set()  # notices that arrived without the program knowing
        self._since: int = 0  # how many had been seen when the command in work was given

    async def turn(self, arrival: Arrival) -> tuple[Card, ...]:
        """Takes an arrival; it is delivered again after a kill, as a channel does, and now and then for no reason."""
        self._weather.switched_on()
        done = self._do(Turn(arrival))
        self._owed = self._owed or done.owed
        self._recent = [*self._recent[-9:], arrival]
        if self._weather.comes_twice():
            self.twice += 1
            self._do(Turn(self._recent[self._weather.pick(len(self._recent))]))
        return done.cards

    async def tick(self, name: Tick) -> None:
        """Runs a tick, unless the machine is off."""
        if self._weather.off_until(self._clock()) <= self._clock():
            self._due = self._do(Run(name)).due

    async def next_due(self) -> datetime | None:
        """When the next notice is due, in the world's time; nothing is while the machine is off."""
        on, skew = self._weather.off_until(self._clock()), self._weather.skew(self._clock())
        return None if self._due is None else max(self._due - skew, on)

    def owed(self) -> bool:
        """Whether a notice became owed since this was last asked."""
        owed, self._owed = self._owed, False
        return owed

    async def invite(self, role: Role, fields: tuple[str, ...]) -> str:
        """A code for a role, as the command line gives it."""
        return self._do(Invited(role, fields)).code

    def retry_dead_letters(self) -> None:
        """Somebody looks at what could not be sent and owes it again."""
        self._do(Retried())

    def stop(self) -> None:
        """Ends the process in order, if there is one."""
        if self._process is not None and self._commands is not None:
            self._commands.send(Ordered(self._now(), Leave()))
            self._process.join(_PATIENCE)
            self._process = None

    def _now(self) -> datetime:
        return self._clock() + self._weather.skew(self._clock())

    def _do(self, command: Command) -> Done:
        while True:
            try:
                return self._try(command)
            except Killed:
                self.kills += 1
                for seen in self.seen[self._since :]:
                    self.doubtful.update(seen.card.notices)

    def _try(self, command: Command) -> Done:
        if self._process is None:
            self._start()
        kill, self._since = self._weather.kill(), len(self.seen)
        if kill == "before":
            self._kill()
        self._at = self._now()
        self._line().send(Ordered(self._at, command))
        if kill == "during":
            time.sleep(self._weather.delay())
            self._take_pushes()
            self._kill()
        done = self._answer(killing=kill == "in_push")
        if kill == "after":
            self._since = len(self.seen)  # all that went out was marked
            self._kill()
        return done

    def _answer(self, killing: bool) -> Done:
        """Waits for the answer to a command, and answers the pushes that come before it."""
        commands, pushes = self._line(), self._pushes
        if pushes is None:
            raise RuntimeError("no process")
        while True:
            ready = connection.wait([commands, pushes], _PATIENCE)
            if not ready:
                raise TimeoutError("the program answers nothing")
            if pushes in ready:
                self._settle(pushes.recv(), pushes, killing)
            elif commands in ready:
                done: Done = commands.recv()
                return done

    def _settle(self, push: Push, line: Connection, killing: bool) -> None:
        fate = self._weather.of_push(push.address, self._at, killing)
        if fate.arrives:
            self._arrives(push)
        if fate.arrives and fate.answer != "out":
            self.doubtful.update(push.card.notices)
        if fate.kill:
            self._kill()
        line.send(fate.answer)

    def _take_pushes(self) -> None:
        """Pushes that were on their way when the program is killed: their readers have them."""
        while self._pushes is not None and self._pushes.poll():
            self._arrives(self._pushes.recv())

    def _arrives(self, push: Push) -> None:
        self.seen.append(Seen(self._at, push.address, push.card))
        self._receive(push.address, push.card)

    def _line(self) -> Connection:
        if self._commands is None:
            raise RuntimeError("no process")
        return self._commands

    def _start(self) -> None:
        self._commands, theirs = _CONTEXT.Pipe()
        self._pushes, pushing = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=live, args=(theirs, pushing, *self._of), daemon=True)
        self._process.start()
        theirs.close()
        pushing.close()

    def _kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is said."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
        raise Killed
