"""The day of the event over HTTP: reported, read, accepted, dropped, compared."""

import pytest
from django.test import Client

from shanghui.activities.models import Timetable
from shanghui.activities.rules import TimetableState
from shanghui.core.jobs.worker import run_due
from tests.factories.activities_board import Fair, make_fair, make_timetable, stands
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(world: World) -> Fair:
    return make_fair(world.chamber)


@pytest.fixture
def out(fair: Fair) -> Timetable:
    places = {"ax": (0, 0), "by": (0, 1), "ay": (1, 0), "bx": (1, 1), "az": (2, 0)}
    return make_timetable(fair, places, state=TimetableState.PUBLISHED)


@pytest.fixture
def client(world: World) -> Client:
    return world.client("secretary")


def _url(fair: Fair, rest: str = "") -> str:
    return f"/activities/{fair.activity.pk}/board/repairs/{rest}"


def test_absence_from_report_to_the_new_version(client: Client, fair: Fair, out: Timetable) -> None:
    assert "现在没有要定的方案" in client.get(_url(fair)).content.decode()
    assert client.post(_url(fair, "absent/"), {"guest": "X公"}).status_code == 302
    assert "正在找修补的办法" in client.get(_url(fair)).content.decode()
    run_due()
    page = client.get(_url(fair)).content.decode()
    for text in ("方案：不动别人", "X公司没有来。", "B公司·Z公司", "A公司·X公司"):
        assert text in page
    board = client.get(f"/activities/{fair.activity.pk}/board/").content.decode()
    assert "个修补方案等您定" in board
    assert client.post(_url(fair, "2/accept/")).status_code == 302
    assert client.post(_url(fair, "2/accept/")).status_code == 409
    assert "第2版，已发布" in client.get(f"/activities/{fair.activity.pk}/board/").content.decode()
    compared = client.get(f"/activities/{fair.activity.pk}/board/compare/?one=1&other=2").content.decode()
    assert "1场新排上，2场没有了" in compared


def test_names_that_are_unclear_are_asked_again(client: Client, fair: Fair, out: Timetable) -> None:
    answer = client.post(_url(fair, "absent/"), {"guest": "公司"})
    assert answer.status_code == 422
    assert "不止一家" in answer.content.decode()
    assert "参加者里没有" in client.post(_url(fair, "late/"), {"guest": "火星"}).content.decode()
    assert Timetable.objects.count() == 1


def test_late_tables_swap_and_rejection(client: Client, fair: Fair, out: Timetable) -> None:
    late = {"guest": "Y公司", "slot": fair.slots[2].pk}
    assert client.post(_url(fair, "late/"), late).status_code == 302
    run_due()
    assert client.post(_url(fair, "2/reject/")).status_code == 302
    assert client.post(_url(fair, "close-table/"), {"table": fair.tables[1].pk}).status_code == 302
    assert client.post(_url(fair, "close-table/"), {"table": 987654}).status_code == 404
    assert client.post(_url(fair, "open-table/"), {"table": fair.tables[1].pk}).status_code == 302
    assert client.post(_url(fair, "open-table/"), {"table": 987654}).status_code == 404
    assert client.post(_url(fair, "open-table/")).status_code == 302
    pair = {"encounter": fair.encounters["ax"].pk, "other": fair.encounters["az"].pk}
    assert client.post(_url(fair, "exchange/"), pair).status_code == 302
    last = Timetable.objects.latest("number")
    assert stands(last)[pair["encounter"]] == (2, 0)
    assert "两场想对调" in client.get(_url(fair)).content.decode()


def test_without_a_published_version_the_fact_alone_is_noted(client: Client, fair: Fair) -> None:
    assert client.post(_url(fair, "absent/"), {"guest": "X公司"}).status_code == 302
    assert "日程还没有发布" in client.get(_url(fair)).content.decode()
    assert client.post(_url(fair, "exchange/"), {"encounter": 1, "other": 2}).status_code == 409


def test_comparing_asks_for_two_numbers(client: Client, fair: Fair, out: Timetable) -> None:
    url = f"/activities/{fair.activity.pk}/board/compare/"
    assert client.get(url).status_code == 400
    assert client.get(f"{url}?one=1&other=9").status_code == 404
    assert "两版一样" in client.get(f"{url}?one=1&other=1").content.decode()
