"""A participant's page with and without an account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shanghui.activities.actions.topic_index import rebuild
from shanghui.activities.rules import RegistrationState
from tests.factories.activities import make_encounter, make_registration
from tests.factories.activities_wishes import Fair, build_fair, make_wish, publish, take_part

pytestmark = pytest.mark.django_db


@pytest.fixture
def expo() -> Fair:
    return build_fair()


def my(expo: Fair, part: str = "") -> str:
    return f"/activities/m/{expo.buyer.registration.key}/{part}"


def test_page_shows_wishes_and_the_firm_by_link_and_by_post(expo: Fair) -> None:
    make_wish(expo.maker, expo.buyer, note="想谈年度框架")
    make_wish(expo.buyer, expo.third)
    for client, url in (
        (Client(), my(expo)),
        (expo.client("keeper"), f"/activities/participants/{expo.buyer.pk}/"),
        (expo.client("contact"), f"/activities/participants/{expo.buyer.pk}/"),
        (expo.client("host"), f"/activities/participants/{expo.buyer.pk}/"),
    ):
        answer = client.get(url)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "上海申岳紧固件有限公司" in text
        assert "想谈年度框架" in text
        assert f"{url}do/accept/" in text
        assert f"{url}do/cancel/" in text
        assert "供应M12高强度螺栓现货" in text


@pytest.mark.parametrize("role", ["other", "far", "officer", "visitor"])
def test_page_is_absent_for_others(expo: Fair, role: str) -> None:
    for part in ("", "edit/", "suggestions/", "print/", "schedule.ics"):
        assert expo.client(role).get(f"/activities/participants/{expo.buyer.pk}/{part}").status_code == 404
    assert (
        expo.client(role)
        .post(f"/activities/participants/{expo.buyer.pk}/do/wish/", {"other": expo.maker.pk})
        .status_code
        == 404
    )


def test_link_is_private_and_ends_with_the_registration(expo: Fair) -> None:
    answer = Client().get(my(expo))
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]
    expo.buyer.registration.state = RegistrationState.CANCELLED
    expo.buyer.registration.save()
    for part in ("", "hall/", "suggestions/", "print/", "schedule.ics", "edit/"):
        assert Client().get(my(expo, part)).status_code == 410
    assert Client().get("/activities/m/unknown/").status_code == 410


def test_guest_at_no_table_is_led_to_the_form(expo: Fair) -> None:
    guest = make_registration(expo.activity)
    answer = Client().get(f"/activities/m/{guest.key}/")
    assert answer.headers["Location"] == f"/activities/m/{guest.key}/join/"
    assert Client().get(f"/activities/m/{guest.key}/hall/").status_code == 404


def test_page_never_tells_who_does_not_want_to_meet(expo: Fair) -> None:
    expo.maker.not_with.create(other=expo.buyer)
    text = Client().get(my(expo)).content.decode()
    assert "申岳" not in text
    own = Client().get(f"/activities/m/{expo.maker.registration.key}/").content.decode()
    assert "澄屿" in own


def test_queries_do_not_grow_with_wishes(expo: Fair, django_assert_num_queries: object) -> None:
    def count() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            assert Client().get(my(expo)).status_code == 200
        return len(asked)

    make_wish(expo.maker, expo.buyer)
    make_wish(expo.buyer, expo.third)
    fourth = take_part(expo.matchmaking, expo.other, "上海丁字公司", offer="丁")
    publish(make_encounter(expo.buyer, fourth), slot=0, table=0)
    one = count()
    for number in range(3):
        more = take_part(expo.matchmaking, expo.other, f"上海戊字{number}公司", need="戊", offer="己")
        make_wish(more, expo.buyer)
        other = take_part(expo.matchmaking, expo.other, f"上海庚字{number}公司", need="庚")
        publish(make_encounter(other, expo.buyer), slot=number + 1, table=0)
    assert count() == one


def test_schedule_shows_time_table_and_whom(expo: Fair) -> None:
    place = publish(make_encounter(expo.maker, expo.buyer), slot=1, table=2)
    text = Client().get(my(expo)).content.decode()
    local = timezone.localtime(place.slot.starts_at)
    assert f"{local:%H:%M}" in text
    assert "3号桌" in text
    assert "谈了" not in text
    sheet = Client().get(my(expo, "print/")).content.decode()
    assert "上海申岳紧固件有限公司" in sheet
    calendar = Client().get(my(expo, "schedule.ics"))
    assert calendar["Content-Type"].startswith("text/calendar")
    assert "申岳" in calendar.content.decode().replace("\r\n ", "")


def test_message_holds_the_link_only_where_a_secretary_sends_it(expo: Fair) -> None:
    publish(make_encounter(expo.maker, expo.buyer))
    key = expo.buyer.registration.key
    own = Client().get(my(expo)).content.decode()
    message = own.partition('id="schedule-text">')[2].partition("</pre>")[0]
    assert "北片区对接会" in message
    assert key not in message
    sent = expo.client("keeper").get(f"/activities/participants/{expo.buyer.pk}/").content.decode()
    assert key in sent.partition('id="schedule-text">')[2].partition("</pre>")[0]


def test_whether_it_happened_is_asked_after_the_slot_begins() -> None:
    expo = build_fair(starts_at=timezone.now() - timedelta(minutes=10))
    publish(make_encounter(expo.maker, expo.buyer))
    text = Client().get(my(expo)).content.decode()
    assert "do/happened/" in text
    assert "do/rate/" not in text
    expo.buyer.refresh_from_db()


def test_suggestions_are_a_part_and_a_page(expo: Fair) -> None:
    assert "过一两分钟" in Client().get(my(expo, "suggestions/")).content.decode()
    rebuild(matchmaking=expo.matchmaking.pk)
    part = Client().get(my(expo, "suggestions/"), headers={"HX-Request": "true"}).content.decode()
    assert "申岳" in part
    assert "<html" not in part
    whole = expo.client("keeper").get(f"/activities/participants/{expo.buyer.pk}/suggestions/").content.decode()
    assert "申岳" in whole
    assert "<html" in whole


def test_pages_refuse_unknown_keys(expo: Fair) -> None:
    for part in ("", "suggestions/", "print/", "schedule.ics", "hall/", "edit/"):
        assert Client().get(my(expo, part), {"nonsense": "1"}).status_code == 400
