"""Fill an empty database with a large invented network: 500 organisations, 100,000 enterprises, 250,000 memberships.

    DATABASE_URL=… python benchmarks/large_network.py [ENTERPRISES]

Written in bulk, with the derived keys that the actions write; seeded, so that two databases hold the same rows.
"""

import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanghui.config.settings")

ENTERPRISES, ORGANISATIONS, MEMBERSHIPS_EACH = 100_000, 500, 2.5
BATCH = 2_000
FIRST = "砺迅博沪澄岚衡予品申嘉曜泓锐恺铭晟昱煜朗骏霁嵘珩翊琰砚栩湛沐澜溪屿岫槿浩鸿盛恒昌隆兴利达华"
SECOND = "锋拓岩鸣屿川麓安冶岳盛越渊驰成联诺泰源信凯瑞杰宏远达晖程博铎钧铂舟帆光明新力强美佳"
TRADES = [
    "标准件",
    "紧固件",
    "弹簧",
    "特钢",
    "表面处理",
    "机械",
    "泵业",
    "轴承",
    "电缆",
    "包装",
    "物流",
    "软件",
    "食品",
    "文化传播",
]
FORMS = ["有限公司", "股份有限公司", "厂", "经营部"]


def main(enterprises: int = ENTERPRISES) -> None:
    import django

    Path(os.environ.get("SHANGHUI_DATA_DIR", "var")).mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.core.management import call_command
    from django.utils.timezone import now

    from shanghui.catalogue.actions import load_catalogue
    from shanghui.core.actor import SYSTEM

    begun = time.perf_counter()
    call_command("migrate", verbosity=0)
    load_catalogue(actor=SYSTEM, now=now())
    organisations = fill_organisations()
    fill_enterprises(organisations, enterprises)
    add_logins()
    print(f"filled {enterprises:,} enterprises in {time.perf_counter() - begun:.1f} s")


def add_logins() -> None:
    """A secretary of the first trade chamber and an officer of the federation, who sign in as in the demo."""
    from django.utils.timezone import now

    from shanghui.accounts.actions import create_user
    from shanghui.core.actor import SYSTEM
    from shanghui.network.actions import people
    from shanghui.network.actions.logins import connect_login
    from shanghui.network.models import Organisation
    from shanghui.network.rules import OrganisationKind, Post

    rows = Organisation.objects.unrestricted("benchmark")
    chamber = rows.filter(kind=OrganisationKind.TRADE_CHAMBER).order_by("pk")[0]
    for username, post, place in (
        ("secretary", Post.SECRETARY_GENERAL, chamber),
        ("officer", Post.FEDERATION_OFFICER, rows.get(kind=OrganisationKind.FEDERATION)),
    ):
        person = people.add_person(actor=SYSTEM, facts={"name": "沈知微"}, now=now())
        people.appoint(actor=SYSTEM, person=person, place=place, post=post, now=now())
        user = create_user(actor=SYSTEM, name="沈知微", username=username, password="shanghui-demo", now=now())
        connect_login(actor=SYSTEM, person=person, user=user, now=now())


def fill_organisations() -> list[int]:
    """A federation, 4 areas, 16 district federations, chambers and associations; returns the ids that have members."""
    from shanghui.catalogue.models import Region
    from shanghui.network.actions.writing import set_keys
    from shanghui.network.models import Affiliation, Organisation
    from shanghui.network.rules import OrganisationKind

    dice = Random(1)
    districts = list(Region.objects.filter(code__startswith="3101", level=3).order_by("code"))
    kinds = [
        OrganisationKind.TRADE_CHAMBER,
        OrganisationKind.HOMETOWN_CHAMBER,
        OrganisationKind.LOCAL_CHAMBER,
        OrganisationKind.INDUSTRY_ASSOCIATION,
    ]
    city = Region.objects.get(code="310000")
    rows = [Organisation(kind=OrganisationKind.FEDERATION, name="上海市工商业联合会", region=city)]
    rows += [Organisation(kind=OrganisationKind.AREA, name=f"{side}片区") for side in "北东南西"]
    for district in districts:
        kind = OrganisationKind.DISTRICT_FEDERATION
        rows.append(Organisation(kind=kind, name=f"{district.name}工商业联合会", region=district))
    while len(rows) < ORGANISATIONS:
        name = f"上海市{dice.choice(FIRST)}{dice.choice(SECOND)}{dice.choice(TRADES)}商会{len(rows)}"
        rows.append(Organisation(kind=kinds[len(rows) % 4], name=name, region=dice.choice(districts)))
    for row in rows:
        set_keys(row)
    Organisation.objects.bulk_create(rows)
    start = date(2020, 1, 1)
    links = [Affiliation(child=area, parent=rows[0], order="area", start=start) for area in rows[1:5]]
    for number, row in enumerate(rows[5:]):
        links.append(Affiliation(child=row, parent=rows[1 + number % 4], order="area", start=start))
        links.append(Affiliation(child=row, parent=rows[0], order="administrative", start=start))
    Affiliation.objects.bulk_create(links)
    return [row.pk for row in rows[5:]]


def fill_enterprises(organisations: list[int], number: int) -> None:
    """Enterprises in batches, each a member of one to four organisations."""
    from django.db import transaction

    from shanghui.network.models import Enterprise, Membership

    dice = Random(2)
    made = _enterprises(dice, number)
    weights = [1 / (1 + place) ** 0.5 for place in range(len(organisations))]
    while batch := list(islice(made, BATCH)):
        with transaction.atomic():
            Enterprise.objects.bulk_create(batch)
            links = []
            for row in batch:
                joined = set(dice.choices(organisations, weights, k=dice.choice([1, 2, 3, 4])))
                links += [
                    Membership(
                        enterprise=row, organisation_id=one, start=date(2021, 1, 1), dues_state=dice.choice(DUES)
                    )
                    for one in joined
                ]
            Membership.objects.bulk_create(links)


DUES = ["paid", "paid", "paid", "due", "unknown"]


def _enterprises(dice: Random, number: int) -> Iterator["object"]:
    from shanghui.catalogue.models import Industry, Region
    from shanghui.network.actions.writing import set_keys
    from shanghui.network.models import Enterprise
    from shanghui.network.queries.identity import name_key

    regions = list(Region.objects.filter(code__startswith="3101", level=3))
    industries = list(Industry.objects.filter(level=4)[:400])
    for count in range(number):
        core = dice.choice(FIRST) + dice.choice(SECOND) + dice.choice(FIRST)
        name = f"上海{core}{dice.choice(TRADES)}{dice.choice(FORMS)}"
        region = dice.choice(regions)
        row = Enterprise(
            name=name,
            credit_code=f"91{region.code}MA{count:08d}",
            region=region,
            industry=dice.choice(industries),
            address=f"上海市{region.name}砺新路{dice.randint(1, 2000)}号",
            main_business=dice.choice(TRADES),
            phone=f"199{count:08d}",
            audience=dice.choice(["federation"] * 8 + ["area", "public", "own"]),
        )
        row.name_key = name_key(name)[:120]
        set_keys(row)
        yield row


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
