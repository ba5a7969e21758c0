"""Write the demo network with the same actions that secretaries use, in one transaction."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from django.db import transaction

from shanghui.catalogue.models import Industry, Region
from shanghui.core.actor import SYSTEM
from shanghui.core.audience import Audience
from shanghui.network.actions import enterprises, organisations, people
from shanghui.network.demo import firms, places
from shanghui.network.models import Enterprise, Organisation, Person
from shanghui.network.rules import AffiliationOrder, DuesState, OrganisationKind, Post

TERM = (date(2023, 9, 18), date(2028, 6, 30))
ORDERS = {
    AffiliationOrder.ADMINISTRATIVE: "administrative",
    AffiliationOrder.AREA: "area",
    AffiliationOrder.TRADE: "trade",
    AffiliationOrder.HOMETOWN: "home",
}


@dataclass
class Loaded:
    """What the accounts of the demo need to find."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    enterprises: list[Enterprise] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)


@transaction.atomic
def load_demo_network(*, now: datetime) -> Loaded:
    """Everything but the logins; the catalogue must be loaded before."""
    loaded = Loaded()
    regions = {region.code: region for region in Region.objects.all()}
    for one in places.organisations():
        loaded.organisations[one.name] = _organisation(one, regions, loaded, now)
    dice = Random(firms.SEED)
    for organisation in list(loaded.organisations.values()):
        _officers(organisation, dice, loaded, now)
    _conveners(loaded, now)
    _hosts(loaded, now)
    industries = {industry.code: industry for industry in Industry.objects.all()}
    for firm in firms.firms():
        loaded.enterprises.append(_enterprise(firm, regions, industries, loaded, now, dice))
    return loaded


def _organisation(
    one: places.DemoOrganisation, regions: dict[str, Region], loaded: Loaded, now: datetime
) -> Organisation:
    facts = {
        "name": one.name,
        "short_name": one.short_name,
        "region": regions.get(one.district),
        "hometown": regions.get(one.hometown),
        "founded_on": date(one.founded, 6, 18),
        "audience": Audience.PUBLIC,
    }
    organisation = organisations.create_organisation(actor=SYSTEM, kind=one.kind, facts=facts, now=now)
    for order, attribute in ORDERS.items():
        above = getattr(one, attribute)
        if above:
            parent = loaded.organisations[above]
            start = TERM[0] if order is AffiliationOrder.AREA else date(one.founded, 6, 18)
            organisations.move_organisation(
                actor=SYSTEM, organisation=organisation, order=order, parent=parent, on=start, now=now
            )
    return organisation


def _person(name: str, loaded: Loaded, now: datetime, number: int) -> Person:
    if name not in loaded.people:
        facts = {"name": name, "phone": f"1980000{number:04d}"}
        loaded.people[name] = people.add_person(actor=SYSTEM, facts=facts, now=now)
    return loaded.people[name]


def _officers(organisation: Organisation, dice: Random, loaded: Loaded, now: datetime) -> None:
    posts = [Post.PRESIDENT, Post.SECRETARY_GENERAL, Post.SECRETARY]
    if organisation.kind == OrganisationKind.AREA:
        return
    if organisation.kind == OrganisationKind.FEDERATION:
        posts = [Post.PRESIDENT, Post.FEDERATION_OFFICER, Post.FEDERATION_OFFICER]
    if organisation.kind == OrganisationKind.LOCAL_CHAMBER:
        posts = [Post.PRESIDENT, Post.SECRETARY_GENERAL]
    for post in posts:
        name = firms.person_name(dice)
        while name in loaded.people or name in STARS.values():
            name = firms.person_name(dice)
        name = STARS.get((organisation.name, post), name)
        _appoint(name, organisation, post, loaded, now)


#: the people whom the demo's accounts belong to
STARS = {
    ("上海市紧固件工业协会", Post.SECRETARY_GENERAL): "沈知微",
    ("上海市嘉定区工商业联合会", Post.SECRETARY_GENERAL): "罗嘉宁",
    ("上海市安徽商会", Post.PRESIDENT): "周以宁",
    ("上海市宝山区工商业联合会", Post.PRESIDENT): "陆怀瑾",
    ("上海市工商联文化商会", Post.PRESIDENT): "苏敬言",
    ("上海市虹口区工商业联合会", Post.SECRETARY_GENERAL): "韩叙",
}


def _appoint(name: str, organisation: Organisation, post: Post, loaded: Loaded, now: datetime) -> None:
    person = _person(name, loaded, now, len(loaded.people))
    people.appoint(actor=SYSTEM, person=person, place=organisation, post=post, start=TERM[0], end=TERM[1], now=now)


def _conveners(loaded: Loaded, now: datetime) -> None:
    north = loaded.organisations["北片区"]
    _appoint("周以宁", north, Post.GENERAL_CONVENER, loaded, now)
    for name in ("陆怀瑾", "苏敬言"):
        _appoint(name, north, Post.CONVENER, loaded, now)
    for area in ("东片区", "南片区", "西片区"):
        districts = [f"上海市{district}区工商业联合会" for district in places.AREAS[area]]
        for district, post in zip(districts, (Post.GENERAL_CONVENER, Post.CONVENER), strict=False):
            president = loaded.organisations[district].appointments.get(post=Post.PRESIDENT).person
            _appoint(president.name, loaded.organisations[area], post, loaded, now)


def _hosts(loaded: Loaded, now: datetime) -> None:
    """Each area's district federations host a quarter of the year each; Jiading began in the North."""
    quarters = [((1, 1), (3, 31)), ((4, 1), (6, 30)), ((7, 1), (9, 30)), ((10, 1), (12, 31))]
    for area, districts in places.AREAS.items():
        names = list(districts)[::-1]
        for district, (start, end) in zip(names, quarters, strict=True):
            organisations.set_host(
                actor=SYSTEM,
                area=loaded.organisations[area],
                unit=loaded.organisations[f"上海市{district}区工商业联合会"],
                start=date(now.year, *start),
                end=date(now.year, *end),
                now=now,
            )


def _enterprise(
    firm: firms.DemoFirm,
    regions: dict[str, Region],
    industries: dict[str, Industry],
    loaded: Loaded,
    now: datetime,
    dice: Random,
) -> Enterprise:
    own = {
        "name", "short_name", "credit_code", "address", "main_business", "contact_name", "phone", "staff", "capital",
    }  # fmt: skip
    facts: dict[str, object] = {name: getattr(firm, name) for name in sorted(own)}
    facts |= {
        "region": regions.get(firm.district),
        "industry": industries.get(firm.industry),
        "founded_on": date(firm.founded_year, 5, 1),
        "introduction": "演示用的虚构企业。",
        "audience": dice.choice([Audience.FEDERATION] * 8 + [Audience.AREA, Audience.PUBLIC]),
    }
    enterprise = enterprises.add_enterprise(actor=SYSTEM, facts=facts, now=now)
    for name, grade in firm.joins:
        membership = {
            "grade": grade,
            "start": date(dice.randint(2018, 2025), dice.randint(1, 12), 1),
            "dues_state": dice.choice([DuesState.PAID] * 6 + [DuesState.DUE] * 2 + [DuesState.EXEMPT]),
        }
        enterprises.add_membership(
            actor=SYSTEM, enterprise=enterprise, organisation=loaded.organisations[name], facts=membership, now=now
        )
    return enterprise
