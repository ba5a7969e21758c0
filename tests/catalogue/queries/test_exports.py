"""The catalogue's tables as files: read row by row, in one query, without failing on what is empty."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from shanghui.catalogue.models import CalendarDay, Industry, ProductClass, Region
from shanghui.catalogue.queries import EXPORTS

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 3])
def number(request: pytest.FixtureRequest) -> int:
    home = Region.objects.create(code="310000", name="上海市", level=1, aliases=["申城", "沪"])
    section = Industry.objects.create(code="C", name="制造业", level=1)
    top = ProductClass.objects.create(code="01", name="紧固件")
    for place in range(request.param):
        Region.objects.create(
            code=f"31011{place}",
            name=f"第{place}区",
            level=3,
            parent=home,
            former_codes=["1"],
            valid_until=date(2026, 1, 1),
        )
        Industry.objects.create(code=f"3{place}", name="通用设备", level=2, parent=section, former_codes=["35", "36"])
        ProductClass.objects.create(
            code=f"010{place}", name=f"螺栓{place}", parent=top, industry=section, unit="件", synonyms=["丝杆", "螺丝"]
        )
        CalendarDay.objects.create(date=date(2026, 1, 1 + place), working=bool(place), note="元旦")
    return int(request.param)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("regions", ["310000", "上海市", "省级", "", "", "申城、沪", "", ""],
         ["31011{}", "第{}区", "县区级", "310000", "上海市", "", "1", date(2026, 1, 1)]),
        ("industries", ["3{}", "通用设备", "大类", "C", "制造业", "35、36", ""], ["C", "制造业", "门类", "", "", "", ""]),
        ("product-classes", ["01", "紧固件", "", "", "", "", "", ""],
         ["010{}", "螺栓{}", "", "紧固件", "件", "C", "丝杆、螺丝", ""]),
    ],
)  # fmt: skip
def test_table_is_whole_in_one_query(
    number: int, name: str, first: list[object], last: list[object], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    table = EXPORTS[name]
    with django_assert_num_queries(1):
        rows = [list(row) for row in table.rows()]
    assert len(rows) == number + 1
    assert {len(row) for row in rows} == {len(table.header())}
    assert rows[0] == _numbered(first, 0)
    assert rows[-1] == _numbered(last, number - 1)


def _numbered(row: list[object], place: int) -> list[object]:
    return [cell.format(place) if isinstance(cell, str) else cell for cell in row]


def test_calendar_says_whether_people_work(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        rows = [list(row) for row in EXPORTS["working-days"].rows()]
    assert rows == [[date(2026, 1, 1 + place), "上班" if place else "休息", "元旦"] for place in range(number)]
    assert len(EXPORTS["working-days"].header()) == 3
