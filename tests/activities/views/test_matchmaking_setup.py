"""The frame on a page."""

from django.utils.timezone import localtime

from shanghui.activities.models import Matchmaking
from shanghui.activities.rules import ActivityKind
from tests.factories.activities import make_activity, make_encounter
from tests.factories.activities_wishes import Fair, publish


def form_for(day: str) -> dict[str, object]:
    return {
        "mode": "wish", "slot_minutes": 20, "tables": 8, "zones": "1-4 采购区", "resources": "翻译 2", "quota": 6,
        "floor": 1, "sessions": 3, "s0-name": "上半场", "s0-on": day, "s0-begin": "13:30", "s0-end": "15:10",
        "s1-name": "", "s1-on": day, "s1-begin": "15:30", "s1-end": "17:00", "s2-on": day,
        "wishes_close_at": f"{day}T09:00",
    }  # fmt: skip


def test_frame_is_set_up_and_shown_again(expo: Fair) -> None:
    bare = make_activity(expo.area, kind=ActivityKind.MATCHMAKING)
    url, day = f"/activities/{bare.pk}/matchmaking/setup/", f"{localtime(bare.starts_at):%Y-%m-%d}"
    client = expo.client("host")
    assert client.get(url).status_code == 200
    assert client.post(url, form_for(day)).headers["Location"] == f"/activities/{bare.pk}/matchmaking/"
    made = Matchmaking.objects.get(activity=bare)
    assert (made.slots.count(), made.tables.count(), made.quota) == (9, 8, 6)
    assert f"{localtime(made.wishes_close_at):%H:%M}" == "09:00"
    text = client.get(url).content.decode()
    assert "1-4 采购区" in text
    assert "翻译 2" in text
    assert "共9个时段" in text


def test_what_cannot_be_read_is_said(expo: Fair) -> None:
    url, day = f"/activities/{expo.activity.pk}/matchmaking/setup/", f"{localtime(expo.activity.starts_at):%Y-%m-%d}"
    for changed, status, words in (
        ({"zones": "采购区"}, 400, "分区看不懂"),
        ({"s1-begin": "15:00"}, 400, "重叠"),
        ({"resources": "翻译"}, 422, "后面写数目"),
        ({"floor": 7}, 422, "不能多于"),
        ({"s0-end": ""}, 422, "要一起填"),
        ({"wishes_open_at": f"{day}T10:00"}, 422, "截止要晚于开始"),
    ):
        answer = expo.client("host").post(url, form_for(day) | changed)
        assert (answer.status_code, words in answer.content.decode()) == (status, True), changed


def test_published_timetable_is_said_to_stand_in_the_way(expo: Fair) -> None:
    publish(make_encounter(expo.buyer, expo.maker))
    url, day = f"/activities/{expo.activity.pk}/matchmaking/setup/", f"{localtime(expo.activity.starts_at):%Y-%m-%d}"
    answer = expo.client("host").post(url, form_for(day))
    assert answer.status_code == 409
    assert "先收回发布" in answer.content.decode()
    assert "至少要" in expo.client("host").get(url).content.decode()


def test_organiser_alone_and_matchmakings_alone(expo: Fair) -> None:
    assert expo.client("keeper").get(f"/activities/{expo.activity.pk}/matchmaking/setup/").status_code == 403
    assert expo.client("host").get(f"/activities/{make_activity(expo.area).pk}/matchmaking/setup/").status_code == 404
