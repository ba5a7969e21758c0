"""The workbook reads back."""

from io import BytesIO

from openpyxl import load_workbook

from shanghui.activities.models import BenchmarkCriterion, Feedback
from shanghui.activities.queries.report_file import report_file
from tests.activities.doors import Door


def test_workbook_has_a_sheet_each(door: Door) -> None:
    BenchmarkCriterion.objects.create(organisation=door.world.federation, measure="arrived", least=5)
    guest = door.guest(name="=张三", phone="013800001234", arrived_at=door.now, arrived_how="code")
    Feedback.objects.create(registration=guest, good=4, useful=5, better="多些茶歇", at=door.now)
    book = load_workbook(BytesIO(report_file(door.activity).getvalue()))
    assert book.sheetnames == ["概况", "各单位", "到场企业", "来宾", "评价", "标杆"]
    row = [cell.value for cell in book["来宾"][2]]
    assert (row[0], row[3], row[6]) == ("=张三", "013800001234", "扫码")
    assert [cell.value for cell in book["评价"][2]] == [4, 5, "多些茶歇"]
    assert [cell.value for cell in book["标杆"][2]] == ["到场人数", 5, 1, 4]
