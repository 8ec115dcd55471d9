"""The wiring: the program says of itself whether its clock ticks, and closes so that another can open its data."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from aiohttp import ClientSession

from bot.app import Program, build
from bot.opening import wall_clock
from bot.services.health import ALLOWED
from bot.settings import Settings
from tests.bot.test_program import free_port


def _settings(folder: Path) -> Settings:
    return Settings(data_dir=folder, web_port=free_port())


async def _health(program: Program) -> tuple[int, Mapping[str, object]]:
    url = f"http://127.0.0.1:{program.settings.web_port}/healthz"
    async with ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.json()


async def _ticking(program: Program) -> None:
    await program.start()
    await program.timekeeper.run_all_ticks()


async def test_a_program_whose_clock_does_not_tick_is_not_healthy(tmp_path: Path) -> None:
    program = await build(_settings(tmp_path))
    await program.site.start(program.settings.web_host, program.settings.web_port)
    try:
        status, told = await _health(program)
        assert (status, told["ok"]) == (503, False)
    finally:
        await program.stop()


async def test_a_program_is_healthy_while_it_ticks_and_not_once_a_tick_is_late(tmp_path: Path) -> None:
    program = await build(_settings(tmp_path))
    await _ticking(program)
    try:
        status, told = await _health(program)
        ticks = told["ticks"]
        assert status == 200
        assert isinstance(ticks, dict)
        assert set(ticks) == set(program.timekeeper.ticks) == set(ALLOWED)
        await program.timekeeper.stop()
        long_ago = wall_clock() - timedelta(hours=1)
        await program.database.turn(lambda u: u.beats.mark("heartbeat", long_ago))
        status, told = await _health(program)
        assert (status, told["ok"]) == (503, False)
    finally:
        await program.stop()


async def test_a_stopped_program_leaves_its_port_and_its_data_to_the_next(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    for _ in range(2):
        program = await build(settings)
        await _ticking(program)
        assert (await _health(program))[0] == 200
        await program.stop()
