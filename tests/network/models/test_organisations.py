"""Who sees an organisation."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from shanghui.core.audience import AudienceUnasked
from shanghui.network.models import Organisation
from tests.factories import network as make
from tests.factories.world import World

ROLES = ("secretary", "other", "convener", "officer", "contact", "visitor")


def seen_by(world: World, row: Organisation) -> set[str]:
    return {role for role in ROLES if row in Organisation.objects.visible_to(world.actors[role])}


@pytest.mark.parametrize(
    ("audience", "roles"),
    [
        ("own", {"officer"}),
        ("area", {"secretary", "convener", "officer", "contact"}),
        ("federation", {"secretary", "other", "convener", "officer", "contact"}),
        ("public", set(ROLES)),
    ],
)
def test_unit_of_an_area_is_seen_by_audience(world: World, audience: str, roles: set[str]) -> None:
    assert seen_by(world, make.make_organisation("甲会", area=world.north, audience=audience)) == roles


def test_unit_that_left_the_area_is_seen_there_no_more(world: World) -> None:
    row = make.make_organisation("甲会", area=world.north, audience="area")
    row.affiliations.update(end=localdate())
    assert "convener" in seen_by(world, row)
    row.affiliations.update(end=localdate() - timedelta(days=1))
    assert seen_by(world, row) == {"officer"}


def test_secretary_sees_her_own(world: World) -> None:
    world.chamber.audience = "own"
    world.chamber.save()
    assert seen_by(world, world.chamber) == {"secretary", "officer"}


def test_rows_read_without_asking_raise_and_merged_ones_are_not_active(world: World) -> None:
    with pytest.raises(AudienceUnasked):
        list(Organisation.objects.active())
    world.other.merged_into = world.chamber
    world.other.save()
    assert world.other not in Organisation.objects.unrestricted("test").active()


def test_nothing_stands_under_itself_or_twice_in_one_order(world: World) -> None:
    for child, parent in ((world.chamber, world.chamber), (world.chamber, world.south)):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.affiliate(child, parent, "area")
    assert (world.federation.called, world.chamber.called) == ("市工商联", "紧固件协会")
