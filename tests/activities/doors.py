"""An activity whose door is open, with guests."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from shanghui.activities.models import Activity, Registration
from tests.factories.activities import make_activity, make_registration
from tests.factories.world import World


@dataclass
class Door:
    """`secretary` of the world hosts it; `other` is no host, but sees it."""

    world: World
    activity: Activity
    now: datetime

    def guest(self, **facts: Any) -> Registration:
        return make_registration(self.activity, **facts)

    def fresh(self, guest: Registration) -> Registration:
        return Registration.objects.unrestricted("test").get(pk=guest.pk)

    def url(self, path: str = "door/") -> str:
        return f"/activities/{self.activity.pk}/{path}"

    def api(self, path: str) -> str:
        return f"/api/v1/activities/{self.activity.pk}/{path}"


def open_door(world: World, **facts: Any) -> Door:
    """It began half an hour ago."""
    now = timezone.now()
    given = {"starts_at": now - timedelta(minutes=30)} | facts
    return Door(world, make_activity(world.chamber, **given), now)
