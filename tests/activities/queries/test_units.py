"""Who is a unit of a stage."""

from datetime import timedelta

from django.utils.timezone import localdate

from shanghui.activities import permissions
from shanghui.activities.queries.units import is_unit, units_of
from tests.factories import network as make
from tests.factories.activities import make_programme
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def test_of_an_area_its_units_of_that_day(world: World) -> None:
    programme = make_programme(world.north)
    gone = make.make_organisation()
    make.affiliate(gone, world.north, end=TODAY - DAY)
    assert set(units_of(programme, TODAY)) == {world.district, world.chamber}
    assert is_unit(programme, gone.pk, TODAY - DAY)
    assert not is_unit(programme, gone.pk, TODAY)
    assert not is_unit(programme, None, TODAY)


def test_of_a_federation_all_but_areas_federations_itself_and_what_was_merged(world: World) -> None:
    make.make_organisation(merged_into=world.chamber)
    assert set(units_of(make_programme(world.federation), TODAY)) == {world.district, world.chamber, world.other}
    assert set(units_of(make_programme(world.district), TODAY)) == {world.chamber, world.other}


def test_votes_belong_to_a_units_secretaries_who_see_the_stage(world: World) -> None:
    world.add("district", make.make_secretary(world.district))
    area, wide = make_programme(world.north, audience="area"), make_programme(world.federation)
    draft = make_programme(world.federation, state="draft")
    voters = {
        programme.pk: {role for role, actor in world.actors.items() if permissions.can_vote(actor, programme)}
        for programme in (area, wide, draft)
    }
    assert voters == {area.pk: {"secretary", "district"}, wide.pk: {"secretary", "district", "other"}, draft.pk: set()}
