"""The list, one programme, its message and its file."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from shanghui.activities.rules import ProgrammeState, Selection
from tests.factories import network as make
from tests.factories.activities import make_programme
from tests.factories.activities_programmes import make_application, make_criterion, make_score, make_vote
from tests.factories.world import World

TODAY, DAY, State = localdate(), timedelta(days=1), ProgrammeState


def page(world: World, role: str, path: str = "", status: int = 200) -> str:
    answer = world.client(role).get(f"/activities/programmes/{path}")
    assert answer.status_code == status
    return answer.content.decode()


def test_list_shows_the_clock_and_refuses_what_it_does_not_know(world: World) -> None:
    programme = make_programme(world.north, title="会员日", apply_until=TODAY + 5 * DAY)
    make_application(programme, world.chamber)
    assert "还有5天" in page(world, "secretary")
    assert "已申请" in page(world, "secretary")
    assert "已有1份申请" in page(world, "convener")
    assert "已有1份申请" not in page(world, "other")
    assert "会员日" not in page(world, "secretary", "?state=decided")
    for query in ("?x=1", "?state=x", "?page=9", "?whose=x"):
        page(world, "secretary", query, 400)


@pytest.mark.parametrize(("days", "words"), [(0, "今天截止"), (-1, "已截止")])
def test_last_day_and_the_day_after(world: World, days: int, words: str) -> None:
    make_programme(world.north, apply_until=TODAY + days * DAY)
    assert words in page(world, "secretary")


@pytest.mark.parametrize(("role", "may"), [("convener", True), ("officer", True), ("secretary", False)])
def test_empty_list_offers_a_stage_to_whoever_sets_one(world: World, role: str, may: bool) -> None:
    assert ("开一个舞台" in page(world, role)) is may


def test_page_tells_each_reader_what_to_do_next(world: World) -> None:
    programme = make_programme(world.north, theme="请进来", wanted="公开课", venue="大厅", budget=60_000)
    make_criterion(programme, "有用", 3)
    html = page(world, "secretary", f"{programme.pk}/")
    assert all(words in html for words in ("请进来", "公开课", "大厅", "6万元", "有用", "申请承办"))
    assert "截止征集" not in html
    html = page(world, "convener", f"{programme.pk}/")
    assert "截止征集，开始遴选" in html
    assert "/apply/" not in html
    page(world, "visitor", f"{programme.pk}/", 404)
    page(world, "secretary", "987654/", 404)
    page(world, "secretary", f"{programme.pk}/?x=1", 400)


def test_message_calls_to_apply(world: World) -> None:
    programme = make_programme(world.north, title="会员日", theme="请进来", venue="大厅")
    text = world.client("convener").get(f"/activities/programmes/{programme.pk}/").context["message"].text
    assert text.startswith("【征集承办】会员日\n主办单位：北片区\n")
    assert f"申请截止：{programme.apply_until:%Y-%m-%d}" in text
    assert text.endswith(f"/activities/programmes/{programme.pk}/")
    assert len(text.encode()) <= 2048


def test_ranking_is_the_judges_and_votes_are_the_units(world: World) -> None:
    judged = make_programme(world.north, state=State.SELECTING)
    row = make_application(judged, world.chamber)
    make_score(row, make_criterion(judged, "有用"), world.users["general_convener"], 4)
    html = page(world, "convener", f"{judged.pk}/")
    assert all(words in html for words in ("第1名", "80.0", "有用4分，权重1", "打分"))
    assert "80.0" not in page(world, "secretary", f"{judged.pk}/")
    ballot = make_programme(world.north, state=State.SELECTING, selection=Selection.BALLOT)
    own, other = make_application(ballot, world.chamber), make_application(ballot, world.district)
    html = page(world, "secretary", f"{ballot.pk}/")
    assert f"applications/{other.pk}/vote/" in html
    assert f"applications/{own.pk}/vote/" not in html
    make_vote(other, world.chamber)
    html = page(world, "secretary", f"{ballot.pk}/")
    assert f"applications/{other.pk}/take-back/" in html
    assert "贵单位的票都投了" in html
    assert "2个成员单位，1个投了票" in page(world, "convener", f"{ballot.pk}/")


def test_withdrawn_one_says_why(world: World) -> None:
    programme = make_programme(world.north, state=State.WITHDRAWN, decision="场地没有了")
    html = page(world, "convener", f"{programme.pk}/")
    assert "场地没有了" in html
    assert "已撤销" in html


def test_file_of_applications(world: World) -> None:
    programme = make_programme(world.north)
    make_application(programme, world.chamber, title="公开课")
    client = world.client("convener")
    answer = client.get(f"/activities/programmes/{programme.pk}/applications.csv")
    assert "公开课" in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert client.get(f"/activities/programmes/{programme.pk}/applications.csv?x=1").status_code == 400


def cost(world: World, role: str, path: str) -> int:
    client = world.client(role)
    client.get(path)
    with CaptureQueriesContext(connection) as queried:
        assert client.get(path).status_code == 200
    return len(queried)


def test_list_costs_the_same_for_one_and_three(world: World) -> None:
    costs = []
    for number in (1, 2):
        for _ in range(number):
            make_application(make_programme(world.north), world.chamber)
        costs.append([cost(world, role, "/activities/programmes/") for role in ("secretary", "convener")])
    assert costs[0] == costs[1]


@pytest.mark.parametrize("selection", list(Selection))
def test_page_costs_the_same_for_one_and_three(world: World, selection: Selection) -> None:
    programme = make_programme(world.north, state=State.SELECTING, selection=selection)
    criterion, costs = make_criterion(programme), []
    for number in (1, 2):
        for _ in range(number):
            row = make_application(programme, make.make_organisation())
            make_score(row, criterion, world.users["convener"], 3)
            make_vote(row, make.make_organisation())
        costs.append(
            [cost(world, role, f"/activities/programmes/{programme.pk}/") for role in ("secretary", "convener")]
        )
    assert costs[0] == costs[1]
