"""Repairs for programs."""

import json
from typing import Any

import pytest
from django.test import Client

from shanghui.activities.rules import TimetableState
from shanghui.core.jobs.worker import run_due
from tests.factories.activities_board import Fair, make_fair, make_timetable
from tests.factories.world import World

pytestmark = pytest.mark.django_db


def _post(client: Client, fair: Fair, rest: str = "", **body: object) -> Any:
    url = f"/api/v1/activities/{fair.activity.pk}/repairs{rest}"
    return client.post(url, json.dumps(body), content_type="application/json")


def test_reported_read_accepted_and_dropped(world: World) -> None:
    fair, client = make_fair(world.chamber), world.client("secretary")
    assert _post(client, fair, absent=fair.people["z"].pk).status_code == 204
    assert _post(client, fair, swap={"encounter": 1, "other": 2}).json()["refusal"] == "NothingPublished"
    make_timetable(fair, {"ax": (0, 0), "by": (0, 1), "ay": (1, 0)}, state=TimetableState.PUBLISHED)
    assert _post(client, fair, late=fair.people["x"].pk, slot=fair.slots[1].pk).status_code == 202
    run_due()
    (told,) = client.get(f"/api/v1/activities/{fair.activity.pk}/repairs").json()
    assert told["why"].startswith("X公司要到")
    assert (told["movers"], told["outdated"]) == (0, False)
    assert _post(client, fair, f"/{told['number']}/accept").json()["state"] == "published"
    assert _post(client, fair, f"/{told['number']}/accept").json()["refusal"] == "ProposalOutdated"
    assert _post(client, fair, opened=0).status_code == 202
    assert _post(client, fair, opened=fair.tables[0].pk).status_code == 202
    answer = _post(client, fair, closed=fair.tables[1].pk)
    assert answer.status_code == 202
    run_due()
    assert _post(client, fair, f"/{answer.json()['number']}/reject").status_code == 204
    pair = {"encounter": fair.encounters["ax"].pk, "other": fair.encounters["ay"].pk}
    assert _post(client, fair, swap=pair).status_code in {202, 409}


@pytest.mark.parametrize(
    "body", [{}, {"absent": 1, "closed": 1}, {"late": 1}, {"slot": 1}, {"absent": 987654}, {"closed": 987654}]
)
def test_odd_reports_are_refused(world: World, body: dict[str, int]) -> None:
    fair = make_fair(world.chamber)
    assert _post(world.client("secretary"), fair, **body).status_code in {400, 404}
