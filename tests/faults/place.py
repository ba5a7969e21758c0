"""A place of its own for processes that get killed: a migrated database and a data folder."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PYTHON = [sys.executable, "-W", "ignore"]
SETUP = "import os, sys, time, django; django.setup()\nfrom django.db import *\nfrom django.utils import timezone\n"


@dataclass
class Place:
    """`url` names the database; every process started here lives in `folder`, with `settings`."""

    folder: Path
    url: str
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DATABASE_URL": self.url,
            "SHANGHUI_DATA_DIR": str(self.folder),
            "SHANGHUI_STAGE": "test",
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "",
            "TEST_LETTERS": str(self.folder / "letters"),
            "TEST_ARRIVALS": str(self.folder / "arrivals"),
            **self.settings,
        }

    def start(self, *arguments: str, before: Sequence[str] = (), **options: Any) -> "subprocess.Popen[str]":
        log = (self.folder / "log").open("a")
        return subprocess.Popen(
            [*before, *PYTHON, *arguments], env=self.environment, cwd=self.folder, stderr=log, text=True, **options
        )

    def worker(self) -> "subprocess.Popen[str]":
        return self.start(str(ROOT / "manage.py"), "worker")

    def command(self, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        call = [*PYTHON, str(ROOT / "manage.py"), *arguments]
        environment = self.environment | settings
        return subprocess.run(call, env=environment, cwd=self.folder, text=True, capture_output=True, check=False)

    def script(self, code: str) -> str:
        done = subprocess.run(
            [*PYTHON, "-c", SETUP + code], env=self.environment, cwd=self.folder, text=True, capture_output=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.folder / "db.sqlite3", timeout=5) as sqlite:
                return sqlite.execute(sql).fetchall()
        with psycopg.connect(self.url) as postgres:
            cursor = postgres.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def statuses(self, prefix: str = "tests.") -> list[str]:
        """Of the tests' own jobs: the worker enqueues periodic ones too."""
        table = "django_tasks_database_dbtaskresult"
        return [status for (status,) in self.query(f"select status from {table} where task_path like '{prefix}%'")]


def wait_for(condition: Callable[[], object], seconds: float = 180) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def kill(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


class Template:
    """One migrated database a session; each test gets a copy."""

    def __init__(self, folder: Path, url: str) -> None:
        self.postgres = url if url.startswith("postgres") else ""
        self.folder = folder
        self.name = f"faults_{uuid4().hex[:12]}"
        self.place = self.copy(folder, migrated=False)
        self.original = self.place.url.rsplit("/", 1)[1]
        done = self.place.command("migrate")
        assert done.returncode == 0, done.stderr

    def copy(self, folder: Path, *, migrated: bool = True) -> Place:
        """A place of its own; without tables when not `migrated`."""
        folder.mkdir(exist_ok=True)
        if self.postgres:
            name = f"{self.name}_{uuid4().hex[:8]}"
            self._administer(f"create database {name}" + (f" template {self.original}" if migrated else ""))
            return Place(folder, f"{self.postgres.rsplit('/', 1)[0]}/{name}")
        if migrated:
            shutil.copy(self.folder / "db.sqlite3", folder / "db.sqlite3")
        return Place(folder, f"sqlite:///{folder / 'db.sqlite3'}")

    def drop(self, place: Place) -> None:
        if self.postgres:
            self._administer(f"drop database {place.url.rsplit('/', 1)[1]} with (force)")

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self.postgres.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
            connection.execute(statement)
