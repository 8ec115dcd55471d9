"""`POST /api/status` over real HTTP: who may tell statuses, once, and what is answered."""

import asyncio
import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from bot.channels.api.statuses import LARGEST_BODY, MOST_ITEMS, StatusApi
from bot.services.signed_requests import is_genuine, signature
from flows.answers import Data
from flows.dossier import State
from storage.records import DossierRecord
from tests.bot.dossier.village import Village
from tests.bot.status.test_status_import import CODE, LIBRARY, accepted, village

__all__ = ["village"]

SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
README = Path(__file__).parents[3] / "bot" / "README.md"


@dataclass
class Endpoint:
    """The endpoint on loopback, with a file that was accepted."""

    village: Village
    record: DossierRecord
    url: str
    woken: list[bool] = field(default_factory=list)

    async def post(self, body: bytes, headers: dict[str, str] | None = None) -> tuple[int, dict[str, Data]]:
        """Sends a body, signed now unless said otherwise."""
        now = str(int(self.village.now.timestamp()))
        signed = {"X-Motcua-Timestamp": now, "X-Motcua-Signature": signature(SECRET, now, body)}
        async with ClientSession() as client:
            sent = signed if headers is None else {**signed, **headers}
            async with client.post(self.url, data=body, headers=sent) as answer:
                told: dict[str, Data] = await answer.json() if answer.content_type == "application/json" else {}
                return answer.status, told

    def state(self) -> State:
        return self.village.file(self.record.reference).dossier.state


@pytest.fixture
async def endpoint(village: Village) -> AsyncIterator[Endpoint]:
    async for one in _serving(village, SECRET):
        yield one


async def _serving(village: Village, secret: str) -> AsyncIterator[Endpoint]:
    here = Endpoint(village, await accepted(village), "")
    app = web.Application(client_max_size=24 * 1024 * 1024)
    StatusApi(village.database, lambda: LIBRARY, lambda: village.now, secret, lambda: here.woken.append(True)).attach(
        app
    )
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    here.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/status"
    yield here
    await runner.cleanup()


def body(*items: Data) -> bytes:
    return json.dumps(list(items)).encode()


FINISHED: Data = {"official_code": CODE, "state": 9, "moment": "2026-11-26 16:00", "note": None, "unknown": [1]}


async def test_a_signed_list_is_applied_and_answered_row_by_row(endpoint: Endpoint) -> None:
    items: list[Data] = [FINISHED, "none", {"official_code": CODE, "state": "FLOAT", "moment": "x"}, {"state": 4}]
    status, told = await endpoint.post(body(*items).replace(b'"FLOAT"', b"4.0"))
    assert (status, told["applied"], told["unchanged"], told["refused"]) == (200, 1, 0, 3)
    rows = told["rows"]
    assert isinstance(rows, list)
    assert rows[0] == {"row": 1, "code": CODE, "result": "applied", "reason": "", "message": ""}
    assert [one["reason"] for one in rows[1:] if isinstance(one, dict)] == ["row_bad", "row_bad", "code_missing"]
    assert (endpoint.state(), endpoint.woken) == (State.DA_CO_KET_QUA, [True])


async def test_the_same_list_signed_anew_changes_nothing(endpoint: Endpoint) -> None:
    await endpoint.post(body(FINISHED))
    endpoint.village.now += timedelta(seconds=1)
    status, told = await endpoint.post(body(FINISHED))
    assert (status, told["unchanged"], endpoint.woken) == (200, 1, [True])


async def test_a_request_that_came_before_is_refused(endpoint: Endpoint) -> None:
    assert (await endpoint.post(body(FINISHED)))[0] == 200
    assert await endpoint.post(body(FINISHED)) == (409, {"error": "replayed"})


@pytest.mark.parametrize("seconds", [-301, 301])
async def test_a_signature_is_good_for_five_minutes(endpoint: Endpoint, seconds: int) -> None:
    then = str(int(endpoint.village.now.timestamp()) + seconds)
    headers = {"X-Motcua-Timestamp": then, "X-Motcua-Signature": signature(SECRET, then, body(FINISHED))}
    assert await endpoint.post(body(FINISHED), headers) == (401, {"error": "signature"})
    nearer = str(int(then) - (1 if seconds > 0 else -1))
    headers = {"X-Motcua-Timestamp": nearer, "X-Motcua-Signature": signature(SECRET, nearer, body(FINISHED))}
    assert (await endpoint.post(body(FINISHED), headers))[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Motcua-Signature": ""},
        {"X-Motcua-Signature": "sha256=" + "0" * 64},
        {"X-Motcua-Signature": "sha256=é"},
        {"X-Motcua-Timestamp": ""},
        {"X-Motcua-Timestamp": "yesterday"},
        {"X-Motcua-Timestamp": "9" * 12},
        {"X-Motcua-Timestamp": "-1"},
    ],
)
async def test_who_does_not_hold_the_secret_changes_nothing(endpoint: Endpoint, headers: dict[str, str]) -> None:
    assert await endpoint.post(body(FINISHED), headers) == (401, {"error": "signature"})
    assert endpoint.state() is State.DA_TIEP_NHAN


async def test_the_signature_covers_every_byte_of_the_body(endpoint: Endpoint) -> None:
    now = str(int(endpoint.village.now.timestamp()))
    headers = {"X-Motcua-Signature": signature(SECRET, now, body(FINISHED))}
    assert (await endpoint.post(body(FINISHED) + b" ", headers))[0] == 401


@pytest.mark.parametrize("sent", [b"", b"{}", b"nothing", b"\xff", b"[" * 100_000, b'{"a":1}'])
async def test_what_is_no_list_is_refused(endpoint: Endpoint, sent: bytes) -> None:
    assert await endpoint.post(sent) == (400, {"error": "no_list"})


async def test_too_much_is_refused(endpoint: Endpoint) -> None:
    assert await endpoint.post(b" " * (LARGEST_BODY + 1)) == (413, {"error": "too_large"})
    assert await endpoint.post(body(*[1] * (MOST_ITEMS + 1))) == (413, {"error": "too_many"})


async def test_without_a_secret_there_is_no_such_address(village: Village) -> None:
    async for endpoint in _serving(village, ""):
        assert (await endpoint.post(body(FINISHED)))[0] == 404
    assert not is_genuine("", "0", signature("", "0", b""), b"", village.now)


def test_the_signature_is_the_one_that_openssl_makes() -> None:
    expected = "sha256=64916d43a0c38d0304c02b2631f5e3948bb909deff38b4e424e4f8dbaa878b72"
    assert signature("thu-nghiem", "1795500000", b"[]") == expected


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("openssl")), reason="needs curl and openssl")
async def test_the_example_of_the_readme_works(endpoint: Endpoint) -> None:
    script = README.read_text(encoding="utf-8").split("    body='", 1)[1].split("\n\n", 1)[0]
    clock = f"date() {{ echo {int(endpoint.village.now.timestamp())}; }}"
    where = {"MOTCUA_STATUS_SECRET": SECRET, "MOTCUA_PUBLIC_URL": endpoint.url.removesuffix("/api/status")}
    lines = [clock, *("body='" + script).splitlines()]
    done = await _shell("\n".join(line.removeprefix("    ") for line in lines), {**os.environ, **where})
    assert json.loads(done)["applied"] == 1


async def _shell(script: str, environment: dict[str, str]) -> str:
    command = ["bash", "-euc", script]
    done = await asyncio.to_thread(
        subprocess.run, command, env=environment, capture_output=True, text=True, check=True, timeout=20
    )
    return done.stdout
