"""The network picture: who stands below whom in one order, who shares members, what is folded."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from shanghui.network.queries import picture as module
from shanghui.network.queries.picture import Picture, picture, small_picture
from shanghui.network.rules import AffiliationOrder, OrganisationKind
from tests.factories import network as make
from tests.factories.world import World

AREA, TRADE = AffiliationOrder.AREA, AffiliationOrder.TRADE
TODAY, DAY = localdate(), timedelta(days=1)


def outline(found: Picture) -> list[tuple[str, int, int]]:
    return [(row.label, row.depth, row.members) for row in found.rows]


def test_rows_are_read_from_the_federation_down(world: World) -> None:
    found = picture(world.actors["secretary"], AREA)
    assert outline(found) == [
        ("市工商联", 0, 0), ("北片区", 1, 0), ("嘉定区工商联", 2, 0), ("紧固件协会", 2, 1), ("南片区", 1, 0), ("物流商会", 2, 0),
    ]  # fmt: skip
    north = found.rows[1]
    assert (north.url, north.above, north.kind_label) == (f"/network/areas/{world.north.pk}/", "市工商联", "片区")
    assert found.by_key[str(world.chamber.pk)].url == f"/network/organisations/{world.chamber.pk}/"
    assert (found.folded, found.loose) == (False, 0)


def test_whoever_stands_in_no_order_is_counted_as_loose(world: World) -> None:
    make.affiliate(world.chamber, world.other, "trade")
    found = picture(world.actors["secretary"], TRADE)
    assert outline(found) == [("物流商会", 0, 0), ("紧固件协会", 1, 1)]
    assert found.loose == 4
    assert outline(picture(world.actors["secretary"], AffiliationOrder.HOMETOWN)) == []


def test_place_is_the_one_of_today(world: World) -> None:
    world.chamber.affiliations.update(end=TODAY - DAY)
    make.affiliate(world.chamber, world.south, start=TODAY, end=TODAY)
    found = picture(world.actors["secretary"], AREA)
    assert found.by_key[str(world.chamber.pk)].above == "南片区"


def test_hidden_organisations_and_firms_leave_no_trace(world: World) -> None:
    before = picture(world.actors["secretary"], AREA)
    hidden = make.make_organisation("隐会", area=world.north, audience="own")
    make.make_organisation("旧会", area=world.north, merged_into=world.other)
    make.make_enterprise("隐厂", world.other, world.district, hidden, audience="own")
    assert picture(world.actors["secretary"], AREA) == before
    assert str(hidden.pk) in picture(world.actors["officer"], AREA).by_key


def test_shared_members_are_paired_the_strongest_first(world: World) -> None:
    make.make_enterprise("甲", world.chamber, world.district)
    make.make_enterprise("乙", world.chamber, world.other)
    make.make_enterprise("丙", world.chamber, world.other)
    found = picture(world.actors["secretary"], AREA)
    assert [({pair.first.name, pair.second.name}, pair.enterprises) for pair in found.shared] == [
        ({"紧固件协会", "物流商会"}, 2), ({"紧固件协会", "嘉定区工商联"}, 1),
    ]  # fmt: skip
    assert [len(drawing.links) for drawing in (found.phone, found.desk)] == [2, 2]


def test_one_organisation_with_what_stands_below_it(world: World) -> None:
    found = picture(world.actors["secretary"], AREA, world.north)
    assert outline(found) == [("北片区", 0, 0), ("嘉定区工商联", 1, 0), ("紧固件协会", 1, 1)]
    of_one_kind = picture(world.actors["secretary"], AREA, world.north, OrganisationKind.INDUSTRY_ASSOCIATION)
    assert outline(of_one_kind) == [("北片区", 0, 0), ("紧固件协会", 1, 1)]
    assert (found.loose, outline(picture(world.actors["secretary"], AREA, world.chamber))) == (
        0,
        [("紧固件协会", 0, 1)],
    )
    nothing_below = picture(world.actors["secretary"], AREA, world.chamber, OrganisationKind.AREA)
    assert outline(nothing_below) == [("紧固件协会", 0, 1)]


def test_too_many_rows_are_folded_by_kind_and_lead_to_the_group(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 6)
    second = make.make_organisation("模具协会", OrganisationKind.INDUSTRY_ASSOCIATION, area=world.north)
    make.make_enterprise("甲", second)
    found = picture(world.actors["secretary"], AREA)
    assert found.folded
    assert outline(found) == [
        ("市工商联", 0, 0), ("北片区", 1, 0), ("区工商联 1家", 2, 0), ("行业协会 2家", 2, 2), ("南片区", 1, 0), ("行业商会 1家", 2, 0),
    ]  # fmt: skip
    group = found.rows[3]
    assert (group.folded, group.above) == (2, "北片区")
    assert group.url == f"/network/picture/?order=area&focus={world.north.pk}&kind=industry_association"
    assert found.shared == []


def test_circle_in_the_data_ends(world: World) -> None:
    """No action lets one in; a row written otherwise must not hang the page."""
    make.affiliate(world.chamber, world.other, "trade")
    make.affiliate(world.other, world.chamber, "trade")
    assert picture(world.actors["secretary"], TRADE).loose == 6
    assert outline(picture(world.actors["secretary"], TRADE, world.other)) == [("物流商会", 0, 0), ("紧固件协会", 1, 1)]


def test_small_picture_shows_the_largest_side_by_side(world: World) -> None:
    make.make_enterprise("甲", world.chamber, world.district)
    units = [(world.district, 1), (world.chamber, 2), (world.other, 0)]
    found = small_picture(world.actors["secretary"], units, limit=2)
    assert outline(found) == [("紧固件协会", 0, 2), ("嘉定区工商联", 0, 1)]
    assert [pair.enterprises for pair in found.shared] == [1]


@pytest.mark.parametrize("number", [1, 3])
def test_picture_costs_six_queries(
    world: World, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        make.make_enterprise("", world.other, make.make_organisation(area=world.north))
    with django_assert_num_queries(6):
        picture(world.actors["secretary"], AREA)
