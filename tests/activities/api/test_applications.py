"""Applications by program: lists, votes, what is not told."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanghui.activities.rules import ProgrammeState, Selection
from tests.activities.api.test_programmes import BASE, call
from tests.factories import network as make
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_criterion, make_score
from tests.factories.world import World

STATE = ProgrammeState.SELECTING


def test_list_in_the_order_of_the_ranking_page_by_page(world: World) -> None:
    programme = make_programme(world.north, state=STATE)
    criterion = make_criterion(programme)
    rows = [make_application(programme, make.make_organisation(), contact="密电话") for _ in range(3)]
    for row, points in zip(rows, (2, 5, 3), strict=True):
        make_score(row, criterion, world.users["convener"], points)
    path = f"/programmes/{programme.pk}/applications?limit=2"
    page = call(world, "convener", "get", path).json()
    assert [one["id"] for one in page["items"]] == [rows[1].pk, rows[2].pk]
    assert page["items"][0]["standing"]["place"] == 1
    assert page["items"][0]["contact"] == "密电话"
    page = call(world, "convener", "get", f"{path}&cursor={page['next']}").json()
    assert ([one["id"] for one in page["items"]], page["next"]) == ([rows[0].pk], "")
    assert call(world, "secretary", "get", path).json()["items"] == []
    assert call(world, "convener", "get", f"{path}&x=1").status_code == 400


def test_votes_are_given_and_taken_back(world: World) -> None:
    programme = make_programme(world.north, state=STATE, selection=Selection.BALLOT)
    first, second = (make_application(programme, make.make_organisation(), contact="密电话") for _ in range(2))
    done = call(world, "secretary", "post", f"/applications/{first.pk}/vote").json()
    assert (done["voted"], done["contact"], done["standing"]) == (True, None, None)
    answer = call(world, "secretary", "post", f"/applications/{second.pk}/vote")
    assert (answer.status_code, answer.json()["refusal"]) == (409, "VotesUsed")
    assert call(world, "secretary", "get", f"/programmes/{programme.pk}").json()["votes_left"] == 0
    assert not call(world, "secretary", "post", f"/applications/{first.pk}/take-back").json()["voted"]
    assert call(world, "secretary", "get", f"/programmes/{programme.pk}").json()["votes_left"] == 1


def test_same_criterion_twice_is_refused(world: World) -> None:
    programme = make_programme(world.north, state=STATE)
    row, criterion = make_application(programme, world.chamber), make_criterion(programme)
    twice = {"points": [{"criterion": criterion.pk, "points": number} for number in (1, 5)]}
    assert call(world, "convener", "post", f"/applications/{row.pk}/points", twice).status_code == 400
    assert not row.scores.exists()


def test_withdrawn_and_facts_judged(world: World) -> None:
    programme = make_programme(world.north)
    path = f"/programmes/{programme.pk}/applications"
    for wrong in ({"plan": ""}, {"guests": -1}, {"state": "chosen"}, {"on": "2020-01-01"}):
        assert call(world, "secretary", "post", path, {"title": "公开课", "plan": "讲"} | wrong).status_code == 400
    made = call(world, "secretary", "post", path, {"title": "公开课", "plan": "讲"}).json()
    assert call(world, "secretary", "post", f"/applications/{made['id']}/withdraw").json()["state"] == "withdrawn"


def test_list_costs_the_same_for_one_and_three(world: World) -> None:
    programme = make_programme(world.north, state=STATE)
    client, costs, url = world.client("convener"), [], f"{BASE}/programmes/{programme.pk}/applications"
    client.get(url)
    for number in (1, 2):
        for _ in range(number):
            make_application(programme, make.make_organisation())
        with CaptureQueriesContext(connection) as queried:
            client.get(url)
        costs.append(len(queried))
    assert costs[0] == costs[1]
