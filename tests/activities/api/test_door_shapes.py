"""Rows as programs see them."""

from shanghui.activities.api.door_shapes import guest_out, report_out
from shanghui.activities.models import BenchmarkCriterion
from shanghui.activities.queries.report import report
from tests.activities.doors import Door
from tests.factories.network import make_enterprise


def test_guest_shows_the_end_of_her_number_alone(door: Door) -> None:
    firm = make_enterprise("上海岚舟有限公司", short_name="岚舟")
    told = guest_out(door.guest(firm="", enterprise=firm, phone="13800001234"))
    assert (told["firm"], told["ending"], told["unit"]) == ("岚舟", "1234", "")
    assert "phone" not in told
    assert "key" not in told


def test_report_tells_its_marks(door: Door) -> None:
    BenchmarkCriterion.objects.create(organisation=door.world.federation, measure="arrived", least=5)
    told = report_out(report(door.activity))
    assert told["benchmark"]["marks"][0]["missing"] == 5  # type: ignore[index]
    assert told["registered"] == 0
