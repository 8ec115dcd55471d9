"""The command line: run, demo, settings, staff, content, due."""

import gc

gc.disable()  # nothing that imports make is garbage, and looking for it takes a fifth of a second of a start

import asyncio
import logging
import sys

import typer

from bot.app import build, serve
from bot.commands.due import due_command
from bot.commands.health import health_command
from bot.commands.law import law_command
from bot.commands.misses import misses_command
from bot.commands.notices import notices_app
from bot.commands.plan import plan_app
from bot.commands.publish import publish_command
from bot.commands.report import report_command
from bot.commands.simulate import simulate_command
from bot.commands.staff import invite_command, staff_app
from bot.commands.status import status_app
from bot.commands.verify import verify_command
from bot.settings import Settings, described, read_settings
from content.__main__ import content_app
from content.problems import ContentError
from storage.errors import BadKey, WrongKey

gc.enable()
app = typer.Typer(help="Một Cửa: guides residents through administrative procedures.", no_args_is_help=True)
app.command("invite")(invite_command)
app.add_typer(staff_app, name="staff")
content_app.command("publish")(publish_command)
content_app.command("law")(law_command)
content_app.command("misses")(misses_command)
app.add_typer(content_app, name="content")
app.add_typer(status_app, name="status")
app.add_typer(notices_app, name="notices")
app.add_typer(plan_app, name="plan")
app.command("report")(report_command)
app.command("due")(due_command)
app.command("health")(health_command)
app.command("verify")(verify_command)
app.command("simulate")(simulate_command)


def _prepared() -> Settings:
    settings = read_settings()
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for noisy in ("alembic.runtime.plugins", "httpx", "apscheduler", "aiogram", "aiohttp.access", "PIL"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    return settings


def _fail(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(1)


def _serve(demo: bool) -> None:
    gc.disable()  # nothing that imports make is garbage; `serve` turns it on again once everything is loaded
    settings = _prepared()

    async def main() -> None:
        program = await build(settings, demo=demo)
        if demo:
            typer.echo(f"\n  Một Cửa: {settings.address}/demo\n  Ctrl-C: dừng\n")
        await serve(program)

    try:
        asyncio.run(main())
    except ContentError as error:
        _fail("\n".join(str(problem) for problem in error.problems))
    except (WrongKey, BadKey) as error:
        _fail(f"The encryption key does not fit the data in {settings.data_dir}: {error}. Nothing was changed.")
    except OSError as error:
        _fail(f"Cannot start: {error}")


@app.command()
def run() -> None:
    """Runs the web page, Telegram if there is a token, and the clock."""
    _serve(demo=False)


@app.command()
def demo() -> None:
    """Runs the demo: phones side by side and a clock that can be moved."""
    _serve(demo=True)


@app.command()
def settings() -> None:
    """Lists every setting with its default and meaning."""
    for name, default, meaning in described():
        typer.echo(f"{name:24} {default or '-':28} {meaning}")


if __name__ == "__main__":
    sys.exit(app())
