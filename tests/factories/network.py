"""Rows of the network for tests, made the short way: `make_…` writes the row and its keys, without an action."""

from datetime import date
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password
from django.utils.timezone import localdate

from shanghui.accounts.models import User
from shanghui.catalogue.models import Industry, Region
from shanghui.catalogue.queries.search import search_text
from shanghui.core.actor import Actor
from shanghui.network.actions.writing import set_keys
from shanghui.network.models import Affiliation, Appointment, Enterprise, HostTerm, Membership, Organisation, Person
from shanghui.network.queries.actors import actor_in
from shanghui.network.queries.identity import name_key
from shanghui.network.rules import OrganisationKind, Post

PASSWORD = "longmarchofwords"
_numbers = count(1)


def make_region(code: str = "310114", name: str = "嘉定区", *, level: int = 3, parent: Region | None = None) -> Region:
    known = Region.objects.filter(code=code).first()
    return known or Region.objects.create(
        code=code, name=name, short_name=name, level=level, parent=parent, search=search_text([name], [code])
    )


def make_industry(
    code: str = "3482", name: str = "紧固件制造", *, level: int = 4, parent: Industry | None = None
) -> Industry:
    known = Industry.objects.filter(code=code).first()
    return known or Industry.objects.create(
        code=code, name=name, level=level, parent=parent, search=search_text([name], [code])
    )


def make_federation(name: str = "上海市工商业联合会", **facts: object) -> Organisation:
    return make_organisation(name, OrganisationKind.FEDERATION, **({"short_name": "市工商联"} | facts))


def make_area(federation: Organisation | None = None, name: str = "北片区", **facts: object) -> Organisation:
    """An area; under the federation where one is given."""
    area = make_organisation(name, OrganisationKind.AREA, **facts)
    if federation is not None:
        affiliate(area, federation, "area")
    return area


def make_organisation(
    name: str = "",
    kind: OrganisationKind = OrganisationKind.TRADE_CHAMBER,
    *,
    area: Organisation | None = None,
    **facts: object,
) -> Organisation:
    """A chamber; a unit of `area` where one is given."""
    organisation = Organisation(name=name or f"第{next(_numbers)}商会", kind=kind, **facts)
    set_keys(organisation)
    organisation.save()
    if area is not None:
        affiliate(organisation, area, "area")
    return organisation


def affiliate(
    child: Organisation, parent: Organisation, order: str = "area", start: date | None = None, end: date | None = None
) -> Affiliation:
    return Affiliation.objects.create(child=child, parent=parent, order=order, start=start, end=end)


def make_enterprise(name: str = "", *organisations: Organisation, **facts: object) -> Enterprise:
    """A firm, a member of each organisation."""
    enterprise = Enterprise(name=name or f"上海第{next(_numbers)}企业有限公司", **facts)
    enterprise.name_key = name_key(enterprise.name)[:120]
    set_keys(enterprise)
    enterprise.save()
    for organisation in organisations:
        make_membership(enterprise, organisation)
    return enterprise


def make_membership(enterprise: Enterprise, organisation: Organisation, **facts: object) -> Membership:
    return Membership.objects.create(enterprise=enterprise, organisation=organisation, **facts)


def make_person(name: str = "", **facts: object) -> Person:
    person = Person(name=name or f"沈{next(_numbers)}", **facts)
    set_keys(person)
    person.save()
    return person


def make_appointment(
    person: Person, place: Organisation | Enterprise, post: Post = Post.SECRETARY_GENERAL, **facts: object
) -> Appointment:
    where = {"organisation": place} if isinstance(place, Organisation) else {"enterprise": place}
    return Appointment.objects.create(person=person, post=post, **where, **facts)


def make_host_term(area: Organisation, unit: Organisation, start: date, end: date) -> HostTerm:
    return HostTerm.objects.create(area=area, unit=unit, start=start, end=end)


def make_user(username: str = "", **facts: object) -> User:
    return User.objects.create(username=username or f"user{next(_numbers)}", password=_hashed(), **facts)


@cache
def _hashed() -> str:
    """The hash of PASSWORD; a good hash takes long, so once for all users."""
    return make_password(PASSWORD)


def make_holder(place: Organisation | Enterprise, post: Post, name: str = "") -> tuple[User, Actor]:
    """Somebody who signs in and holds this post, and the actor that she is in it."""
    user = make_user()
    appointment = make_appointment(make_person(name, user=user), place, post)
    return user, actor_in(user, appointment, localdate())


def make_secretary(organisation: Organisation, name: str = "") -> tuple[User, Actor]:
    return make_holder(organisation, Post.SECRETARY_GENERAL, name)


def make_officer(federation: Organisation, name: str = "") -> tuple[User, Actor]:
    return make_holder(federation, Post.FEDERATION_OFFICER, name)


def make_general_convener(area: Organisation, name: str = "") -> tuple[User, Actor]:
    return make_holder(area, Post.GENERAL_CONVENER, name)


def make_convener(area: Organisation, name: str = "") -> tuple[User, Actor]:
    return make_holder(area, Post.CONVENER, name)


def make_contact(enterprise: Enterprise, name: str = "") -> tuple[User, Actor]:
    return make_holder(enterprise, Post.CONTACT, name)


def make_visitor() -> tuple[User, Actor]:
    """Somebody who signs in and holds no post."""
    user = make_user()
    return user, actor_in(user, None, localdate())
