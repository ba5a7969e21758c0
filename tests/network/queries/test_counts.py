"""Counts leave out what the actor may not see, and count each firm once where that is promised."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.network.queries import counts
from shanghui.network.queries.counts import (
    enterprise_count,
    hidden_enterprises,
    hidden_organisations,
    member_counts,
    shared_members,
)
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        ("secretary", {"本会", "片区"}),
        ("other", set()),
        ("officer", {"本会"}),
        ("visitor", {"本会", "片区", "全会", "上海岚远有限公司"}),
    ],
)
def test_hidden_firms_are_those_that_she_does_not_see(world: World, role: str, hidden: set[str]) -> None:
    for name, audience in (("本会", "own"), ("片区", "area"), ("全会", "federation"), ("公开", "public")):
        make.make_enterprise(name, world.other, audience=audience)
    assert {row.name for row in hidden_enterprises(world.actors[role])} == hidden


def test_hidden_organisations_are_those_that_she_does_not_see(world: World) -> None:
    make.make_organisation("本会", audience="own")
    make.make_organisation("片区会", area=world.north, audience="area")
    make.make_organisation("公开会", audience="public")
    seen = {
        role: {row.name for row in hidden_organisations(world.actors[role])}
        for role in ("secretary", "other", "officer")
    }
    assert seen == {"secretary": {"本会"}, "other": {"本会", "片区会"}, "officer": set()}
    assert "公开会" not in {row.name for row in hidden_organisations(world.actors["visitor"])}
    assert "紧固件协会" in {row.name for row in hidden_organisations(world.actors["visitor"])}


@pytest.mark.parametrize("few", [20, 0])
@pytest.mark.parametrize("number", [1, 3])
def test_members_are_counted_in_one_query_besides_the_last_change(
    world: World,
    number: int,
    few: int,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Whether few or many organisations are asked for, hidden firms are in no count."""
    monkeypatch.setattr(counts, "FEW", few)
    for place in range(number):
        make.make_enterprise(f"厂{place}", world.other)
    make.make_enterprise("隐", world.other, audience="own")
    keys = [world.chamber.pk, world.other.pk]
    with django_assert_num_queries(2):
        seen = member_counts(world.actors["secretary"], keys, TODAY)
    assert seen == {world.chamber.pk: 1, world.other.pk: number}
    assert member_counts(world.actors["other"], keys, TODAY)[world.other.pk] == number + 1


def test_members_are_those_of_the_day(world: World) -> None:
    make.make_membership(make.make_enterprise(), world.other, start=TODAY, end=TODAY)
    asked = [member_counts(world.actors["officer"], [world.other.pk], TODAY + day * DAY) for day in (-1, 0, 1)]
    assert asked == [{}, {world.other.pk: 1}, {}]


@pytest.mark.parametrize("number", [1, 3])
def test_firms_of_several_organisations_are_counted_once(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.make_enterprise("", world.other, world.district)
    make.make_enterprise("隐", world.other, audience="own")
    keys = [world.other.pk, world.district.pk]
    with django_assert_num_queries(2):
        assert enterprise_count(world.actors["secretary"], keys, TODAY) == number
    assert enterprise_count(world.actors["other"], keys, TODAY) == number + 1


@pytest.mark.parametrize("number", [1, 3])
def test_shared_members_count_pairs_among_those_asked_for(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.make_enterprise("", world.other, world.district, world.chamber)
    make.make_enterprise("", world.other, world.district)
    make.make_enterprise("隐", world.other, world.district, audience="own")
    pair, keys = tuple(sorted([world.other.pk, world.district.pk])), [world.other.pk, world.district.pk]
    with django_assert_num_queries(2):
        assert shared_members(world.actors["officer"], keys, TODAY) == {pair: number + 1}
    assert shared_members(world.actors["other"], keys, TODAY) == {pair: number + 2}
    assert shared_members(world.actors["officer"], [world.other.pk], TODAY) == {}
    assert len(shared_members(world.actors["officer"], [*keys, world.chamber.pk], TODAY)) == 3
