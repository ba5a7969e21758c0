"""Criteria and activities on one page."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanghui.activities.models import BenchmarkCriterion
from shanghui.activities.rules import ActivityState
from tests.activities.doors import Door, open_door

URL = "/activities/benchmark/"


def test_officer_sets_and_all_read(door: Door) -> None:
    officer = door.world.client("officer")
    assert officer.post(URL, {"arrived": "1"}).status_code == 302
    assert officer.post(URL, {"arrived": "-1"}).status_code == 422
    assert dict(BenchmarkCriterion.objects.values_list("measure", "least")) == {"arrived": 1}
    door.guest(arrived_at=door.now)
    door.activity.state = ActivityState.CLOSED
    door.activity.save()
    page = door.world.client("contact").get(URL)
    [(row, benchmark)] = page.context["rows"]
    assert (row, benchmark.earned) == (door.activity, True)
    assert page.context["own"] is None
    assert door.world.client("secretary").post(URL, {"arrived": "9"}).status_code == 403
    assert door.world.client("visitor").get(URL).status_code == 403
    assert door.world.client("visitor").get("/activities/benchmark/?x=1").status_code == 400


def test_queries_do_not_grow_with_activities(door: Door) -> None:
    BenchmarkCriterion.objects.create(organisation=door.world.federation, measure="arrived", least=5)
    client = door.world.client("officer")

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(URL).status_code == 200
        return len(caught)

    asked()
    one = asked()
    for _ in range(3):
        open_door(door.world).guest(arrived_at=door.now)
    assert asked() == one
