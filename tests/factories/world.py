"""A small federation: two areas, a district federation, two chambers, a few firms, one person in each role."""

from dataclasses import dataclass, field

from django.test import Client

from shanghui.accounts.models import User
from shanghui.core.actor import Actor
from shanghui.network.models import Organisation
from shanghui.network.rules import OrganisationKind
from tests.factories import network as make


@dataclass
class World:
    federation: Organisation
    north: Organisation
    south: Organisation
    district: Organisation
    chamber: Organisation
    other: Organisation
    users: dict[str, User] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        client = Client()
        client.force_login(self.users[role], backend="shanghui.accounts.backend.SignInBackend")
        return client

    def add(self, role: str, holder: tuple[User, Actor]) -> None:
        self.users[role], self.actors[role] = holder


def build_world() -> World:
    home = make.make_region("310000", "上海市", level=1)
    jiading = make.make_region("310114", "嘉定区", parent=home)
    make.make_region("310113", "宝山区", parent=home)
    federation = make.make_federation(region=home)
    north, south = make.make_area(federation), make.make_area(federation, "南片区")
    district = make.make_organisation("嘉定区工商联", OrganisationKind.DISTRICT_FEDERATION, area=north, region=jiading)
    chamber = make.make_organisation("紧固件协会", OrganisationKind.INDUSTRY_ASSOCIATION, area=north)
    other = make.make_organisation("物流商会", area=south)
    found = World(federation, north, south, district, chamber, other)
    found.add("secretary", make.make_secretary(chamber, "沈知微"))
    found.add("other", make.make_secretary(other, "韩叙"))
    found.add("officer", make.make_officer(federation, "王工"))
    found.add("convener", make.make_convener(north, "陆怀瑾"))
    found.add("general_convener", make.make_general_convener(north, "周以宁"))
    found.add("contact", make.make_contact(make.make_enterprise("上海岚远有限公司", chamber), "顾承舟"))
    found.add("visitor", make.make_visitor())
    return found
