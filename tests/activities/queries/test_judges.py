"""Whose applications a judge leaves to others."""

from django.utils.timezone import localdate

from shanghui.activities.queries.judges import judges_own, own_organisations
from shanghui.core.actor import SYSTEM
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application
from tests.factories.world import World


def test_where_she_holds_a_post_and_what_she_entered(world: World) -> None:
    actor = world.actors["convener"]
    own = own_organisations(actor, localdate())
    assert own == {world.north.pk}
    assert own_organisations(SYSTEM, localdate()) == set()
    programme = make_programme(world.federation)
    assert judges_own(actor, make_application(programme, world.north), own)
    entered = make_application(programme, world.district, entered_by=world.users["convener"])
    assert judges_own(actor, entered, own)
    assert not judges_own(actor, make_application(programme, world.chamber), own)
