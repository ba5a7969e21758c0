"""Shapes that the API answers with and accepts."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Field, Schema

from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.network import permissions
from shanghui.network.api.asking import Strict, Version
from shanghui.network.models import Appointment, Enterprise, Membership, Organisation, Person
from shanghui.network.rules import AffiliationOrder, DuesState, Grade, OrganisationKind, Post


class Named(Schema):
    id: int
    name: str


class Page(Schema):
    """`next` is the cursor of the following page, empty on the last."""

    items: list[Any]
    next: str


class OrganisationOut(Named):
    kind: OrganisationKind
    short_name: str
    credit_code: str
    region: str | None
    hometown: str | None
    address: str
    founded_on: date | None
    introduction: str
    audience: Audience
    merged_into: int | None
    version: int


class OrganisationPage(Page):
    items: list[OrganisationOut]


class OrganisationPatch(Version):
    name: str | None = Field(None, min_length=2, max_length=120)
    short_name: str | None = Field(None, max_length=40)
    credit_code: str | None = Field(None, max_length=30)
    region: str | None = Field(None, max_length=12)
    hometown: str | None = Field(None, max_length=12)
    industry: str | None = Field(None, max_length=6)
    address: str | None = Field(None, max_length=200)
    phone: str | None = Field(None, max_length=40)
    founded_on: date | None = None
    introduction: str | None = Field(None, max_length=4000)
    audience: Audience | None = None


class OrganisationIn(OrganisationPatch):
    kind: OrganisationKind
    name: str = Field(min_length=2, max_length=120)


class MoveIn(Strict):
    """Under `parent` from `on`; null leaves the order."""

    order: AffiliationOrder
    parent: int | None
    on: date


class MergeIn(Strict):
    """Everything of `absorbed` becomes the kept one's."""

    absorbed: int


class EnterpriseOut(Named):
    """Contacts are null for those who may not see them."""

    short_name: str
    former_names: str
    credit_code: str
    region: str | None
    region_read: bool
    industry: str | None
    address: str
    main_business: str
    introduction: str
    founded_on: date | None
    staff: int | None
    capital: Decimal | None
    audience: Audience
    merged_into: int | None
    version: int
    contact_name: str | None = None
    phone: str | None = None
    email: str | None = None


class EnterprisePage(Page):
    items: list[EnterpriseOut]


class EnterprisePatch(Version):
    name: str | None = Field(None, min_length=2, max_length=120)
    short_name: str | None = Field(None, max_length=60)
    credit_code: str | None = Field(None, max_length=30)
    region: str | None = Field(None, max_length=12)
    industry: str | None = Field(None, max_length=6)
    address: str | None = Field(None, max_length=200)
    main_business: str | None = Field(None, max_length=500)
    introduction: str | None = Field(None, max_length=4000)
    contact_name: str | None = Field(None, max_length=60)
    phone: str | None = Field(None, max_length=60)
    founded_on: date | None = None
    staff: int | None = Field(None, ge=0)
    capital: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=2)
    audience: Audience | None = None


class MembershipIn(Strict):
    grade: Grade = Grade.MEMBER
    number: str = Field("", max_length=40)
    dues_state: DuesState = DuesState.UNKNOWN
    dues_until: date | None = None
    start: date | None = None
    end: date | None = None


class EnterpriseIn(EnterprisePatch):
    """`organisation`: whose member it becomes at once."""

    name: str = Field(min_length=2, max_length=120)
    organisation: int | None = None
    membership: MembershipIn | None = None


class MembershipPatch(Strict):
    grade: Grade | None = None
    number: str | None = Field(None, max_length=40)
    dues_state: DuesState | None = None
    dues_until: date | None = None
    start: date | None = None
    end: date | None = None


class MembershipOut(Schema):
    """Dues are null for everybody but the organisation itself."""

    id: int
    enterprise: Named
    organisation: Named
    grade: Grade
    number: str
    start: date | None
    end: date | None
    dues_state: DuesState | None = None
    dues_until: date | None = None


class AppointmentOut(Schema):
    id: int
    post: Post
    title: str
    organisation: Named | None
    enterprise: Named | None
    start: date | None
    end: date | None


class PersonOut(Named):
    version: int
    phone: str | None = None
    email: str | None = None


class PersonWithPosts(PersonOut):
    appointments: list[AppointmentOut]


class PersonPage(Page):
    items: list[PersonOut]


class PersonPatch(Version):
    name: str | None = Field(None, min_length=1, max_length=60)
    phone: str | None = Field(None, max_length=40)
    email: str | None = Field(None, max_length=200)


class PersonIn(PersonPatch):
    name: str = Field(min_length=1, max_length=60)


class AppointmentIn(Strict):
    """Exactly one of `organisation` and `enterprise`."""

    post: Post
    organisation: int | None = None
    enterprise: int | None = None
    title: str = Field("", max_length=60)
    start: date | None = None
    end: date | None = None


class HandOverIn(Strict):
    successor: int
    on: date


class EndIn(Strict):
    """The last day."""

    on: date


class HostIn(Strict):
    unit: int
    start: date
    end: date


class HostOut(Schema):
    id: int
    unit: Named
    start: date
    end: date


class RearrangementOut(Schema):
    id: int
    kind: str
    summary: str
    at: datetime
    undone_at: datetime | None


def organisation_out(row: Organisation) -> OrganisationOut:
    return OrganisationOut(
        **{name: getattr(row, name) for name in OrganisationOut.model_fields if name not in RELATED},
        region=row.region.code if row.region else None,
        hometown=row.hometown.code if row.hometown else None,
        merged_into=row.merged_into_id,
    )


def enterprise_out(row: Enterprise, contacts: bool) -> EnterpriseOut:
    hidden = RELATED | (set() if contacts else {"contact_name", "phone", "email"})
    return EnterpriseOut(
        **{name: getattr(row, name) for name in EnterpriseOut.model_fields if name not in hidden},
        region=row.region.code if row.region else None,
        industry=row.industry.code if row.industry else None,
        merged_into=row.merged_into_id,
    )


def membership_out(row: Membership, actor: Actor) -> MembershipOut:
    out = MembershipOut(
        id=row.pk,
        enterprise=Named(id=row.enterprise_id, name=row.enterprise.name),
        organisation=Named(id=row.organisation_id, name=row.organisation.name),
        grade=Grade(row.grade),
        number=row.number,
        start=row.start,
        end=row.end,
    )
    if permissions.can_see_dues(actor, row.organisation):
        out.dues_state, out.dues_until = DuesState(row.dues_state), row.dues_until
    return out


def appointment_out(row: Appointment) -> AppointmentOut:
    return AppointmentOut(
        id=row.pk,
        post=Post(row.post),
        title=row.title,
        organisation=Named(id=row.organisation.pk, name=row.organisation.name) if row.organisation else None,
        enterprise=Named(id=row.enterprise.pk, name=row.enterprise.name) if row.enterprise else None,
        start=row.start,
        end=row.end,
    )


def person_out(row: Person, contacts: bool = False) -> PersonOut:
    out = PersonOut(id=row.pk, name=row.name, version=row.version)
    if contacts:
        out.phone, out.email = row.phone, row.email
    return out


RELATED = {"region", "hometown", "industry", "merged_into"}
