"""Viruses and late judgements: what a scanner cannot look at is held, what it finds is removed, and people are told."""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clamav import ClamAv
from bot.imaging.workshop import Workers
from bot.ports import Chat
from bot.services.assistant import Assistant
from bot.services.inspecting import inspect
from storage.records import Document
from storage.vault import Vault
from tests.bot.services.conftest import SENT, told
from tests.clamd import EICAR, LIMIT, clamd
from tests.imaging.shots import Shot
from tests.papers import photo
from tests.stage import DirectDriver, DirectStage
from tests.workshop import WORKSHOP

INFECTED = photo("nhiễm") + EICAR + b"\xff\xd9"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Scanned:
    """A stage whose program has a scanner at a port, up or down."""

    def __init__(self, stage: DirectStage, folder: Path, workshop: Workers = WORKSHOP) -> None:
        self.stage, self.port, self.workshop = stage, _free_port(), workshop
        self.scanner = ClamAv(f"tcp:127.0.0.1:{self.port}", 2)
        self.vault = Vault(folder / "vault", stage._key)
        stage.assistant = Assistant(
            stage.database, self.vault, workshop, lambda: stage.content, stage.now, scanner=self.scanner
        )

    async def at_papers(self) -> DirectDriver:
        owner = await self.stage.seat("chủ hồ sơ")
        await told(owner, *SENT[:8])
        await owner.see()
        return owner

    def pages(self) -> tuple[Document, ...]:
        drafts = self.stage.database.run(lambda u: u.drafts.all_of(1))
        if drafts:
            return self.stage.database.run(lambda u: u.documents.of_draft(drafts[0].id))
        return self.stage.database.run(lambda u: u.documents.of_dossier(1))

    async def inspect(self, later: timedelta = timedelta(minutes=2)) -> int:
        now = self.stage.now() + later
        return await inspect(self.stage.database, self.vault, self.workshop, self.scanner, now)


@pytest.fixture
def scanned(stage: DirectStage, tmp_path: Path) -> Scanned:
    return Scanned(stage, tmp_path)


async def test_a_clean_file_is_called_clean_by_the_scanner_alone(scanned: Scanned) -> None:
    async with clamd(scanned.port):
        owner = await scanned.at_papers()
        await owner.send([("a.jpg", photo("a"))])
    assert [page.safety for page in scanned.pages()] == ["clean"]
    assert await scanned.inspect() == 0


async def test_an_infected_file_is_refused_at_once_and_nothing_else_is_lost(scanned: Scanned) -> None:
    async with clamd(scanned.port):
        owner = await scanned.at_papers()
        await owner.send([("a.jpg", photo("a"))])
        await owner.see()
        await owner.send([("b.jpg", INFECTED)])
    shown = "\n".join(await owner.see())
    assert "vi-rút" in shown
    assert "Đã nhận 1 trang" in shown
    assert len(scanned.pages()) == 1


async def test_while_the_scanner_is_down_a_file_is_held_and_never_clean(scanned: Scanned) -> None:
    owner = await scanned.at_papers()
    await owner.send([("a.jpg", photo("a"))])
    assert "chờ kiểm tra vi-rút" in "\n".join(await owner.see())
    await told(owner, "xong", "Nguyễn Thị Mẫu", "0912345678", "gửi")
    assert await scanned.inspect() == 1
    (page,) = scanned.pages()
    assert page.safety == "held"
    async with clamd(scanned.port):
        assert await scanned.inspect(timedelta(minutes=4)) == 1
    (page,) = scanned.pages()
    assert page.safety == "clean"
    assert await scanned.inspect(timedelta(days=1)) == 0


async def test_what_turns_out_to_be_infected_is_removed_and_asked_for_again(scanned: Scanned) -> None:
    owner = await scanned.at_papers()
    await owner.send([("a.jpg", photo("a"))])
    await owner.send([("b.jpg", INFECTED)])
    good, bad = scanned.pages()
    async with clamd(scanned.port):
        assert await scanned.inspect() == 2
    assert [page.id for page in scanned.pages()] == [good.id]
    assert "Đã nhận 1 trang" in await told(owner, "đầu năm")
    with pytest.raises(FileNotFoundError):
        scanned.vault.read(bad.id, bad.wrapped_key)
    notices = scanned.stage.database.run(lambda u: u.outbox.of_person_since(1, scanned.stage.now()))
    assert [notice.kind for notice in notices] == ["file_infected"]


async def test_the_owner_may_open_what_is_held_and_nobody_else(scanned: Scanned) -> None:
    owner = await scanned.at_papers()
    await owner.send([("a.jpg", photo("a"))])
    (page,) = scanned.pages()
    assert await scanned.stage.assistant.file(Chat("direct", "chủ hồ sơ"), page.id) is not None
    assert await scanned.stage.assistant.file(Chat("direct", "người lạ"), page.id) is None


@pytest.mark.parametrize("data", [b"x" * (LIMIT + 1), b""])
async def test_the_scanner_s_refusal_is_not_clean(data: bytes) -> None:
    async with clamd() as port:
        said = await ClamAv(f"tcp:127.0.0.1:{port}", 5).scan(data)
        assert said == ("unknown" if data else "clean")


async def test_a_scanner_that_never_answers_is_unknown_soon(tmp_path: Path) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    path = str(tmp_path / "clamd.ctl")
    async with await asyncio.start_unix_server(silent, path):
        assert await ClamAv(f"unix:{path}", 0.3).scan(b"data") == "unknown"
    assert await ClamAv(f"unix:{path}.gone", 0.3).scan(b"data") == "unknown"


@pytest.mark.parametrize("address", ["", "clamd", "tcp:", "tcp:host", "tcp::3310", "unix:", "http://x"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="unix:"):
        ClamAv(address)


@pytest.fixture
def slow() -> Iterator[Workers]:
    workers = Workers(1)
    yield workers
    workers.close()


async def test_a_photo_that_came_in_a_rush_is_judged_later_and_the_tip_comes_as_a_message(
    stage: DirectStage, tmp_path: Path, slow: Workers
) -> None:
    here = Scanned(stage, tmp_path, slow)
    async with clamd(here.port):
        owner = await here.at_papers()
        await slow.take(photo("warm"))
        (pid,) = slow.pids()
        os.kill(pid, signal.SIGSTOP)
        try:
            await owner.send([("a.jpg", Shot("letter", 13, "blurred", 3).jpeg())])
        finally:
            os.kill(pid, signal.SIGCONT)
        assert "⚠️" not in "\n".join(await owner.see())
        assert [page.verdict for page in here.pages()] == [None]
        assert await here.inspect() == 1
    await stage.move_to(stage.now() + timedelta(minutes=3))
    assert "khó dùng" in "\n".join(await owner.see())
    assert "Trang 1 bị mờ" in await told(owner, "đầu năm")
