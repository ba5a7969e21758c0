"""One organisation and what stands around it, as far as the actor sees it."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now
from pytest_django import DjangoAssertNumQueries

from shanghui.core.audit import note_foreign
from shanghui.network.actions.merging import merge_organisations
from shanghui.network.actions.organisations import edit_organisation, move_organisation
from shanghui.network.models import Organisation
from shanghui.network.queries import organisations as queries
from shanghui.network.rules import AffiliationOrder, OrganisationKind
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


@pytest.mark.parametrize("number", [1, 3])
def test_units_stand_order_by_order_with_their_members(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        unit = make.make_organisation(f"分会{place}")
        make.affiliate(unit, world.other, "trade")
        make.make_enterprise("", unit)
    make.affiliate(world.chamber, world.other, "administrative", start=TODAY, end=TODAY)
    make.affiliate(world.district, world.other, "administrative", end=TODAY - DAY)
    for facts in ({"audience": "own"}, {"merged_into": world.north}):
        make.affiliate(make.make_organisation("看不到", **facts), world.other, "trade")
    with django_assert_num_queries(3):
        found = queries.units_by_order(world.actors["secretary"], world.other)
    assert [(units.label, [(row.name, members) for row, members in units.rows]) for units in found] == [
        ("行政隶属", [("紧固件协会", 1)]),
        ("行业归口", [(f"分会{place}", 1) for place in range(number)]),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_affiliations_todays_first_then_order_by_order(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        make.affiliate(world.chamber, world.south, "area", date(2000 + place, 1, 1), date(2000 + place, 12, 31))
    make.affiliate(world.chamber, world.federation, "administrative", end=TODAY)
    make.affiliate(world.chamber, make.make_organisation("隐会", audience="own"), "trade")
    with django_assert_num_queries(1):
        found = [row.parent.name for row in queries.affiliations(world.actors["secretary"], world.chamber)]
    assert found == ["上海市工商业联合会", "北片区", *["南片区"] * number]


@pytest.mark.parametrize("number", [1, 3])
def test_first_members_by_pinyin(world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for place in range(number):
        make.make_enterprise(f"甲{place}厂", world.other, region=make.make_region())
    make.make_enterprise("隐厂", world.other, audience="own")
    make.make_enterprise("旧厂", world.other, merged_into=make.make_enterprise("新厂"))
    with django_assert_num_queries(1):
        found = [str(row.enterprise.region) for row in queries.members(world.actors["secretary"], world.other)]
    assert found == ["嘉定区"] * number
    first = queries.members(world.actors["secretary"], world.other, limit=1)
    assert [row.enterprise.name for row in first] == ["甲0厂"]


def test_terms_as_host_the_latest_first(world: World) -> None:
    for start in (date(2024, 1, 1), date(2026, 1, 1), date(2025, 1, 1)):
        make.make_host_term(world.north, world.chamber, start, start + 30 * DAY)
    found = [(term.start.year, term.area.name) for term in queries.host_terms(world.chamber)]
    assert found == [(2026, "北片区"), (2025, "北片区"), (2024, "北片区")]


def test_rearrangements_are_those_of_which_it_is_part(world: World) -> None:
    """The parent of a move is no part of the story; the absorbed one of a merge is."""
    officer = world.actors["officer"]
    area = AffiliationOrder.AREA
    move = move_organisation(
        actor=officer, organisation=world.chamber, order=area, parent=world.south, on=TODAY, now=now()
    )
    merge = merge_organisations(actor=officer, kept=world.other, absorbed=world.chamber, now=now())

    def about(row: Organisation) -> list[int]:
        return [one.pk for one in queries.rearrangements(queries.about("network.organisation", row.pk))]

    assert about(world.chamber) == [merge.pk, move.pk]
    assert (about(world.other), about(world.south)) == ([merge.pk], [])


def test_trail_leaves_out_who_asked_for_it(world: World) -> None:
    note_foreign(world.actors["other"], Organisation, world.chamber.pk, now=now())
    edit_organisation(actor=world.actors["secretary"], organisation=world.chamber, facts={"phone": "1"}, now=now())
    assert [row.action for row in queries.trail(world.chamber)] == ["edit_organisation"]


@pytest.mark.parametrize("number", [1, 3])
def test_organisations_are_found_for_choosing(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(number):
        make.make_organisation(f"物流分会{place}")
    make.make_organisation("物流隐会", audience="own")
    make.make_organisation("物流旧会", merged_into=world.other)
    with django_assert_num_queries(1):
        found = [
            row.name for row in queries.find_organisations(world.actors["secretary"], "wl", besides=world.other.pk)
        ]
    assert found == [f"物流分会{place}" for place in range(number)]
    assert len(queries.find_organisations(world.actors["secretary"], "wl", limit=1)) == 1


def test_parents_and_areas_are_seen_and_standing(world: World) -> None:
    make.make_organisation("隐片区", OrganisationKind.AREA, audience="own")
    make.make_organisation("旧片区", OrganisationKind.AREA, merged_into=world.north)
    secretary = world.actors["secretary"]
    assert {row.name for row in queries.areas(secretary)} == {"北片区", "南片区"}
    kinds = frozenset({OrganisationKind.AREA, OrganisationKind.FEDERATION})
    assert {row.name for row in queries.possible_parents(secretary, kinds)} == {
        "北片区",
        "南片区",
        "上海市工商业联合会",
    }


def test_place_on_a_day_is_the_one_of_that_day(world: World) -> None:
    world.chamber.affiliations.update(end=TODAY)
    make.affiliate(world.chamber, world.south, start=TODAY + DAY)
    area = AffiliationOrder.AREA
    places = [queries.place_on(world.chamber, area, TODAY + day * DAY) for day in (0, 1)]
    assert [row.parent if row else None for row in places] == [world.north, world.south]
    assert queries.place_on(world.chamber, AffiliationOrder.TRADE, TODAY) is None
