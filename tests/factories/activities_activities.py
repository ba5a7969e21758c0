"""An activity with guests in every state, and the people around it; for tests of activities and registrations."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.test import Client
from django.utils import timezone

from shanghui.accounts.models import User
from shanghui.activities.models import Activity, Registration
from shanghui.activities.rules import ActivityState, RegistrationState
from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.network.models import Enterprise, Organisation
from tests.factories import activities as make
from tests.factories import network
from tests.factories.house import House

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(year: int, month: int, day: int, hour: int = 14) -> datetime:
    return datetime(year, month, day, hour, tzinfo=SHANGHAI)


@dataclass
class Fair:
    """`host` and `sister` are units of one area, `far` of another; `firm` is a member of `sister`."""

    area: Organisation
    host: Organisation
    sister: Organisation
    far: Organisation
    firm: Enterprise
    activity: Activity
    users: dict[str, User] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def client(self, role: str, **options: object) -> Client:
        client = Client(**options)  # type: ignore[arg-type]
        client.force_login(self.users[role], backend="shanghui.accounts.backend.SignInBackend")
        return client

    def guest(self, state: RegistrationState = RegistrationState.REGISTERED, **facts: object) -> Registration:
        given: dict[str, object] = {"state": state}
        if state is RegistrationState.WAITING:
            given["queued_at"] = timezone.now()
        return make.make_registration(self.activity, **(given | facts))


def build_fair(**facts: object) -> Fair:
    """keeper: the host's secretary; colleague: another one; sister, far: secretaries; contact: the firm's own."""
    federation = network.make_federation()
    area = network.make_area(federation)
    host = network.make_organisation("紧固件协会", area=area)
    sister = network.make_organisation("安徽商会", area=area)
    far = network.make_organisation("物流商会", area=network.make_area(federation, "南片区"))
    firm = network.make_enterprise("上海申岳紧固件有限公司", sister, short_name="申岳紧固件")
    activity = make.make_activity(host, **({"title": "新春见面会", "audience": Audience.FEDERATION} | facts))
    fair = Fair(area, host, sister, far, firm, activity)
    holders = {
        "keeper": network.make_secretary(host, "沈知微"),
        "colleague": network.make_secretary(host, "陈同事"),
        "sister": network.make_secretary(sister, "罗嘉宁"),
        "far": network.make_secretary(far, "韩叙"),
        "contact": network.make_contact(firm, "顾舟"),
        "officer": network.make_officer(federation, "王工"),
        "convener": network.make_convener(area, "陆怀瑾"),
        "visitor": network.make_visitor(),
    }
    for role, (user, actor) in holders.items():
        user.email = f"{role}@letters.example"
        user.save(update_fields=["email"])
        fair.users[role], fair.actors[role] = user, actor
    return fair


def add_to_house(house: House) -> None:
    """The owner's draft; the sibling's open activity with a guest through the owner's chamber, one unconfirmed, one over."""
    chamber, sister = (
        Organisation.objects.unrestricted("test").get(pk=str(house.ids[name])) for name in ("chamber", "sister")
    )
    draft = make.make_activity(chamber, title="甲字筹备", state=ActivityState.DRAFT)
    own = make.make_activity(chamber, title="甲字内部会", audience=Audience.OWN)
    opened = make.make_activity(sister, title="乙字沙龙", key="house-open-activity-key")
    begun = timezone.now() - timedelta(days=2)
    past = make.make_activity(sister, title="乙字旧会", starts_at=begun, state=ActivityState.CLOSED)
    guest = make.make_registration(opened, name="甲字来宾", unit=chamber, phone="13900002345", key="house-guest-key")
    held = make.make_registration(opened, name="乙字来宾", state=RegistrationState.UNCONFIRMED)
    over = make.make_registration(opened, name="丙字来宾", state=RegistrationState.CANCELLED)
    house.ids |= {
        "activity_draft": draft.pk, "activity_own": own.pk, "activity_open": opened.pk, "activity_past": past.pk,
        "activity_guest": guest.pk, "activity_held": held.pk, "activity_over": over.pk,
        "activity_key": opened.key, "draft_key": draft.key, "guest_key": guest.key,
    }  # fmt: skip
