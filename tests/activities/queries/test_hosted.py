"""The host's own activity."""

import pytest

from shanghui.activities.queries.hosted import hosted_activity
from shanghui.core.audience import Audience
from shanghui.core.refusal import NotFound, NotPermitted
from tests.activities.doors import Door, open_door


def test_hosts_alone(door: Door) -> None:
    assert hosted_activity(door.world.actors["secretary"], door.activity.pk) == door.activity
    with pytest.raises(NotPermitted):
        hosted_activity(door.world.actors["other"], door.activity.pk)
    own = open_door(door.world, audience=Audience.OWN)
    with pytest.raises(NotFound):
        hosted_activity(door.world.actors["other"], own.activity.pk)
