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
    #: kinds of characters a password must mix, 0 to 4; days after which it must be changed, 0 for never
    password_classes: int = Field(default=0, ge=0, le=4)
    password_max_age_days: int = Field(default=0, ge=0)
    #: a second factor for everybody, or for those who act in these roles (core.actor.Role)
    second_factor_required: bool = False
    second_factor_roles: list[str] = []
    lockout_failures: int = Field(default=5, ge=1)
    lockout_minutes: int = Field(default=15, ge=1)
    invitation_days: int = Field(default=7, ge=1)
    #: how many own proxies in front write X-Forwarded-For; with 0 the header is ignored
    trusted_proxies: int = Field(default=0, ge=0)
    #: who shows it as a bearer token may read /metrics from elsewhere than this machine
    metrics_token: str = ""
    #: pages of the network (lists, searches, rows) that one login or token may ask for in ten minutes; 0: no limit
    pages_per_ten_minutes: int = Field(default=600, ge=0)
    upload_limit_mb: int = 50
    port: int = 8000

    @property
    def production(self) -> bool:
        return self.stage is Stage.PRODUCTION
