"""How long the import of 10,000 and of 100,000 firms takes, against bare bulk_create; and the export of what came in.

    DATABASE_URL=… python benchmarks/bench_import.py [rows …]

Uses a database of its own beside the configured one (Django's test database) and removes it. Bounds: 10,000 rows
previewed and committed in 30 s, 100,000 in 300 s; 100,000 rows exported in 15 s.
"""

import csv
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanghui.config.settings")
os.environ.setdefault("SHANGHUI_DATA_DIR", tempfile.mkdtemp())
sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

import django

django.setup()

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from tests.factories.network import make_organisation, make_secretary

from shanghui.core.actor import Actor
from shanghui.network.models import Enterprise
from shanghui.network.queries.exports import enterprise_cells, table
from shanghui.network.sheets.registration import ENTERPRISES
from shanghui.sheets.actions.checking import check_import
from shanghui.sheets.actions.committing import begin_commit
from shanghui.sheets.actions.committing_rows import commit_rows
from shanghui.sheets.actions.reading import read_file
from shanghui.sheets.actions.runs import begin_import, choose_columns
from shanghui.sheets.models import ImportRun
from shanghui.sheets.writing import Sheet, stream_csv, stream_xlsx

BOUNDS = {10_000: 30.0, 100_000: 300.0}
EXPORT_BOUND = 15.0
WORDS = "砺锋博岩沪鸣迅拓品冶恒信鼎盛华宇天成金科瑞丰德美新海东方永固联创嘉禾正泰宏远立达明辉启航安瑞"
TRADES = ["标准件", "冷镦成型", "弹簧", "精密机械", "表面处理", "物流", "软件", "食品", "文化传播", "金属制品"]
DISTRICTS = ["嘉定区", "宝山区", "静安区", "虹口区", "闵行区", "松江区", "青浦区", "奉贤区"]


def main(sizes: list[int]) -> int:
    names = setup_databases(verbosity=0, interactive=False)
    try:
        settings.MEDIA_ROOT = tempfile.mkdtemp()
        call_command("catalogue", "load", verbosity=0)
        print(f"database {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[-1]}")
        return max(measure(size) for size in sizes)
    finally:
        teardown_databases(names, verbosity=0)


def measure(size: int) -> int:
    organisation = make_organisation(f"第{size}商会")
    _, actor = make_secretary(organisation)
    content = table_of(size)
    spent = time.process_time()
    run, parts = imported(actor, content)
    spent = time.process_time() - spent
    total = sum(parts.values())
    bare = size / timed(lambda: bare_bulk_create(size))
    Enterprise.objects.unrestricted("the benchmark's own").filter(name__startswith="空").delete()
    states = dict(counted(run))
    print(f"{size:>7} rows  " + "  ".join(f"{name} {seconds:.1f} s" for name, seconds in parts.items()))
    print(
        f"         total {total:.1f} s, of it {spent:.1f} s of processor (bound {BOUNDS.get(size, 0):.0f} s), {size / total:.0f} rows/s,"
    )
    print(f"         bare bulk_create {bare:.0f} rows/s, ratio {size / total / bare:.3f}; {states}")
    late = total > BOUNDS.get(size, float("inf"))
    exported = export(actor, size)
    return int(late or (size <= 100_000 and exported > EXPORT_BOUND))


def table_of(size: int) -> bytes:
    random_words = random.Random(size)
    path = Path(tempfile.mkdtemp()) / "table.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(["单位名称", "地址", "主营", "联系人", "手机", "注册资金", "人数", "会员级别", "入会时间"])
        for number in range(size):
            own = "".join(random_words.sample(WORDS, 4)) + f"{size // 1000}{number}"
            district = random_words.choice(DISTRICTS)
            writer.writerow([
                f"上海{own}{random_words.choice(TRADES)}有限公司", f"上海市{district}沪宜公路{number}号", "紧固件、螺栓", "沈知微",
                f"138{number:08d}", f"{random_words.randint(10, 5000)}万元", random_words.randint(3, 900), "理事", "2023.5",
            ])  # fmt: skip
    return path.read_bytes()


def imported(actor: Actor, content: bytes) -> tuple[ImportRun, dict[str, float]]:
    now = timezone.now()
    parts: dict[str, float] = {}
    upload = SimpleUploadedFile("table.csv", content)
    runs: list[ImportRun] = []
    parts["upload"] = timed(lambda: runs.append(begin_import(actor=actor, kind="enterprises", upload=upload, now=now)))
    run = runs[0]
    if not run.header:
        parts["read"] = timed(lambda: read_file(run=run))
    choose_columns(actor=actor, run=run, mapping=run.mapping, now=now)
    run.refresh_from_db()
    parts["check"] = timed(lambda: check_import(run=run, now=now))
    begin_commit(actor=actor, run=run, now=now)
    parts["commit"] = timed(lambda: commit_rows(run=run, now=now))
    return run, parts


def counted(run: ImportRun) -> list[tuple[str, int]]:
    from django.db.models import Count

    return list(run.rows.order_by().values_list("state").annotate(rows=Count("pk")))


def bare_bulk_create(size: int) -> None:
    """The bound: the same number of plain firms, nothing checked, nothing compared, nothing audited."""
    Enterprise.objects.bulk_create([Enterprise(name=f"空{number}") for number in range(size)], batch_size=500)


def export(actor: Actor, size: int) -> float:
    rows = Enterprise.objects.visible_to(actor).order_by("sort_key", "pk")
    header = [str(column.label) for column in ENTERPRISES.columns]
    keys = [column.key for column in ENTERPRISES.columns]
    worst = 0.0
    for name, stream in (
        (
            "xlsx",
            lambda: sum(map(len, stream_xlsx([Sheet("企业", header, table(keys, enterprise_cells(actor, rows)))]))),
        ),
        ("csv", lambda: sum(map(len, stream_csv(header, table(keys, enterprise_cells(actor, rows)))))),
    ):
        seconds = timed(stream)
        worst = max(worst, seconds)
        print(f"         export {name} {rows.count()} rows {seconds:.1f} s")
    return worst


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [10_000, 100_000]))
