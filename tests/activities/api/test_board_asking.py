"""A token that reads reads; one that may not write does not."""

import pytest
from django.test import Client
from django.utils import timezone

from shanghui.accounts.actions import create_token
from tests.factories.activities_board import make_fair, make_timetable
from tests.factories.world import World


@pytest.mark.django_db
def test_scopes(world: World) -> None:
    fair = make_fair(world.chamber)
    make_timetable(fair, {"ax": (0, 0)})
    user, actor = world.users["secretary"], world.actors["secretary"]
    facts = {"actor": actor, "user": user, "name": "板", "days": 3, "now": timezone.now()}
    issued = create_token(scopes=["activities:read"], **facts)  # type: ignore[arg-type]
    client = Client(headers={"Authorization": f"Bearer {issued.raw}"})
    url = f"/api/v1/activities/{fair.activity.pk}/timetables"
    assert client.get(url).status_code == 200
    assert client.post(f"{url}/1/publish", "{}", content_type="application/json").status_code == 403
    plain = make_fair(world.chamber)
    plain.matchmaking.encounters.all().delete()
    plain.matchmaking.delete()
    assert client.get(f"/api/v1/activities/{plain.activity.pk}/timetables").status_code == 404
