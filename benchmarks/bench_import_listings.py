"""How long the import of 10,000 needs takes, previewed and committed, against bare bulk_create; and the same file again.

    DATABASE_URL=… python benchmarks/bench_import_listings.py [rows …]

Uses a database of its own beside the configured one (Django's test database) and removes it. Bound: 10,000 rows in 45 s.
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
from django.db.models import Count
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from tests.factories.network import make_enterprise, make_organisation, make_secretary

from shanghui.core.actor import Actor
from shanghui.exchange.models import Listing
from shanghui.network.models import Organisation
from shanghui.sheets.actions.checking import check_import
from shanghui.sheets.actions.committing import begin_commit
from shanghui.sheets.actions.committing_rows import commit_rows
from shanghui.sheets.actions.reading import read_file
from shanghui.sheets.actions.runs import begin_import, choose_columns
from shanghui.sheets.models import ImportRun

BOUNDS = {10_000: 45.0}
FIRMS = 500
GOODS = ["高强度螺栓", "螺母", "弹簧", "垫圈", "轴承", "密封圈", "包装箱", "热处理", "物流运输", "钢板"]
VERBS = ["采购", "求购", "长期采购", "寻找", "急需"]
PLACES = ["嘉定区", "宝山区及周边", "上海", "江苏省苏州市", "浙江省宁波市余姚市", "全国"]
CONDITIONS = [
    "10.9级；M12×80；质检报告；最好包邮",
    "304不锈钢、GB/T 5782",
    "30天内交货；账期60天",
    "ISO9001优先，厚度不低于3mm",
]


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
    for number in range(FIRMS):
        make_enterprise(f"上海第{size}{number}标准件有限公司", organisation)
    _, actor = make_secretary(organisation)
    content = table_of(size)
    spent = time.process_time()
    run, parts = imported(actor, content)
    spent = time.process_time() - spent
    total = sum(parts.values())
    bare = size / timed(lambda: bare_bulk_create(organisation, size))
    Listing.objects.unrestricted("the benchmark's own").filter(title__startswith="空").delete()
    print(f"{size:>7} rows  " + "  ".join(f"{name} {seconds:.1f} s" for name, seconds in parts.items()))
    print(f"         total {total:.1f} s, of it {spent:.1f} s of processor (bound {BOUNDS.get(size, 0):.0f} s)")
    print(f"         {size / total:.0f} rows/s, bare bulk_create {bare:.0f} rows/s, ratio {size / total / bare:.3f}")
    print(f"         {counted(run)}")
    again, parts = imported(actor, content)
    print(f"         the same file again {sum(parts.values()):.1f} s; {counted(again)}")
    return int(total > BOUNDS.get(size, float("inf")) or counted(again) != {"unchanged": size})


def table_of(size: int) -> bytes:
    chance = random.Random(size)
    path = Path(tempfile.mkdtemp()) / "needs.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(["公司", "需求名称", "产品", "采购量", "预算", "地区", "交货期", "技术要求", "备注"])
        for number in range(size):
            goods = chance.choice(GOODS)
            writer.writerow([
                f"上海第{size}{chance.randrange(FIRMS)}标准件有限公司", f"{chance.choice(VERBS)}{goods}第{number}批", goods,
                f"{chance.randint(1, 90)}-{chance.randint(91, 200)}万件", f"{chance.randint(1, 90)}.5元/件", chance.choice(PLACES),
                "2027年5月", chance.choice(CONDITIONS), "货到验收，样品先行。" * 5,
            ])  # fmt: skip
    return path.read_bytes()


def imported(actor: Actor, content: bytes) -> tuple[ImportRun, dict[str, float]]:
    now = timezone.now()
    parts: dict[str, float] = {}
    upload = SimpleUploadedFile("needs.csv", content)
    runs: list[ImportRun] = []
    parts["upload"] = timed(lambda: runs.append(begin_import(actor=actor, kind="needs", upload=upload, now=now)))
    run = runs[0]
    if not run.header:
        parts["read"] = timed(lambda: read_file(run=run))
    choose_columns(actor=actor, run=run, mapping=run.mapping, now=now)
    run.refresh_from_db()
    parts["check"] = timed(lambda: check_import(run=run, now=now))
    begin_commit(actor=actor, run=run, now=now)
    parts["commit"] = timed(lambda: commit_rows(run=run, now=now))
    return run, parts


def counted(run: ImportRun) -> dict[str, int]:
    return dict(run.rows.order_by().values_list("state").annotate(rows=Count("pk")))


def bare_bulk_create(organisation: Organisation, size: int) -> None:
    """The bound: the same number of plain needs, nothing checked, nothing compared, nothing audited."""
    rows = [
        Listing(side="need", kind="product", title=f"空{number}", organisation=organisation) for number in range(size)
    ]
    Listing.objects.bulk_create(rows, batch_size=500)


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [10_000]))
