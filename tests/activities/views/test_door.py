"""The door page."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanghui.activities.models import Registration
from shanghui.activities.rules import RegistrationState
from tests.activities.doors import Door, open_door
from tests.factories.activities import make_registration
from tests.factories.world import World


def body(answer: Any) -> str:
    return str(answer.content.decode())


def test_list_shows_who_is_expected_and_how_many_have_come(door: Door) -> None:
    door.guest(name="张三", phone="13800001234", unit=door.world.chamber)
    door.guest(name="李四", arrived_at=door.now, arrived_how="list")
    page = door.world.client("secretary").get(door.url())
    assert page.status_code == 200
    assert [row.name for row, _ending in page.context["lines"]] == ["张三"]
    assert (page.context["counts"].arrived, page.context["counts"].expected) == (1, 2)
    assert "尾号1234" in body(page)
    assert "13800001234" not in body(page)
    assert [one.name for one in page.context["last"]] == ["李四"]


@pytest.mark.parametrize("q", ["张", "澄屿", "1234", "zs", "cyzb", "张三"])
def test_search_finds_by_name_firm_number_and_initials(door: Door, q: str) -> None:
    door.guest(name="张三", firm="澄屿装备", phone="13800001234")
    door.guest(name="李四", firm="岚远", phone="13900009999")
    page = door.world.client("secretary").get(door.url(), {"q": q})
    assert [row.name for row, _ending in page.context["lines"]] == ["张三"]


def test_search_finds_who_has_come_too(door: Door) -> None:
    door.guest(name="张三", arrived_at=door.now)
    page = door.world.client("secretary").get(door.url(), {"q": "张三"})
    assert len(page.context["lines"]) == 1


def test_scanned_code_or_its_address_finds_the_guest_and_changes_nothing(door: Door) -> None:
    guest = door.guest(name="张三")
    client = door.world.client("secretary")
    for text in (guest.code, f"https://example.org/activities/c/{guest.code}/", f" {guest.code}\n"):
        page = client.get(door.url(), {"q": text})
        assert [row.pk for row, _ending in page.context["lines"]] == [guest.pk]
    assert door.fresh(guest).arrived_at is None


def test_tap_checks_in_and_undo_takes_it_back(door: Door) -> None:
    guest = door.guest(name="张三")
    client = door.world.client("secretary")
    answer = client.post(door.url("door/arrive/"), {"registration": guest.pk})
    assert (answer.status_code, answer["Location"]) == (302, door.url())
    arrived = door.fresh(guest)
    assert (arrived.arrived_how, arrived.arrived_by_id) == ("list", door.world.users["secretary"].pk)
    assert client.post(door.url("door/undo/"), {"registration": guest.pk}).status_code == 302
    assert door.fresh(guest).arrived_at is None
    again = client.post(door.url("door/undo/"), {"registration": guest.pk})
    assert again.status_code == 409
    assert "还没有签到" in body(again)


def test_code_checks_in_once_and_is_used_the_second_time(door: Door) -> None:
    guest = door.guest()
    client = door.world.client("secretary")
    assert client.post(door.url("door/arrive/"), {"code": guest.code}).status_code == 302
    assert door.fresh(guest).arrived_how == "code"
    again = client.post(door.url("door/arrive/"), {"code": guest.code})
    assert again.status_code == 409
    assert "已签到" in body(again)


def test_code_of_another_activity_and_unknown_code_are_404(door: Door) -> None:
    foreign = open_door(door.world).guest()
    client = door.world.client("secretary")
    other = client.post(door.url("door/arrive/"), {"code": foreign.code})
    assert other.status_code == 404
    assert "不是这场活动的" in body(other)
    unknown = client.post(door.url("door/arrive/"), {"code": "x" * 22})
    assert unknown.status_code == 404
    assert "没有这张签到码" in body(unknown)
    assert client.get(door.url(), {"q": foreign.code}).status_code == 404
    assert door.fresh(foreign).arrived_at is None


def test_guessing_codes_is_slowed_down(door: Door, settings: Any) -> None:
    settings.PAGES_PER_TEN_MINUTES = 1000
    client = door.world.client("secretary")
    answers = [client.post(door.url("door/arrive/"), {"code": "x" * 22}).status_code for _ in range(32)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert client.get(door.url(), {"q": "y" * 22}).status_code == 429
    assert client.get(door.url()).status_code == 200


def test_who_waits_is_let_in_over_capacity_only_when_said(door: Door) -> None:
    door.activity.capacity = 1
    door.activity.save()
    door.guest()
    waiting = door.guest(state=RegistrationState.WAITING, queued_at=door.now)
    client = door.world.client("secretary")
    refused = client.post(door.url("door/arrive/"), {"registration": waiting.pk})
    assert refused.status_code == 409
    assert "超员登记" in body(refused)
    assert door.fresh(waiting).arrived_at is None
    assert client.post(door.url("door/arrive/"), {"registration": waiting.pk, "over": "1"}).status_code == 302
    assert door.fresh(waiting).state == RegistrationState.REGISTERED


def test_walk_in_is_registered_and_arrived_and_asks_when_full(door: Door) -> None:
    client = door.world.client("secretary")
    assert client.get(door.url("door/walk-in/")).status_code == 200
    assert client.post(door.url("door/walk-in/"), {"name": ""}).status_code == 422
    facts = {"name": "王五", "firm": "岚远", "unit": door.world.chamber.pk}
    assert client.post(door.url("door/walk-in/"), facts).status_code == 302
    guest = Registration.objects.unrestricted("test").get(name="王五")
    assert (guest.state, guest.unit, guest.arrived_at is None) == (
        RegistrationState.REGISTERED,
        door.world.chamber,
        False,
    )
    door.activity.capacity = 1
    door.activity.save()
    full = client.post(door.url("door/walk-in/"), {"name": "赵六"})
    assert full.status_code == 409
    assert 'name="over"' in body(full)
    assert client.post(door.url("door/walk-in/"), {"name": "赵六", "over": "1"}).status_code == 302


def test_door_is_shut_on_other_days_but_shows_its_list(world: World) -> None:
    early = open_door(world)
    early.activity.starts_at += timedelta(days=3)
    early.activity.ends_at += timedelta(days=3)
    early.activity.save()
    guest = early.guest()
    client = world.client("secretary")
    page = client.get(early.url())
    assert "现在不是签到时间" in body(page)
    assert client.post(early.url("door/arrive/"), {"registration": guest.pk}).status_code == 409


def test_only_hosts_stand_at_the_door(door: Door) -> None:
    guest = door.guest()
    for role in ("other", "contact"):
        client = door.world.client(role)
        assert client.get(door.url()).status_code == 403
        assert client.post(door.url("door/arrive/"), {"registration": guest.pk}).status_code == 403
        assert client.get(door.url("door/worker.js")).status_code == 403
    assert door.world.client("visitor").get(door.url()).status_code == 404
    door.activity.co_hosts.create(organisation=door.world.other)
    assert door.world.client("other").post(door.url("door/arrive/"), {"registration": guest.pk}).status_code == 302


def test_guest_of_another_activity_is_absent_here(door: Door) -> None:
    foreign = open_door(door.world).guest()
    client = door.world.client("secretary")
    assert client.post(door.url("door/arrive/"), {"registration": foreign.pk}).status_code == 404
    assert client.post(door.url("door/arrive/"), {"registration": "x"}).status_code == 400
    assert client.post(door.url("door/undo/"), {}).status_code == 400


@pytest.mark.parametrize("query", ["show=none", "x=1", "page=99", "page=x"])
def test_odd_queries_are_refused(door: Door, query: str) -> None:
    assert door.world.client("secretary").get(f"{door.url()}?{query}").status_code == 400


def test_tabs_show_their_guests(door: Door) -> None:
    door.guest(name="到了", arrived_at=door.now)
    door.guest(name="未到")
    door.guest(name="候补", state=RegistrationState.WAITING)
    door.guest(name="取消", state=RegistrationState.CANCELLED)
    client = door.world.client("secretary")

    def names(show: str) -> list[str]:
        return sorted(row.name for row, _ending in client.get(f"{door.url()}?show={show}").context["lines"])

    assert names("expected") == ["未到"]
    assert names("arrived") == ["到了"]
    assert names("waiting") == ["候补"]
    assert names("all") == sorted(["到了", "未到", "候补"])


@pytest.mark.parametrize("query", ["", "?q=zs", "?show=all"])
def test_queries_do_not_grow_with_guests(door: Door, query: str) -> None:
    client = door.world.client("secretary")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(door.url() + query).status_code == 200
        return len(queries)

    door.guest(name="张三", unit=door.world.chamber)
    asked()
    one = asked()
    for unit in (door.world.chamber, door.world.other, door.world.district):
        make_registration(door.activity, name="张三", unit=unit)
        make_registration(door.activity, name="张三", unit=unit, arrived_at=door.now)
    assert asked() <= one + 1  # the names of units, once there are any


def test_worker_sees_the_door_alone(door: Door) -> None:
    answer = door.world.client("secretary").get(door.url("door/worker.js"))
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == door.url()
    assert b"respondWith" in answer.content
