"""Every setting that an installation may differ in, typed, read from the environment or `.env`."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[3]


class Stage(StrEnum):
    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class Environment(BaseSettings):
    """`SHANGHUI_…` variables; `DATABASE_URL` alone bears the name that everybody knows."""

    model_config = SettingsConfigDict(env_prefix="SHANGHUI_", env_file=".env", extra="ignore", populate_by_name=True)

    stage: Stage = Stage.DEVELOPMENT
    data_dir: Path = Path.cwd() / "var"
    secret_key: str = ""
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    allowed_hosts: list[str] = ["127.0.0.1", "localhost", "[::1]"]
    site_url: str = "http://127.0.0.1:8000"
    email_url: str = ""
    mail_from: str = "shanghui@localhost"
    secure: bool = False
    log_json: bool = False
    idle_minutes: int = 120
    session_days: int = 14
    password_min_length: int = 10
    second_factor_required: bool = False
    upload_limit_mb: int = 50
    port: int = 8000

    @property
    def production(self) -> bool:
        return self.stage is Stage.PRODUCTION
