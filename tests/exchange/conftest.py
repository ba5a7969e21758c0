"""Two chambers, two firms, and an introduction brought to any step by its own actions."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from shanghui.accounts.models import User
from shanghui.catalogue.models import ProductClass
from shanghui.core.actor import Actor
from shanghui.exchange.actions.consents import give_consent
from shanghui.exchange.actions.introductions import propose_introduction, screen_introduction
from shanghui.exchange.actions.progress import record_meeting
from shanghui.exchange.models import Introduction
from shanghui.exchange.rules import IntroductionState, Side
from shanghui.network.models import Enterprise, Organisation
from tests.factories import network as make
from tests.factories.exchange import Pair, build_pair
from tests.factories.world import World

SHANGHAI = ZoneInfo("Asia/Shanghai")
State = IntroductionState


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, settings: Any) -> None:
    """Each test has an index of its own."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def pair(db: None) -> Pair:
    return build_pair()


def bring(pair: Pair, state: IntroductionState, now: datetime) -> Introduction:
    """Asked by the need's side, and led on from there by those whose turn it is."""
    message = "麻烦问一声"
    made = propose_introduction(actor=pair.actors["asker"], mine=pair.need, theirs=pair.offer, message=message, now=now)
    if state is State.ASKED:
        return made
    made = screen_introduction(actor=pair.actors["asked"], introduction=made, now=now)
    if state is State.SCREENED:
        return made
    made = give_consent(actor=pair.actors["asker"], introduction=made, side=Side.NEED, now=now)
    made = give_consent(actor=pair.actors["asked"], introduction=made, side=Side.OFFER, now=now)
    if state is State.CONSENTED:
        return made
    return record_meeting(actor=pair.actors["asker"], introduction=made, on=now.date(), now=now)


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
