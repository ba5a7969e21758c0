# ruff: noqa: E402
"""Runs in a process of its own: an import whose worker is killed by SIGKILL twenty times, each life at another statement.

Prints one JSON line: where each life ended, and what is in the database at the end. The configured database is used.
"""

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.utils import timezone

from shanghui.core import audit
from shanghui.network.models import Enterprise, Membership
from shanghui.sheets.actions import checking, committing_rows, undoing_rows
from shanghui.sheets.actions.committing import begin_commit
from shanghui.sheets.actions.runs import begin_import, choose_columns
from shanghui.sheets.actions.undoing import begin_undo
from shanghui.sheets.models import ImportOutcome, ImportRun
from tests.factories.network import make_organisation, make_secretary
from tests.network.sheets.runs import csv_bytes

ROWS = 1000
KILLS = 20
checking.BATCH, committing_rows.BATCH, undoing_rows.BATCH = 100, 25, 25
Step = Callable[[ImportRun], None]


def live(run_pk: int, step: Step, statements: int) -> str:
    """One life of a worker: it dies at its n-th statement, before or after it by turns; how far it came."""
    for one in connections.all():
        one.close()
        if hasattr(one, "close_pool"):
            one.close_pool()
    child = os.fork()
    if child == 0:
        with connection.execute_wrapper(Reaper(statements)):
            step(ImportRun.objects.get(pk=run_pk))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, status
    return "killed" if os.WIFSIGNALED(status) else "done"


class Reaper:
    """Kills its own process with SIGKILL around the n-th statement."""

    def __init__(self, statements: int) -> None:
        self.left = statements

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.left -= 1
        if self.left == 0 and len(sql) % 2:
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(sql, params, many, context)
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


def worked_off(run_pk: int, step: Step, dice: random.Random) -> list[int]:
    """Progress after each of the kills; then one life to the end."""
    ends = []
    for _ in range(KILLS):
        if live(run_pk, step, dice.randint(4, 130)) == "killed":
            ends.append(ImportRun.objects.get(pk=run_pk).progress)
    assert live(run_pk, step, 10**9) == "done"
    return ends


def main() -> None:
    dice = random.Random(int(sys.argv[1]))
    now = timezone.now()
    _, actor = make_secretary(make_organisation("上海市紧固件工业协会"))
    rows = [[f"上海砺锋{number}号标准件有限公司", f"沪宜公路{number}号"] for number in range(ROWS)]
    content = csv_bytes(["企业名称", "地址"], *rows)
    run = begin_import(actor=actor, kind="enterprises", upload=SimpleUploadedFile("会员.csv", content), now=now)
    choose_columns(actor=actor, run=run, mapping=run.mapping, now=now)
    # names that differ by a number alone would all be asked about; this test is about writing
    checking._mark_alike = lambda run, importer: None
    checked = worked_off(run.pk, lambda one: checking.check_import(run=one, now=now), dice)
    stored = run.rows.count()
    begin_commit(actor=actor, run=ImportRun.objects.get(pk=run.pk), now=now)
    committed = worked_off(run.pk, lambda one: committing_rows.commit_rows(run=one, now=now), dice)
    written = counts(run)
    begin_undo(actor=actor, run=ImportRun.objects.get(pk=run.pk), now=now)
    undone = worked_off(run.pk, lambda one: undoing_rows.undo_rows(run=one, now=now), dice)
    fault = audit.verify()
    print(json.dumps({
        "checked": checked, "stored": stored, "committed": committed, "written": written, "undone": undone,
        "left": counts(run), "fault": str(fault) if fault else "", "rows": ROWS,
    }))  # fmt: skip


def counts(run: ImportRun) -> dict[str, object]:
    firms = Enterprise.objects.unrestricted("a test counts")
    return {
        "firms": firms.count(),
        "names": firms.values("name").distinct().count(),
        "memberships": Membership.objects.count(),
        "outcomes": ImportOutcome.objects.filter(run=run).count(),
        "states": sorted(set(run.rows.values_list("state", flat=True))),
        "run": ImportRun.objects.get(pk=run.pk).state,
    }


main()
