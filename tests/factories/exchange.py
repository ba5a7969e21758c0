"""Rows of the exchange for tests, made the short way: without an action."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from shanghui.accounts.models import User
from shanghui.catalogue.models import CalendarDay
from shanghui.core.actor import Actor
from shanghui.exchange.models import Agreement, AgreementParty, Commitment, Introduction, Listing
from shanghui.exchange.rules import LIFE, AgreementState, IntroductionState, ListingKind, ListingState, Side
from shanghui.network.models import Enterprise, Organisation
from tests.factories import network as make

_numbers = count(1)


def make_listing(
    side: Side,
    organisation: Organisation,
    enterprise: Enterprise | None = None,
    *,
    state: ListingState = ListingState.PUBLISHED,
    **facts: object,
) -> Listing:
    """A published listing of the organisation, or of its member."""
    given = {"title": f"第{next(_numbers)}条供需", "kind": ListingKind.PRODUCT} | facts
    listing = Listing(side=side, organisation=organisation, enterprise=enterprise, state=state, **given)
    if state == ListingState.PUBLISHED:
        listing.published_at = given.get("published_at") or timezone.now()  # type: ignore[assignment]
        listing.expires_on = given.get("expires_on") or localdate() + LIFE[side]  # type: ignore[assignment]
    listing.save()
    return listing


def make_need(organisation: Organisation, enterprise: Enterprise | None = None, **facts: object) -> Listing:
    return make_listing(Side.NEED, organisation, enterprise, **facts)  # type: ignore[arg-type]


def make_offer(organisation: Organisation, enterprise: Enterprise | None = None, **facts: object) -> Listing:
    return make_listing(Side.OFFER, organisation, enterprise, **facts)  # type: ignore[arg-type]


def make_introduction(need: Listing, offer: Listing, **facts: object) -> Introduction:
    """Asked by the need's side; `facts` may say another state and its times."""
    given = {"asking_side": Side.NEED, "subject": need.title, "lapses_on": localdate() + timedelta(days=7)} | facts
    drafted = given.get("state", IntroductionState.DRAFTED) == IntroductionState.DRAFTED
    given.setdefault("asked_at", None if drafted else timezone.now())
    return Introduction.objects.create(
        need=need,
        offer=offer,
        asking_enterprise=need.enterprise,
        asked_enterprise=offer.enterprise,
        asking_organisation=need.organisation,
        asked_organisation=offer.organisation,
        **given,
    )


@dataclass
class Pair:
    """Two chambers of one federation, a need of one's member and an offer of the other's, and everybody around them."""

    federation: Organisation
    area: Organisation
    chamber: Organisation
    other: Organisation
    buyer: Enterprise
    maker: Enterprise
    need: Listing
    offer: Listing
    users: dict[str, User] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def client(self, role: str, **options: object) -> Client:
        client = Client(**options)  # type: ignore[arg-type]
        client.force_login(self.users[role], backend="shanghui.accounts.backend.SignInBackend")
        return client


#: of both firms; they stand nowhere else
BUYER_CONTACT = {"contact_name": "买方密甲", "phone": "13900007771", "email": "buyer@secret.example"}
MAKER_CONTACT = {"contact_name": "卖方密乙", "phone": "13900007772", "email": "maker@secret.example"}


def build_pair(**listing: object) -> Pair:
    """asker, asked: secretaries of the two sides, each with a colleague; buyer, maker: the firms' own people."""
    region = make.make_region()
    federation = make.make_federation()
    area = make.make_area(federation)
    chamber, other = make.make_organisation("紧固件协会", area=area), make.make_organisation("安徽商会", area=area)
    far = make.make_organisation("物流商会", area=make.make_area(federation, "南片区"))
    buyer = make.make_enterprise("上海澄屿装备有限公司", chamber, short_name="澄屿装备", region=region, **BUYER_CONTACT)
    maker = make.make_enterprise(
        "上海申岳紧固件有限公司", other, short_name="申岳紧固件", region=region, **MAKER_CONTACT
    )
    need = make_need(chamber, buyer, title="采购高强度螺栓", **listing)
    offer = make_offer(other, maker, title="供应高强度螺栓", **listing)
    pair = Pair(federation, area, chamber, other, buyer, maker, need, offer)
    holders = {
        "asker": make.make_secretary(chamber, "沈知微"),
        "asker_colleague": make.make_secretary(chamber, "陈同事"),
        "asked": make.make_secretary(other, "罗嘉宁"),
        "asked_colleague": make.make_secretary(other, "何同事"),
        "buyer": make.make_contact(buyer, "买方经办丙"),
        "maker": make.make_contact(maker, "卖方经办丁"),
        "far": make.make_secretary(far, "韩叙"),
        "officer": make.make_officer(federation, "王工"),
        "convener": make.make_convener(area, "陆怀瑾"),
        "general": make.make_general_convener(area, "周以宁"),
        "visitor": make.make_visitor(),
    }
    for role, (user, actor) in holders.items():
        user.email = f"{role}@letters.example"
        user.save(update_fields=["email"])
        pair.users[role], pair.actors[role] = user, actor
    return pair


def add_calendar(days: dict[date, bool]) -> None:
    """Holidays on weekdays (False) and make-up days at weekends (True)."""
    CalendarDay.objects.bulk_create(CalendarDay(date=day, working=working) for day, working in days.items())


def make_agreement(
    organisation: Organisation,
    *parties: Organisation | Enterprise,
    state: AgreementState = AgreementState.IN_FORCE,
    **facts: object,
) -> Agreement:
    """In force since a year ago, kept by `organisation`; without an end."""
    begun = localdate() - timedelta(days=365)
    given = {"title": f"第{next(_numbers)}份协议", "signed_on": begun, "start": begun, "state": state} | facts
    agreement = Agreement.objects.create(organisation=organisation, **given)
    for place in parties:
        where = {"enterprise": place} if isinstance(place, Enterprise) else {"organisation": place}
        AgreementParty.objects.create(agreement=agreement, **where)
    return agreement


def make_commitment(agreement: Agreement, number: int = 0, due_on: date | None = None, **facts: object) -> Commitment:
    """Of the agreement's party with this number, due in a week."""
    given = {"text": f"第{next(_numbers)}项承诺", "due_on": due_on or localdate() + timedelta(days=7)} | facts
    return Commitment.objects.create(agreement=agreement, party=agreement.parties.all()[number], **given)
