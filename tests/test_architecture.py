"""Who may import whom, which package lives where, how large things get; the check is tried on planted faults."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("flows", "content", "storage", "bot")
PURE = set("collections dataclasses datetime decimal enum functools itertools re typing unicodedata zoneinfo".split())
# Folder -> what it may use of ours; the longest folder that fits counts. The edge may use everything but the wiring.
MAY_USE = {
    "flows/": ("flows",),
    "content/": ("content", "flows"),
    "storage/": ("storage", "flows"),
    "bot/services/": (
        "bot.services",
        "bot.ports",
        "bot.overlays",
        "bot.verdicts",
        "bot.view",
        "bot.callbacks",
        "flows",
        "content",
        "storage",
    ),
    "bot/imaging/": (
        "bot.imaging",
        "bot.ports",
        "bot.overlays",
        "bot.verdicts",
        "flows.answers",
        "content.forms.typesetting",
    ),
    "bot/": ("bot", "flows", "content", "storage"),
}
# Package -> its only homes.
HOMES = {
    "aiogram": ("bot/channels/telegram/inbound/",),
    "telegram": ("bot/channels/telegram/outbound/",),
    "aiohttp": ("bot/channels/", "bot/app.py"),
    "apscheduler": ("bot/clock.py",),
    "sqlmodel": ("storage/",),
    "sqlalchemy": ("storage/",),
    "alembic": ("storage/",),
    "jinja2": ("content/wording.py", "bot/channels/web/"),
    "typst": ("content/forms",),
    **dict.fromkeys("numpy img2pdf pikepdf pillow_heif pypdfium2 zxingcpp".split(), ("bot/imaging/",)),
    "matplotlib": ("bot/imaging/chart.py",),
    "PIL": ("bot/imaging/", "bot/demo/"),
}
CLOCKLESS = ("flows/", "content/", "storage/", "bot/services/")  # but their commands: `__main__.py` is an edge
NAMELESS = {"utils", "helpers", "common", "core", "manager"}
ASKING = ("bot/services/", "bot/channels/", "bot/commands/", "bot/app.py")
OF_ROLES = ("bot/services/authority.py", "bot/services/forms.py")  # the table's own, and forms of address
LONGEST_FILE, LONGEST_FUNCTION = 250, 40


def faults(path: str, source: str) -> list[str]:
    """What a module does against the rules, as `path:line: what`; `path` is relative to the repository."""
    tree = ast.parse(source)
    found = [*_imports(path, tree), *_clocks(path, tree), *_authority(path, tree), *_sizes(path, source, tree)]
    return [f"{path}:{line}: {what}" for line, what in found]


def imported(path: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every imported name in full, wherever in the module it is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(path.split("/")[: -node.level]) if node.level else ""
            module = ".".join(part for part in (above, node.module) if part)
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def _imports(path: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    allowed = MAY_USE[max((folder for folder in MAY_USE if path.startswith(folder)), key=len)]
    for line, name in imported(path, tree):
        package = name.split(".")[0]
        if package in OURS and not any(f"{name}.".startswith(f"{ours}.") for ours in allowed):
            yield line, f"{name} is not for this folder"
        if path.startswith("flows/") and package not in PURE | {"flows"}:
            yield line, f"{package} is not a pure part of the standard library"
        if package in HOMES and not path.startswith(HOMES[package]):
            yield line, f"{package} lives in {' and '.join(HOMES[package])}"
        if f"{name}.".startswith("bot.app.") and path not in ("bot/__main__.py", "bot/app.py"):
            yield line, "the wiring is imported by bot/__main__.py alone"


def _clocks(path: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    if not path.startswith(CLOCKLESS) or path.endswith("__main__.py"):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
            if f"{owner}.{node.func.attr}" in ("datetime.now", "datetime.utcnow", "date.today", "time.time"):
                yield node.lineno, "the clock is read: take `now` as an argument"


def _authority(path: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What somebody may do is asked of one table; elsewhere no role is compared with anything."""
    if not path.startswith(ASKING) or path in OF_ROLES:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(
            isinstance(side, ast.Attribute) and side.attr == "role" for side in (node.left, *node.comparators)
        ):
            yield node.lineno, "a role is compared: ask bot.services.authority"
        if isinstance(node, ast.Name) and "OFFICIALS" in node.id and not node.id.startswith("TO_"):
            yield node.lineno, "a list of officials: ask bot.services.authority"


def _sizes(path: str, source: str, tree: ast.AST) -> Iterator[tuple[int, str]]:
    lines = len(source.splitlines())
    if lines > LONGEST_FILE:
        yield 1, f"{lines} lines, at most {LONGEST_FILE}"
    if NAMELESS & {part.removesuffix(".py") for part in path.split("/")}:
        yield 1, "named after nothing of the domain"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield node.lineno, f"{node.name} has {length} lines, at most {LONGEST_FUNCTION}"


def test_the_program_keeps_its_rules() -> None:
    modules = [module for package in OURS for module in sorted((ROOT / package).rglob("*.py"))]
    assert len(modules) > 40
    found = [fault for module in modules for fault in faults(str(module.relative_to(ROOT)), module.read_text())]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("flows/engine.py", "import os"),
        ("flows/engine.py", "import asyncio"),
        ("flows/kinds/date.py", "from time import monotonic"),
        ("flows/engine.py", "def f() -> None:\n    import random"),
        ("flows/engine.py", "from content import sheet"),
        ("flows/engine.py", "import storage.database"),
        ("flows/engine.py", "from datetime import datetime\nx = datetime.now()"),
        ("content/check.py", "from storage.database import Database"),
        ("content/check.py", "import bot.ports"),
        ("content/check.py", "from datetime import date\nx = date.today()"),
        ("storage/people.py", "from content.sheet import Sheet"),
        ("storage/people.py", "from bot import ports"),
        ("storage/vault.py", "import time\nx = time.time()"),
        ("bot/services/papers.py", "import aiogram"),
        ("bot/services/papers.py", "from telegram.error import Forbidden"),
        ("bot/services/papers.py", "if TYPE_CHECKING:\n    from aiohttp import web"),
        ("bot/services/papers.py", "from apscheduler.schedulers.asyncio import AsyncIOScheduler"),
        ("bot/services/papers.py", "from sqlalchemy import select"),
        ("bot/services/papers.py", "from bot.channels.web import channel"),
        ("bot/services/papers.py", "from ..channels import web"),
        ("bot/services/papers.py", "from bot import *"),
        ("bot/services/papers.py", "import bot"),
        ("bot/services/papers.py", "from datetime import datetime\nx = datetime.now(UTC)"),
        ("bot/channels/telegram/outbound/courier.py", "import aiogram"),
        ("bot/channels/telegram/inbound/intake.py", "import telegram"),
        ("bot/channels/web/channel.py", "import aiogram.types"),
        ("bot/clock.py", "import aiohttp"),
        ("bot/channels/web/channel.py", "import apscheduler"),
        ("content/check.py", "import jinja2"),
        ("bot/services/papers.py", "import numpy as np"),
        ("bot/app.py", "from PIL import Image"),
        ("bot/imaging/coach.py", "from storage.vault import Vault"),
        ("bot/imaging/worker.py", "from content.catalog import Library"),
        ("bot/settings.py", "import sqlmodel"),
        ("bot/clock.py", "from bot.app import build"),
        ("bot/clock.py", "from bot import app"),
        ("bot/services/papers.py", "x = staff.role == Role.CLERK"),
        ("bot/services/papers.py", "x = [one for one in staff if one.role in (1, 2)]"),
        ("bot/services/papers.py", "_OFFICIALS = frozenset()"),
        ("bot/utils.py", ""),
        ("storage/helpers/rows.py", ""),
        ("bot/clock.py", "x = 1\n" * 251),
        ("bot/clock.py", "def f() -> None:\n" + "    x = 1\n" * 40),
        ("bot/clock.py", "class A:\n    async def f(self) -> None:\n" + "        x = 1\n" * 40),
    ],
)
def test_a_planted_fault_is_found(path: str, source: str) -> None:
    assert faults(path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("flows/engine.py", "from collections.abc import Mapping\nimport re\nfrom flows.kinds import Date"),
        ("flows/kinds/date.py", "from .base import Context"),
        ("flows/calendar.py", "def local(now: datetime) -> datetime:\n    return now.astimezone(ZONE)"),
        ("content/wording.py", "import jinja2\nfrom flows.procedure import Procedure"),
        ("content/__main__.py", "from datetime import UTC, datetime\nx = datetime.now(UTC)"),
        ("storage/people.py", "import sqlalchemy\nimport os\nfrom flows.session import Session"),
        ("bot/services/papers.py", "from bot.ports import Card\nfrom bot import view\nimport storage.database"),
        ("bot/channels/telegram/inbound/intake.py", "import aiogram\nfrom aiohttp import web"),
        ("bot/channels/telegram/outbound/courier.py", "import telegram.ext"),
        ("bot/channels/web/channel.py", "from bot.services import papers\nimport aiohttp"),
        ("bot/__main__.py", "from bot.app import build"),
        ("bot/services/forms.py", "x = staff.role == Role.CLERK"),
        ("bot/services/papers.py", "x = staff.role"),
        ("bot/clock.py", "x = 1\n" * 250),
        ("bot/clock.py", "def f() -> None:\n" + "    x = 1\n" * 39),
    ],
)
def test_what_the_rules_allow_is_not_a_fault(path: str, source: str) -> None:
    assert faults(path, source) == []
