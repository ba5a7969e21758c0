"""Rows of matchmaking for tests: two units, firms that take part, wishes, a published timetable."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.test import Client
from django.utils import timezone

from shanghui.accounts.models import User
from shanghui.activities.models import (
    Encounter,
    Matchmaking,
    Participant,
    Placement,
    Seat,
    Timetable,
    Topic,
    Wish,
)
from shanghui.activities.rules import ActivityKind, EncounterState, Part, TimetableState, WishState
from shanghui.core.actor import Actor
from shanghui.core.audience import Audience
from shanghui.network.models import Enterprise, Organisation
from tests.factories import activities as make
from tests.factories import network

if TYPE_CHECKING:
    from tests.factories.house import House


@dataclass
class Fair:
    """`buyer` comes through `chamber`, `maker` and `third` through `other`; the area hosts, its convener organises."""

    area: Organisation
    chamber: Organisation
    other: Organisation
    matchmaking: Matchmaking
    buyer: Participant
    maker: Participant
    third: Participant
    users: dict[str, User] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        client = Client()
        client.force_login(self.users[role], backend="shanghui.accounts.backend.SignInBackend")
        return client

    @property
    def activity(self) -> Any:
        return self.matchmaking.activity


def build_fair(**facts: Any) -> Fair:
    """In a week. host: the area's convener; keeper, other: secretaries of the units; contact: the buyer's own;
    far: a secretary elsewhere; officer; visitor."""
    federation = network.make_federation()
    area = network.make_area(federation)
    chamber = network.make_organisation("紧固件协会", area=area)
    other = network.make_organisation("装备商会", area=area)
    far = network.make_organisation("物流商会", area=network.make_area(federation, "南片区"))
    begin = facts.pop("starts_at", timezone.now() + timedelta(days=7))
    activity = make.make_activity(area, kind=ActivityKind.MATCHMAKING, title="北片区对接会", starts_at=begin)
    frame = make.make_matchmaking(activity, **facts)
    buyer = take_part(frame, chamber, "上海澄屿装备有限公司", Part.BUYER, need="采购M12高强度螺栓")
    maker = take_part(frame, other, "上海申岳紧固件有限公司", Part.SELLER, offer="供应M12高强度螺栓现货")
    third = take_part(frame, other, "上海乙字钢材有限公司", Part.SELLER, offer="供应冷轧钢板")
    fair = Fair(area, chamber, other, frame, buyer, maker, third)
    holders = {
        "host": network.make_convener(area, "陆怀瑾"),
        "keeper": network.make_secretary(chamber, "沈知微"),
        "other": network.make_secretary(other, "罗嘉宁"),
        "contact": network.make_contact(firm_of(buyer), "顾承舟"),
        "far": network.make_secretary(far, "韩叙"),
        "officer": network.make_officer(federation, "王工"),
        "visitor": network.make_visitor(),
    }
    for role, (user, actor) in holders.items():
        user.email = f"{role}@letters.example"
        user.save(update_fields=["email"])
        fair.users[role], fair.actors[role] = user, actor
    return fair


def firm_of(participant: Participant) -> Enterprise:
    firm = participant.registration.enterprise
    assert firm is not None
    return firm


def take_part(
    frame: Matchmaking,
    unit: Organisation,
    firm: str,
    part: Part = Part.BOTH,
    need: str = "",
    offer: str = "",
    **facts: Any,
) -> Participant:
    """A member of the unit with a seat, a mail address, and a topic on each side that is named."""
    enterprise = network.make_enterprise(firm, unit)
    guest = make.make_registration(
        frame.activity, enterprise=enterprise, unit=unit, firm=firm, email=f"p{enterprise.pk}@firms.example"
    )
    made = make.make_participant(frame, part, registration=guest, **facts)
    for side, title in (("need", need), ("offer", offer)):
        if title:
            Topic.objects.create(participant=made, side=side, title=title)
    return made


def make_wish(wisher: Participant, wished: Participant, **facts: Any) -> Wish:
    low, high = sorted((wisher.pk, wished.pk))
    now = facts.pop("created_at", timezone.now())
    given = {"state": WishState.WISHED, "expires_at": now + timedelta(days=3), "created_at": now} | facts
    frame = wisher.matchmaking
    return Wish.objects.create(matchmaking=frame, wisher=wisher, wished=wished, low_id=low, high_id=high, **given)


def publish(encounter: Encounter, *, slot: int = 0, table: int = 0, now: datetime | None = None) -> Placement:
    """The encounter in the published timetable of its activity, which is made where there is none."""
    frame = encounter.matchmaking
    timetable, _ = Timetable.objects.get_or_create(
        matchmaking=frame, state=TimetableState.PUBLISHED, defaults={"number": 1, "created_at": now or timezone.now()}
    )
    place = Placement.objects.create(
        timetable=timetable,
        encounter=encounter,
        slot=frame.slots.get(number=slot),
        table=frame.tables.get(number=table),
    )
    for one in (encounter.first, encounter.second):
        Seat.objects.create(placement=place, timetable=timetable, participant=one, slot=place.slot)
    encounter.state = EncounterState.SCHEDULED
    encounter.save()
    return place


def furnish(house: "House", area: Organisation, chamber: Organisation, sister: Organisation) -> None:
    """The area's matchmaking: the owner's firm (nobody else's business) and the sibling's; a wish each way was answered
    by nobody yet, an encounter of the two took place. `mm_…` are the names in addresses."""
    activity = make.make_activity(area, kind=ActivityKind.MATCHMAKING, title="丙字对接会", audience=Audience.FEDERATION)
    frame = make.make_matchmaking(activity)
    rows = Enterprise.objects.unrestricted("the house's own")
    firm, open_firm = (rows.get(pk=int(str(house.ids[name]))) for name in ("firm", "open_firm"))
    guests = [
        make.make_registration(activity, enterprise=one, unit=unit, firm=one.name)
        for one, unit in ((firm, chamber), (open_firm, sister))
    ]
    own, theirs = (make.make_participant(frame, registration=guest) for guest in guests)
    for one, side, title in ((own, "need", "甲字垫圈"), (theirs, "offer", "乙字垫圈")):
        Topic.objects.create(participant=one, side=side, title=title)
    third = make.make_participant(frame)
    wish, sent = make_wish(third, own), make_wish(own, theirs)
    spare = make.make_registration(activity, unit=chamber, firm="甲字新客")
    past = make.make_matchmaking(
        make.make_activity(
            area, kind=ActivityKind.MATCHMAKING, title="丁字对接会", starts_at=timezone.now() - timedelta(hours=1)
        )
    )
    ends = [
        make.make_participant(past, registration=make.make_registration(past.activity, enterprise=one, unit=unit))
        for one, unit in ((firm, chamber), (open_firm, sister))
    ]
    met = make.make_encounter(ends[0], ends[1])
    publish(met)
    met.state = EncounterState.ATTENDED
    met.save()
    house.ids |= {
        "mm": activity.pk, "mm_own": own.pk, "mm_other": theirs.pk, "mm_third": third.pk, "mm_wish": wish.pk,
        "mm_sent": sent.pk, "mm_key": guests[0].key, "mm_spare": spare.pk, "mm_spare_key": spare.key, "mm_met": met.pk,
        "mm_met_own": ends[0].pk, "mm_past": past.activity_id,
    }  # fmt: skip
