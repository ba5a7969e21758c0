"""The door over the API."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests.activities.doors import Door


def send(door: Door, path: str, body: object, role: str = "secretary", **headers: Any) -> Any:
    client = door.world.client(role)
    return client.post(door.api(path), json.dumps(body), content_type="application/json", headers=headers)


def test_door_is_read_with_counts_and_search(door: Door) -> None:
    door.guest(name="张三", phone="13800001234", unit=door.world.chamber)
    door.guest(name="李四", arrived_at=door.now)
    client = door.world.client("secretary")
    told = client.get(door.api("door")).json()
    assert told["counts"] == {"arrived": 1, "expected": 2, "waiting": 0}
    assert [(one["name"], one["ending"], one["unit"]) for one in told["items"]] == [("张三", "1234", "紧固件协会")]
    assert told["next"] == 0
    assert [one["name"] for one in client.get(door.api("door?q=ls")).json()["items"]] == ["李四"]
    assert client.get(door.api("door?page=9")).status_code == 400
    assert client.get(door.api("door?x=1")).status_code == 400


def test_checked_in_by_row_and_by_code_undone_and_walked_in(door: Door) -> None:
    one, two = door.guest(), door.guest()
    assert send(door, "door/check-in", {"registration": one.pk}).json()["arrived_how"] == "list"
    assert send(door, "door/check-in", {"code": two.code}).json()["arrived_how"] == "code"
    again = send(door, "door/check-in", {"code": two.code})
    assert (again.status_code, again.json()["refusal"]) == (409, "CheckedInAlready")
    assert send(door, "door/undo", {"registration": one.pk}).json()["arrived_at"] is None
    assert send(door, "door/check-in", {}).status_code == 400
    assert send(door, "door/check-in", {"registration": one.pk, "code": two.code}).status_code == 400
    made = send(door, "door/walk-in", {"name": "王五", "unit": door.world.chamber.pk})
    assert (made.status_code, made.json()["unit"]) == (201, "紧固件协会")


def test_sent_again_with_its_key_is_answered_again(door: Door) -> None:
    key = {"Idempotency-Key": "walk-in-1"}
    first = send(door, "door/walk-in", {"name": "王五"}, **key)
    second = send(door, "door/walk-in", {"name": "王五"}, **key)
    assert first.json() == second.json()


def test_offline_list_and_what_is_brought(door: Door) -> None:
    guest, ended = door.guest(name="张三"), door.guest(name="李四", state="cancelled")
    told = door.world.client("secretary").get(door.api("door/offline")).json()
    assert [one["id"] for one in told["guests"]] == [guest.pk]
    assert guest.code not in json.dumps(told)
    marks, at = [str(uuid4()) for _ in range(3)], (door.now - timedelta(minutes=9)).isoformat()
    items = [
        {"mark": marks[0], "at": at, "registration": guest.pk},
        {"mark": marks[1], "at": at, "code": ended.code},
        {"mark": marks[2], "at": at, "code": "x" * 22},
    ]
    answers = send(door, "door/arrivals", {"items": items}).json()
    assert [(one["mark"], one["answer"], one["name"]) for one in answers] == [
        (marks[0], "done", "张三"), (marks[1], "over", "李四"), (marks[2], "unknown", ""),
    ]  # fmt: skip
    assert send(door, "door/arrivals", {"items": items}).json() == answers
    assert send(door, "door/arrivals", {"items": [{"mark": "x", "at": at}]}).status_code == 400
    assert send(door, "door/arrivals", {"items": []}, "other").status_code == 403
