"""A chamber with two secretaries and a member, a neighbour in the area, a stranger elsewhere."""

from dataclasses import dataclass

import pytest
from django.test import Client

from shanghui.accounts.models import User
from shanghui.catalogue.models import ProductClass
from shanghui.core.actor import Actor
from shanghui.network.models import Enterprise, Organisation
from tests.factories import network as make
from tests.factories.world import World

FIRM = "上海澄屿装备有限公司"


@dataclass
class Market:
    """`lin` is the colleague of the world's `secretary`; `near` keeps a chamber of the same area."""

    world: World
    chamber: Organisation
    firm: Enterprise
    neighbour: Organisation

    def actor(self, role: str) -> Actor:
        return self.world.actors[role]

    def client(self, role: str) -> Client:
        return self.world.client(role)

    def user(self, role: str) -> User:
        return self.world.users[role]


@pytest.fixture
def market(world: World) -> Market:
    neighbour = make.make_organisation("静安商会", area=world.north)
    world.add("near", make.make_secretary(neighbour, "罗嘉宁"))
    world.add("lin", make.make_secretary(world.chamber, "林叙"))
    firm = make.make_enterprise(FIRM, world.chamber, short_name="澄屿装备", phone="13900001234")
    world.add("member", make.make_contact(firm, "顾舟"))
    return Market(world, world.chamber, firm, neighbour)


def make_class(code: str = "0101", name: str = "螺栓", **facts: object) -> ProductClass:
    given = {"pinyin": "", "initials": "", "search": f"|{name}|{code.lower()}|"} | facts
    return ProductClass.objects.create(code=code, name=name, **given)
