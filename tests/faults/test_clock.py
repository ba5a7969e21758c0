"""The clock goes an hour wrong, 29 February, the year's end: nothing happens twice, and no day is left out."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult

from shanghui.accounts.actions import accept_invitation, create_token, invite_person
from shanghui.accounts.rules import InvitationExpired, InvitationUsed
from shanghui.catalogue.actions import product_classes
from shanghui.catalogue.models import ProductClass
from shanghui.core.jobs import housekeeping  # noqa: F401 - its job registers itself
from shanghui.core.jobs.definition import PERIODIC
from shanghui.core.jobs.schedule import slot, tick
from shanghui.network.actions.enterprises import add_membership, edit_membership
from shanghui.network.actions.organisations import set_host
from shanghui.network.actions.people import hand_over
from shanghui.network.models import Appointment, Enterprise, HostTerm, Membership, Organisation
from shanghui.network.queries.actors import posts_of
from shanghui.network.queries.waiting import host_today
from shanghui.network.rules import AlreadyThere, HostPeriodTaken
from tests.factories import network as make
from tests.factories.house import House, build_house

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: the first half hour of the day, when in Greenwich it is still the day before
EARLY = {"leap": datetime(2028, 2, 29, 0, 30, tzinfo=SHANGHAI), "year": datetime(2028, 1, 1, 0, 30, tzinfo=SHANGHAI)}


@pytest.fixture
def house() -> House:
    return build_house()


@pytest.fixture(params=EARLY.values(), ids=EARLY.keys())
def early(request: pytest.FixtureRequest) -> Iterator[datetime]:
    """The clock stands at this moment."""
    moment: datetime = request.param
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield moment


def organisation(house: House, name: str) -> Organisation:
    return Organisation.objects.unrestricted("test").get(pk=house.ids[name])


@pytest.mark.parametrize("first", [datetime(2028, 2, 27, 12), datetime(2027, 12, 30, 12)], ids=["leap", "year"])
def test_each_period_of_each_job_begins_once_though_the_clock_jumps(first: datetime) -> None:
    """Looked at every half hour for three days, each time by a clock that is right, an hour slow, an hour fast."""
    autodiscover_modules("jobs")
    begin = first.replace(tzinfo=SHANGHAI)
    tick(now=begin - HOUR)
    DBTaskResult.objects.all().delete()
    for half_hours in range(3 * 48):
        for wrong in (timedelta(), -HOUR, HOUR):
            tick(now=begin + half_hours * HOUR / 2 + wrong)
    begun = Counter(DBTaskResult.objects.values_list("task_path", flat=True))
    last = begin + 3 * DAY + HOUR / 2
    wanted = {path: (slot(job, last) - slot(job, begin - HOUR)) // job.every for path, job in PERIODIC.items()}
    assert len(wanted) >= 2
    assert begun == wanted


def test_post_sent_again_by_a_clock_that_went_wrong_is_answered_again(house: House) -> None:
    scopes, now = ["network:read", "network:write"], timezone.now()
    issued = create_token(
        actor=house.actors["owner"], user=house.users["owner"], name="写", scopes=scopes, days=30, now=now
    )
    client = Client(headers={"Authorization": f"Bearer {issued.raw}", "Idempotency-Key": "k"})
    answers = []
    for wrong in (timedelta(), HOUR, -HOUR):
        with mock.patch("django.utils.timezone.now", return_value=now + wrong):
            body = {"name": "上海己字公司"}
            answers.append(client.post("/api/v1/network/enterprises", body, content_type="application/json"))
    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.content for answer in answers}) == 1
    assert Enterprise.objects.unrestricted("test").filter(name="上海己字公司").count() == 1


@pytest.mark.parametrize("sent", [datetime(2028, 2, 26, 9), datetime(2027, 12, 28, 9)], ids=["leap", "year"])
def test_invitation_is_open_for_seven_days_and_works_once(house: House, sent: datetime) -> None:
    now = sent.replace(tzinfo=SHANGHAI)
    facts = {"address": "guest@example.org", "name": "己来宾", "password": make.PASSWORD}
    issued = invite_person(actor=house.actors["owner"], name="己来宾", address=facts["address"], now=now)
    with pytest.raises(InvitationExpired):
        accept_invitation(token=issued.token, now=now + 7 * DAY, **facts)
    accept_invitation(token=issued.token, now=now + 7 * DAY - timedelta(seconds=1), **facts)
    for wrong in (HOUR, -HOUR, 8 * DAY):
        with pytest.raises(InvitationUsed):
            accept_invitation(token=issued.token, now=now + wrong, **facts)


@pytest.mark.parametrize("last", [date(2028, 2, 29), date(2027, 12, 31)], ids=["leap", "year"])
def test_one_host_on_each_day_around_the_change(house: House, last: date) -> None:
    area, unit, actor = organisation(house, "area"), organisation(house, "sister"), house.actors["officer"]
    HostTerm.objects.all().delete()
    for start, end in ((last - 20 * DAY, last), (last + DAY, last + 20 * DAY)):
        set_host(actor=actor, area=area, unit=unit, start=start, end=end, now=timezone.now())
    for meets in (last, last + DAY):
        with pytest.raises(HostPeriodTaken):
            set_host(actor=actor, area=area, unit=unit, start=meets, end=meets, now=timezone.now())
    days = [last + number * DAY for number in range(-20, 21)]
    assert [len(host_today(house.actors["general"], day)) for day in days] == [1] * 41


@pytest.mark.parametrize("on", [date(2028, 3, 1), date(2028, 1, 1)], ids=["leap", "year"])
def test_post_has_one_holder_on_each_day_around_the_hand_over(house: House, on: date) -> None:
    post = Appointment.objects.get(pk=house.ids["chair_post"])
    heir = make.make_person("乙继任", entered_by=organisation(house, "sister"))
    hand_over(actor=house.actors["sibling"], appointment=post, successor=heir, on=on, now=timezone.now())
    seat = Appointment.objects.filter(organisation=house.ids["sister"], post=post.post)
    assert [seat.on(on + number * DAY).get().person_id for number in (-2, -1, 0, 1)] == [post.person_id] * 2 + [
        heir.pk
    ] * 2


def test_rights_end_with_the_post_at_midnight_of_the_site(house: House, early: datetime) -> None:
    """Her last day was yesterday, the follower's first is today, though Greenwich is a day behind."""
    today = timezone.localdate()
    assert today != early.astimezone(ZoneInfo("UTC")).date()
    user = house.users["owner"]
    Appointment.objects.filter(person__user=user).update(start=None, end=today - DAY)
    assert posts_of(user, today) == []
    page = house.client("owner").get("/network/members/")
    assert "上海甲字螺栓有限公司" not in page.content.decode()


def test_member_that_left_yesterday_joins_again_today(house: House, early: datetime) -> None:
    chamber, actor = organisation(house, "chamber"), house.actors["officer"]
    member = Membership.objects.get(pk=house.ids["membership"])
    with pytest.raises(AlreadyThere):
        add_membership(actor=actor, enterprise=member.enterprise, organisation=chamber, facts={}, now=early)
    edit_membership(actor=actor, membership=member, facts={"end": timezone.localdate() - DAY}, now=early)
    add_membership(actor=actor, enterprise=member.enterprise, organisation=chamber, facts={}, now=early)


def test_memberships_of_one_firm_never_meet(house: House) -> None:
    """One that begins later, or ended earlier, is asked about too; a refusal, no fault of the database."""
    chamber, actor, now = organisation(house, "chamber"), house.actors["officer"], timezone.now()
    firm = make.make_enterprise("上海戊字公司", entered_by=chamber)
    join = {"actor": actor, "enterprise": firm, "organisation": chamber, "now": now}
    later = add_membership(facts={"start": date(2029, 1, 1)}, **join)
    with pytest.raises(AlreadyThere):
        add_membership(facts={"start": date(2028, 2, 29)}, **join)
    early = add_membership(facts={"start": date(2028, 2, 29), "end": date(2028, 12, 31)}, **join)
    for end in (None, date(2029, 1, 1)):
        with pytest.raises(AlreadyThere):
            edit_membership(actor=actor, membership=early, facts={"end": end}, now=now)
    edit_membership(actor=actor, membership=later, facts={"grade": "council"}, now=now)
    days = {date(2028, 2, 28): 0, date(2028, 2, 29): 1, date(2028, 12, 31): 1, date(2029, 1, 1): 1}
    assert {day: Membership.objects.on(day).filter(enterprise=firm).count() for day in days} == days


def test_product_class_is_out_of_use_from_the_day_of_the_site(house: House, early: datetime) -> None:
    retired = product_classes.retire_product_class(
        actor=house.actors["officer"], product_class=ProductClass.objects.get(code=house.ids["class"]), now=early
    )
    assert retired.valid_until == timezone.localdate()
