"""Demo logins: one for each role. They exist in a demo database alone, which production refuses to serve."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanghui.accounts.actions import create_user
from shanghui.core.actor import SYSTEM
from shanghui.network.actions import people
from shanghui.network.actions.logins import connect_login
from shanghui.network.demo.load import TERM, Loaded
from shanghui.network.demo.places import FEDERATION
from shanghui.network.models import Person
from shanghui.network.rules import Post

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PASSWORD = "shanghui-demo"  # noqa: S105  printed by ./run; production refuses a demo database


@dataclass(frozen=True)
class DemoLogin:
    username: str
    person: str
    duty: "StrOrPromise"


LOGINS = [
    DemoLogin("secretary", "沈知微", _("上海市紧固件工业协会秘书长，也管工业品服务商会")),
    DemoLogin("district", "罗嘉宁", _("嘉定区工商联秘书长")),
    DemoLogin("convener", "周以宁", _("北片区总召集人")),
    DemoLogin("officer", "", _("市工商联工作人员")),
    DemoLogin("contact", "顾承舟", _("一家会员企业的联系人")),
    DemoLogin("visitor", "", _("没有职务的访客")),
]


@transaction.atomic
def add_demo_logins(loaded: Loaded, *, now: datetime) -> None:
    """One login for each line of LOGINS, linked to its person."""
    _second_post(loaded, now)
    found = {"officer": _officer(loaded), "contact": _contact(loaded, now)}
    for login in LOGINS:
        person = found.get(login.username) or loaded.people.get(login.person)
        user = create_user(
            actor=SYSTEM, name=person.name if person else "访客", username=login.username, password=PASSWORD, now=now
        )
        if person:
            connect_login(actor=SYSTEM, person=person, user=user, now=now)


def _second_post(loaded: Loaded, now: datetime) -> None:
    people.appoint(
        actor=SYSTEM,
        person=loaded.people["沈知微"],
        place=loaded.organisations["上海市工商联工业品服务商会"],
        post=Post.DEPUTY_SECRETARY_GENERAL,
        start=TERM[0],
        end=TERM[1],
        now=now,
    )


def _officer(loaded: Loaded) -> Person:
    posts = loaded.organisations[FEDERATION].appointments.filter(post=Post.FEDERATION_OFFICER)
    return posts.select_related("person").order_by("pk")[0].person


def _contact(loaded: Loaded, now: datetime) -> Person:
    """顾承舟 answers for the first member of the fastener association."""
    association = loaded.organisations["上海市紧固件工业协会"]
    enterprise = association.memberships.select_related("enterprise").order_by("pk")[0].enterprise
    person = people.add_person(actor=SYSTEM, facts={"name": "顾承舟", "phone": "19800009999"}, now=now)
    people.appoint(actor=SYSTEM, person=person, place=enterprise, post=Post.CONTACT, start=TERM[0], now=now)
    return person
