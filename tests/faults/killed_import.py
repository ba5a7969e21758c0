# ruff: noqa: E402
"""Runs in a process of its own: workers of imports die by SIGKILL at named points; another takes each job over.

The same file is imported and taken back again and again: each of the three steps dies at a point of its own, once.
Prints one JSON line for each point: whether the worker died there, whether its job was taken over and came to its end,
and in what the database differs from the one that an undisturbed import leaves. The configured database is used.
"""

import json
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shanghui.core.actor import Actor
from shanghui.core.jobs.claims import take_over
from shanghui.core.jobs.worker import run_due
from shanghui.core.models import AuditRow
from shanghui.network.models import Enterprise, Membership
from shanghui.sheets.actions import checking, committing_rows, undoing_rows
from shanghui.sheets.actions.committing import begin_commit
from shanghui.sheets.actions.runs import begin_import, choose_columns
from shanghui.sheets.actions.undoing import begin_undo
from shanghui.sheets.models import ImportFlaw, ImportOutcome, ImportRow, ImportRun
from tests.factories.network import make_enterprise, make_organisation, make_secretary
from tests.faults.dying import Point, dies
from tests.network.sheets.runs import csv_bytes

checking.BATCH, committing_rows.BATCH, undoing_rows.BATCH = 12, 9, 9
NAMES = (
    "砺锋 恒泰 宝岳 金鹏 华昱 远航 瑞丰 天工 长虹 致和 东篱 南屏 西塘 北辰 春晓 秋实 云梯 雨花 松涛 竹韵 海纳 山岚 江帆 湖光 朝晖 夕照 "
    "星火 月桂 银杏 铜陵"
).split()
#: step → where its worker dies: at the n-th call of what stands there, before or after it
STEPS: dict[str, list[Point]] = {
    "check": [
        ("after", "django.db.models.query.QuerySet.delete", 1),
        ("before", "shanghui.sheets.actions.checking.store_flaws", 2),
        ("after", "shanghui.sheets.actions.checking.store_flaws", 3),
        ("after", "shanghui.sheets.models.ImportRun.save", 2),
        ("after", "shanghui.sheets.actions.checking._check_batch", 1),
        ("before", "shanghui.sheets.actions.checking._mark_alike", 1),
        ("after", "shanghui.sheets.actions.checking._mark_alike", 1),
        ("after", "shanghui.sheets.actions.checking.check_import", 1),
    ],
    "commit": [
        ("after", "shanghui.sheets.actions.committing_rows._next_rows", 2),
        ("after", "shanghui.network.actions.importing_enterprises.EnterpriseWriter._save_enterprises", 2),
        ("after", "shanghui.core.audit.record_many", 4),
        ("before", "shanghui.sheets.actions.committing_rows._store", 1),
        ("after", "shanghui.sheets.actions.committing_rows._store", 3),
        ("after", "shanghui.sheets.models.ImportRun.save", 2),
        ("after", "shanghui.sheets.actions.committing_rows._commit_batch", 2),
        ("after", "shanghui.sheets.actions.committing_rows.commit_rows", 1),
    ],
    "undo": [
        ("before", "shanghui.network.actions.undoing_enterprises.save_many", 1),
        ("after", "shanghui.network.actions.undoing_enterprises.save_many", 4),
        ("before", "shanghui.core.audit.record_many", 2),
        ("after", "shanghui.core.audit.record_many", 3),
        ("before", "shanghui.sheets.models.ImportRun.save", 1),
        ("after", "shanghui.sheets.models.ImportRun.save", 2),
        ("after", "shanghui.sheets.actions.undoing_rows._undo_batch", 3),
        ("after", "shanghui.sheets.actions.undoing_rows.undo_rows", 1),
    ],
}


def run_step(begin: Callable[[], object], point: Point | None) -> dict[str, object]:
    """One step from its button to its end; its worker dies once where a point is given."""
    begin()
    told = {"died": dies(point), "taken_over": take_over(now=timezone.now())} if point else {}
    run_due()
    return told


def rows_of(queryset: "models.QuerySet[Any]", *left_out: str) -> list[str]:
    """Every column that does not tell the hour or the number of a row."""
    names = [field.attname for field in queryset.model._meta.concrete_fields]
    kept = [name for name in names if name not in {"id", "updated_at", "created_at", *left_out}]
    return sorted(json.dumps(row, default=str, ensure_ascii=False) for row in queryset.values_list(*kept))


def state(run: ImportRun, audited: int) -> dict[str, list[str]]:
    """All that an import writes, and the rows of the trail beyond the first `audited`."""
    hours = ("begun_at", "committed_at", "undone_at")
    outcomes = ImportOutcome.objects.filter(run=run).values_list("row__number", "state", "refusal", "kept")
    trail = AuditRow.objects.filter(number__gt=audited).values_list("action", "detail", "actor_name")
    return {
        "run": rows_of(ImportRun.objects.filter(pk=run.pk), *hours, "file", "guesses"),
        "rows": rows_of(ImportRow.objects.filter(run=run), "run_id", "target"),
        "flaws": rows_of(ImportFlaw.objects.filter(run=run), "run_id", "row_id"),
        "outcomes": sorted(map(str, outcomes)),
        "firms": rows_of(Enterprise.objects.unrestricted("a test compares")),
        "memberships": sorted(map(str, Membership.objects.values_list("enterprise__name", "number", "dues_state"))),
        "trail": sorted(map(str, trail)),
        "jobs": sorted(map(str, DBTaskResult.objects.order_by().values_list("status").distinct())),
    }


def table() -> bytes:
    """Thirty new firms, three changed ones, one unchanged, one without a name, one with a wrong code, a twin."""
    names = [f"上海{name}标准件有限公司" for name in NAMES]
    rows = [[name, f"沪宜公路{number}号", ""] for number, name in enumerate(names)]
    rows += [[f"上海旧{name}钢材有限公司", "新址一号", ""] for name in "甲乙丙"] + [["上海旧丁钢材有限公司", "", ""]]
    rows += [["", "无名路", ""], ["上海误码紧固件有限公司", "误码路", "91310000X"], [names[0], "沪宜公路0号", ""]]
    return csv_bytes(["企业名称", "地址", "统一社会信用代码"], *rows)


def chain(actor: Actor, points: dict[str, Point]) -> dict[str, dict[str, Any]]:
    """One import through all its steps; after each of them what the database holds."""
    audited, now = AuditRow.objects.count(), timezone.now()
    run = begin_import(actor=actor, kind="enterprises", upload=SimpleUploadedFile("会员.csv", table()), now=now)
    begins: dict[str, Callable[[], object]] = {
        "check": lambda: choose_columns(actor=actor, run=run, mapping=run.mapping, now=now),
        "commit": lambda: begin_commit(actor=actor, run=ImportRun.objects.get(pk=run.pk), now=now),
        "undo": lambda: begin_undo(actor=actor, run=ImportRun.objects.get(pk=run.pk), now=now),
    }
    told: dict[str, dict[str, Any]] = {}
    for step, begin in begins.items():
        told[step] = run_step(begin, points.get(step)) | {"state": state(run, audited)}
    return told


def main() -> None:
    chamber = make_organisation("上海市紧固件工业协会")
    _, actor = make_secretary(chamber)
    for name in "甲乙丙丁":
        make_enterprise(f"上海旧{name}钢材有限公司", chamber, address="旧址", entered_by=chamber)
    undisturbed = chain(actor, {})
    print(json.dumps({step: told["state"] for step, told in undisturbed.items()}, ensure_ascii=False))
    for row in zip(*STEPS.values(), strict=True):
        points = dict(zip(STEPS, row, strict=True))
        for step, told in chain(actor, points).items():
            before, after = undisturbed[step]["state"], told.pop("state")
            different = {name: [before[name], rows] for name, rows in after.items() if rows != before[name]}
            line = {"step": step, "point": points[step], "different": different, **told}
            print(json.dumps(line, ensure_ascii=False))


main()
