"""The program as a process: its commands, its health, a changed content taken into use, and silent logs."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession

from tests.bot.web.driver import WebDriver
from tests.papers import photo

ROOT = Path(__file__).parent.parent.parent
SECRETS = ("Lò Thị Bạch Yến", "0912345678", "giấy-của-bà-mẫu")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as place:
        return int(place.getsockname()[1])


def _environment(folder: Path, **settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    return {**kept, "MOTCUA_DATA_DIR": str(folder), **{f"MOTCUA_{name}": value for name, value in settings.items()}}


def _motcua(folder: Path, *arguments: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=_environment(folder, **settings),
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@asynccontextmanager
async def running(folder: Path, **settings: str) -> AsyncIterator[tuple[str, Path]]:
    """The program on a free port: its address, and the file its log goes to."""
    port, log = free_port(), folder / "log.txt"
    environment = _environment(folder / "data", WEB_PORT=str(port), **settings)
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment, stdout=out, stderr=out
        )
        try:
            await _healthy(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}/", log
        finally:
            process.terminate()
            assert await process.wait() == 0


async def _healthy(url: str) -> None:
    async with ClientSession() as session, asyncio.timeout(30):
        while True:
            try:
                async with session.get(url) as answer:
                    if answer.status == 200:
                        return
            except ClientError:
                pass
            await asyncio.sleep(0.05)


async def _say(driver: WebDriver, *words: str) -> str:
    for said in words:
        await driver.see()
        await driver.say(said)
    return "\n".join(await driver.see())


async def test_no_answer_name_or_file_name_reaches_the_log_even_when_it_tells_everything(tmp_path: Path) -> None:
    async with running(tmp_path, LOG_LEVEL="DEBUG") as (url, log), WebDriver(url) as page:
        await _say(page, "sao y", "bắt đầu", "bác", "1", "1", "1", "2", "3")
        await page.send([(f"{SECRETS[2]}.jpg", photo("bí mật"))])
        assert "Đã nhận hồ sơ" in await _say(page, "xong", SECRETS[0], SECRETS[1], "gửi")
    written = log.read_text(encoding="utf-8")
    assert "listening" in written
    for secret in SECRETS:
        assert secret not in written
    stored = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    for secret in SECRETS:
        assert secret.encode() not in stored


async def test_changed_content_is_taken_into_use_and_a_broken_file_leaves_the_old_one(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    file = content / "procedures" / "certify_copy.toml"
    async with running(tmp_path, CONTENT_DIR=str(content)) as (url, log), WebDriver(url) as page:
        await _say(page, "sao y", "bắt đầu", "bác", "1")
        file.write_text(
            file.read_text(encoding="utf-8").replace("Bản chính có **mấy trang**", "Giấy gốc **mấy trang**")
        )
        assert _motcua(tmp_path / "data", "content", "reload").returncode == 0
        await asyncio.sleep(1.0)
        assert "vừa được cập nhật" in await _say(page, "1")  # meant for the older question: asked once more
        shown = await _say(page, "1", "1")
        assert "Giấy gốc mấy trang" in shown
        file.write_text(file.read_text(encoding="utf-8").replace('kind = "number"', 'kind = "nonsense"', 1))
        _motcua(tmp_path / "data", "content", "reload")
        await asyncio.sleep(1.0)
        assert "mấy bản sao" in await _say(page, "2")
    written = log.read_text(encoding="utf-8")
    assert "content taken into use" in written
    assert "content refused" in written
    assert "nonsense" in written


async def test_an_invitation_from_the_command_line_works_in_the_running_program(tmp_path: Path) -> None:
    async with running(tmp_path) as (url, _), WebDriver(url) as page:
        printed = _motcua(
            tmp_path / "data", "invite", "clerk", "--fields", "civil_status", "--name", "Nguyễn Thị Thử"
        ).stdout
        link, code = printed.split()[0], " ".join(printed.split()[1:3])
        assert link.endswith(f"/?c={code.replace(' ', '')}")
        assert "Đồng chí" in await _say(page, code)
        assert "không có hồ sơ nào" in await _say(page, "bàn làm việc")
        assert "đã hết hạn" in await _say(page, code)


def test_every_setting_is_listed_with_its_meaning(tmp_path: Path) -> None:
    listed = _motcua(tmp_path, "settings").stdout
    for name in ("DATA_DIR", "WEB_PORT", "DATABASE_URL", "TELEGRAM_TOKEN", "TELEGRAM_API", "WEBHOOK_URL"):
        assert f"MOTCUA_{name}" in listed
    for name in ("WEBHOOK_SECRET", "KEY", "OFFICE"):
        assert f"MOTCUA_{name}" in listed


def test_the_finder_reads_one_utterance_a_line(tmp_path: Path) -> None:
    given = "lam giay khai sinh cho chau\nsao y bang tot nghiep\ncho vay tiền gấp\n"
    lines = _motcua(tmp_path, "content", "find", "--batch", given=given).stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["birth_registration", "certify_copy", "NONE"]


def test_a_key_that_does_not_fit_is_refused_in_words(tmp_path: Path) -> None:
    assert _motcua(tmp_path, "invite", "head").returncode == 0
    other = "A" * 43 + "="
    refused = _motcua(tmp_path, "run", KEY=other, WEB_PORT=str(free_port()))
    assert refused.returncode == 1
    assert "key does not fit the data" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_port_that_is_taken_is_said_in_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as place:
        refused = _motcua(tmp_path, "run", WEB_PORT=str(place.getsockname()[1]))
    assert refused.returncode == 1
    assert "Cannot start" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("role", ["resident", "clock"])
def test_nobody_is_invited_to_be_a_resident_or_the_clock(tmp_path: Path, role: str) -> None:
    assert _motcua(tmp_path, "invite", role).returncode == 1
