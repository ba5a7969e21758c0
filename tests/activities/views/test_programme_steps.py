"""The steps by page."""

from datetime import timedelta

from django.utils.timezone import localdate

from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_criterion
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)


def test_from_draft_to_selecting_and_back(world: World) -> None:
    programme = make_programme(world.north, state="draft")
    make_criterion(programme)
    client, url = world.client("convener"), f"/activities/programmes/{programme.pk}"
    for step, data, state in (
        ("open", {}, "open"),
        ("select", {}, "selecting"),
        ("reopen", {"apply_until": f"{TODAY + DAY}"}, "open"),
        ("withdraw", {"reason": "场地没有了"}, "withdrawn"),
    ):
        answer = client.post(f"{url}/{step}/", data)
        assert (answer.status_code, answer["Location"]) == (302, f"{url}/")
        programme.refresh_from_db()
        assert programme.state == state


def test_forms_say_what_is_wrong(world: World) -> None:
    programme = make_programme(world.north, state="selecting")
    client, url = world.client("convener"), f"/activities/programmes/{programme.pk}"
    for day in (TODAY - DAY, programme.end + DAY):
        answer = client.post(f"{url}/reopen/", {"apply_until": f"{day}"})
        assert answer.status_code == 422
        assert "申请截止日期" in answer.content.decode()
    assert client.post(f"{url}/withdraw/", {"reason": " "}).status_code == 422
    assert client.get(f"{url}/reopen/").status_code == 200


def test_refused_steps_are_told(world: World) -> None:
    programme = make_programme(world.north, state="draft")
    client, url = world.client("convener"), f"/activities/programmes/{programme.pk}"
    answer = client.post(f"{url}/open/")
    assert answer.status_code == 409
    assert "还没有写标准" in answer.content.decode()
    assert client.post(f"{url}/select/").status_code == 409
