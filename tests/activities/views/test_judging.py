"""Points and votes by page."""

from shanghui.activities.rules import ProgrammeState, Selection
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_criterion
from tests.factories.world import World

BASE, STATE = "/activities/programmes/applications", ProgrammeState.SELECTING


def test_points_are_given_and_changed(world: World) -> None:
    programme = make_programme(world.north, state=STATE)
    row, one = make_application(programme, world.chamber), make_criterion(programme, "有用")
    client, url = world.client("convener"), f"{BASE}/{row.pk}"
    assert "有用" in client.get(f"{url}/").content.decode()
    answer = client.post(f"{url}/points/", {f"points-{one.pk}": "9"})
    assert answer.status_code == 422
    assert not row.scores.exists()
    for number in (3, 5):
        assert client.post(f"{url}/points/", {f"points-{one.pk}": str(number)}).status_code == 302
    assert row.scores.get().points == 5
    html = client.get(f"{url}/").content.decode()
    assert "100.0" in html
    assert 'value="5"' in html.split("checked")[0][-200:]
    assert "points/" not in world.client("secretary").get(f"{url}/").content.decode()


def test_vote_given_taken_back_and_used_up(world: World) -> None:
    programme = make_programme(world.north, state=STATE, selection=Selection.BALLOT)
    first, second = make_application(programme, world.district), make_application(programme, world.other)
    client = world.client("secretary")
    assert client.post(f"{BASE}/{first.pk}/vote/").status_code == 302
    answer = client.post(f"{BASE}/{second.pk}/vote/")
    assert answer.status_code == 409
    assert "票已经投完" in answer.content.decode()
    assert "收回这一票" in client.get(f"{BASE}/{first.pk}/").content.decode()
    assert client.post(f"{BASE}/{first.pk}/take-back/").status_code == 302
    assert client.post(f"{BASE}/{second.pk}/vote/").status_code == 302
    assert list(programme.votes.values_list("application", flat=True)) == [second.pk]


def test_points_are_refused_where_nobody_judges_now(world: World) -> None:
    programme = make_programme(world.north)
    row, one = make_application(programme, world.chamber), make_criterion(programme)
    for sent in ({}, {f"points-{one.pk}": "3"}):
        answer = world.client("convener").post(f"{BASE}/{row.pk}/points/", sent)
        assert answer.status_code == 409
        assert "现在不在遴选期" in answer.content.decode()
