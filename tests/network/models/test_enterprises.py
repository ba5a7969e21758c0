"""Who sees a firm: by its audience, by membership of today, by who entered it."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shanghui.core.actor import SYSTEM
from shanghui.network.models import Enterprise
from tests.factories import network as make
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
ROLES = ("secretary", "other", "convener", "officer", "contact", "visitor")


def seen_by(world: World, firm: Enterprise) -> set[str]:
    return {role for role in ROLES if firm in Enterprise.objects.visible_to(world.actors[role])}


@pytest.mark.parametrize(
    ("audience", "roles"),
    [
        ("own", {"secretary"}),
        ("area", {"secretary", "convener", "officer", "contact"}),
        ("federation", {"secretary", "other", "convener", "officer", "contact"}),
        ("public", set(ROLES)),
    ],
)
def test_member_of_a_chamber_is_seen_by_audience(world: World, audience: str, roles: set[str]) -> None:
    """`contact` is the contact of another member of the same chamber: she belongs to the same area."""
    assert seen_by(world, make.make_enterprise("甲", world.chamber, audience=audience)) == roles


def test_membership_counts_from_its_first_to_its_last_day(world: World) -> None:
    for start, end, seen in ((TODAY, TODAY, True), (None, TODAY - DAY, False), (TODAY + DAY, None, False)):
        for audience, role in (("own", "secretary"), ("area", "convener")):
            firm = make.make_enterprise(audience=audience)
            make.make_membership(firm, world.chamber, start=start, end=end)
            assert (role in seen_by(world, firm)) is seen


def test_area_of_a_firm_is_that_of_its_chambers_place_today(world: World) -> None:
    firm = make.make_enterprise("甲", world.chamber, audience="area")
    world.chamber.affiliations.update(end=TODAY - DAY)
    assert "convener" not in seen_by(world, firm)


def test_who_entered_it_and_its_own_contact_see_it_always(world: World) -> None:
    entered = make.make_enterprise("甲", entered_by=world.other, audience="own")
    assert seen_by(world, entered) == {"other"}
    own = Enterprise.objects.unrestricted("test").get(pk=world.actors["contact"].enterprise_id)
    own.audience = "own"
    own.save()
    own.memberships.all().delete()
    assert seen_by(world, own) == {"contact"}
    assert {entered, own} <= set(Enterprise.objects.visible_to(SYSTEM))


def test_members_of_a_day(world: World) -> None:
    firm = make.make_enterprise("甲")
    make.make_membership(firm, world.other, start=TODAY, end=TODAY)
    rows = Enterprise.objects.unrestricted("test")
    assert [list(rows.members_of(world.other, TODAY + day * DAY)) for day in (-1, 0, 1)] == [[], [firm], []]


def test_firm_is_called_by_its_short_name() -> None:
    assert (Enterprise(name="上海砺锋有限公司", short_name="砺锋").called, Enterprise(name="甲").called) == (
        "砺锋",
        "甲",
    )
