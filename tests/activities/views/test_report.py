"""The report's page and file."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from shanghui.activities.models import BenchmarkCriterion, Feedback
from tests.activities.doors import Door
from tests.factories.network import make_enterprise


def test_page_tells_figures_remarks_without_names_and_the_way_to_a_benchmark(door: Door) -> None:
    BenchmarkCriterion.objects.create(organisation=door.world.federation, measure="arrived", least=5)
    guest = door.guest(name="张三", arrived_at=door.now)
    Feedback.objects.create(registration=guest, good=4, useful=5, better="多些茶歇", at=door.now)
    text = door.world.client("secretary").get(door.url("report/")).content.decode()
    assert "多些茶歇" in text
    assert "张三" not in text
    assert "市工商联的标准，达到0/1条" in text
    assert "到场：1" in text  # the message


def test_file_and_others(door: Door) -> None:
    assert door.world.client("secretary").get(door.url("report.xlsx")).getvalue()[:2] == b"PK"
    for path in ("report/", "report.xlsx"):
        assert door.world.client("other").get(door.url(path)).status_code == 403


def test_queries_do_not_grow_with_guests(door: Door) -> None:
    client = door.world.client("secretary")

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(door.url("report/")).status_code == 200
        return len(caught)

    def come() -> None:
        guest = door.guest(enterprise=make_enterprise(), unit=door.world.chamber, arrived_at=door.now)
        Feedback.objects.create(registration=guest, good=4, useful=5, better="好", at=door.now)

    come()
    asked()
    one = asked()
    come()
    come()
    assert asked() == one
