"""The form of an activity: its parts, its questions, a word of the neighbours' plans; steps and posters."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shanghui.activities.models import Activity
from shanghui.activities.rules import ActivityState
from tests.factories import activities as make
from tests.factories.activities_activities import Fair

SENT = {
    "kind": "training", "title": "会员课堂", "venue": "三楼", "audience": "federation", "confirmation": "secretary",
    "agenda": "13:30 签到\n14:00 主题分享｜沈知微", "co_hosts": "安徽商会", "invitations": "物流商会 20", "question-rows": "1",
    "question-0-kind": "choice", "question-0-text": "午餐", "question-0-choices": "素、荤",
}  # fmt: skip


def _sent(days: int = 30, **more: str) -> dict[str, str]:
    begin = timezone.localtime() + timedelta(days=days)
    times = {"starts_at": f"{begin:%Y-%m-%dT%H:%M}", "ends_at": f"{begin + timedelta(hours=2):%Y-%m-%dT%H:%M}"}
    return SENT | times | more


def _made() -> Activity:
    return Activity.objects.unrestricted("test").get(title="会员课堂")


def test_draft_is_entered_with_all_its_parts(fair: Fair) -> None:
    answer = fair.client("keeper").post("/activities/new/", _sent())
    made = _made()
    assert answer["Location"] == f"/activities/{made.pk}/"
    assert (made.state, made.register_until) == (ActivityState.DRAFT, made.starts_at)
    assert [(row.organisation, row.quota) for row in made.invitations.all()] == [(fair.far, 20)]
    assert made.co_hosts.get().organisation == fair.sister
    assert made.points.all()[1].speaker == "沈知微"
    assert made.questions.get().options == ["素", "荤"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": ""}, "title"),
        ({"agenda": "先签到"}, "没有读懂"),
        ({"co_hosts": "没有的商会"}, "没有找到单位"),
        ({"question-0-choices": ""}, "请写选项"),
        ({"ends_at": "2020-01-01T10:00"}, "结束要晚于开始"),
        ({"capacity": "0"}, "capacity"),
    ],
)
def test_what_is_wrong_is_said(fair: Fair, more: Any, said: str) -> None:
    answer = fair.client("keeper").post("/activities/new/", _sent(**more))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_neighbours_plan_is_shown_once_and_never_blocks(fair: Fair) -> None:
    begin = timezone.now() + timedelta(days=30)
    make.make_activity(fair.sister, title="邻居的会", public="采购 经理", starts_at=begin)
    client = fair.client("keeper")
    warned = client.post("/activities/new/", _sent(public="采购经理"))
    assert warned.status_code == 200
    assert "邻居的会" in warned.content.decode()
    assert client.post("/activities/new/", _sent(public="采购经理", anyway="on")).status_code == 302
    assert "邻居的会" in client.get(f"/activities/{_made().pk}/").content.decode()


def test_one_more_question_keeps_what_was_typed(fair: Fair) -> None:
    page = fair.client("keeper").post("/activities/new/", _sent(more="1")).content.decode()
    assert 'name="question-1-text"' in page
    assert "会员课堂" in page
    assert not Activity.objects.unrestricted("test").filter(title="会员课堂").exists()


def test_edit_keeps_questions_and_tells_of_a_newer_version(fair: Fair) -> None:
    client = fair.client("keeper")
    client.post("/activities/new/", _sent())
    made, url = _made(), f"/activities/{_made().pk}/edit/"
    question = made.questions.get()
    page = client.get(url).content.decode()
    assert "14:00 主题分享｜沈知微" in page
    assert "物流商会 20" in page
    sent = _sent(version="1") | {"question-0-id": str(question.pk), "question-0-text": "用餐"}
    assert client.post(url, sent).status_code == 302
    assert made.questions.get().pk == question.pk
    assert client.post(url, sent).status_code == 409


def test_next_one_of_a_series_is_copied(fair: Fair) -> None:
    fair.activity.series = "北片区沙龙"
    fair.activity.save()
    page = fair.client("sister").get(f"/activities/new/?copy={fair.activity.pk}").content.decode()
    assert "北片区沙龙" in page
    assert "新春见面会" in page


def test_steps(fair: Fair) -> None:
    client, draft = fair.client("keeper"), make.make_activity(fair.host, state=ActivityState.DRAFT)
    assert client.post(f"/activities/{draft.pk}/publish/").status_code == 302
    assert client.post(f"/activities/{draft.pk}/publish/").status_code == 409
    assert client.get(f"/activities/{draft.pk}/cancel/").status_code == 200
    assert client.post(f"/activities/{draft.pk}/cancel/", {"reason": "台风"}).status_code == 302
    assert "台风" in client.get(f"/activities/{draft.pk}/").content.decode()
    begun = make.make_activity(fair.host, starts_at=timezone.now() - timedelta(hours=1))
    assert client.post(f"/activities/{begun.pk}/close/").status_code == 302


def test_poster_has_the_code_of_the_public_address(fair: Fair) -> None:
    client, url = fair.client("far"), f"/activities/{fair.activity.pk}/poster"
    assert "新春见面会" in client.get(f"{url}/").content.decode()
    assert client.get(f"{url}.png").content.startswith(b"\x89PNG")
    assert b"<svg" in client.get(f"{url}.svg").content
    assert client.get(f"{url}.gif").status_code == 404
    fair.activity.state = ActivityState.DRAFT
    fair.activity.save()
    assert fair.client("keeper").get(f"{url}/").status_code == 404
