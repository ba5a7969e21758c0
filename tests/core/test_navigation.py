"""The doors of the frame."""

import pytest
from django.test import RequestFactory

from shanghui.core import navigation
from shanghui.core.actor import Actor
from shanghui.core.navigation import Entry, register, shown

METRICS, HEALTH = Entry(2, "metrics", "chart", "数字"), Entry(1, "healthz", "heart", "健康", waiting=lambda request: 3)


@pytest.fixture(autouse=True)
def _no_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", [])


def test_doors_stand_in_their_order_and_once(rf: RequestFactory) -> None:
    for entry in (METRICS, HEALTH, METRICS):
        register(entry)
    doors = shown(rf.get("/metrics/more"))
    assert [(door.label, door.current, door.count, door.hot) for door in doors] == [
        ("健康", False, 3, True),
        ("数字", True, 0, False),
    ]


def test_no_door_is_current_elsewhere(rf: RequestFactory) -> None:
    register(HEALTH)
    assert [door.current for door in shown(rf.get("/elsewhere/"))] == [False]


def test_door_is_there_for_those_it_is_open_to(rf: RequestFactory) -> None:
    register(Entry(1, "healthz", "heart", "健康", open_to=lambda actor: actor.name == "li"))
    request = rf.get("/")
    assert shown(request) == []
    request.actor = Actor(name="li")  # type: ignore[attr-defined]
    assert len(shown(request)) == 1
