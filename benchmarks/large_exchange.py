"""Fill the large network's exchange: 300,000 invented listings with requirements and classes, and their index.

    SHANGHUI_DATA_DIR=DIR | DATABASE_URL=… python benchmarks/large_exchange.py [LISTINGS]

The database is one that benchmarks/large_network.py filled. Seeded, so that two databases hold the same rows.
"""

import os
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanghui.config.settings")
LISTINGS, BATCH = 300_000, 2_000
GOODS = "高强度螺栓 六角螺母 弹簧垫圈 不锈钢管 冷轧板 电缆 轴承 水泵 阀门 减速机 伺服电机 纸箱 塑料托盘 铝型材 模具 齿轮 密封圈 液压缸 传感器 控制柜 润滑油 焊条 砂轮 电磁阀 铸件".split()
WORDS = "热镀锌 达克罗 发黑 304 316L Q235 45号钢 40Cr 精密 耐高温 防爆 低噪音 国标 德标 非标 定制 现货 批量 小批量 带质检报告".split()
GRADES = "4.8级 8.8级 10.9级 12.9级 A级 一级".split()
UNITS = "件 套 吨 米 台".split()
SERVICES = "物流运输 质量检测 知识产权 财税代理 厂房出租 仓储 展览搭建 人才招聘 设备租赁 软件开发".split()


def main(listings: int = LISTINGS) -> None:
    import django

    django.setup()
    from django.db import transaction

    from shanghui.exchange.actions.indexing import rebuild_index
    from shanghui.exchange.models import Listing, ListingRequirement

    begun = time.perf_counter()
    made = _listings(Random(11), listings)
    dice = Random(12)
    while batch := list(islice(made, BATCH)):
        with transaction.atomic():
            Listing.objects.bulk_create(batch)
            ListingRequirement.objects.bulk_create(one for row in batch for one in _requirements(dice, row))
    print(f"filled {listings:,} listings in {time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    print(f"indexed {rebuild_index():,} in {time.perf_counter() - begun:.1f} s")


def _listings(dice: Random, number: int) -> Iterator[Any]:
    from django.utils.timezone import localdate, now

    from shanghui.catalogue.models import Region
    from shanghui.exchange.models import Listing
    from shanghui.exchange.rules import ListingState, Side
    from shanghui.network.models import Membership

    regions = list(Region.objects.filter(code__startswith="3101", level=3).values_list("pk", flat=True))
    pairs = list(Membership.objects.order_by("pk").values_list("enterprise_id", "organisation_id")[:100_000])
    today, moment = localdate(), now()
    for count in range(number):
        side = Side.NEED if dice.random() < 0.4 else Side.OFFER
        enterprise, organisation = dice.choice(pairs)
        goods = dice.random() < 0.8
        name = dice.choice(GOODS) if goods else dice.choice(SERVICES)
        size = f"M{dice.randint(6, 36)}×{dice.randint(2, 30) * 5}" if goods else ""
        verb = "求购" if side is Side.NEED else "供应"
        state = ListingState.PUBLISHED if dice.random() < 0.9 else ListingState.CLOSED
        yield Listing(
            side=side,
            kind="product" if goods else "service",
            title=f"{verb}{dice.choice(WORDS)}{name}{size}"[:60],
            summary=f"{dice.choice(WORDS)}、{dice.choice(WORDS)}{name}，{dice.choice(GRADES)}，第{count}号",
            description=f"{name}{size}，{'，'.join(dice.choice(WORDS) for _ in range(8))}。可长期合作，{dice.choice(GOODS)}也可以谈。",
            quantity=dice.randint(1, 500) * 100,
            unit=dice.choice(UNITS),
            region_id=dice.choice(regions),
            audience=dice.choice(["federation"] * 8 + ["area", "public", "own"]),
            enterprise_id=enterprise,
            organisation_id=organisation,
            state=state,
            published_at=moment - timedelta(minutes=count % 100_000),
            expires_on=today + timedelta(days=30 + count % 300),
        )


def _requirements(dice: Random, row: Any) -> Iterator[Any]:
    from shanghui.exchange.models import ListingRequirement

    if row.side == "need" and row.kind == "product":
        yield ListingRequirement(
            listing=row, attribute="grade", relation="at_least", value=dice.choice(GRADES), must=dice.random() < 0.3
        )
        yield ListingRequirement(listing=row, attribute="certificate", relation="equal", value="质检报告")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
