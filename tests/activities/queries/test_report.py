"""The report's parts."""

from shanghui.activities.models import Feedback
from shanghui.activities.queries.report import guests_told, report
from tests.activities.doors import Door
from tests.factories.network import make_enterprise


def test_firms_units_and_remarks(door: Door) -> None:
    firm = make_enterprise("上海岚舟有限公司", short_name="岚舟")
    at = {"arrived_at": door.now}
    door.guest(enterprise=firm, firm="", unit=door.world.chamber, **at)
    door.guest(enterprise=firm, firm="", **at)
    door.guest(firm="生客公司", **at)
    absent = door.guest(firm="没来公司")
    Feedback.objects.create(registration=absent, good=4, useful=4, better="多些茶歇", at=door.now)
    found = report(door.activity)
    assert found.firms == [("岚舟", 2), ("生客公司", 1)]
    assert [one.called for one in found.units] == ["没有写单位", "紧固件协会"]
    assert found.remarks == ["多些茶歇"]
    assert found.benchmark is None
    assert dict(found.lines)["到场"] == 3


def test_walk_ins_are_marked_in_the_list(door: Door) -> None:
    door.guest(name="现场", arrived_at=door.now, registered_at=door.now)
    door.guest(name="预先", arrived_at=door.now)
    door.guest(name="取消", state="cancelled")
    marks = {row.name: bool(row.walked_in) for row in guests_told(door.activity)}  # type: ignore[attr-defined]
    assert marks == {"现场": True, "预先": False}
