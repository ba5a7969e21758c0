"""Report, feedback and criteria over the API."""

import json
from typing import Any

from shanghui.activities.models import BenchmarkCriterion, Feedback
from tests.activities.doors import Door


def put(door: Door, path: str, body: object, role: str = "secretary") -> Any:
    return door.world.client(role).put(f"/api/v1/activities/{path}", json.dumps(body), content_type="application/json")


def test_criteria_are_written_whole_by_the_officer(door: Door) -> None:
    wanted = {"criteria": [{"measure": "arrived", "least": "50"}, {"measure": "landed", "least": "1"}]}
    assert put(door, "benchmark", wanted).status_code == 403
    assert put(door, "benchmark", wanted, "officer").json()["name"] == door.world.federation.name
    [told] = door.world.client("contact").get("/api/v1/activities/benchmark").json()
    assert [one["measure"] for one in told["criteria"]] == ["arrived", "landed"]
    assert put(door, "benchmark", {"criteria": [{"measure": "arrived", "least": 0}]}, "officer").status_code == 400
    put(door, "benchmark", {"criteria": []}, "officer")
    assert not BenchmarkCriterion.objects.exists()


def test_slip_of_paper_is_entered_and_told_without_a_name(door: Door) -> None:
    guest = door.guest(name="张三", arrived_at=door.now)
    path = f"registrations/{guest.pk}/feedback"
    said = {"good": 4, "useful": 5, "better": "多些茶歇"}
    assert put(door, path, said, "other").status_code == 404
    assert put(door, path, said).json() == said
    assert put(door, path, said | {"good": 6}).status_code == 400
    assert Feedback.objects.get().registration_id == guest.pk
    told = door.world.client("secretary").get(door.api("report")).json()
    assert (told["arrived"], told["remarks"], told["satisfaction"]) == (1, ["多些茶歇"], "4.00")
    assert "张三" not in json.dumps(told, ensure_ascii=False)
    assert door.world.client("other").get(door.api("report")).status_code == 403
