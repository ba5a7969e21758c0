"""One small federation with somebody in every role, and private objects of one chamber: what attacks are tried on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from shanghui.accounts import actions as accounts
from shanghui.accounts.models import User
from shanghui.catalogue.models import ProductClass
from shanghui.core.actor import SYSTEM, Actor
from shanghui.core.audience import Audience
from shanghui.exchange.actions.consents import make_consent_link
from shanghui.exchange.actions.searches import save_search
from shanghui.exchange.rules import AgreementState, IntroductionState, ListingState, Side
from shanghui.network.models import Organisation, Rearrangement
from shanghui.network.rules import Post, RearrangementKind
from shanghui.sheets.models import ImportRow, ImportRun
from shanghui.sheets.rules import RowState, RunState
from tests.factories import activities_programmes, activities_wishes, exchange
from tests.factories import network as make
from tests.factories.activities_board import board_ids

#: the roles of the permission matrix, in the order of its columns; the last two are API tokens of the owner
ROLES = (
    "anonymous", "visitor", "contact", "owner", "sibling", "convener", "general", "officer", "reader", "scopeless",
)  # fmt: skip
THIRD_PHONE = "13900005678"
SECRET_PHONE, SECRET_MAIL, SECRET_NUMBER = "13900001234", "secret@firm.example", "N-4711"
OPEN_NUMBER = "N-8822"
ABSENT = 987_654_321


@dataclass
class House:
    """`ids`: what stands for the names in addresses; `actors`, `users`, `tokens` by role."""

    ids: dict[str, object] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def client(self, role: str, **options: object) -> Client:
        """A browser signed in as the role, or a program with its token."""
        if role in self.tokens:
            return Client(headers={"Authorization": f"Bearer {self.tokens[role]}"}, **options)  # type: ignore[arg-type]
        browser = Client(**options)  # type: ignore[arg-type]
        if role in self.users:
            browser.force_login(self.users[role])
        return browser


@contextmanager
def kept_house(files: Path) -> Iterator[House]:
    """A house for all tests of a module: inside one transaction that is rolled back at the end."""
    cache.clear()
    with override_settings(MEDIA_ROOT=files, PAGES_PER_TEN_MINUTES=0), transaction.atomic():
        yield build_house()
        transaction.set_rollback(True)


def build_house() -> House:
    """`chamber` is the owner's and open to nobody else; `sister` is the sibling's, in the same area, and open to all."""
    from tests.factories.activities_door import add_door

    house = House()
    region, industry = make.make_region(), make.make_industry()
    federation = make.make_federation()
    area = make.make_area(federation)
    chamber = make.make_organisation("紧固件商会", area=area, audience=Audience.OWN, region=region)
    sister = make.make_organisation("钢铁商会", area=area)
    firm = make.make_enterprise(
        "上海甲字螺栓有限公司", audience=Audience.OWN, entered_by=chamber, contact_name="甲联系人", region=region,
        phone=SECRET_PHONE, email=SECRET_MAIL, industry=industry,
    )  # fmt: skip
    membership = make.make_membership(firm, chamber, dues_state="due", number=SECRET_NUMBER, note="甲备注")
    open_firm = make.make_enterprise("上海乙字钢材有限公司", sister, phone="02155550000")
    open_membership = open_firm.memberships.get()
    open_membership.number = OPEN_NUMBER
    open_membership.save()
    _people(house, chamber, sister, area, federation, firm)
    clerk = make.make_person("甲经办", phone="13911112222", email="clerk@firm.example", entered_by=chamber)
    clerk_post = make.make_appointment(clerk, firm, Post.GENERAL_MANAGER)
    chair = make.make_person("乙会长", phone="13933334444", entered_by=sister)
    chair_post = make.make_appointment(chair, sister, Post.PRESIDENT)
    day = timezone.localdate()
    term = make.make_host_term(area, sister, day, day + timedelta(days=30))
    house.ids |= {
        "absent": ABSENT, "federation": federation.pk, "area": area.pk, "chamber": chamber.pk, "sister": sister.pk,
        "firm": firm.pk, "open_firm": open_firm.pk, "membership": membership.pk, "open_membership": open_membership.pk,
        "clerk": clerk.pk, "chair": chair.pk, "clerk_post": clerk_post.pk, "chair_post": chair_post.pk,
        "term": term.pk, "region": region.code, "industry": industry.code,
    }  # fmt: skip
    _private_work(house, chamber)
    _agreements(house, chamber, sister, federation, firm)
    _listings(house, chamber, sister, firm, open_firm)
    _introduction(house, chamber, firm)
    activities_wishes.furnish(house, area, chamber, sister)
    activities_programmes.furnish(house, area, federation, chamber, sister)
    add_door(house, chamber, sister)
    _logins(house)
    from tests.factories.activities_activities import add_to_house

    add_to_house(house)
    house.ids |= board_ids(chamber)
    return house


def _people(
    house: House,
    chamber: Organisation,
    sister: Organisation,
    area: Organisation,
    federation: Organisation,
    firm: make.Enterprise,
) -> None:
    holders = {
        "visitor": make.make_visitor(),
        "contact": make.make_contact(firm, "甲联络"),
        "owner": make.make_secretary(chamber, "甲秘书"),
        "sibling": make.make_secretary(sister, "乙秘书"),
        "convener": make.make_convener(area, "丙召集"),
        "general": make.make_general_convener(area, "丁总召"),
        "officer": make.make_officer(federation, "戊干部"),
    }
    for role, (user, actor) in holders.items():
        house.users[role], house.actors[role] = user, actor


def _listings(
    house: House, chamber: Organisation, sister: Organisation, firm: make.Enterprise, open_firm: make.Enterprise
) -> None:
    """The owner's draft and published need, seen by nobody else; the sibling's open offer, and her need to be checked."""
    draft = exchange.make_need(chamber, firm, title="甲字螺栓五万件", state=ListingState.DRAFT)
    published = exchange.make_need(chamber, firm, title="甲字螺栓八万件", audience=Audience.OWN)
    open_one = exchange.make_offer(sister, open_firm, title="乙字钢材现货")
    sent = exchange.make_need(sister, open_firm, title="乙字叉车三台", state=ListingState.SUBMITTED)
    house.ids |= {
        "listing": draft.pk, "listing_published": published.pk, "listing_own": published.pk, "listing_open": open_one.pk, "listing_sent": sent.pk,
        "search": save_search(actor=house.actors["owner"], asked={"q": "甲字"}, name="甲字搜索", now=timezone.now()).pk,
    }  # fmt: skip


def _private_work(house: House, chamber: Organisation) -> None:
    """Work of the owner: an import with a row to mend, and a hand-over that can be undone."""
    owner, now = house.actors["owner"], timezone.now()
    run = ImportRun.objects.create(
        kind="enterprises", organisation_id=chamber.pk, by_id=owner.user_id, appointment_id=owner.appointment_id or 0,
        by_name=owner.name, file_name="甲名册.csv", file="imports/none", sha256="0" * 64, header=["企业名称"],
        mapping=["name"], guesses=["same_header"], sample=[["上海甲字螺帽有限公司"]], row_count=1,
        state=RunState.CHECKED, created_at=now,
    )  # fmt: skip
    ImportRow.objects.create(run=run, number=2, cells=["上海甲字螺帽有限公司"], state=RowState.READY)
    rearrangement = Rearrangement.objects.create(
        kind=RearrangementKind.HAND_OVER, subject_kind="network.appointment", subject_id=owner.appointment_id or 0,
        at=now, summary="紧固件商会：甲秘书 → 甲接任", by_id=owner.user_id,
    )  # fmt: skip
    ProductClass.objects.get_or_create(code="X1", defaults={"name": "螺栓", "pinyin": "luo shuan", "search": "|螺栓|"})
    house.ids |= {"run": run.pk, "rearrangement": rearrangement.pk, "class": "X1"}


def _agreements(
    house: House, chamber: Organisation, sister: Organisation, federation: Organisation, firm: make.Enterprise
) -> None:
    """One of the owner's own with her member; one of the sister's with the federation, of which all know; a draft of it."""
    own = exchange.make_agreement(chamber, chamber, firm, title="甲字协议", text="甲字正文")
    shared = exchange.make_agreement(sister, sister, federation, title="乙字协议", audience=Audience.FEDERATION)
    draft = exchange.make_agreement(sister, sister, federation, state=AgreementState.DRAFTED)
    house.ids |= {
        "agreement": own.pk, "agreement_shared": shared.pk, "agreement_draft": draft.pk,
        "agreement_owed": exchange.make_commitment(own, 1).pk, "agreement_due": exchange.make_commitment(shared, 1).pk,
        "agreement_party": own.parties.all()[0].pk, "party_one": f"O{sister.pk}", "party_two": f"O{federation.pk}",
    }  # fmt: skip


def _introduction(house: House, chamber: Organisation, firm: make.Enterprise) -> None:
    """The owner's chamber asked a third one, which let it pass: both firms are being asked. The sibling is no party."""
    third = make.make_organisation("建材商会")
    partner = make.make_enterprise("上海丙字建材有限公司", third, phone=THIRD_PHONE, contact_name="丙联系人")
    need = exchange.make_need(chamber, firm, title="甲字采购", audience=Audience.OWN)
    offer = exchange.make_offer(third, partner, title="丙字供应")
    now = timezone.now()
    made = exchange.make_introduction(
        need, offer, state=IntroductionState.SCREENED, screened_at=now, message="甲字来信",
        asking_broker_id=house.actors["owner"].user_id,
    )  # fmt: skip
    made.events.create(what="asked", at=now, acting_for="甲字职务", by_id=house.actors["owner"].user_id)
    issued = make_consent_link(actor=house.actors["owner"], introduction=made, side=Side.NEED, now=now)
    house.ids |= {
        "introduction": made.pk, "introduction_need": need.pk, "introduction_offer": offer.pk,
        "introduction_link": issued.token,
    }  # fmt: skip


def _logins(house: House) -> None:
    owner, actor, now = house.users["owner"], house.actors["owner"], timezone.now()
    for role, scopes in {"reader": ["network:read"], "scopeless": ["catalogue:read"]}.items():
        issued = accounts.create_token(actor=actor, user=owner, name=role, scopes=scopes, days=30, now=now)
        house.tokens[role] = issued.raw
    spare = accounts.create_token(actor=actor, user=owner, name="备用", scopes=["network:read"], days=30, now=now)
    invited = accounts.invite_person(actor=actor, name="己来宾", address="guest@example.com", now=now)
    login = accounts.create_user(actor=SYSTEM, username="helped", name="庚同事", now=now)
    house.ids |= {
        "token": spare.token.pk, "invitation": invited.invitation.pk, "link": invited.token, "login": login.pk,
    }  # fmt: skip
