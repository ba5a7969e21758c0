# ruff: noqa: E402
"""Runs in a process of its own: `shanghui migrate` dies by SIGKILL inside each of our migrations, and is run again.

Prints one JSON line: where each life ended. The configured database is used.
"""

import json
import os
import signal
from collections.abc import Callable
from typing import Any
from unittest import mock

import django

django.setup()

from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.recorder import MigrationRecorder

OURS = (("network", "0001_initial"), ("core", "0002_promises"))
MOMENTS = ("after the third statement", "before the note", "after the note")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def deadly_note(app: str, name: str, moment: str) -> Any:
    real = MigrationRecorder.record_applied

    def record(recorder: MigrationRecorder, *noted: str) -> None:
        if noted == (app, name) and moment == "before the note":
            die()
        real(recorder, *noted)
        if noted == (app, name) and moment == "after the note":
            die()

    return mock.patch.object(MigrationRecorder, "record_applied", record)


def deadly_statement(app: str, moment: str) -> Any:
    """Statements that name a table of the app are counted."""
    real, seen = BaseDatabaseSchemaEditor.execute, []

    def execute(editor: BaseDatabaseSchemaEditor, sql: Any, params: Any = ()) -> Any:
        done = real(editor, sql, params)
        seen.extend([sql] if f'"{app}_' in str(sql) else [])
        if len(seen) == 3 and moment == "after the third statement":
            die()
        return done

    return mock.patch.object(BaseDatabaseSchemaEditor, "execute", execute)


def in_a_life_of_its_own(work: Callable[[], None]) -> int:
    """The signal that ended it; 0 when it came to its end."""
    for one in connections.all():
        one.close()
        if hasattr(one, "close_pool"):
            one.close_pool()
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            print(f"not killed: {error!r}", flush=True)
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def upgrade(app: str, name: str, moment: str) -> None:
    with deadly_note(app, name, moment), deadly_statement(app, moment):
        call_command("migrate", verbosity=0)


def old_version() -> None:
    """A database of an earlier version, with something in it."""
    call_command("migrate", "core", "0001", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("insert into core_audithead (id, number, hash) values (1, 7, 'kept')")


assert in_a_life_of_its_own(old_version) == 0
lives = [
    (app, moment, in_a_life_of_its_own(lambda app=app, name=name, moment=moment: upgrade(app, name, moment)))
    for app, name in OURS
    for moment in MOMENTS
]
print(json.dumps({"lives": lives, "last": in_a_life_of_its_own(lambda: call_command("migrate", verbosity=0))}))
