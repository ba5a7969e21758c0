"""Activities and guests over the API."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shanghui.accounts.actions import create_token
from shanghui.activities.models import Activity
from shanghui.activities.rules import RegistrationState
from tests.factories.activities_activities import Fair

BASE = "/api/v1/activities"
NEW = {
    "kind": "training", "title": "会员课堂", "starts_at": "2031-03-03T14:00:00+08:00", "ends_at": "2031-03-03T16:00:00+08:00",
    "venue": "三楼",
}  # fmt: skip


@pytest.fixture
def program(fair: Fair) -> Client:
    return _program(fair, "keeper")


def _program(fair: Fair, role: str) -> Client:
    scopes = ["activities:read", "activities:write"]
    token = create_token(
        actor=fair.actors[role], user=fair.users[role], name="活动", scopes=scopes, days=30, now=timezone.now()
    )
    return Client(headers={"Authorization": f"Bearer {token.raw}"})


def _send(client: Client, method: str, url: str, body: dict[str, Any], status: int) -> Any:
    answer = getattr(client, method)(f"{BASE}{url}", body, content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_whole_life_of_an_activity(fair: Fair, program: Client) -> None:
    more = {
        "co_hosts": [fair.sister.pk], "points": [{"at": "14:00", "title": "签到"}], "capacity": 1,
        "questions": [{"kind": "choice", "text": "午餐", "choices": ["素", "荤"]}],
        "invitations": [{"organisation": fair.far.pk, "quota": 2}],
    }  # fmt: skip
    made = _send(program, "post", "", NEW | more, 201)
    assert made["state"] == "draft"
    assert made["public_address"] == ""
    pk, question = made["id"], made["questions"][0]["id"]
    edited = _send(program, "patch", f"/{pk}", {"venue": "五楼", "version": made["version"]}, 200)
    assert (edited["venue"], edited["points"][0]["title"]) == ("五楼", "签到")
    _send(program, "patch", f"/{pk}", {"venue": "六楼", "version": made["version"]}, 409)
    assert "/activities/r/" in _send(program, "post", f"/{pk}/publish", {}, 200)["public_address"]
    first = _send(
        program, "post", f"/{pk}/guests", {"name": "甲", "answers": [{"question": question, "text": "素"}]}, 201
    )
    second = _send(program, "post", f"/{pk}/guests", {"name": "乙"}, 201)
    assert (first["state"], second["state"]) == ("registered", "waiting")
    assert first["answers"] == [{"question": question, "text": "素"}]
    _send(program, "post", f"/guests/{first['id']}/cancel", {}, 200)
    listed = program.get(f"{BASE}/{pk}/guests?state=registered").json()["items"]
    assert [one["name"] for one in listed] == ["乙"]
    assert _send(program, "patch", f"/guests/{second['id']}", {"position": "经理"}, 200)["position"] == "经理"
    assert _send(program, "post", f"/guests/{second['id']}/decline", {"reason": "满了"}, 200)["state"] == "declined"
    assert _send(program, "post", f"/{pk}/cancel", {"reason": "台风"}, 200)["cancellation"] == "台风"


def test_list_goes_on_after_its_cursor(fair: Fair, program: Client) -> None:
    from tests.factories import activities as make

    make.make_activity(fair.sister)
    first = program.get(f"{BASE}?limit=1").json()
    second = program.get(f"{BASE}?limit=1&cursor={first['next']}").json()
    assert first["items"][0]["id"] != second["items"][0]["id"]
    assert second["next"] == ""
    assert program.get(f"{BASE}?colour=red").status_code == 400


def test_hosts_alone_read_invitations(fair: Fair, program: Client) -> None:
    _send(program, "patch", f"/{fair.activity.pk}", {"invitations": [{"organisation": fair.far.pk}]}, 200)
    other = _program(fair, "sister").get(f"{BASE}/{fair.activity.pk}").json()
    assert other["invitations"] == []


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"starts_at": "2031-03-03T14:00:00"}, 400),
        ({"industry": "nothing"}, 400),
        ({"co_hosts": [987654321]}, 400),
        ({"title": None}, 400),
        ({"ends_at": "2020-01-01T00:00:00+08:00"}, 400),
        ({"state": "published"}, 400),
        ({"title": "长" * 61}, 400),
    ],
)
def test_odd_bodies_are_refused(fair: Fair, program: Client, more: dict[str, object], status: int) -> None:
    _send(program, "patch", f"/{fair.activity.pk}", more, status)


def test_many_are_confirmed(fair: Fair, program: Client) -> None:
    ids = [fair.guest(RegistrationState.UNCONFIRMED).pk for _ in range(2)]
    done = _send(program, "post", f"/{fair.activity.pk}/guests/confirm", {"guests": ids}, 200)
    assert [one["state"] for one in done] == ["registered", "registered"]
    assert Activity.objects.unrestricted("test").get(pk=fair.activity.pk).seats_version == 2
    _send(_program(fair, "sister"), "post", f"/{fair.activity.pk}/guests/confirm", {"guests": ids}, 403)
