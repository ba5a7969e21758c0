"""A search belongs to one person in one post."""

from dataclasses import replace

from django.utils import timezone

from shanghui.core.actor import SYSTEM, VISITOR
from shanghui.exchange.actions.searches import save_search
from shanghui.exchange.models import SavedSearch
from tests.factories.world import World


def test_seen_by_its_owner_in_that_post_alone(world: World) -> None:
    actor = world.actors["secretary"]
    made = save_search(actor=actor, asked={"q": "螺栓"}, name="螺栓", now=timezone.now())
    assert list(SavedSearch.objects.visible_to(actor)) == [made]
    assert str(made) == "螺栓"
    elsewhere = replace(actor, organisation_id=world.other.pk)
    for reader in (world.actors["other"], world.actors["officer"], elsewhere, VISITOR, SYSTEM):
        assert not SavedSearch.objects.visible_to(reader).exists()
