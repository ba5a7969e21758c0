"""The board as its organiser sees it: empty, being computed, computed, picked; as many queries for many rows as for few."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shanghui.activities.actions import computing
from shanghui.activities.models import Timetable
from shanghui.activities.rules import TimetableState
from shanghui.core.jobs.worker import run_due
from tests.factories.activities import make_encounter, make_participant
from tests.factories.activities_board import Fair, make_fair, make_timetable, stands
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


@pytest.fixture
def client(world: World) -> Client:
    return world.client("secretary")


def _url(fair: Fair, rest: str = "") -> str:
    return f"/activities/{fair.activity.pk}/board/{rest}"


def _page(client: Client, fair: Fair, rest: str = "", **headers: Any) -> str:
    answer = client.get(_url(fair, rest), **headers)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_from_nothing_to_a_published_timetable(client: Client, fair: Fair) -> None:
    assert "还没有排过" in _page(client, fair)
    assert client.post(_url(fair, "schedule/"), {"seconds": 5}).status_code == 302
    page = _page(client, fair)
    assert 'hx-trigger="every 1s"' in page
    assert "排队等着计算" in page
    assert 'id="progress"' in _page(client, fair, "progress/")
    run_due()
    assert client.get(_url(fair, "progress/")).headers["HX-Refresh"] == "true"
    page = _page(client, fair)
    assert "已证明没有更好的排法" in page
    assert page.count("data-encounter=") == 6
    assert "答应了的都排上了" in page
    assert client.post(_url(fair, "1/publish/")).status_code == 302
    page = _page(client, fair)
    assert "第1版，已发布" in page
    assert "收回发布" in page
    assert "data-why=" not in page
    assert client.post(_url(fair, "1/unpublish/")).status_code == 302
    assert "第1版，已收回" in _page(client, fair)


def test_progress_tells_what_is_known_and_stops(client: Client, fair: Fair) -> None:
    running = make_timetable(fair, {}, state=TimetableState.SOLVING, seconds=20)
    begun = (timezone.now() - timedelta(seconds=5)).isoformat()
    progress = {"begun": begun, "weight": 90, "bound": 100.0, "breaks": 7}
    Timetable.objects.filter(pk=running.pk).update(progress=progress)
    page = _page(client, fair, "progress/")
    for text in ("上界100", "最多差10.0%", "空等7次", 'value="25"'):
        assert text in page
    assert client.post(_url(fair, f"{running.number}/cancel/")).status_code == 302
    assert "已停止" in _page(client, fair)


def test_conflict_is_told_in_sentences(client: Client, fair: Fair) -> None:
    conflict = [{"rule": "floor", "about": str(fair.people["a"].pk)}, {"rule": "tables", "about": ""}]
    make_timetable(fair, {}, state=TimetableState.FAILED, status="infeasible", conflict=conflict)
    page = _page(client, fair)
    assert "A公司至少要有0场。" in page
    assert "每个时段只有2张桌子。" in page


def test_picked_one_shows_where_it_fits_and_why_not_elsewhere(client: Client, fair: Fair) -> None:
    draft = make_timetable(fair, {"ax": (0, 0), "by": (0, 1), "ay": (1, 0)})
    page = _page(client, fair, f"?pick={fair.encounters['ay'].pk}")
    assert "现在是" in page
    assert "Y公司这时在2号桌见B公司。" in page
    assert page.count("放这里</button>") == 5
    assert page.count('form="swap"') == 0
    assert _page(client, fair, f"?pick={fair.encounters['bz'].pk}").count("这一场还没有排上") == 1
    make_timetable(fair, {"ax": (0, 0), "az": (1, 0)})
    page = _page(client, fair, f"?pick={fair.encounters['ax'].pk}")
    assert page.count('form="swap"') == 1
    assert client.get(_url(fair, "?pick=987654")).status_code == 404
    assert f"version={draft.number}" in page


def test_unplaced_ones_have_their_reason_and_a_way_out(client: Client, fair: Fair) -> None:
    draft = make_timetable(fair, {"ax": (0, 0)})
    page = _page(client, fair)
    assert "这一场是排完以后才约成的。现在排得下。" in page
    assert "排在" in page
    draft.unplaced = {str(one.pk): "busy" for one in fair.encounters.values()}
    draft.save()
    assert "排完以后" not in _page(client, fair)


def test_clash_after_somebody_cannot_come_is_marked(client: Client, fair: Fair) -> None:
    make_timetable(fair, {"ax": (0, 0), "by": (0, 1)})
    fair.matchmaking.participants.filter(pk=fair.people["x"].pk).update(from_slot=2)
    page = _page(client, fair)
    assert "标红的要处理" in page
    assert page.count('<td class="clash"') == 1


def test_odd_queries_are_refused_and_strangers_see_nothing(world: World, client: Client, fair: Fair) -> None:
    make_timetable(fair, {"ax": (0, 0)})
    for odd in ("?colour=red", "?part=9", "?tables=9", "?unplaced=99", "?part=x", "?version=x"):
        assert client.get(_url(fair, odd)).status_code == 400, odd
    assert client.get(_url(fair, "?version=77")).status_code == 404
    assert client.post(_url(fair, "schedule/"), {"seconds": 7}).status_code == 400
    assert world.client("other").get(_url(fair)).status_code == 403
    assert client.get(_url(fair, "schedule/")).status_code == 405


def test_tables_come_in_pages_and_slots_in_portions(client: Client, world: World) -> None:
    fair = make_fair(world.chamber, slots=25, tables=30)
    make_timetable(fair, {"ax": (0, 0), "by": (22, 29)})
    first, last = _page(client, fair), _page(client, fair, "?part=2&tables=3")
    assert first.count("data-cell=") == 20 * 12
    assert last.count("data-cell=") == 5 * 6
    assert "25号桌至30号桌" in last
    assert (first.count("data-encounter="), last.count("data-encounter=")) == (1, 1)


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("rest", ["", "?pick={pick}"])
def test_as_many_queries_for_many_rows_as_for_few(world: World, client: Client, rest: str) -> None:
    few = make_fair(world.chamber, slots=4, tables=4)
    make_timetable(few, {"ax": (0, 0), "by": (0, 1)}, unplaced={})
    many = make_fair(world.chamber, slots=12, tables=12)
    more = [make_encounter(make_participant(many.matchmaking), make_participant(many.matchmaking)) for _ in range(30)]
    many.encounters |= {f"more{at}": one for at, one in enumerate(more)}
    make_timetable(many, {"ax": (0, 0), "by": (0, 1)} | {f"more{at}": (1 + at // 10, at % 10) for at in range(24)})
    urls = [_url(fair, rest.format(pick=fair.encounters["ax"].pk)) for fair in (few, many)]
    for url in urls:
        client.get(url)
    assert _queries(client, urls[1]) <= _queries(client, urls[0]) + 2


def test_step_back_by_the_button(client: Client, fair: Fair) -> None:
    first = make_timetable(fair, {"ax": (0, 0)})
    make_timetable(fair, {"ax": (2, 0)}, origin=first)
    assert client.post(_url(fair, "2/back/")).status_code == 302
    assert "第1版，草稿" in _page(client, fair)
    assert stands(first)[fair.encounters["ax"].pk] == (0, 0)


def test_recomputing_keeps_what_is_locked_in_the_version_shown(world: World, client: Client, fair: Fair) -> None:
    origin = make_timetable(fair, {"ax": (3, 1)}, locked={"ax"})
    client.post(_url(fair, "schedule/"), {"seconds": 5, "keeps": "on"})
    made = Timetable.objects.get(number=2)
    assert made.origin == origin
    computing.cancel_computing(actor=world.actors["secretary"], timetable=made, now=timezone.now())
    client.post(_url(fair, "schedule/"), {"seconds": 5})
    assert Timetable.objects.get(number=3).origin is None
