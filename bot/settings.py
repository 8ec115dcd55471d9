"""Every setting of the program: an environment variable MOTCUA_…, its meaning and its default."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings read from the environment; `motcua settings` lists them."""

    model_config = SettingsConfigDict(env_prefix="MOTCUA_", env_ignore_empty=True)

    data_dir: Path = Field(default=Path(".data"), description="directory of the database, the files and the key file")
    office: str = Field(default="nam_thanh_mien", description="office: a name in content/offices")
    content_dir: Path | None = Field(default=None, description="content directory to use instead of the one shipped")
    database_url: str = Field(default="", description="postgresql://… ; empty: SQLite in the data directory")
    key: SecretStr = Field(default=SecretStr(""), description="encryption key (base64); empty: a key file is made")
    web_host: str = Field(default="127.0.0.1", description="address on which the web page listens")
    web_port: int = Field(default=8080, description="port of the web page and of the webhook")
    public_url: str = Field(default="", description="https address under which residents reach the web page")
    telegram_token: SecretStr = Field(default=SecretStr(""), description="bot token; empty: no Telegram")
    telegram_api: str = Field(default="https://api.telegram.org", description="address of the Bot API")
    webhook_url: str = Field(default="", description="https address of the webhook; empty: long polling")
    webhook_secret: SecretStr = Field(default=SecretStr(""), description="secret token of the webhook")
    push_rate: float = Field(default=20.0, description="pushes a second over Telegram, of the 30 that it allows")
    status_secret: SecretStr = Field(
        default=SecretStr(""), description="secret that signs POST /api/status; empty: no such address"
    )
    clamav: str = Field(
        default="",
        description="clamd: unix:/run/clamav/clamd.ctl or tcp:host:port; empty: no scan for viruses",
    )
    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR")

    @property
    def database(self) -> str:
        """The database address in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'motcua.db'}"

    @property
    def address(self) -> str:
        """Where residents reach the web page."""
        return self.public_url.rstrip("/") or f"http://{self.web_host}:{self.web_port}"


def described() -> tuple[tuple[str, str, str], ...]:
    """Every setting as (variable, default, meaning)."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
        rows.append((f"MOTCUA_{name.upper()}", "" if default is None else str(default), field.description or ""))
    return tuple(rows)
