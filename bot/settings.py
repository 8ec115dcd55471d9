"""Every setting of the program: an environment variable MOTCUA_…, its meaning and its default."""

import logging
import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

_WEB = re.compile(r"https?://[^\s/]+\S*")
_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)
_SECRET = re.compile(r"[\w-]{1,256}", re.ASCII)  # https://core.telegram.org/bots/api#setwebhook
_SCANNER = re.compile(r"unix:.+|tcp:.+:\d{1,5}")
_DATABASE = re.compile(r"(?:sqlite:///|postgresql(?:\+\w+)?://).+")


def _fits(shape: re.Pattern[str], text: str, example: str) -> str:
    """The text, '' allowed; raises ValueError with an example, without the text, which may be secret."""
    if text and not shape.fullmatch(text):
        raise ValueError(f"write it like {example}")
    return text


def _web(text: str) -> str:
    return _fits(_WEB, text, "https://motcua.example.vn")


def _database(text: str) -> str:
    return _fits(_DATABASE, text, "postgresql://user:password@host/motcua")


def _scanner(text: str) -> str:
    return _fits(_SCANNER, text, "unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310")


def _token(text: SecretStr) -> SecretStr:
    _fits(_TOKEN, text.get_secret_value(), "123456789:AAE…, as @BotFather gave it")
    return text


def _secret(text: SecretStr) -> SecretStr:
    _fits(_SECRET, text.get_secret_value(), "the output of openssl rand -hex 32")
    return text


def _level(text: str) -> str:
    if text.upper() not in logging.getLevelNamesMapping():
        raise ValueError("write DEBUG, INFO, WARNING or ERROR")
    return text


_Web = Annotated[str, AfterValidator(_web)]


class Settings(BaseSettings):
    """Settings read from the environment; `motcua settings` lists them."""

    model_config = SettingsConfigDict(env_prefix="MOTCUA_", env_ignore_empty=True)

    data_dir: Path = Field(default=Path(".data"), description="directory of the database, the files and the key file")
    office: str = Field(default="nam_thanh_mien", description="office: a name in content/offices")
    content_dir: Path | None = Field(default=None, description="content directory to use instead of the one shipped")
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default="", description="postgresql://… ; empty: SQLite in the data directory"
    )
    key: SecretStr = Field(default=SecretStr(""), description="encryption key (base64); empty: a key file is made")
    web_host: str = Field(default="127.0.0.1", description="address on which the web page listens")
    web_port: int = Field(default=8080, ge=1, le=65535, description="port of the web page and of the webhook")
    public_url: _Web = Field(default="", description="https address under which residents reach the web page")
    telegram_token: Annotated[SecretStr, AfterValidator(_token)] = Field(
        default=SecretStr(""), description="bot token; empty: no Telegram"
    )
    telegram_api: _Web = Field(default="https://api.telegram.org", description="address of the Bot API")
    webhook_url: _Web = Field(default="", description="https address of the webhook; empty: long polling")
    webhook_secret: Annotated[SecretStr, AfterValidator(_secret)] = Field(
        default=SecretStr(""), description="secret token of the webhook"
    )
    push_rate: float = Field(
        default=20.0, gt=0, le=30, description="pushes a second over Telegram, of the 30 that it allows"
    )
    status_secret: SecretStr = Field(
        default=SecretStr(""), description="secret that signs POST /api/status; empty: no such address"
    )
    clamav: Annotated[str, AfterValidator(_scanner)] = Field(
        default="",
        description="clamd: unix:/run/clamav/clamd.ctl or tcp:host:port; empty: no scan for viruses",
    )
    log_level: Annotated[str, AfterValidator(_level)] = Field(
        default="INFO", description="DEBUG, INFO, WARNING or ERROR"
    )

    @property
    def database(self) -> str:
        """The database address in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'motcua.db'}"

    @property
    def address(self) -> str:
        """Where residents reach the web page."""
        return self.public_url.rstrip("/") or f"http://{self.web_host}:{self.web_port}"


def read_settings() -> Settings:
    """The settings of the environment; a damaged one ends the program with a line that says how to write it.

    The value itself is not repeated: it may be a secret.
    """
    try:
        return Settings()
    except ValidationError as error:
        lines = [f"MOTCUA_{str(one['loc'][0]).upper()}: {_remedy(one['msg'])}" for one in error.errors()]
        raise SystemExit("\n".join(lines)) from None


def _remedy(message: str) -> str:
    told = message.removeprefix("Value error, ")
    return told[:1].lower() + told[1:]


def described() -> tuple[tuple[str, str, str], ...]:
    """Every setting as (variable, default, meaning)."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        rows.append((f"MOTCUA_{name.upper()}", "" if default is None else str(default), field.description or ""))
    return tuple(rows)
