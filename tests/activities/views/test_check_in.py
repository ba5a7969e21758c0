"""What a phone's camera opens."""

from typing import Any

from django.test import Client

from shanghui.activities.rules import RegistrationState
from tests.activities.doors import Door


def address(guest: Any) -> str:
    return f"/activities/c/{guest.code}/"


def test_host_checks_in_with_one_tap_and_to_look_changes_nothing(door: Door) -> None:
    guest = door.guest(name="张三")
    client = door.world.client("secretary")
    page = client.get(address(guest))
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store, private"
    assert door.fresh(guest).arrived_at is None
    answer = client.post(address(guest), follow=True)
    assert "已签到" in answer.content.decode()
    assert door.fresh(guest).arrived_how == "code"


def test_second_time_is_used(door: Door) -> None:
    guest = door.guest()
    client = door.world.client("secretary")
    client.post(address(guest))
    again = client.post(address(guest))
    assert again.status_code == 409
    assert "这张签到码已经用过" in again.content.decode()


def test_everybody_else_sees_a_pass_and_nothing_personal(door: Door) -> None:
    guest = door.guest(name="张三", firm="澄屿装备", phone="13800001234", email="a@example.org", position="经理")
    for client in (Client(), door.world.client("other"), door.world.client("contact")):
        page = client.get(address(guest))
        text = page.content.decode()
        assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex, nofollow, noarchive")
        assert "张三" in text
        assert not {one for one in ("澄屿装备", "1234", "a@example.org", "经理") if one in text.split("<main")[1]}
        assert client.post(address(guest)).status_code == 403
    assert door.fresh(guest).arrived_at is None


def test_unknown_code_is_absent_and_guessing_slowed_down(door: Door, settings: Any) -> None:
    settings.PAGES_PER_TEN_MINUTES = 1000
    answers = [Client().get(f"/activities/c/{'x' * 22}/").status_code for _ in range(32)]
    assert (answers[0], answers[-1]) == (404, 429)


def test_who_waits_is_let_in_over_capacity_when_said(door: Door) -> None:
    door.activity.capacity = 1
    door.activity.save()
    door.guest()
    waiting = door.guest(state=RegistrationState.WAITING)
    client = door.world.client("secretary")
    asked = client.post(address(waiting))
    assert asked.status_code == 409
    assert "超员登记" in asked.content.decode()
    assert client.post(address(waiting), {"over": "1"}).status_code == 302
    ended = door.guest(state=RegistrationState.CANCELLED)
    assert client.post(address(ended)).status_code == 409
    assert '<button class="btn btn-primary btn-lg"' not in client.get(address(ended)).content.decode()
