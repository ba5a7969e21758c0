"""One enterprise: its memberships, its trail, and which others it may be."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now
from pytest_django import DjangoAssertNumQueries

from shanghui.network.actions.enterprises import add_membership, edit_enterprise
from shanghui.network.queries.enterprises import (
    find_enterprises,
    history,
    members_today,
    memberships,
    same_enterprises,
)
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


@pytest.mark.parametrize("number", [1, 3])
def test_memberships_todays_first_and_never_a_hidden_chambers(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    firm = make.make_enterprise("甲")
    make.make_membership(firm, world.other, end=date(2020, 1, 1))
    make.make_membership(firm, make.make_organisation("隐会", audience="own"))
    for place in range(number):
        make.make_membership(firm, make.make_organisation(f"乙会{place}"), end=TODAY)
    with django_assert_num_queries(1):
        found = [row.organisation.name for row in memberships(world.actors["secretary"], firm)]
    assert found == [*(f"乙会{place}" for place in range(number)), "物流商会"]


def test_trail_tells_of_the_firm_never_of_its_memberships(world: World) -> None:
    firm, secretary = make.make_enterprise("甲"), world.actors["secretary"]
    add_membership(actor=secretary, enterprise=firm, organisation=world.chamber, facts={"dues_state": "due"}, now=now())
    for phone in ("1", "2"):
        edit_enterprise(actor=secretary, enterprise=firm, facts={"phone": phone}, now=now())
    assert [row.action for row in history(firm)] == ["edit_enterprise", "edit_enterprise"]
    assert history(firm)[0].detail["changed"]["phone"] == ["1", "2"]


@pytest.mark.parametrize("number", [1, 3])
def test_firms_are_found_for_choosing_in_one_query(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    own = make.make_enterprise("砺锋总厂", world.chamber)
    for place in range(number):
        make.make_enterprise(f"砺锋{place}厂", world.other, region=make.make_region())
    make.make_enterprise("砺锋隐厂", world.other, audience="own")
    make.make_enterprise("砺锋旧厂", world.chamber, merged_into=own)
    with django_assert_num_queries(1):
        found = [
            (row.name, str(row.region)) for row in find_enterprises(world.actors["secretary"], "lf", besides=own.pk)
        ]
    assert found == [(f"砺锋{place}厂", "嘉定区") for place in range(number)]
    assert len(find_enterprises(world.actors["secretary"], "lf", limit=1)) == 1


def test_firms_that_may_be_the_same_have_its_code_or_its_name_without_place_and_form(world: World) -> None:
    actor = world.actors["secretary"]
    named = make.make_enterprise("砺锋标准件（上海）有限公司", world.other)
    coded = make.make_enterprise("红星厂", world.other, credit_code="A1")
    make.make_enterprise("无码厂", world.other)
    make.make_enterprise("上海砺锋标准件厂", world.other, audience="own")
    assert set(same_enterprises(actor, "上海砺锋标准件有限公司", "A1")) == {named, coded}
    assert set(same_enterprises(actor, "上海砺锋标准件有限公司", "")) == {named}
    assert set(same_enterprises(actor, "上海砺锋标准件有限公司", "", besides=named.pk)) == set()
    assert set(same_enterprises(actor, "", "")) == set()


def test_member_from_the_first_to_the_last_day(world: World) -> None:
    for start, end, inside in (
        (TODAY, TODAY, True), (None, TODAY - DAY, False), (TODAY + DAY, None, False), (None, None, True),
    ):  # fmt: skip
        firm = make.make_enterprise()
        make.make_membership(firm, world.chamber, start=start, end=end)
        assert members_today(world.chamber, [firm]) == ({firm.pk} if inside else set())
        assert members_today(world.other, [firm]) == set()
