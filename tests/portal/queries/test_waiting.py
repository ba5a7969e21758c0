"""What waits for me, in groups by role, the most urgent first."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from shanghui.core.actor import Actor
from shanghui.network.rules import Post
from shanghui.portal.queries.waiting import Group, waiting_for
from tests.factories import network as make

pytestmark = pytest.mark.django_db
TODAY, DAY = localdate(), timedelta(days=1)


def groups(actor: Actor) -> dict[str, Group]:
    return {str(group.title): group for group in waiting_for(actor, TODAY)}


@pytest.mark.parametrize(("left", "late", "share"), [(0, True, 100), (7, True, 89), (8, False, 87), (60, False, 4)])
def test_term_is_late_in_its_last_week(left: int, late: bool, share: int) -> None:
    chamber = make.make_organisation()
    post = make.make_appointment(
        make.make_person("韩叙"), chamber, Post.PRESIDENT, end=TODAY + left * DAY, title="会长"
    )
    (item,) = groups(make.make_secretary(chamber)[1])["任期快到的职务"].items
    assert (item.clock, item.title, item.late, item.share) == (f"{left}天", "韩叙，会长", late, share)
    assert item.url == f"/network/posts/{post.pk}/hand-over/"


def test_gaps_of_members_are_for_their_secretary_with_their_share() -> None:
    chamber = make.make_organisation()
    for number in range(4):
        firm = make.make_enterprise(credit_code=f"A{number}", phone="1", region=make.make_region())
        make.make_membership(firm, chamber, dues_state="due" if number == 0 else "paid")
    _, actor = make.make_secretary(chamber)
    (item,) = groups(actor)["会员资料"].items
    assert (item.clock, item.under, item.share, item.url) == ("1家", "共4家", 25, "/network/members/?dues=due")
    assert "会员资料" not in groups(make.make_officer(make.make_federation())[1])


def test_convener_and_officer_are_told_of_what_nobody_answers_for() -> None:
    federation = make.make_federation()
    area = make.make_area(federation)
    unit = make.make_organisation("没有秘书的商会", area=area)
    homeless = make.make_organisation("没进片区的商会")
    area_items = groups(make.make_convener(area)[1])["片区"].items
    assert [(item.clock, item.url) for item in area_items] == [
        ("轮值", f"/network/areas/{area.pk}/"), ("缺人", f"/network/organisations/{unit.pk}/"),
    ]  # fmt: skip
    officer = groups(make.make_officer(federation)[1])["组织"].items
    assert [(item.clock, item.title) for item in officer] == [
        ("未入", "没进片区的商会"), ("缺人", "没进片区的商会"), ("缺人", "没有秘书的商会"),
    ]  # fmt: skip
    assert officer[0].url == f"/network/organisations/{homeless.pk}/move/"


def test_contact_fills_what_is_empty_and_then_has_rest() -> None:
    firm = make.make_enterprise("甲", phone="1", region=make.make_region())
    _, actor = make.make_contact(firm)
    (item,) = groups(actor)["本企业资料"].items
    assert (item.clock, item.url) == ("5项", f"/network/enterprises/{firm.pk}/edit/")
    for name in ("credit_code", "address", "main_business", "contact_name", "introduction"):
        setattr(firm, name, "有")
    firm.save()
    assert groups(actor) == {}


def test_nothing_waits_for_visitors() -> None:
    make.make_organisation()
    assert waiting_for(make.make_visitor()[1], TODAY) == []


def test_numbers_are_told_in_the_readers_language() -> None:
    chamber = make.make_organisation()
    for days in (1, 2):
        make.make_appointment(make.make_person(), chamber, Post.PRESIDENT, end=TODAY + days * DAY)
    with override("en"):
        clocks = [item.clock for group in waiting_for(make.make_secretary(chamber)[1], TODAY) for item in group.items]
    assert clocks == ["1 day", "2 days"]


@pytest.mark.parametrize("number", [1, 3])
def test_officers_list_costs_the_same_for_one_and_three(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _, officer = make.make_officer(make.make_federation())
    for _ in range(number):
        make.make_organisation()
    with django_assert_num_queries(16):
        (group,) = waiting_for(officer, TODAY)
    assert len(group.items) == 2 * number
