"""The form of a stage: criteria with it, what was typed is kept."""

from datetime import timedelta

from django.utils.timezone import localdate

from shanghui.activities.models import Programme
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_criterion
from tests.factories.world import World

TODAY, DAY = localdate(), timedelta(days=1)
SENT = {
    "title": "会员日", "places": "2", "start": f"{TODAY + DAY}", "end": f"{TODAY + 9 * DAY}", "apply_until": f"{TODAY}",
    "selection": "criteria", "audience": "area", "crit-rows": "2", "crit-0-name": "有用", "crit-0-weight": "3",
    "crit-1-name": "", "crit-1-weight": "1",
}  # fmt: skip
NEW = "/activities/programmes/new/"


def test_saved_as_a_draft_with_its_criteria(world: World) -> None:
    client = world.client("convener")
    assert 'name="crit-1-name"' in client.get(NEW).content.decode()
    answer = client.post(NEW, SENT)
    made = Programme.objects.unrestricted("test").get()
    assert (answer.status_code, answer["Location"]) == (302, f"/activities/programmes/{made.pk}/")
    assert (made.state, made.organisation, made.audience) == ("draft", world.north, "area")
    assert [(one.name, one.weight) for one in made.criteria.all()] == [("有用", 3)]


def test_what_is_wrong_is_told_and_kept(world: World) -> None:
    client = world.client("convener")
    for wrong in ({"end": f"{TODAY}"}, {"crit-1-name": "有用"}, {"crit-0-weight": "11"}, {"title": ""}):
        answer = client.post(NEW, SENT | wrong)
        assert answer.status_code == 422
        assert 'value="有用"' in answer.content.decode()
    assert not Programme.objects.unrestricted("test").exists()


def test_one_more_row_saves_nothing(world: World) -> None:
    html = world.client("convener").post(NEW, SENT | {"more": "1", "title": ""}).content.decode()
    assert 'name="crit-2-name"' in html
    assert 'value="有用"' in html
    assert not Programme.objects.unrestricted("test").exists()
    programme = make_programme(world.north)
    html = world.client("convener").post(f"/activities/programmes/{programme.pk}/edit/", SENT | {"more": "1"})
    assert 'value="会员日"' in html.content.decode()
    programme.refresh_from_db()
    assert programme.version == 1


def test_second_editor_sees_both_versions(world: World) -> None:
    programme = make_programme(world.north, title="旧名", audience="area")
    make_criterion(programme, "新意")
    client, path = world.client("convener"), f"/activities/programmes/{programme.pk}/edit/"
    html = client.get(path).content.decode()
    assert 'value="旧名"' in html
    assert 'value="新意"' in html
    sent = SENT | {"version": "1"}
    assert client.post(path, sent).status_code == 302
    answer = client.post(path, sent | {"title": "后改", "crit-0-weight": "5"})
    assert answer.status_code == 409
    assert [one.label for one in answer.context["differences"]] == ["舞台名称", "标准"]
    html = answer.content.decode()
    assert 'value="后改"' in html
    assert 'name="version" value="2"' in html
    assert client.post(path, sent | {"title": "后改", "version": "2"}).status_code == 302


def test_open_one_is_not_saved_without_criteria(world: World) -> None:
    programme = make_programme(world.north)
    answer = world.client("convener").post(f"/activities/programmes/{programme.pk}/edit/", SENT | {"crit-rows": "0"})
    assert answer.status_code == 422
    assert "还没有写标准" in answer.content.decode()


def test_nothing_is_written_once_the_selection_runs(world: World) -> None:
    programme = make_programme(world.north, state="selecting")
    assert world.client("convener").get(f"/activities/programmes/{programme.pk}/edit/").status_code == 409
